//! Brine's use cases: where store, clock, catalogue and feed meet.
//!
//! Two doors open onto this crate, server functions and REST; both call the
//! same method of [`Service`] in a handful of lines. In reading order:

mod addresses;
mod archive;
mod blocking;
mod bulk;
mod callbacks;
mod catalogue;
mod clock;
mod deployments;
mod drawings;
mod engines;
mod error;
mod events;
mod examples;
mod executions;
mod feed_follower;
mod forms;
mod history;
mod ids;
mod metrics;
mod operation;
mod readiness;
mod replacing;
mod retiring;
mod service;
mod troubleshoot;
mod version_story;
mod workflows;

pub use addresses::{AddressDetail, AddressOrder, TrialOrder};
pub use bulk::{BulkOrder, Chosen};
pub use catalogue::{Catalogue, WorkflowKey};
pub use clock::{Clock, SystemClock};
pub use deployments::{DeployOrder, DeploymentPage};
pub use drawings::Theme;
pub use engine::builtin::{Policy as BuiltinPolicy, Secret};
pub use engines::Engines;
pub use error::ServiceError;
pub use events::{Event, events_after};
pub use executions::{
    ActivityFrame, ExecutionPolicy, IdempotencyKey, Kept, Picture, Request, RunNews, SideFigures, Target, output_values,
};
pub use forms::{FormOrder, PublicForm};
pub use metrics::Reader;
pub use operation::{Operation, Setup};
pub use replacing::{RedeployOrder, Replaced, RollBackOrder};
pub use retiring::Deletion;
pub use service::Service;
pub use version_story::VersionStory;
pub use workflows::{Expected, Source, WorkflowPage};
