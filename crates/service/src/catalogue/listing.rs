//! Answers the list pages' questions out of a catalogue.

use super::Catalogue;
use domain::{
    Deployment, DeploymentListing, DeploymentQuery, SortKey, StatusCounts, Timestamp, Workflow, WorkflowId,
    WorkflowListing, WorkflowRow,
};
use serde::{Deserialize, Serialize};
use std::{cmp::Reverse, sync::Arc};

/// A workflow's place in the order of changes, newest first. Also a cursor: what comes next is what is greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct WorkflowKey(Reverse<(Timestamp, WorkflowId)>);

impl WorkflowKey {
    fn of(workflow: &Workflow) -> Self {
        Self(Reverse((workflow.changed_at, workflow.id)))
    }
}

impl Catalogue {
    /// One page of the deployments that a query shows, with the counts beside its filters.
    pub fn deployments(&self, query: &DeploymentQuery) -> DeploymentListing {
        let finder = query.finder();
        let mut counts = StatusCounts::default();
        let mut shown = Vec::new();
        for placed in self.orders.of(query.sort, self.deployments.values()) {
            if finder.finds(&placed.deployment) {
                counts.add(placed.deployment.status);
                if query.status.shows(placed.deployment.status) {
                    shown.push(&placed.deployment);
                }
            }
        }
        let pages = DeploymentListing::pages_for(counts.shown_by(query.status));
        let page = query.page.clamp(1, pages);
        DeploymentListing {
            activities: Vec::new(),
            items: page_of(&shown, page, DeploymentQuery::PAGE_SIZE).map(|it| (***it).clone()).collect(),
            counts,
            existing: count(self.deployments.len()),
            page,
            pages,
            position: self.position(),
        }
    }

    /// At most `limit` deployments of a query after a place in its order, and where the next ones begin.
    pub fn deployments_after(
        &self,
        query: &DeploymentQuery,
        after: Option<&SortKey>,
        limit: u32,
    ) -> (Vec<Arc<Deployment>>, Option<SortKey>) {
        let finder = query.finder();
        let placed = self.orders.of(query.sort, self.deployments.values());
        let begin = after.map_or(0, |after| placed.partition_point(|it| it.key <= *after));
        let mut rest = placed[begin..]
            .iter()
            .filter(|it| query.status.shows(it.deployment.status) && finder.finds(&it.deployment));
        let taken: Vec<_> = rest.by_ref().take(limit as usize).collect();
        let next = rest.next().and(taken.last()).map(|last| last.key.clone());
        (taken.into_iter().map(|it| Arc::clone(&it.deployment)).collect(), next)
    }

    /// One page of the workflows, newest change first.
    pub fn workflows(&self, page: u32) -> WorkflowListing {
        let all = self.workflows_by_change();
        let existing = count(all.len());
        let pages = DeploymentListing::pages_for(existing);
        let page = page.clamp(1, pages);
        let row = |it: &&Arc<Workflow>| WorkflowRow {
            workflow: (**it).as_ref().clone(),
            deployments: self.version_count(it.id),
        };
        let items = page_of(&all, page, DeploymentQuery::PAGE_SIZE).map(row).collect();
        WorkflowListing { items, existing, page, pages, position: self.position() }
    }

    /// At most `limit` workflows after a place in the order of their changes, and where the next ones begin.
    pub fn workflows_after(&self, after: Option<WorkflowKey>, limit: u32) -> (Vec<WorkflowRow>, Option<WorkflowKey>) {
        let all = self.workflows_by_change();
        let begin = after.map_or(0, |after| all.partition_point(|it| WorkflowKey::of(it) <= after));
        let end = all.len().min(begin.saturating_add(limit as usize));
        let items = &all[begin..end];
        let next = items.last().filter(|_| end < all.len()).map(|last| WorkflowKey::of(last));
        let row = |it: &&Arc<Workflow>| WorkflowRow {
            workflow: (**it).as_ref().clone(),
            deployments: self.version_count(it.id),
        };
        (items.iter().map(row).collect(), next)
    }

    /// Every workflow, newest change first.
    pub fn workflows_by_change(&self) -> Vec<&Arc<Workflow>> {
        let mut all: Vec<_> = self.workflows.values().collect();
        all.sort_unstable_by_key(|it| WorkflowKey::of(it));
        all
    }
}

fn page_of<T>(all: &[T], page: u32, size: u32) -> impl Iterator<Item = &T> {
    all.iter().skip((page as usize - 1) * size as usize).take(size as usize)
}

fn count(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}
