//! One group of lines in the journal: a head with a checksum, then the first line's number and the lines.

use crate::{changes::Changes, line::Line, record};
use serde::de::DeserializeOwned;

/// Frames begin at multiples of this.
pub(super) const BLOCK: usize = 4_096;
/// What a frame begins with. Not text: no name or reason can look like it.
const MARK: [u8; 4] = [0xff, b'B', b'J', 0xff];
/// The mark, the checksum (4 bytes), the length of what follows (4).
const HEAD: usize = 12;
/// The serial number of the first line.
const FIRST: usize = 8;

/// A frame that was read and is whole; it has at least one line.
#[derive(Debug)]
pub(super) struct Frame {
    blocks: usize,
    lines: Vec<Line>,
    first: u64,
}

/// How many bytes a frame of these changes has, up to the next block.
pub(super) fn length(changes: &Changes) -> usize {
    (HEAD + FIRST + changes.lines().len()).next_multiple_of(BLOCK)
}

/// Writes a frame of these changes.
pub(super) fn write(changes: &Changes, frame: &mut Vec<u8>) {
    frame.clear();
    frame.extend_from_slice(&MARK);
    frame.extend_from_slice(&[0; HEAD - MARK.len()]);
    let first = changes.census().serial.saturating_sub(changes.count()) + 1;
    frame.extend_from_slice(&first.to_be_bytes());
    frame.extend_from_slice(changes.lines());
    let length = u32::try_from(frame.len() - HEAD).unwrap_or(u32::MAX);
    frame[8..HEAD].copy_from_slice(&length.to_be_bytes());
    let sum = crc32fast::hash(&frame[8..]);
    frame[4..8].copy_from_slice(&sum.to_be_bytes());
    frame.resize(frame.len().next_multiple_of(BLOCK), 0);
}

impl Frame {
    /// Reads the frame at the beginning of `bytes`, if there is one and it is whole; its lines are of some kind.
    pub(super) fn read<L: DeserializeOwned + Into<Line>>(bytes: &[u8]) -> Option<Self> {
        let payload = payload(bytes)?;
        let (first, lines) = payload.split_first_chunk::<FIRST>()?;
        let lines: Vec<L> = record::read_run(lines).filter(|it| !it.is_empty())?;
        let lines = lines.into_iter().map(Into::into).collect();
        Some(Self { blocks: blocks(payload), lines, first: u64::from_be_bytes(*first) })
    }

    /// The serial number of its first line.
    pub(super) const fn first(&self) -> u64 {
        self.first
    }

    /// The serial number of its last line.
    pub(super) const fn last(&self) -> u64 {
        self.first.saturating_add(self.lines.len() as u64 - 1)
    }

    /// How many blocks it takes.
    pub(super) const fn blocks(&self) -> usize {
        self.blocks
    }

    /// Its lines with their serial numbers, oldest first.
    pub(super) fn into_lines(self) -> impl Iterator<Item = (u64, Line)> {
        (self.first..).zip(self.lines)
    }
}

/// How many blocks a frame with this payload takes.
pub(super) const fn blocks(payload: &[u8]) -> usize {
    (HEAD + payload.len()).div_ceil(BLOCK)
}

/// What the frame at the beginning of `bytes` holds, if there is one and it is whole.
pub(super) fn payload(bytes: &[u8]) -> Option<&[u8]> {
    let (head, rest) = bytes.split_at_checked(HEAD)?;
    let length = u32::from_be_bytes(head.get(8..)?.try_into().ok()?);
    let payload = rest.get(..usize::try_from(length).ok()?)?;
    let is_whole = head.starts_with(&MARK) && head[4..8] == sum(head, payload).to_be_bytes();
    is_whole.then_some(payload)
}

fn sum(head: &[u8], payload: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&head[8..]);
    hasher.update(payload);
    hasher.finalize()
}
