//! Brine's words and rules: pure types, the same in the server and in the browser.
//!
//! No I/O, no async, no clock. In reading order:

pub mod activity;
pub mod actor;
pub mod address;
pub mod bulk;
pub mod callback;
pub mod checkup;
pub mod contract_difference;
pub mod day;
pub mod deployment;
pub mod deployment_query;
pub mod detail;
pub mod digest;
pub mod download;
pub mod excerpt;
pub mod execution;
pub mod execution_detail;
pub mod execution_state;
pub mod feed;
pub mod graph;
pub mod graph_difference;
pub mod happening;
pub mod hidden;
pub mod history;
pub mod history_query;
pub mod history_sentence;
pub mod id;
pub mod import;
pub mod interface;
pub mod listing;
pub mod name;
pub mod number;
pub mod origin;
pub mod pause;
pub mod reason;
pub mod retired;
pub mod slug;
pub mod timestamp;
pub mod web_form;
pub mod workflow;

pub use activity::{Activity, Hour, LastEnd, RunProgress};
pub use actor::Actor;
pub use address::{Address, FailureLimit, InvalidPercent, Percent, Target, Trial};
pub use bulk::{BulkAction, BulkItem, BulkOutcome, BulkReport};
pub use callback::{CallbackAttempt, CallbackState};
pub use checkup::{Checkup, Finding, Link, Verdict};
pub use contract_difference::{Called, ContractChange, ContractChangeKind, ContractDifference, ContractSide};
pub use day::{Day, InvalidDay};
pub use deployment::{Deployment, DeploymentStatus, DeploymentType, WorkflowRef};
pub use deployment_query::{DeploymentQuery, InvalidQuery, Sort, SortKey, StatusFilter};
pub use detail::{Deployed, DeploymentDetail, GraphPreview, ImportedWorkflow, WorkflowDetail};
pub use digest::{Digest, InvalidDigest};
pub use excerpt::Excerpt;
pub use execution::{EngineKind, Execution, Part, RunOf};
pub use execution_detail::{
    Artefact, ExecutionDetail, ExecutionFailure, ExecutionListing, NodeSpan, Output, OutputValue,
};
pub use execution_state::{End, ExecutionState, ExecutionStatus, Lease, NoTransition};
pub use feed::{Change, FeedEntry, Subject};
pub use graph::{Graph, GraphFormat, Problem, Unreadable};
pub use graph_difference::{
    GraphDifference, InputChange, InputValue, NodeChange, NodeLabel, Renumbered, Replaced, Summary,
};
pub use happening::{Happening, HappeningKind};
pub use hidden::{Hidden, TooManyHidden};
pub use history::{HistoryListing, Known, KnownDeployment};
pub use history_query::HistoryQuery;
pub use history_sentence::{Part as SentencePart, Sentence};
pub use id::{DeploymentId, ExecutionId, InvalidId, WorkflowId};
pub use import::Import;
pub use interface::{InputFault, InputField, InputKind, Interface, OutputField};
pub use listing::{DeploymentListing, StatusCounts, WorkflowListing, WorkflowRow};
pub use name::{InvalidName, Name};
pub use number::{Position, Revision, RowRevision, Version};
pub use origin::Origin;
pub use pause::{Hindrance, HindranceKind, PauseMode};
pub use reason::{InvalidReason, Reason};
pub use retired::Retired;
pub use slug::{InvalidSlug, Slug};
pub use timestamp::{InvalidTimestamp, Timestamp};
pub use web_form::{FormInput, FormOutput, InvalidForm, WebForm};
pub use workflow::Workflow;
