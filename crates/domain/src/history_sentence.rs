//! What happened, as a sentence: for a page with links, for an export as plain text.

use crate::{
    Address, Change, Deployment, DeploymentId, DeploymentStatus, FeedEntry, Happening, HappeningKind, Known, Name,
    Origin, PauseMode, Version, WorkflowId,
};
use std::fmt;

/// A sentence: words, and the names of what it is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentence(Vec<Part>);

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Words of ours.
    Words(String),
    /// A deployment.
    Deployment {
        /// Which.
        id: DeploymentId,
        /// What it was called then; none where that is kept no more.
        name: Option<Name>,
        /// Which version it is, where that is known.
        version: Option<Version>,
    },
    /// A workflow.
    Workflow {
        /// Which.
        id: WorkflowId,
        /// What it was called then.
        name: Name,
    },
}

impl Sentence {
    /// What was done, as a whole.
    pub fn of(it: &Happening, known: &Known) -> Self {
        let mut sentence = Self::default();
        if it.others.is_empty() {
            sentence.tell(&it.first, known);
            return sentence;
        }
        let head = match it.kind() {
            HappeningKind::Redeployed | HappeningKind::RolledBack => it.entries().find(|entry| makes_live(entry)),
            _ => None,
        };
        let mut rest: Vec<_> = it.entries().collect();
        match head {
            Some(head) => {
                sentence.tell_replacing(head, known);
                rest.retain(|entry| entry.position != head.position);
            }
            None => sentence.tell(rest.remove(0), known),
        }
        for (at, entry) in rest.into_iter().enumerate() {
            sentence.words(if at == 0 { ": " } else { ", " });
            sentence.tell_beside(entry, known);
        }
        sentence
    }

    /// What one entry says by itself.
    pub fn of_entry(entry: &FeedEntry, known: &Known) -> Self {
        let mut sentence = Self::default();
        sentence.tell(entry, known);
        sentence
    }

    /// Its parts, in their order.
    pub fn parts(&self) -> &[Part] {
        &self.0
    }

    fn tell(&mut self, entry: &FeedEntry, known: &Known) {
        match &entry.change {
            Change::WorkflowCreated { workflow: it } => self.words("Imported ").workflow(it.id, &it.name),
            Change::WorkflowSaved { after: it, .. } => {
                self.words(&format!("Saved revision {} of ", it.revision)).workflow(it.id, &it.name)
            }
            Change::WorkflowRenamed { before, after } => self
                .words("Renamed workflow ")
                .workflow(before.id, &before.name)
                .words(" to ")
                .words(after.name.as_str()),
            Change::WorkflowDeleted { before: it } => self.words("Deleted workflow ").workflow(it.id, &it.name),
            Change::DeploymentCreated { deployment: it } => {
                self.words("Deployed ").made(it);
                match it.origin {
                    Origin::Saved => self.revision_of(it),
                    Origin::RolledBack { version, .. } => self.words(&format!(" with the snapshot of {version}")),
                }
            }
            Change::DeploymentStatusSet { id, name, after, pause, hindrance, .. } => {
                let (verb, rest) = match (after, hindrance, pause) {
                    (DeploymentStatus::Running, ..) => ("Resumed ", String::new()),
                    (DeploymentStatus::Paused, Some(it), _) => ("Paused ", format!(": {}", it.words)),
                    (DeploymentStatus::Paused, None, PauseMode::Finish) => ("Paused ", String::new()),
                    (DeploymentStatus::Paused, None, PauseMode::Hold) => ("Paused ", " and holds requests".to_owned()),
                    (DeploymentStatus::Paused, None, PauseMode::Stop) => {
                        ("Paused ", " and stopped everything".to_owned())
                    }
                };
                self.words(verb).named(*id, name, known).words(&rest)
            }
            Change::DeploymentRenamed { id, before, after, .. } => {
                self.words("Renamed ").named(*id, before, known).words(" to ").words(after.as_str())
            }
            Change::DeploymentDeleted { before: it, .. } => self.words("Deleted ").made(it),
            Change::DeploymentRestored { deployment: it } => {
                self.words("Restored ").made(it).words(": its delete was undone")
            }
            Change::SnapshotForgotten { id, name, version, .. } => {
                let part = Part::Deployment { id: *id, name: Some(name.clone()), version: Some(*version) };
                self.words("Removed the snapshot of ").part(part)
            }
            Change::AddressSet { after, .. } => self.led(after, known),
        };
    }

    /// What took another's place.
    fn tell_replacing(&mut self, head: &FeedEntry, known: &Known) {
        match &head.change {
            Change::DeploymentCreated { deployment: it } => match it.origin {
                Origin::Saved => self.words("Redeployed ").made(it).revision_of(it),
                Origin::RolledBack { version, .. } => {
                    self.words(&format!("Rolled back to {version}, deployed again as ")).made(it)
                }
            },
            Change::DeploymentStatusSet { id, name, .. } => self.words("Rolled back to ").named(*id, name, known),
            _ => {
                self.tell(head, known);
                self
            }
        };
    }

    /// What was done along with it.
    fn tell_beside(&mut self, entry: &FeedEntry, known: &Known) {
        match &entry.change {
            Change::DeploymentStatusSet { id, name, after, .. } => {
                let done = match after {
                    DeploymentStatus::Running => " resumed",
                    DeploymentStatus::Paused => " paused",
                };
                self.named(*id, name, known).words(done)
            }
            Change::DeploymentDeleted { before: it, .. } => self.made(it).words(" deleted"),
            Change::DeploymentCreated { deployment: it } => self.made(it).words(" made"),
            Change::AddressSet { after, .. } if after.target.is_some() => {
                self.words(&format!("address {} moved", after.slug))
            }
            _ => {
                self.tell(entry, known);
                self
            }
        };
    }

    fn led(&mut self, address: &Address, known: &Known) -> &mut Self {
        let Some(target) = address.target else { return self.words(&format!("Removed address {}", address.slug)) };
        self.words(&format!("Led address {} to ", address.slug)).known(target.live, known);
        if let Some(trial) = target.trial {
            self.words(&format!(", and {} % of its requests to ", trial.share.get())).known(trial.deployment, known);
        }
        self
    }

    fn revision_of(&mut self, it: &Deployment) -> &mut Self {
        let untested = if it.untested { ", untested" } else { "" };
        self.words(&format!(" from revision {}{untested}", it.workflow.revision))
    }

    fn made(&mut self, it: &Deployment) -> &mut Self {
        self.part(Part::Deployment { id: it.id, name: Some(it.name.clone()), version: Some(it.version) })
    }

    fn named(&mut self, id: DeploymentId, name: &Name, known: &Known) -> &mut Self {
        let version = known.deployment(id).map(|it| it.version);
        self.part(Part::Deployment { id, name: Some(name.clone()), version })
    }

    fn known(&mut self, id: DeploymentId, known: &Known) -> &mut Self {
        let it = known.deployment(id);
        self.part(Part::Deployment { id, name: it.map(|it| it.name.clone()), version: it.map(|it| it.version) })
    }

    fn workflow(&mut self, id: WorkflowId, name: &Name) -> &mut Self {
        self.part(Part::Workflow { id, name: name.clone() })
    }

    fn words(&mut self, words: &str) -> &mut Self {
        match self.0.last_mut() {
            _ if words.is_empty() => {}
            Some(Part::Words(before)) => before.push_str(words),
            _ => self.0.push(Part::Words(words.to_owned())),
        }
        self
    }

    fn part(&mut self, part: Part) -> &mut Self {
        self.0.push(part);
        self
    }
}

/// Whether an entry of a redeploy or a rollback is what made a version the live one.
fn makes_live(entry: &FeedEntry) -> bool {
    matches!(
        &entry.change,
        Change::DeploymentCreated { .. } | Change::DeploymentStatusSet { after: DeploymentStatus::Running, .. }
    )
}

impl fmt::Display for Sentence {
    /// The sentence without its links.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|part| write!(f, "{part}"))
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(words) => f.write_str(words),
            Self::Workflow { name, .. } => write!(f, "{name}"),
            Self::Deployment { name: Some(name), version: Some(version), .. } => write!(f, "{name} {version}"),
            Self::Deployment { name: Some(name), version: None, .. } => write!(f, "{name}"),
            Self::Deployment { id, name: None, .. } => write!(f, "{id}"),
        }
    }
}
