//! What stands between a write and its answer.

use std::{fs::File, io, path::Path};

/// Whether an answer waits for the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Barrier {
    /// `flush`, then fsync: what a returned `Ok` promises.
    Fsync,
    /// Neither: only for the negative control of the power-cut test.
    Missing,
}

/// The open log file. Opened once and kept: an fsync error must reach this handle.
#[derive(Debug)]
pub(super) struct Log {
    file: File,
    barrier: Barrier,
}

impl Log {
    pub(super) fn open(folder: &Path, barrier: Barrier) -> io::Result<Self> {
        let file = File::options().read(true).write(true).open(folder.join("db"))?;
        Ok(Self { file, barrier })
    }

    /// Waits until everything flushed so far survives a power cut.
    pub(super) fn sync(&self) -> io::Result<()> {
        match self.barrier {
            Barrier::Fsync => self.file.sync_all(),
            Barrier::Missing => Ok(()),
        }
    }

    pub(super) fn is_missing(&self) -> bool {
        self.barrier == Barrier::Missing
    }
}
