//! Why a transaction did not happen, by what the caller can do about it.

use domain::Subject;

/// Why the store did not do as asked. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such thing, or no longer.
    #[error("{0:?} does not exist")]
    NotFound(Subject),
    /// Somebody changed it first: read it again and decide again.
    #[error("{0:?} was changed meanwhile")]
    Conflict(Subject),
    /// There is no room left to write to.
    #[error("the disk is full")]
    Full,
    /// What is stored is not what was written. Restore from a backup.
    #[error("`{key}` in table `{table}` is damaged")]
    Corrupt {
        /// Which table.
        table: &'static str,
        /// Which record, readable.
        key: String,
    },
    /// The store takes no writes since an earlier failure to make one durable; restart it.
    #[error("the store is not available: {0}")]
    Unavailable(String),
}
