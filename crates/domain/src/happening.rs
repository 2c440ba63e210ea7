//! What happened: one entry of the feed, or all entries of one undertaking.
//!
//! A redeploy makes a version, pauses another and moves an address, in one commit. People see one
//! thing done, so the history shows one.

use crate::{
    Actor, Change, DeploymentId, FeedEntry, Origin, Position, Reason, Timestamp, WorkflowId, deployment::UnknownWord,
};
use serde::{Deserialize, Serialize};
use std::{fmt, iter, str::FromStr};

/// One thing that was done, with every entry that it made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happening {
    /// Its first entry.
    pub first: FeedEntry,
    /// The others of the same undertaking, in the order of its steps.
    pub others: Vec<FeedEntry>,
}

/// What kind of thing was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HappeningKind {
    /// A deployment was made.
    Deployed,
    /// A version was made in the place of another.
    Redeployed,
    /// An earlier version became the live one again.
    RolledBack,
    /// A deployment was paused or resumed.
    Status,
    /// A deployment or a workflow got another name.
    Renamed,
    /// A deployment or a workflow was deleted.
    Deleted,
    /// A delete was undone.
    Restored,
    /// The snapshot of a deleted deployment was removed.
    SnapshotRemoved,
    /// An address was set or removed.
    Address,
    /// A workflow was imported or copied.
    Imported,
    /// A workflow's next revision was saved.
    Saved,
}

impl Happening {
    /// Puts the entries of each undertaking together. They come oldest first and without gaps.
    pub fn group(entries: Vec<FeedEntry>) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::with_capacity(entries.len());
        for entry in entries {
            match all.last_mut() {
                Some(last) if entry.undertaking.is_some() && last.first.undertaking == entry.undertaking => {
                    last.others.push(entry);
                }
                _ => all.push(Self { first: entry, others: Vec::new() }),
            }
        }
        all
    }

    /// Its entries, in their order.
    pub fn entries(&self) -> impl Iterator<Item = &FeedEntry> {
        iter::once(&self.first).chain(&self.others)
    }

    /// Its place in the feed.
    pub const fn position(&self) -> Position {
        self.first.position
    }

    /// When it was done.
    pub const fn at(&self) -> Timestamp {
        self.first.at
    }

    /// Who did it.
    pub const fn actor(&self) -> Actor {
        self.first.actor
    }

    /// Why: in the words of whoever did it.
    pub fn reason(&self) -> Option<&Reason> {
        self.entries().find_map(FeedEntry::why)
    }

    /// What was done.
    pub fn kind(&self) -> HappeningKind {
        let single = HappeningKind::of(&self.first.change);
        if self.others.is_empty() {
            return single;
        }
        match self.entries().map(|it| HappeningKind::of(&it.change)).find(|kind| *kind == HappeningKind::Deployed) {
            Some(_) => HappeningKind::Redeployed,
            None if matches!(single, HappeningKind::Status | HappeningKind::Address) => HappeningKind::RolledBack,
            None => single,
        }
    }

    /// Whether it is of this kind, as a whole or in one of its entries.
    pub fn is(&self, kind: HappeningKind) -> bool {
        self.kind() == kind || self.entries().any(|it| HappeningKind::of(&it.change) == kind)
    }
}

impl FeedEntry {
    /// Why: of a deployment that was made, its own reason says it.
    pub fn why(&self) -> Option<&Reason> {
        match &self.change {
            Change::DeploymentCreated { deployment } => deployment.reason.as_ref(),
            _ => self.reason.as_ref(),
        }
    }

    /// The deployments that it is about; an address is about those that it leads to and led to.
    pub fn deployments(&self) -> Vec<DeploymentId> {
        match &self.change {
            Change::DeploymentCreated { deployment: it }
            | Change::DeploymentDeleted { before: it, .. }
            | Change::DeploymentRestored { deployment: it } => vec![it.id],
            Change::DeploymentStatusSet { id, .. }
            | Change::DeploymentRenamed { id, .. }
            | Change::SnapshotForgotten { id, .. } => vec![*id],
            Change::AddressSet { before, after } => {
                let targets = [after.target, before.as_ref().and_then(|it| it.target)].into_iter().flatten();
                let both = targets.flat_map(|it| [Some(it.live), it.trial.map(|trial| trial.deployment)]);
                let mut ids: Vec<_> = both.flatten().collect();
                ids.sort_unstable();
                ids.dedup();
                ids
            }
            Change::WorkflowCreated { .. }
            | Change::WorkflowSaved { .. }
            | Change::WorkflowRenamed { .. }
            | Change::WorkflowDeleted { .. } => Vec::new(),
        }
    }

    /// The workflow that it is about by itself: of a deployment that is not in it, it is not known here.
    pub const fn workflow(&self) -> Option<WorkflowId> {
        match &self.change {
            Change::WorkflowCreated { workflow: it }
            | Change::WorkflowSaved { after: it, .. }
            | Change::WorkflowRenamed { after: it, .. }
            | Change::WorkflowDeleted { before: it } => Some(it.id),
            Change::DeploymentCreated { deployment: it }
            | Change::DeploymentDeleted { before: it, .. }
            | Change::DeploymentRestored { deployment: it } => Some(it.workflow.id),
            Change::DeploymentStatusSet { .. }
            | Change::DeploymentRenamed { .. }
            | Change::SnapshotForgotten { .. }
            | Change::AddressSet { .. } => None,
        }
    }
}

impl HappeningKind {
    /// Every kind, in the order in which people are offered them.
    pub const ALL: [Self; 11] = [
        Self::Deployed,
        Self::Redeployed,
        Self::RolledBack,
        Self::Status,
        Self::Address,
        Self::Renamed,
        Self::Deleted,
        Self::Restored,
        Self::SnapshotRemoved,
        Self::Imported,
        Self::Saved,
    ];

    /// What one entry says by itself.
    pub const fn of(change: &Change) -> Self {
        match change {
            Change::WorkflowCreated { .. } => Self::Imported,
            Change::WorkflowSaved { .. } => Self::Saved,
            Change::WorkflowRenamed { .. } | Change::DeploymentRenamed { .. } => Self::Renamed,
            Change::WorkflowDeleted { .. } | Change::DeploymentDeleted { .. } => Self::Deleted,
            Change::DeploymentCreated { deployment } => match deployment.origin {
                Origin::Saved => Self::Deployed,
                Origin::RolledBack { .. } => Self::RolledBack,
            },
            Change::DeploymentStatusSet { .. } => Self::Status,
            Change::DeploymentRestored { .. } => Self::Restored,
            Change::SnapshotForgotten { .. } => Self::SnapshotRemoved,
            Change::AddressSet { .. } => Self::Address,
        }
    }

    /// The word on the wire and in URLs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Deployed => "deployed",
            Self::Redeployed => "redeployed",
            Self::RolledBack => "rolled_back",
            Self::Status => "status",
            Self::Renamed => "renamed",
            Self::Deleted => "deleted",
            Self::Restored => "restored",
            Self::SnapshotRemoved => "snapshot_removed",
            Self::Address => "address",
            Self::Imported => "imported",
            Self::Saved => "saved",
        }
    }

    /// The words on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Deployed => "Deployed",
            Self::Redeployed => "Redeployed",
            Self::RolledBack => "Rolled back",
            Self::Status => "Paused or resumed",
            Self::Renamed => "Renamed",
            Self::Deleted => "Deleted",
            Self::Restored => "Restored",
            Self::SnapshotRemoved => "Snapshot removed",
            Self::Address => "Address set",
            Self::Imported => "Imported",
            Self::Saved => "Saved",
        }
    }
}

impl fmt::Display for HappeningKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for HappeningKind {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        let found = Self::ALL.into_iter().find(|kind| kind.as_str() == word);
        let allowed = "deployed, redeployed, rolled_back, status, address, renamed, deleted, restored, \
                       snapshot_removed, imported, saved";
        found.ok_or_else(|| UnknownWord::new(word, allowed))
    }
}
