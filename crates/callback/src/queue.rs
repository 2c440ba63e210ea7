//! Whose turn it is, as plain data: what waits for its time, what waits for a free place, what is being sent.
//!
//! Each origin has a line of its own and a few places; the lines take turns at the places there are overall. So a
//! receiver that hangs holds its own few places, and only its own line grows. Memory grows with what is to be sent:
//! about a hundred bytes each, for bodies are loaded only while they are sent.

use domain::{ExecutionId, Timestamp};
use reqwest::Url;
use std::{
    collections::{BTreeSet, HashMap, VecDeque, hash_map::Entry},
    sync::Arc,
};

/// How many callbacks are sent at the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places {
    /// In all.
    pub overall: u32,
    /// To one origin.
    pub per_origin: u32,
}

/// Where a callback goes to, as far as lines are concerned: scheme, host and port.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Origin(Arc<str>);

/// The callbacks that are to be sent.
#[derive(Debug)]
pub struct Queue {
    places: Places,
    known: HashMap<ExecutionId, Known>,
    waiting: BTreeSet<(Timestamp, ExecutionId)>,
    lines: HashMap<Origin, Line>,
    /// The origins with somebody in line and a place free, each once.
    turns: VecDeque<Origin>,
    sending: u32,
}

#[derive(Debug)]
struct Known {
    origin: Origin,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    Waiting {
        at: Timestamp,
    },
    InLine,
    /// `again` is when somebody wished for one more while it was being sent.
    Sending {
        again: Option<Timestamp>,
    },
}

#[derive(Debug, Default)]
struct Line {
    ready: VecDeque<ExecutionId>,
    sending: u32,
}

impl Default for Places {
    fn default() -> Self {
        Self { overall: 64, per_origin: 2 }
    }
}

impl Origin {
    /// A URL's origin. All that is no URL is one origin.
    pub fn of(url: &str) -> Self {
        Self(Url::parse(url).map_or_else(|_| "null".into(), |url| url.origin().ascii_serialization().into()))
    }
}

impl Queue {
    /// Nothing to be sent, and so many places.
    pub fn new(places: Places) -> Self {
        let (known, waiting, lines) = (HashMap::new(), BTreeSet::new(), HashMap::new());
        Self { places, known, waiting, lines, turns: VecDeque::new(), sending: 0 }
    }

    /// Has a callback sent at that time. One that waits already is sent at the earlier of both times; one that is
    /// being sent is sent once more.
    pub fn put(&mut self, id: ExecutionId, origin: Origin, at: Timestamp) {
        match self.known.entry(id) {
            Entry::Vacant(vacant) => {
                vacant.insert(Known { origin, stage: Stage::Waiting { at } });
                self.waiting.insert((at, id));
            }
            Entry::Occupied(mut occupied) => match &mut occupied.get_mut().stage {
                Stage::Waiting { at: old } if at < *old => {
                    self.waiting.remove(&(*old, id));
                    self.waiting.insert((at, id));
                    *old = at;
                }
                Stage::Waiting { .. } | Stage::InLine => {}
                Stage::Sending { again } => *again = Some(again.map_or(at, |old| old.min(at))),
            },
        }
    }

    /// The next one to be sent now, if one is due and has a place. [`Queue::done`] gives the place back.
    pub fn take(&mut self, now: Timestamp) -> Option<ExecutionId> {
        self.line_up(now);
        if self.sending >= self.places.overall {
            return None;
        }
        let origin = self.turns.pop_front()?;
        let line = self.lines.get_mut(&origin)?;
        let id = line.ready.pop_front()?;
        line.sending += 1;
        self.sending += 1;
        if !line.ready.is_empty() && line.sending < self.places.per_origin {
            self.turns.push_back(origin);
        }
        if let Some(known) = self.known.get_mut(&id) {
            known.stage = Stage::Sending { again: None };
        }
        Some(id)
    }

    /// It was sent, and is to be sent again then, if at all.
    pub fn done(&mut self, id: ExecutionId, next: Option<Timestamp>) {
        let Some(Known { origin, stage: Stage::Sending { again } }) = self.known.remove(&id) else { return };
        self.sending = self.sending.saturating_sub(1);
        if let Entry::Occupied(mut line) = self.lines.entry(origin.clone()) {
            let was_full = line.get().sending >= self.places.per_origin;
            line.get_mut().sending = line.get().sending.saturating_sub(1);
            if !line.get().ready.is_empty() && was_full {
                self.turns.push_back(origin.clone());
            } else if line.get().ready.is_empty() && line.get().sending == 0 {
                line.remove();
            }
        }
        if let Some(at) = [again, next].into_iter().flatten().min() {
            self.put(id, origin, at);
        }
    }

    /// When the next one falls due that is not due yet.
    pub fn next_due(&self) -> Option<Timestamp> {
        self.waiting.first().map(|(at, _)| *at)
    }

    /// Moves what is due into its line.
    fn line_up(&mut self, now: Timestamp) {
        while let Some((at, id)) = self.waiting.first().copied().filter(|(at, _)| *at <= now) {
            self.waiting.remove(&(at, id));
            let Some(known) = self.known.get_mut(&id) else { continue };
            known.stage = Stage::InLine;
            let line = self.lines.entry(known.origin.clone()).or_default();
            line.ready.push_back(id);
            if line.ready.len() == 1 && line.sending < self.places.per_origin {
                self.turns.push_back(known.origin.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests;
