//! Why a data folder could not be opened, by what its owner can do about it.

use std::{io, path::PathBuf};

/// Why a data folder could not be opened. It is left as it was, or a copy of it is kept.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process has it open: stop that one, or choose another folder.
    #[error("the data folder {} is in use by another process", .0.display())]
    InUse(PathBuf),
    /// A newer Brine wrote it: use that one.
    #[error("the data was written by a newer Brine (format {found}; this one reads up to {readable})")]
    TooNew {
        /// The format that was found.
        found: u8,
        /// The newest format that this release reads.
        readable: u8,
    },
    /// It is damaged beyond what can be repaired: restore a backup.
    #[error("the data folder is damaged ({what}); a copy of how it was found is at {}", aside.display())]
    Damaged {
        /// What is wrong.
        what: String,
        /// Where the copy is.
        aside: PathBuf,
    },
    /// The folder cannot be read or written.
    #[error("the data folder cannot be used: {0}")]
    Io(#[from] io::Error),
}
