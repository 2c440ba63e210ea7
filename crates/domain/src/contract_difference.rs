//! What changed for callers between two versions: their inputs and outputs, and which calls that breaks.
//!
//! Found by the crate `compare`.

use crate::{Excerpt, InputKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What changed for callers from one version to another.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractDifference {
    /// Every change: inputs first, in the newer graph's order, those that are gone at the end; then outputs.
    pub changes: Vec<ContractChange>,
}

/// One change of one input or output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractChange {
    /// What it is about.
    pub side: ContractSide,
    /// How it was called; none where it is new.
    pub before: Option<Called>,
    /// How it is called; none where it is gone.
    pub after: Option<Called>,
    /// By which of its name and its id callers could call the input before: both, but where one meant another input.
    pub keys: Vec<String>,
    /// What changed.
    pub kind: ContractChangeKind,
    /// Whether a call that was fine before may be refused now, or is answered in another shape.
    pub breaks: bool,
    /// The change in a sentence, for people.
    pub words: String,
}

/// What a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContractSide {
    /// What callers send.
    Input,
    /// What they get.
    Output,
}

/// The two things that callers may call an input by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Called {
    /// Its node's id.
    pub node: String,
    /// Its name.
    pub name: String,
}

/// What changed about an input or an output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContractChangeKind {
    /// It is new.
    Added {
        /// Whether it must be given.
        required: bool,
    },
    /// It is gone.
    Removed,
    /// It has another name.
    Renamed,
    /// Its node has another id.
    Moved,
    /// It takes values of another type.
    Retyped {
        /// What it took.
        old: InputKind,
        /// What it takes.
        new: InputKind,
    },
    /// It could be left out, and must be given now.
    NewlyRequired,
    /// It had to be given, and can be left out now.
    NowOptional,
    /// Values that it took are refused now.
    Narrowed {
        /// Those that are refused now; none where it took any value.
        gone: Vec<Excerpt>,
    },
    /// It takes more values than before.
    Widened {
        /// Those that are new; none where it takes any value now.
        new: Vec<Excerpt>,
    },
    /// Callers can neither set nor see it any more.
    Hidden,
    /// Callers can set or see it now.
    Shown {
        /// Whether it must be given.
        required: bool,
    },
    /// A name or id that meant it means another input now, or several.
    Taken {
        /// The name or the id.
        key: String,
    },
}

impl ContractDifference {
    /// Whether any call that was fine before may be refused, or answered in another shape.
    pub fn breaks(&self) -> bool {
        self.changes.iter().any(|change| change.breaks)
    }

    /// Which changes break a call that gave these inputs, by name or by node id. It is not known which outputs a caller
    /// reads and which values it sends: those that may break it are among them.
    pub fn broken_by<'a>(&'a self, used: &'a BTreeSet<String>) -> impl Iterator<Item = &'a ContractChange> {
        self.changes.iter().filter(|change| change.breaks && change.is_met_by(used))
    }
}

impl ContractChange {
    fn is_met_by(&self, used: &BTreeSet<String>) -> bool {
        if self.side == ContractSide::Output {
            return true;
        }
        let met_by = |part: fn(&Called) -> &String| {
            let key = self.before.as_ref().map(part).filter(|key| self.keys.contains(key));
            key.is_some_and(|key| used.contains(key))
        };
        let is_given = self.keys.iter().any(|key| used.contains(key));
        match &self.kind {
            ContractChangeKind::Added { .. } | ContractChangeKind::Shown { .. } | ContractChangeKind::NewlyRequired => {
                !is_given
            }
            ContractChangeKind::Renamed => met_by(|it| &it.name),
            ContractChangeKind::Moved => met_by(|it| &it.node),
            ContractChangeKind::Taken { key } => used.contains(key),
            _ => is_given,
        }
    }
}
