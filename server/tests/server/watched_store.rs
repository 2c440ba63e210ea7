//! A store that tells what was read, and can make a write wait.

use async_trait::async_trait;
use bytes::Bytes;
use domain::{
    Address, Deployment, DeploymentId, Digest, Execution, ExecutionId, FeedEntry, Part, Position, Retired, RowRevision,
    Slug, Subject, Timestamp, Workflow, WorkflowId,
};
use std::sync::{Arc, Mutex};
use store::{
    Acceptance, Author, CallbackSecrets, ClaimExecution, Claimed, DeleteDeployment, DeleteWorkflow, FinishExecution,
    NewDeployment, NewExecution, NewWorkflow, NoteCallback, PutSetting, RenameDeployment, RenameWorkflow, SaveWorkflow,
    SetAddress, SetStatus, Setting, SettingKey, Step, Store, StoreError,
};
use tokio::sync::Semaphore;

/// Holds up every setting of a status, once it has begun, until it is let through.
pub(crate) struct Gate {
    pub(crate) begun: Semaphore,
    pub(crate) let_through: Semaphore,
}

impl Gate {
    pub(crate) fn closed() -> Arc<Self> {
        Arc::new(Self { begun: Semaphore::new(0), let_through: Semaphore::new(0) })
    }

    pub(crate) async fn wait_until_begun(&self) {
        self.begun.acquire().await.unwrap().forget();
    }
}

/// Another store, watched.
pub(crate) struct WatchedStore {
    inner: Arc<dyn Store>,
    reads: Mutex<Vec<&'static str>>,
    gate: Option<Arc<Gate>>,
}

impl WatchedStore {
    pub(crate) fn new(gate: Option<Arc<Gate>>) -> Arc<Self> {
        Arc::new(Self { inner: store::memory_store().unwrap(), reads: Mutex::default(), gate })
    }

    /// What was read since the last time it was asked. Following the feed does not count.
    pub(crate) fn take_reads(&self) -> Vec<&'static str> {
        std::mem::take(&mut *self.reads.lock().unwrap())
    }

    fn note(&self, what: &'static str) {
        self.reads.lock().unwrap().push(what);
    }
}

#[async_trait]
impl Store for WatchedStore {
    async fn create_workflow(&self, author: Author, new: NewWorkflow) -> Result<FeedEntry, StoreError> {
        self.inner.create_workflow(author, new).await
    }

    async fn save_workflow(&self, author: Author, save: SaveWorkflow) -> Result<FeedEntry, StoreError> {
        self.inner.save_workflow(author, save).await
    }

    async fn rename_workflow(&self, author: Author, rename: RenameWorkflow) -> Result<FeedEntry, StoreError> {
        self.inner.rename_workflow(author, rename).await
    }

    async fn delete_workflow(&self, author: Author, delete: DeleteWorkflow) -> Result<FeedEntry, StoreError> {
        self.inner.delete_workflow(author, delete).await
    }

    async fn create_deployment(&self, author: Author, new: NewDeployment) -> Result<FeedEntry, StoreError> {
        self.inner.create_deployment(author, new).await
    }

    async fn set_status(&self, author: Author, set: SetStatus) -> Result<FeedEntry, StoreError> {
        if let Some(gate) = &self.gate {
            gate.begun.add_permits(1);
            gate.let_through.acquire().await.unwrap().forget();
        }
        self.inner.set_status(author, set).await
    }

    async fn rename_deployment(&self, author: Author, rename: RenameDeployment) -> Result<FeedEntry, StoreError> {
        self.inner.rename_deployment(author, rename).await
    }

    async fn delete_deployment(&self, author: Author, delete: DeleteDeployment) -> Result<FeedEntry, StoreError> {
        self.inner.delete_deployment(author, delete).await
    }

    async fn restore_deployment(&self, author: Author, id: DeploymentId) -> Result<FeedEntry, StoreError> {
        self.inner.restore_deployment(author, id).await
    }

    async fn forget_snapshot(&self, author: Author, id: DeploymentId) -> Result<FeedEntry, StoreError> {
        self.inner.forget_snapshot(author, id).await
    }

    async fn sweep_snapshots(&self) -> Result<u32, StoreError> {
        self.inner.sweep_snapshots().await
    }

    async fn set_address(&self, author: Author, set: SetAddress) -> Result<FeedEntry, StoreError> {
        self.inner.set_address(author, set).await
    }

    async fn undertake(&self, author: Author, steps: Vec<Step>) -> Result<Vec<FeedEntry>, StoreError> {
        self.inner.undertake(author, steps).await
    }

    async fn retired(&self, id: DeploymentId) -> Result<Option<Retired>, StoreError> {
        self.note("retired");
        self.inner.retired(id).await
    }

    async fn all_retired(&self, after: Option<DeploymentId>, limit: u32) -> Result<Vec<Retired>, StoreError> {
        self.note("all_retired");
        self.inner.all_retired(after, limit).await
    }

    async fn address(&self, slug: Slug) -> Result<Option<Address>, StoreError> {
        self.note("address");
        self.inner.address(slug).await
    }

    async fn addresses(&self, after: Option<Slug>, limit: u32) -> Result<Vec<Address>, StoreError> {
        self.note("addresses");
        self.inner.addresses(after, limit).await
    }

    async fn workflow(&self, id: WorkflowId) -> Result<Option<Workflow>, StoreError> {
        self.note("workflow");
        self.inner.workflow(id).await
    }

    async fn deployment(&self, id: DeploymentId) -> Result<Option<Deployment>, StoreError> {
        self.note("deployment");
        self.inner.deployment(id).await
    }

    async fn workflows(&self, after: Option<WorkflowId>, limit: u32) -> Result<Vec<Workflow>, StoreError> {
        self.note("workflows");
        self.inner.workflows(after, limit).await
    }

    async fn deployments(&self, after: Option<DeploymentId>, limit: u32) -> Result<Vec<Deployment>, StoreError> {
        self.note("deployments");
        self.inner.deployments(after, limit).await
    }

    async fn graph(&self, digest: Digest) -> Result<Option<Bytes>, StoreError> {
        self.note("graph");
        self.inner.graph(digest).await
    }

    async fn history(
        &self,
        subject: Subject,
        before: Option<Position>,
        limit: u32,
    ) -> Result<Vec<FeedEntry>, StoreError> {
        self.note("history");
        self.inner.history(subject, before, limit).await
    }

    async fn head(&self) -> Result<Position, StoreError> {
        self.inner.head().await
    }

    async fn feed(&self, after: Position, limit: u32) -> Result<Vec<FeedEntry>, StoreError> {
        self.inner.feed(after, limit).await
    }

    async fn feed_grew(&self, after: Position) -> Result<(), StoreError> {
        self.inner.feed_grew(after).await
    }

    async fn accept_execution(&self, new: NewExecution) -> Result<Acceptance, StoreError> {
        self.inner.accept_execution(new).await
    }

    async fn claim_execution(&self, claim: ClaimExecution) -> Result<Claimed, StoreError> {
        self.inner.claim_execution(claim).await
    }

    async fn renew_execution(&self, id: ExecutionId, token: u32, until: Timestamp) -> Result<Execution, StoreError> {
        self.inner.renew_execution(id, token, until).await
    }

    async fn finish_execution(&self, finish: FinishExecution) -> Result<Execution, StoreError> {
        self.inner.finish_execution(finish).await
    }

    async fn release_execution(&self, id: ExecutionId, token: u32, at: Timestamp) -> Result<Execution, StoreError> {
        self.inner.release_execution(id, token, at).await
    }

    async fn cancel_execution(&self, id: ExecutionId, at: Timestamp) -> Result<Execution, StoreError> {
        self.inner.cancel_execution(id, at).await
    }

    async fn note_callback(&self, note: NoteCallback) -> Result<Execution, StoreError> {
        self.inner.note_callback(note).await
    }

    async fn remove_executions(&self, ids: Vec<ExecutionId>) -> Result<(), StoreError> {
        self.inner.remove_executions(ids).await
    }

    async fn forget_keys(&self, now: Timestamp, limit: u32) -> Result<u32, StoreError> {
        self.inner.forget_keys(now, limit).await
    }

    async fn put_callback_secrets(&self, of: DeploymentId, secrets: CallbackSecrets) -> Result<(), StoreError> {
        self.inner.put_callback_secrets(of, secrets).await
    }

    async fn callback_secrets(&self, of: DeploymentId) -> Result<Option<CallbackSecrets>, StoreError> {
        self.inner.callback_secrets(of).await
    }

    async fn put_setting(&self, put: PutSetting) -> Result<Option<RowRevision>, StoreError> {
        self.inner.put_setting(put).await
    }

    async fn setting(&self, key: SettingKey) -> Result<Option<Setting>, StoreError> {
        self.note("setting");
        self.inner.setting(key).await
    }

    async fn settings(&self) -> Result<Vec<(SettingKey, Setting)>, StoreError> {
        self.inner.settings().await
    }

    async fn execution(&self, id: ExecutionId) -> Result<Option<Execution>, StoreError> {
        self.note("execution");
        self.inner.execution(id).await
    }

    async fn executions(&self, after: Option<ExecutionId>, limit: u32) -> Result<Vec<Execution>, StoreError> {
        self.inner.executions(after, limit).await
    }

    async fn execution_part(&self, id: ExecutionId, part: Part) -> Result<Option<Bytes>, StoreError> {
        self.note("execution part");
        self.inner.execution_part(id, part).await
    }

    fn health(&self) -> Result<(), StoreError> {
        self.inner.health()
    }
}
