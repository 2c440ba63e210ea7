//! The contract that every store keeps. `conformance` tests it.

use crate::StoreError;
use crate::write::{
    Author, DeleteDeployment, DeleteWorkflow, NewDeployment, NewWorkflow, RenameDeployment, RenameWorkflow,
    SaveWorkflow, SetStatus,
};
use async_trait::async_trait;
use bytes::Bytes;
use domain::{Deployment, DeploymentId, Digest, FeedEntry, Position, Subject, Workflow, WorkflowId};

/// A durable store of workflows, deployments, snapshots and the feed.
///
/// Every write is one atomic transaction that also appends one entry to the
/// feed, and returns that entry. `Ok` means that both survive a power cut;
/// after an error neither happened, or (only after [`StoreError::Unavailable`])
/// a restart tells whether they did. Positions are gapless and are handed out
/// in the order in which writes take effect. Dropping a write's future does not
/// undo the write. What a read shows is durable: it never shows a write that a
/// power cut could still undo.
#[async_trait]
pub trait Store: Send + Sync + 'static {
    /// Makes a workflow at revision 1 and keeps its graph's bytes.
    ///
    /// An id that was ever used is a conflict; bytes that do not bear the digest given for them are
    /// [`StoreError::Corrupt`] and are not kept. The same holds for each write with an id or bytes.
    async fn create_workflow(&self, author: Author, new: NewWorkflow) -> Result<FeedEntry, StoreError>;

    /// Makes a workflow's next revision and keeps its graph's bytes.
    async fn save_workflow(&self, author: Author, save: SaveWorkflow) -> Result<FeedEntry, StoreError>;

    /// Gives a workflow another name.
    async fn rename_workflow(&self, author: Author, rename: RenameWorkflow) -> Result<FeedEntry, StoreError>;

    /// Deletes a workflow; its deployments stay.
    async fn delete_workflow(&self, author: Author, delete: DeleteWorkflow) -> Result<FeedEntry, StoreError>;

    /// Puts a snapshot of the saved revision to work as the next version, Running.
    async fn create_deployment(&self, author: Author, new: NewDeployment) -> Result<FeedEntry, StoreError>;

    /// Sets a deployment's status.
    async fn set_status(&self, author: Author, set: SetStatus) -> Result<FeedEntry, StoreError>;

    /// Gives a deployment another name.
    async fn rename_deployment(&self, author: Author, rename: RenameDeployment) -> Result<FeedEntry, StoreError>;

    /// Deletes a deployment; its snapshot's bytes are kept.
    async fn delete_deployment(&self, author: Author, delete: DeleteDeployment) -> Result<FeedEntry, StoreError>;

    /// A workflow as it is now.
    async fn workflow(&self, id: WorkflowId) -> Result<Option<Workflow>, StoreError>;

    /// A deployment as it is now.
    async fn deployment(&self, id: DeploymentId) -> Result<Option<Deployment>, StoreError>;

    /// At most `limit` workflows with ids after `after`, in the order of their ids.
    async fn workflows(&self, after: Option<WorkflowId>, limit: u32) -> Result<Vec<Workflow>, StoreError>;

    /// At most `limit` deployments with ids after `after`, in the order of their ids.
    async fn deployments(&self, after: Option<DeploymentId>, limit: u32) -> Result<Vec<Deployment>, StoreError>;

    /// The bytes that bear this digest: a saved graph's or a snapshot's, checked against it.
    async fn graph(&self, digest: Digest) -> Result<Option<Bytes>, StoreError>;

    /// At most `limit` entries about one thing before `before`, newest first. Kept also after its end.
    async fn history(
        &self,
        subject: Subject,
        before: Option<Position>,
        limit: u32,
    ) -> Result<Vec<FeedEntry>, StoreError>;

    /// The position of the newest entry; [`Position::START`] in an empty store.
    async fn head(&self) -> Result<Position, StoreError>;

    /// At most `limit` entries after `after`, oldest first; none when there are none yet.
    ///
    /// The feed keeps a bounded window. Where `after` is older than it, the
    /// first entry returned is not the one after `after`: the caller then
    /// reads everything anew.
    async fn feed(&self, after: Position, limit: u32) -> Result<Vec<FeedEntry>, StoreError>;

    /// Waits until there is an entry after `after`; an error where none can come any more. Safe to
    /// drop at any time.
    async fn feed_grew(&self, after: Position) -> Result<(), StoreError>;

    /// Whether writes are taken, and if not, why. Never waits.
    fn health(&self) -> Result<(), StoreError>;
}
