//! What happened, on the wire.

use domain::{
    Change, DeploymentId, FeedEntry, Happening, HappeningKind, HistoryListing, Known, Name, Sentence, WorkflowId,
};
use serde::Serialize;
use utoipa::ToSchema;

/// One thing that was done, with every change that it made.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct HappeningJson {
    /// Its place in the feed.
    position: u64,
    /// When it was done.
    #[schema(format = DateTime)]
    at: String,
    /// Through which door: `browser`, `api` or `system`.
    actor: &'static str,
    /// What kind of thing was done.
    kind: &'static str,
    /// All of it, as a sentence.
    summary: String,
    /// Why, in the words of whoever did it.
    reason: Option<String>,
    /// What changed: more than one where several things were done in one commit.
    changes: Vec<ChangeJson>,
}

/// One change.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct ChangeJson {
    /// Its place in the feed.
    pub(super) position: u64,
    /// What kind of change it is.
    pub(super) kind: &'static str,
    /// The change, as a sentence.
    pub(super) summary: String,
    /// Which deployment it is about; of an address, the one that it leads to.
    pub(super) deployment: Option<DeploymentNameJson>,
    /// Which workflow it is about.
    pub(super) workflow: Option<WorkflowNameJson>,
    /// Which address it is about.
    pub(super) address: Option<String>,
}

/// A deployment by its name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct DeploymentNameJson {
    /// Its name for programs.
    #[schema(format = Uuid)]
    pub(super) id: String,
    /// Its name for people; null where that is kept no more.
    pub(super) name: Option<String>,
    /// Which version of its workflow it is.
    pub(super) version: Option<u32>,
}

/// A workflow by its name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct WorkflowNameJson {
    /// Its name for programs.
    #[schema(format = Uuid)]
    pub(super) id: String,
    /// Its name for people.
    pub(super) name: String,
}

impl HappeningJson {
    /// A happening of a page, with what that knows.
    pub(super) fn of(it: &Happening, known: &Known) -> Self {
        Self {
            position: it.position().get(),
            at: it.at().to_string(),
            actor: it.actor().as_str(),
            kind: it.kind().as_str(),
            summary: Sentence::of(it, known).to_string(),
            reason: it.reason().map(ToString::to_string),
            changes: it.entries().map(|entry| ChangeJson::of(entry, known)).collect(),
        }
    }

    /// Every happening of a page.
    pub(super) fn all(listing: &HistoryListing) -> Vec<Self> {
        listing.items.iter().map(|it| Self::of(it, &listing.known)).collect()
    }
}

impl ChangeJson {
    /// An entry of a page, with what that knows.
    pub(super) fn of(entry: &FeedEntry, known: &Known) -> Self {
        let (deployment, address) = match &entry.change {
            Change::AddressSet { after, .. } => (after.target.map(|it| it.live), Some(after.slug.to_string())),
            _ => (entry.deployments().first().copied(), None),
        };
        Self {
            position: entry.position.get(),
            kind: HappeningKind::of(&entry.change).as_str(),
            summary: Sentence::of_entry(entry, known).to_string(),
            workflow: workflow(entry, deployment, known),
            deployment: deployment.map(|id| DeploymentNameJson::of(id, entry, known)),
            address,
        }
    }
}

impl DeploymentNameJson {
    /// Called as it was then, where the entry says it.
    fn of(id: DeploymentId, entry: &FeedEntry, known: &Known) -> Self {
        let now = known.deployment(id);
        let name = named(entry).or_else(|| now.map(|it| &it.name)).map(ToString::to_string);
        Self { id: id.to_string(), name, version: now.map(|it| it.version.get()) }
    }
}

/// What the entry calls the deployment that it is about; after a rename, what it is called now.
fn named(entry: &FeedEntry) -> Option<&Name> {
    match &entry.change {
        Change::DeploymentCreated { deployment: it }
        | Change::DeploymentRestored { deployment: it }
        | Change::DeploymentDeleted { before: it, .. } => Some(&it.name),
        Change::DeploymentStatusSet { name, .. } | Change::SnapshotForgotten { name, .. } => Some(name),
        Change::DeploymentRenamed { after, .. } => Some(after),
        _ => None,
    }
}

fn workflow(entry: &FeedEntry, deployment: Option<DeploymentId>, known: &Known) -> Option<WorkflowNameJson> {
    let told = |id: WorkflowId, name: &Name| WorkflowNameJson { id: id.to_string(), name: name.to_string() };
    match &entry.change {
        Change::WorkflowCreated { workflow: it }
        | Change::WorkflowSaved { after: it, .. }
        | Change::WorkflowRenamed { after: it, .. }
        | Change::WorkflowDeleted { before: it } => Some(told(it.id, &it.name)),
        _ => {
            let it = known.deployment(deployment?)?;
            Some(told(it.workflow, known.workflow(it.workflow).unwrap_or(&it.workflow_name)))
        }
    }
}
