//! One immutable snapshot of a workflow, put to work.

use crate::{
    Change, DeploymentId, Digest, EngineKind, FeedEntry, Hidden, Hindrance, Name, Origin, PauseMode, Reason, Revision,
    RowRevision, Timestamp, Version, WorkflowId,
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A deployment. Only its name and its status can change; the snapshot never does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deployment {
    /// Its name for programs; the endpoint bears it.
    pub id: DeploymentId,
    /// Its name for people.
    pub name: Name,
    /// How requests reach it.
    #[serde(rename = "type")]
    pub kind: DeploymentType,
    /// Which deployment of its workflow it is.
    pub version: Version,
    /// Whether it takes requests.
    pub status: DeploymentStatus,
    /// What it was made of.
    pub workflow: WorkflowRef,
    /// Names the snapshot's bytes.
    pub digest: Digest,
    /// How many nodes the snapshot has.
    pub nodes: u32,
    /// Why it was deployed.
    pub reason: Option<Reason>,
    /// When it was deployed.
    pub created_at: Timestamp,
    /// Since when it has its status.
    pub status_since: Timestamp,
    /// What its pause does to requests; while it is Running, what its next one does by default.
    #[serde(default)]
    pub pause: PauseMode,
    /// What keeps it from running, where something does; it is Paused then.
    #[serde(default)]
    pub hindrance: Option<Hindrance>,
    /// What runs it; none where no engine can, and before one was asked.
    #[serde(default)]
    pub engine: Option<EngineKind>,
    /// Whether it was deployed without a successful test of its revision.
    #[serde(default)]
    pub untested: bool,
    /// What its callers neither set nor see.
    #[serde(default)]
    pub hidden: Hidden,
    /// Where its snapshot comes from.
    #[serde(default)]
    pub origin: Origin,
    /// Grows with every write of this row.
    pub row: RowRevision,
}

/// The workflow as it was when it was deployed; it may have changed or gone since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkflowRef {
    /// Which workflow.
    pub id: WorkflowId,
    /// What it was called.
    pub name: Name,
    /// Which save of it was deployed.
    pub revision: Revision,
}

/// How requests reach a deployment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeploymentType {
    /// HTTP requests to its endpoint.
    Api,
    /// A command of a Discord bot.
    Discord,
    /// A public page with a form.
    Webform,
}

/// Whether a deployment takes requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeploymentStatus {
    /// Accepts and processes requests.
    Running,
    /// Runs nothing new; can be resumed.
    Paused,
}

/// A word that is not one of those allowed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is not one of {allowed}")]
pub struct UnknownWord {
    /// What was given, cut to 64 characters.
    pub word: String,
    /// What could have been given.
    pub allowed: &'static str,
}

impl UnknownWord {
    /// Says that `word` is none of `allowed`.
    pub fn new(word: &str, allowed: &'static str) -> Self {
        Self { word: word.chars().take(64).collect(), allowed }
    }
}

impl DeploymentType {
    /// Every type, in the order in which people are offered them.
    pub const ALL: [Self; 3] = [Self::Api, Self::Discord, Self::Webform];

    /// The word on the wire and in URLs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::Discord => "discord",
            Self::Webform => "webform",
        }
    }

    /// The words on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Api => "API",
            Self::Discord => "Discord bot",
            Self::Webform => "Web form",
        }
    }

    /// Why nothing brings it requests yet; none where programs send them to its endpoint.
    pub const fn no_door(self) -> Option<&'static str> {
        match self {
            Self::Api | Self::Webform => None,
            Self::Discord => Some("Brine has no Discord bot yet; deploy it as an API to run it"),
        }
    }

    /// What its icon says to those who do not see it.
    pub const fn icon_label(self) -> &'static str {
        match self {
            Self::Api => "API deployment",
            Self::Discord => "Discord bot",
            Self::Webform => "Web form",
        }
    }
}

impl DeploymentStatus {
    /// The word on the wire and in URLs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Paused => "paused",
        }
    }

    /// The word on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Running => "Running",
            Self::Paused => "Paused",
        }
    }

    /// What the switch would set next.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Running => Self::Paused,
            Self::Paused => Self::Running,
        }
    }
}

impl fmt::Display for DeploymentType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for DeploymentStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for DeploymentType {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        let found = Self::ALL.into_iter().find(|kind| kind.as_str() == word);
        found.ok_or_else(|| UnknownWord::new(word, "api, discord, webform"))
    }
}

impl FromStr for DeploymentStatus {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        match word {
            "running" => Ok(Self::Running),
            "paused" => Ok(Self::Paused),
            _ => Err(UnknownWord::new(word, "running, paused")),
        }
    }
}

impl Deployment {
    /// Whether a new request is accepted: into the queue at least.
    pub const fn accepts(&self) -> bool {
        match self.status {
            DeploymentStatus::Running => true,
            DeploymentStatus::Paused => matches!(self.pause, PauseMode::Hold) && self.hindrance.is_none(),
        }
    }

    /// Whether an accepted request may begin.
    pub const fn begins(&self) -> bool {
        matches!((self.status, self.pause), (DeploymentStatus::Running, _) | (_, PauseMode::Finish))
    }

    /// Where requests are sent, from the server's root; none where nothing brings it requests yet.
    pub fn endpoint_path(&self) -> Option<String> {
        let has_endpoint = self.kind.no_door().is_none();
        has_endpoint.then(|| ["/api/v1/deployments/", &self.id.to_string(), "/executions/"].concat())
    }

    /// Becomes what an entry about it says. Entries that do not change a row that lives are none of its business.
    pub fn follow(&mut self, entry: &FeedEntry) {
        match &entry.change {
            Change::DeploymentStatusSet { after, row, pause, hindrance, engine, .. } => {
                self.status = *after;
                self.pause = *pause;
                self.hindrance = hindrance.clone();
                self.engine = *engine;
                self.status_since = entry.at;
                self.row = *row;
            }
            Change::DeploymentRenamed { after, row, .. } => {
                self.name = after.clone();
                self.row = *row;
            }
            _ => {}
        }
    }
}
