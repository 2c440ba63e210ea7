//! The journal as a file of fixed length, written from its beginning to its end and then anew.
//!
//! Its blocks are allocated and zeroed once, so that making an append durable
//! writes data and nothing else. Frames begin at block boundaries: what was
//! acknowledged is never written over before it is home.

mod frame;
pub(super) mod version_1;
pub(super) mod version_2;

use super::{barrier::Barrier, folder::sync_folder, reached::Reached, verify::Finding};
use crate::{StoreError, changes::Changes, journal::Journal, line::Line};
use frame::{BLOCK, Frame};
use serde::de::DeserializeOwned;
use std::{
    fs::{self, File},
    io::{self, Write as _},
    os::unix::fs::FileExt as _,
    path::Path,
};

const NAME: &str = "journal";
/// How long it is.
const BYTES: usize = 4 * 1_024 * 1_024;
/// What its first block begins with.
const TITLE: &[u8] = b"Brine journal 3\n";

/// The open journal.
#[derive(Debug)]
pub(super) struct JournalFile {
    file: File,
    barrier: Barrier,
    reached: Reached,
    /// Where the next frame begins.
    end: usize,
    /// The frame being made; kept for its room.
    frame: Vec<u8>,
}

/// Makes an empty journal. It is there as a whole or not at all.
pub(super) fn make(folder: &Path) -> io::Result<()> {
    let partial = folder.join("journal.partial");
    let mut file = File::create(&partial)?;
    let mut bytes = vec![0; BYTES];
    bytes[..TITLE.len()].copy_from_slice(TITLE);
    file.write_all(&bytes)?;
    file.sync_all()?;
    fs::rename(&partial, folder.join(NAME))?;
    sync_folder(folder)
}

/// Reads the lines after `home`, the serial number of the newest that is home.
///
/// A frame that was being written when the power failed is the last one, was never acknowledged,
/// and is left out. Anything else that is not whole is damage.
pub(super) fn read(folder: &Path, home: u64) -> Result<Vec<Line>, Finding> {
    let bytes = fs::read(folder.join(NAME)).map_err(|error| damage(&error.to_string()))?;
    if bytes.len() != BYTES || !bytes.starts_with(TITLE) {
        return Err(damage("it is not whole"));
    }
    lines::<Line>(&bytes, home)
}

/// The lines after `home` of a journal whose lines are of some kind.
fn lines<L: DeserializeOwned + Into<Line>>(bytes: &[u8], home: u64) -> Result<Vec<Line>, Finding> {
    let mut lines: Vec<(u64, Line)> = Vec::new();
    let mut newest = None;
    let mut at = BLOCK;
    while let Some(frame) = Frame::read::<L>(&bytes[at..]) {
        if newest.is_some_and(|newest: u64| frame.first() != newest + 1) {
            break;
        }
        newest = Some(frame.last());
        at += frame.blocks() * BLOCK;
        lines.extend(frame.into_lines().filter(|(serial, _)| *serial > home));
    }
    if lines.first().is_some_and(|(first, _)| *first != home + 1) {
        return Err(damage(&format!("it begins after what comes next to {home}")));
    }
    // One frame is written at a time: a whole one that is newer says that those before it were acknowledged.
    let newest = newest.max(Some(home));
    let is_newer = |frame: Frame| Some(frame.last()) > newest;
    if bytes[at..]
        .chunks(BLOCK)
        .enumerate()
        .any(|(block, _)| Frame::read::<L>(&bytes[at + block * BLOCK..]).is_some_and(is_newer))
    {
        return Err(damage("lines before the newest are gone"));
    }
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}

fn damage(what: &str) -> Finding {
    Finding::Damage(format!("its journal is damaged: {what}"))
}

impl JournalFile {
    /// Opens a journal that holds nothing any more that is not home.
    pub(super) fn open(folder: &Path, barrier: Barrier, reached: Reached) -> io::Result<Self> {
        let file = File::options().read(true).write(true).open(folder.join(NAME))?;
        Ok(Self { file, barrier, reached, end: BLOCK, frame: Vec::new() })
    }
}

impl Journal for JournalFile {
    fn has_place(&self, changes: &Changes) -> bool {
        self.end + frame::length(changes) <= BYTES
    }

    fn rewind(&mut self) {
        self.end = BLOCK;
    }

    fn append(&mut self, changes: &Changes) -> Result<(), StoreError> {
        frame::write(changes, &mut self.frame);
        let written = self.file.write_all_at(&self.frame, self.end as u64);
        written
            .and_then(|()| self.barrier.sync_data(&self.file))
            .map_err(|error| StoreError::Unavailable(error.to_string()))?;
        self.end += self.frame.len();
        let newest = changes.census().serial;
        if let Err(error) = self.reached.write(newest) {
            // The lines are durable all the same; what is lost is a check of the next start.
            tracing::warn!(%error, "Could not note that the journal has reached {newest}");
        }
        Ok(())
    }
}
