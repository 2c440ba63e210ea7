//! What became of one version: who made it, why, and how it is or ended.

use crate::{Service, ServiceError};
use domain::{Change, Deployment, DeploymentId, FeedEntry, Subject};

/// How many entries are looked through: as many as the store keeps of one thing.
const ALL_KEPT: u32 = 1_000;

/// One version from its making on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionStory {
    /// What it is, or last was.
    pub deployment: Deployment,
    /// What made it; none where that is kept no more.
    pub made: Option<FeedEntry>,
    /// What set how it is now, or ended it; none where nothing did since it was made.
    pub last: Option<FeedEntry>,
    /// Whether it is there.
    pub is_there: bool,
    /// Whether its snapshot is kept.
    pub has_snapshot: bool,
}

impl Service {
    /// What became of a deployment, also of one that was deleted; none where nothing is kept of it.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub async fn version_story(&self, id: DeploymentId) -> Result<Option<VersionStory>, ServiceError> {
        let entries = self.store.history(Subject::Deployment(id), None, ALL_KEPT).await?;
        let made = entries.iter().find(|it| matches!(it.change, Change::DeploymentCreated { .. })).cloned();
        let last = entries.iter().find(|it| sets_how_it_is(&it.change)).cloned();
        let catalogue = self.catalogue();
        let there = catalogue.deployment(id).map(|it| (**it).clone());
        let retired = catalogue.retired(id).map(|it| it.deployment.clone());
        let (is_there, has_snapshot) = (there.is_some(), there.is_some() || retired.is_some());
        let known = there.or(retired).or_else(|| entries.iter().find_map(|it| row(&it.change)).cloned());
        let Some(mut deployment) = known else { return Ok(None) };
        if deployment.reason.is_none() {
            // A delete's entry has the row without its texts.
            deployment.reason = made.as_ref().and_then(FeedEntry::why).cloned();
        }
        Ok(Some(VersionStory { deployment, made, last, is_there, has_snapshot }))
    }
}

const fn sets_how_it_is(change: &Change) -> bool {
    matches!(
        change,
        Change::DeploymentStatusSet { .. } | Change::DeploymentDeleted { .. } | Change::DeploymentRestored { .. }
    )
}

const fn row(change: &Change) -> Option<&Deployment> {
    match change {
        Change::DeploymentCreated { deployment: it }
        | Change::DeploymentRestored { deployment: it }
        | Change::DeploymentDeleted { before: it, .. } => Some(it),
        _ => None,
    }
}
