//! The journal of format 2, read when a store is raised: its frames hold entries, in the shape of then.

use super::{
    super::verify::Finding,
    BYTES, NAME, TITLE, damage,
    frame::{self, BLOCK},
};
use crate::{line::Line, record};
use domain::{FeedEntry, Position};
use std::{fs, path::Path};

const OLD_TITLE: &[u8] = b"Brine journal 1\n";

/// A frame: consecutive entries, and how many blocks they take.
struct Frame {
    entries: Vec<FeedEntry>,
    blocks: usize,
}

impl Frame {
    fn read(bytes: &[u8]) -> Option<Self> {
        let payload = frame::payload(bytes)?;
        let entries = record::read_run_of_version_2(payload).filter(|it| !it.is_empty())?;
        Some(Self { entries, blocks: frame::blocks(payload) })
    }

    fn first(&self) -> Option<Position> {
        self.entries.first().map(|it| it.position)
    }

    fn last(&self) -> Option<Position> {
        self.entries.last().map(|it| it.position)
    }
}

/// Reads the entries after `home`, the newest that is home, as lines. Where the journal is of today's kind
/// already, the raising was cut off after everything came home.
pub(in crate::sled_store) fn read(folder: &Path, home: Position) -> Result<Vec<Line>, Finding> {
    let bytes = fs::read(folder.join(NAME)).map_err(|error| damage(&error.to_string()))?;
    if bytes.len() == BYTES && bytes.starts_with(TITLE) {
        return Ok(Vec::new());
    }
    if bytes.len() != BYTES || !bytes.starts_with(OLD_TITLE) {
        return Err(damage("it is not whole"));
    }
    let mut entries: Vec<FeedEntry> = Vec::new();
    let mut newest = None;
    let mut at = BLOCK;
    while let Some(frame) = Frame::read(&bytes[at..]) {
        if newest.is_some_and(|newest: Position| frame.first() != Some(newest.next())) {
            break;
        }
        newest = frame.last();
        at += frame.blocks * BLOCK;
        entries.extend(frame.entries.into_iter().filter(|it| it.position > home));
    }
    if entries.first().is_some_and(|first| first.position != home.next()) {
        return Err(damage(&format!("it begins after what comes next to {home}")));
    }
    let newest = newest.max(Some(home));
    let mut rest = bytes[at..].chunks(BLOCK).enumerate();
    if rest.any(|(block, _)| Frame::read(&bytes[at + block * BLOCK..]).is_some_and(|it| it.last() > newest)) {
        return Err(damage("entries before the newest are gone"));
    }
    Ok(entries.into_iter().map(Line::Entry).collect())
}
