//! A store over any ordered map of bytes: reads directly, writes through the committer.

use crate::{
    Author, DeleteDeployment, DeleteWorkflow, NewDeployment, NewWorkflow, RenameDeployment, RenameWorkflow,
    SaveWorkflow, SetStatus, Store, StoreError, blocking, cells::Cells, census, committer::Committer, graphs,
    horizon::Horizon, journal::Journal, rows, state::State, write::Write,
};
use async_trait::async_trait;
use bytes::Bytes;
use domain::{Deployment, DeploymentId, Digest, FeedEntry, Position, Subject, Workflow, WorkflowId};
use std::sync::Arc;

/// Bytes up to this length are hashed where the caller is; longer ones on a thread that may block.
const SHORT: usize = 64 * 1_024;

/// The contract, kept over an ordered map of bytes and a journal.
pub(crate) struct KeyedStore<C> {
    // The committer goes first: its drop waits for its threads, which use the rest.
    committer: Committer,
    horizon: Arc<Horizon>,
    state: Arc<State<C>>,
}

impl<C: Cells> KeyedStore<C> {
    /// Starts a store all of which is home and durable.
    pub(crate) fn start(state: State<C>, journal: impl Journal) -> Result<Self, StoreError> {
        let state = Arc::new(state);
        let horizon = Arc::new(Horizon::new(rows::head(state.home())?));
        let census = census::read(state.home())?;
        let committer = Committer::start(Arc::clone(&state), journal, census, Arc::clone(&horizon));
        Ok(Self { committer, horizon, state })
    }

    /// Runs a longer read off the async threads.
    async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&State<C>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let state = Arc::clone(&self.state);
        blocking::run(move || read(&state)).await
    }
}

async fn check_digest(digest: Digest, bytes: &Bytes) -> Result<(), StoreError> {
    if bytes.len() <= SHORT {
        return graphs::check(digest, bytes);
    }
    let bytes = bytes.clone();
    blocking::run(move || graphs::check(digest, &bytes)).await
}

#[async_trait]
impl<C: Cells> Store for KeyedStore<C> {
    async fn create_workflow(&self, author: Author, new: NewWorkflow) -> Result<FeedEntry, StoreError> {
        check_digest(new.graph.digest, &new.bytes).await?;
        self.committer.write(author, Write::CreateWorkflow(new)).await
    }

    async fn save_workflow(&self, author: Author, save: SaveWorkflow) -> Result<FeedEntry, StoreError> {
        check_digest(save.graph.digest, &save.bytes).await?;
        self.committer.write(author, Write::SaveWorkflow(save)).await
    }

    async fn rename_workflow(&self, author: Author, rename: RenameWorkflow) -> Result<FeedEntry, StoreError> {
        self.committer.write(author, Write::RenameWorkflow(rename)).await
    }

    async fn delete_workflow(&self, author: Author, delete: DeleteWorkflow) -> Result<FeedEntry, StoreError> {
        self.committer.write(author, Write::DeleteWorkflow(delete)).await
    }

    async fn create_deployment(&self, author: Author, new: NewDeployment) -> Result<FeedEntry, StoreError> {
        self.committer.write(author, Write::CreateDeployment(new)).await
    }

    async fn set_status(&self, author: Author, set: SetStatus) -> Result<FeedEntry, StoreError> {
        self.committer.write(author, Write::SetStatus(set)).await
    }

    async fn rename_deployment(&self, author: Author, rename: RenameDeployment) -> Result<FeedEntry, StoreError> {
        self.committer.write(author, Write::RenameDeployment(rename)).await
    }

    async fn delete_deployment(&self, author: Author, delete: DeleteDeployment) -> Result<FeedEntry, StoreError> {
        self.committer.write(author, Write::DeleteDeployment(delete)).await
    }

    async fn workflow(&self, id: WorkflowId) -> Result<Option<Workflow>, StoreError> {
        Ok(self.state.workflow(id)?.map(Arc::unwrap_or_clone))
    }

    async fn deployment(&self, id: DeploymentId) -> Result<Option<Deployment>, StoreError> {
        Ok(self.state.deployment(id)?.map(Arc::unwrap_or_clone))
    }

    async fn workflows(&self, after: Option<WorkflowId>, limit: u32) -> Result<Vec<Workflow>, StoreError> {
        self.read(move |state| state.workflows(after, limit)).await
    }

    async fn deployments(&self, after: Option<DeploymentId>, limit: u32) -> Result<Vec<Deployment>, StoreError> {
        self.read(move |state| state.deployments(after, limit)).await
    }

    async fn graph(&self, digest: Digest) -> Result<Option<Bytes>, StoreError> {
        self.read(move |state| graphs::read(state.home(), digest)).await
    }

    async fn history(
        &self,
        subject: Subject,
        before: Option<Position>,
        limit: u32,
    ) -> Result<Vec<FeedEntry>, StoreError> {
        self.read(move |state| state.history(subject, before.unwrap_or(Position::new(u64::MAX)), limit)).await
    }

    async fn head(&self) -> Result<Position, StoreError> {
        Ok(self.horizon.durable())
    }

    async fn feed(&self, after: Position, limit: u32) -> Result<Vec<FeedEntry>, StoreError> {
        let until = self.head().await?;
        match self.state.recent_feed(after, until, limit) {
            Some(entries) => Ok(entries),
            None => self.read(move |state| state.feed(after, until, limit)).await,
        }
    }

    async fn feed_grew(&self, after: Position) -> Result<(), StoreError> {
        self.horizon.reached(after.next()).await
    }

    async fn accept_execution(&self, _: crate::NewExecution) -> Result<crate::Acceptance, StoreError> {
        later()
    }
    async fn claim_execution(&self, _: crate::ClaimExecution) -> Result<crate::Claimed, StoreError> {
        later()
    }
    async fn renew_execution(
        &self,
        _: domain::ExecutionId,
        _: u32,
        _: domain::Timestamp,
    ) -> Result<domain::Execution, StoreError> {
        later()
    }
    async fn finish_execution(&self, _: crate::FinishExecution) -> Result<domain::Execution, StoreError> {
        later()
    }
    async fn release_execution(
        &self,
        _: domain::ExecutionId,
        _: u32,
        _: domain::Timestamp,
    ) -> Result<domain::Execution, StoreError> {
        later()
    }
    async fn cancel_execution(
        &self,
        _: domain::ExecutionId,
        _: domain::Timestamp,
    ) -> Result<domain::Execution, StoreError> {
        later()
    }
    async fn note_callback(&self, _: crate::NoteCallback) -> Result<domain::Execution, StoreError> {
        later()
    }
    async fn remove_executions(&self, _: Vec<domain::ExecutionId>) -> Result<(), StoreError> {
        later()
    }
    async fn forget_keys(&self, _: domain::Timestamp, _: u32) -> Result<u32, StoreError> {
        Ok(0)
    }
    async fn put_callback_secrets(&self, _: DeploymentId, _: crate::CallbackSecrets) -> Result<(), StoreError> {
        later()
    }
    async fn callback_secrets(&self, _: DeploymentId) -> Result<Option<crate::CallbackSecrets>, StoreError> {
        Ok(None)
    }
    async fn execution(&self, _: domain::ExecutionId) -> Result<Option<domain::Execution>, StoreError> {
        Ok(None)
    }
    async fn executions(&self, _: Option<domain::ExecutionId>, _: u32) -> Result<Vec<domain::Execution>, StoreError> {
        Ok(vec![])
    }
    async fn execution_part(&self, _: domain::ExecutionId, _: domain::Part) -> Result<Option<Bytes>, StoreError> {
        Ok(None)
    }

    fn health(&self) -> Result<(), StoreError> {
        self.horizon.check()?;
        if self.state.home().has_room() { Ok(()) } else { Err(StoreError::Full) }
    }
}

fn later<T>() -> Result<T, StoreError> {
    Err(StoreError::Unavailable("later".into()))
}
