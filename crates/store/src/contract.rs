//! The contract that every store keeps. `conformance` tests it.

use crate::StoreError;
use crate::settings::{PutSetting, Setting, SettingKey};
use crate::write::{
    Acceptance, Author, CallbackSecrets, ClaimExecution, Claimed, DeleteDeployment, DeleteWorkflow, FinishExecution,
    NewDeployment, NewExecution, NewWorkflow, NoteCallback, RenameDeployment, RenameWorkflow, SaveWorkflow, SetAddress,
    SetStatus, Step,
};
use async_trait::async_trait;
use bytes::Bytes;
use domain::{
    Address, Deployment, DeploymentId, Digest, Execution, ExecutionId, FeedEntry, Part, Position, Retired, RowRevision,
    Slug, Subject, Timestamp, Workflow, WorkflowId,
};

/// A durable store of workflows, deployments, snapshots, executions and the feed.
///
/// Every write is one atomic transaction. Those that name an [`Author`] also append one entry to the
/// feed, and return that entry; executions are not in the feed. `Ok` means that both survive a power cut;
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

    /// Puts a snapshot to work as its workflow's next version: of the saved revision, or of a deleted deployment that
    /// is kept still.
    async fn create_deployment(&self, author: Author, new: NewDeployment) -> Result<FeedEntry, StoreError>;

    /// Sets a deployment's status.
    async fn set_status(&self, author: Author, set: SetStatus) -> Result<FeedEntry, StoreError>;

    /// Gives a deployment another name.
    async fn rename_deployment(&self, author: Author, rename: RenameDeployment) -> Result<FeedEntry, StoreError>;

    /// Deletes a deployment; what it was is kept with its snapshot, as [`Retired`].
    async fn delete_deployment(&self, author: Author, delete: DeleteDeployment) -> Result<FeedEntry, StoreError>;

    /// Undoes a delete: the same deployment is there again. Not found where [`Retired::UNDO`] is over.
    async fn restore_deployment(&self, author: Author, id: DeploymentId) -> Result<FeedEntry, StoreError>;

    /// Keeps the snapshot of a deleted deployment no more, and forgets what its callbacks were signed with. The bytes go
    /// with the next [`Store::sweep_snapshots`].
    async fn forget_snapshot(&self, author: Author, id: DeploymentId) -> Result<FeedEntry, StoreError>;

    /// Removes the bytes of snapshots that are kept no more and that no workflow and no other deployment has. Says of
    /// how many deployments. Nothing is written meanwhile.
    async fn sweep_snapshots(&self) -> Result<u32, StoreError>;

    /// Sets where an address leads.
    async fn set_address(&self, author: Author, set: SetAddress) -> Result<FeedEntry, StoreError>;

    /// Does several things in one transaction: all of them, or none. Each is about something else, at most two are
    /// about deployments, and there are at most eight. The entries come in the order of the steps.
    async fn undertake(&self, author: Author, steps: Vec<Step>) -> Result<Vec<FeedEntry>, StoreError>;

    /// A workflow as it is now.
    async fn workflow(&self, id: WorkflowId) -> Result<Option<Workflow>, StoreError>;

    /// A deployment as it is now.
    async fn deployment(&self, id: DeploymentId) -> Result<Option<Deployment>, StoreError>;

    /// At most `limit` workflows with ids after `after`, in the order of their ids.
    async fn workflows(&self, after: Option<WorkflowId>, limit: u32) -> Result<Vec<Workflow>, StoreError>;

    /// At most `limit` deployments with ids after `after`, in the order of their ids.
    async fn deployments(&self, after: Option<DeploymentId>, limit: u32) -> Result<Vec<Deployment>, StoreError>;

    /// What is kept of a deleted deployment.
    async fn retired(&self, id: DeploymentId) -> Result<Option<Retired>, StoreError>;

    /// At most `limit` deleted deployments with ids after `after`, in the order of their ids.
    async fn all_retired(&self, after: Option<DeploymentId>, limit: u32) -> Result<Vec<Retired>, StoreError>;

    /// An address as it is now, also one that was removed.
    async fn address(&self, slug: Slug) -> Result<Option<Address>, StoreError>;

    /// At most `limit` addresses with slugs after `after`, in the order of their slugs.
    async fn addresses(&self, after: Option<Slug>, limit: u32) -> Result<Vec<Address>, StoreError>;

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

    /// Accepts a request: the deployment's status is looked at in this very commit, so that none is accepted
    /// after a pause was acknowledged.
    ///
    /// Where an address was called, it has to lead there still. With a key that is kept, nothing is written and the
    /// answer is what the first request got. A deployment that
    /// is not there is [`StoreError::NotFound`], an id in use a conflict; one that nothing can run, for it has no
    /// engine, counts as paused. What is kept beside the row is durable with it; of a part that is given twice the
    /// last counts.
    async fn accept_execution(&self, new: NewExecution) -> Result<Acceptance, StoreError>;

    /// Begins an execution that waits, or whose worker let its lease run out, where its deployment begins
    /// requests now ([`Deployment::begins`]); tests of workflows always begin.
    async fn claim_execution(&self, claim: ClaimExecution) -> Result<Claimed, StoreError>;

    /// Holds a lease until `until`. A token that is not the newest is a conflict. The answer says whether it is
    /// to be cancelled.
    async fn renew_execution(&self, id: ExecutionId, token: u32, until: Timestamp) -> Result<Execution, StoreError>;

    /// Writes how an execution ended, with what is kept of it; its callback, if it has one, is due at once.
    /// A token that is not the newest is a conflict, and so is one of an execution that is over.
    async fn finish_execution(&self, finish: FinishExecution) -> Result<Execution, StoreError>;

    /// Gives an execution back to the queue unfinished; one that was to be cancelled is Cancelled. A token that is
    /// not the newest is a conflict.
    async fn release_execution(&self, id: ExecutionId, token: u32, at: Timestamp) -> Result<Execution, StoreError>;

    /// Asks an execution to end: one that waits is Cancelled, of one that runs it is kept that it is to be
    /// cancelled, one that is over stays as it is. The answer is what it is now.
    async fn cancel_execution(&self, id: ExecutionId, at: Timestamp) -> Result<Execution, StoreError>;

    /// Notes how far an execution's callback is. An execution without one, or that is not over, is a conflict.
    async fn note_callback(&self, note: NoteCallback) -> Result<Execution, StoreError>;

    /// Forgets executions and all that is kept of them, each in a transaction of its own. Those that are not over,
    /// and those that are not there, are passed over.
    async fn remove_executions(&self, ids: Vec<ExecutionId>) -> Result<(), StoreError>;

    /// Forgets at most `limit` keys of requests that were kept until before `now`, some in one transaction. Says how
    /// many.
    async fn forget_keys(&self, now: Timestamp, limit: u32) -> Result<u32, StoreError>;

    /// Keeps what a deployment's callbacks are signed with, in the place of what was kept. It may come before the
    /// deployment, and goes when its snapshot is forgotten.
    async fn put_callback_secrets(&self, of: DeploymentId, secrets: CallbackSecrets) -> Result<(), StoreError>;

    /// What a deployment's callbacks are signed with.
    async fn callback_secrets(&self, of: DeploymentId) -> Result<Option<CallbackSecrets>, StoreError>;

    /// Puts a setting, or removes it, and says which row it is now; none where there is none any more. A setting has at
    /// most [`MAX_SETTING_BYTES`](crate::MAX_SETTING_BYTES) bytes. Another row than the one expected is a conflict.
    async fn put_setting(&self, put: PutSetting) -> Result<Option<RowRevision>, StoreError>;

    /// A setting as it is now.
    async fn setting(&self, key: SettingKey) -> Result<Option<Setting>, StoreError>;

    /// Every setting, in the order of their keys.
    async fn settings(&self) -> Result<Vec<(SettingKey, Setting)>, StoreError>;

    /// An execution as it is now.
    async fn execution(&self, id: ExecutionId) -> Result<Option<Execution>, StoreError>;

    /// At most `limit` executions with ids after `after`, in the order of their ids: of when they were accepted.
    async fn executions(&self, after: Option<ExecutionId>, limit: u32) -> Result<Vec<Execution>, StoreError>;

    /// What is kept of an execution beside its row; none where that was never put.
    async fn execution_part(&self, id: ExecutionId, part: Part) -> Result<Option<Bytes>, StoreError>;

    /// Whether writes are taken, and if not, why. Never waits.
    fn health(&self) -> Result<(), StoreError>;
}
