//! Remembers, outside of sled, which line was durable: a log that lost its tail is found out.
//!
//! sled takes the first damaged message for the end of its log, and a damaged
//! last frame of the journal looks like one that a power cut tore: a flipped bit
//! could silently undo what came after it. This mark is written after each fsync
//! of the journal and is itself not synced: it may lag behind the journal after a
//! power cut, but is never ahead of it.

use std::{fs::File, io, os::unix::fs::FileExt, path::Path};

const LENGTH: usize = 12;

/// The file `reached`: a line's serial number and its checksum.
#[derive(Debug)]
pub(super) struct Reached(File);

impl Reached {
    /// Opens the mark, or makes one that says nothing yet.
    pub(super) fn open(folder: &Path) -> io::Result<Self> {
        let file = File::options().read(true).write(true).create(true).truncate(false).open(folder.join("reached"))?;
        Ok(Self(file))
    }

    /// What it says; nothing where it is new, or damaged itself.
    pub(super) fn read(&self) -> Option<u64> {
        let mut bytes = [0; LENGTH];
        self.0.read_exact_at(&mut bytes, 0).ok()?;
        let (serial, sum) = bytes.split_first_chunk::<8>()?;
        let is_whole = crc32fast::hash(serial).to_be_bytes() == *sum;
        is_whole.then(|| u64::from_be_bytes(*serial))
    }

    /// Says that this line is durable.
    pub(super) fn write(&self, serial: u64) -> io::Result<()> {
        let mut bytes = [0; LENGTH];
        let serial = serial.to_be_bytes();
        bytes[..8].copy_from_slice(&serial);
        bytes[8..].copy_from_slice(&crc32fast::hash(&serial).to_be_bytes());
        self.0.write_all_at(&bytes, 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_was_written_and_nothing_where_it_is_damaged() {
        let folder = tempfile::tempdir().unwrap();
        let mark = Reached::open(folder.path()).unwrap();
        assert_eq!(mark.read(), None);
        mark.write(7).unwrap();
        assert_eq!(Reached::open(folder.path()).unwrap().read(), Some(7));
        mark.0.write_all_at(&[1], 3).unwrap();
        assert_eq!(mark.read(), None);
    }
}
