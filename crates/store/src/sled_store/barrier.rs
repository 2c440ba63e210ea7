//! What stands between a write and its answer.
//!
//! sled's `flush` hands data to the kernel and calls `sync_file_range`, which
//! survives a killed process but not a power cut (upstream issues 1452, 1351).

use std::{fs::File, io, path::Path};

/// Whether an answer waits for the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Barrier {
    /// `flush`, then fsync: what a returned `Ok` promises.
    Fsync,
    /// `flush` alone: only for the negative control of the power-cut test.
    Missing,
}

impl Barrier {
    /// Waits until what was written to a file, and how long it is, survives a power cut.
    pub(super) fn sync(self, file: &File) -> io::Result<()> {
        match self {
            Self::Fsync => file.sync_all(),
            Self::Missing => Ok(()),
        }
    }

    /// Waits until what was written over in a file survives a power cut; its length is as before.
    pub(super) fn sync_data(self, file: &File) -> io::Result<()> {
        match self {
            Self::Fsync => file.sync_data(),
            Self::Missing => Ok(()),
        }
    }
}

/// sled's open log. Opened once and kept: the kernel reports a failed write-back once to each
/// open handle, so that this one hears of it also where sled's own fsync has swallowed it.
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
        self.barrier.sync(&self.file)
    }

    /// How many bytes may still be written beside the log.
    pub(super) fn room(&self) -> io::Result<u64> {
        let disk = rustix::fs::fstatvfs(&self.file)?;
        Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
    }
}
