//! One thing done with many deployments, and what came of it for each.

use crate::{DeploymentId, Name, Version, deployment::UnknownWord};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What is done with each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BulkAction {
    /// It is paused: what it has accepted runs to its end.
    Pause,
    /// It is resumed.
    Resume,
    /// It is deleted.
    Delete,
    /// Its delete is undone.
    Restore,
}

/// What came of it, for each that was meant, in the order in which they were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkReport {
    /// What was to be done.
    pub action: BulkAction,
    /// One for each.
    pub items: Vec<BulkItem>,
}

/// What came of it for one deployment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkItem {
    /// Which.
    pub id: DeploymentId,
    /// What it is called and which version it is; none where nothing is known of it.
    pub known: Option<(Name, Version)>,
    /// What came of it.
    pub outcome: BulkOutcome,
}

/// What came of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BulkOutcome {
    /// It was done.
    Done,
    /// It was so already; nothing was written.
    Already,
    /// It was not done; why.
    Refused(String),
    /// It is not there, or no longer.
    Gone,
}

impl BulkReport {
    /// How many deployments may be meant at once.
    pub const MAX: u32 = 1_000;

    /// How many had this outcome, by its word.
    pub fn count(&self, word: &str) -> usize {
        self.items.iter().filter(|it| it.outcome.as_str() == word).count()
    }

    /// Those that were done.
    pub fn done(&self) -> impl Iterator<Item = &BulkItem> {
        self.items.iter().filter(|it| it.outcome == BulkOutcome::Done)
    }

    /// All of it in one sentence: `3 paused, 1 was paused already, 1 refused.`
    pub fn summary(&self) -> String {
        let (done, already) = (self.action.done(), self.action.already());
        let was = |count: usize| if count == 1 { "was" } else { "were" };
        let told = [
            ("done", self.count("done")),
            ("already", self.count("already")),
            ("refused", self.count("refused")),
            ("gone", self.count("gone")),
        ];
        let words: Vec<String> = told
            .into_iter()
            .filter(|(word, count)| *count > 0 || (*word == "done" && self.items.is_empty()))
            .map(|(word, count)| match word {
                "done" => format!("{count} {done}"),
                "already" => format!("{count} {} {already} already", was(count)),
                "refused" => format!("{count} refused"),
                _ if self.action == BulkAction::Restore => format!("{count} cannot be restored"),
                _ => format!("{count} {} not there", was(count)),
            })
            .collect();
        words.join(", ")
    }
}

impl BulkOutcome {
    /// The word on the wire.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Already => "already",
            Self::Refused(_) => "refused",
            Self::Gone => "gone",
        }
    }
}

impl BulkAction {
    /// The word on the wire and in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::Delete => "delete",
            Self::Restore => "restore",
        }
    }

    /// What was done.
    pub const fn done(self) -> &'static str {
        match self {
            Self::Pause => "paused",
            Self::Resume => "resumed",
            Self::Delete => "deleted",
            Self::Restore => "restored",
        }
    }

    /// How those are for which there was nothing to do.
    pub const fn already(self) -> &'static str {
        match self {
            Self::Pause => "paused",
            Self::Resume => "running",
            Self::Delete => "deleted",
            Self::Restore => "there",
        }
    }
}

impl fmt::Display for BulkAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for BulkAction {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        let found = [Self::Pause, Self::Resume, Self::Delete, Self::Restore].into_iter().find(|it| it.as_str() == word);
        found.ok_or_else(|| UnknownWord::new(word, "pause, resume, delete, restore"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_all_of_it_in_one_sentence() {
        let item = |outcome| BulkItem { id: DeploymentId::from_bytes([1; 16]), known: None, outcome };
        let report = |action, outcomes: Vec<BulkOutcome>| {
            BulkReport { action, items: outcomes.into_iter().map(item).collect() }.summary()
        };
        use BulkOutcome::{Already, Done, Gone, Refused};
        assert_eq!(report(BulkAction::Pause, vec![Done, Done, Already]), "2 paused, 1 was paused already");
        assert_eq!(report(BulkAction::Delete, vec![Gone, Gone]), "2 were not there");
        assert_eq!(report(BulkAction::Resume, vec![Done, Refused("so".to_owned())]), "1 resumed, 1 refused");
        assert_eq!(report(BulkAction::Resume, vec![]), "0 resumed");
    }
}
