//! What the list pages show: a page of things, and how many there are of each.

use crate::{Activity, Deployment, DeploymentId, DeploymentQuery, DeploymentStatus, Position, StatusFilter, Workflow};
use serde::{Deserialize, Serialize};

/// One page of deployments, as of one position of the feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeploymentListing {
    /// The deployments of this page, in the query's order.
    pub items: Vec<Deployment>,
    /// How those of them are doing that have done something, by id.
    pub activities: Vec<(DeploymentId, Activity)>,
    /// How many the search and the type find, by status.
    pub counts: StatusCounts,
    /// How many deployments there are at all.
    pub existing: u32,
    /// Which page this is, from 1 to `pages`; the last one where the query asked for a later one.
    pub page: u32,
    /// How many pages the view has; at least 1.
    pub pages: u32,
    /// The newest feed entry that this listing knows of.
    pub position: Position,
}

/// How many deployments there are, by status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusCounts {
    /// Those that are Running.
    pub online: u32,
    /// Those that are Paused.
    pub paused: u32,
}

impl StatusCounts {
    /// Counts one more of this status.
    pub const fn add(&mut self, status: DeploymentStatus) {
        match status {
            DeploymentStatus::Running => self.online += 1,
            DeploymentStatus::Paused => self.paused += 1,
        }
    }

    /// How many a filter shows.
    pub const fn shown_by(self, filter: StatusFilter) -> u32 {
        match filter {
            StatusFilter::All => self.online + self.paused,
            StatusFilter::Online => self.online,
            StatusFilter::Paused => self.paused,
        }
    }
}

impl DeploymentListing {
    /// How many pages so many deployments fill; at least 1.
    pub const fn pages_for(shown: u32) -> u32 {
        let pages = shown.div_ceil(DeploymentQuery::PAGE_SIZE);
        if pages == 0 { 1 } else { pages }
    }
}

/// Every workflow, newest change first, as of one position of the feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkflowListing {
    /// One row each; those of this page.
    pub items: Vec<WorkflowRow>,
    /// How many workflows there are at all.
    pub existing: u32,
    /// Which page this is, from 1.
    pub page: u32,
    /// How many pages there are; at least 1.
    pub pages: u32,
    /// The newest feed entry that this listing knows of.
    pub position: Position,
}

/// A workflow and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkflowRow {
    /// The workflow.
    pub workflow: Workflow,
    /// How many deployments of it there are now.
    pub deployments: u32,
}
