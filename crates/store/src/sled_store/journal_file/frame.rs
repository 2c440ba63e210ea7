//! One group of entries in the journal: a head with a checksum, then the entries.

use crate::{changes::Changes, record};
use domain::{FeedEntry, Position};

/// Frames begin at multiples of this.
pub(super) const BLOCK: usize = 4_096;
/// What a frame begins with. Not text: no name or reason can look like it.
const MARK: [u8; 4] = [0xff, b'B', b'J', 0xff];
/// The mark, the checksum (4 bytes), the length of the entries (4).
const HEAD: usize = 12;

/// A frame that was read and is whole; it has at least one entry.
#[derive(Debug)]
pub(super) struct Frame {
    length: usize,
    entries: Vec<FeedEntry>,
    first: Position,
    last: Position,
}

/// How many bytes a frame of these changes has, up to the next block.
pub(super) fn length(changes: &Changes) -> usize {
    let entries: usize = changes.entries().iter().map(|it| it.bytes.len()).sum();
    (HEAD + entries).next_multiple_of(BLOCK)
}

/// Writes a frame of these changes.
pub(super) fn write(changes: &Changes, frame: &mut Vec<u8>) {
    frame.clear();
    frame.extend_from_slice(&MARK);
    frame.extend_from_slice(&[0; HEAD - MARK.len()]);
    changes.entries().iter().for_each(|it| frame.extend_from_slice(&it.bytes));
    let length = u32::try_from(frame.len() - HEAD).unwrap_or(u32::MAX);
    frame[8..HEAD].copy_from_slice(&length.to_be_bytes());
    let sum = crc32fast::hash(&frame[8..]);
    frame[4..8].copy_from_slice(&sum.to_be_bytes());
    frame.resize(frame.len().next_multiple_of(BLOCK), 0);
}

impl Frame {
    /// Reads the frame at the beginning of `bytes`, if there is one and it is whole.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let (head, rest) = bytes.split_at_checked(HEAD)?;
        let length = u32::from_be_bytes(head.get(8..)?.try_into().ok()?);
        let payload = rest.get(..usize::try_from(length).ok()?)?;
        if !head.starts_with(&MARK) || head[4..8] != sum(head, payload).to_be_bytes() {
            return None;
        }
        let entries = record::read_run(payload)?;
        let (first, last) = (entries.first()?.position, entries.last()?.position);
        Some(Self { length: HEAD + payload.len(), entries, first, last })
    }

    /// The position of its first entry.
    pub(super) const fn first(&self) -> Position {
        self.first
    }

    /// The position of its last entry.
    pub(super) const fn last(&self) -> Position {
        self.last
    }

    /// How many blocks it takes.
    pub(super) const fn blocks(&self) -> usize {
        self.length.div_ceil(BLOCK)
    }

    /// Its entries, oldest first.
    pub(super) fn into_entries(self) -> Vec<FeedEntry> {
        self.entries
    }
}

fn sum(head: &[u8], payload: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&head[8..]);
    hasher.update(payload);
    hasher.finalize()
}
