//! A store over any ordered map of bytes: reads directly, writes through the committer.

use crate::{
    Author, DeleteDeployment, DeleteWorkflow, NewDeployment, NewWorkflow, RenameDeployment, RenameWorkflow,
    SaveWorkflow, SetAddress, SetStatus, Step, Store, StoreError,
    answer::Answer,
    blocking,
    cells::Cells,
    census,
    chunked::Stages,
    committer::{Committer, Order},
    execution_write::{ExecutionWrite, Parts, all_in_line},
    graphs,
    horizon::Horizon,
    journal::Journal,
    rows,
    settings::{MAX_SETTING_BYTES, PutSetting, Setting, SettingKey},
    state::State,
    write::{Acceptance, CallbackSecrets, ClaimExecution, Claimed, FinishExecution, NewExecution, NoteCallback, Write},
};
use async_trait::async_trait;
use bytes::Bytes;
use domain::{
    Address, Deployment, DeploymentId, Digest, Execution, ExecutionId, FeedEntry, Part, Position, Retired, RowRevision,
    Slug, Subject, Timestamp, Workflow, WorkflowId,
};
use std::{collections::BTreeMap, sync::Arc};

/// Bytes up to this length are hashed where the caller is; longer ones on a thread that may block.
const SHORT: usize = 64 * 1_024;

/// How many keys one write forgets at most.
const FORGOTTEN_AT_ONCE: u32 = 256;

/// The contract, kept over an ordered map of bytes and a journal.
pub(crate) struct KeyedStore<C> {
    // The committer goes first: its drop waits for its threads, which use the rest.
    committer: Committer,
    horizon: Arc<Horizon>,
    state: Arc<State<C>>,
    stages: Arc<Stages>,
}

impl<C: Cells> KeyedStore<C> {
    /// Starts a store all of which is home and durable.
    pub(crate) fn start(state: State<C>, journal: impl Journal) -> Result<Self, StoreError> {
        let state = Arc::new(state);
        let horizon = Arc::new(Horizon::new(rows::head(state.home())?));
        let census = census::read(state.home())?;
        let stages = Arc::new(Stages::new(state.home())?);
        let committer = Committer::start(Arc::clone(&state), journal, census, Arc::clone(&horizon));
        Ok(Self { committer, horizon, state, stages })
    }

    /// Writes what an entry tells of.
    async fn enter(&self, author: Author, write: Write) -> Result<FeedEntry, StoreError> {
        self.committer.write(Order::Entries(author, vec![write])).await?.entry()
    }

    /// Writes what is about executions. Long parts are made durable before the committer hears of it, and
    /// not by the committer: nobody else waits for them.
    async fn execute(&self, mut write: ExecutionWrite) -> Result<Answer, StoreError> {
        // Of a part that is there twice, the last counts.
        let parts: BTreeMap<Part, Bytes> = write.take_parts().into_iter().collect();
        if all_in_line(&parts) {
            return self.committer.write(Order::Execution(Box::new(write), Parts::in_line(parts))).await;
        }
        self.health()?;
        let (state, stages, horizon) = (Arc::clone(&self.state), Arc::clone(&self.stages), Arc::clone(&self.horizon));
        let way = self.committer.way()?.clone();
        let pending = blocking::run(move || {
            let staged = Parts::stage(state.home(), &stages, parts);
            let parts = staged.inspect_err(|error| horizon.fail(&error.to_string()))?;
            way.send_blocking(Order::Execution(Box::new(write), parts))
        });
        pending.await?.answer().await
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
        self.enter(author, Write::CreateWorkflow(new)).await
    }

    async fn save_workflow(&self, author: Author, save: SaveWorkflow) -> Result<FeedEntry, StoreError> {
        check_digest(save.graph.digest, &save.bytes).await?;
        self.enter(author, Write::SaveWorkflow(save)).await
    }

    async fn rename_workflow(&self, author: Author, rename: RenameWorkflow) -> Result<FeedEntry, StoreError> {
        self.enter(author, Write::RenameWorkflow(rename)).await
    }

    async fn delete_workflow(&self, author: Author, delete: DeleteWorkflow) -> Result<FeedEntry, StoreError> {
        self.enter(author, Write::DeleteWorkflow(delete)).await
    }

    async fn create_deployment(&self, author: Author, new: NewDeployment) -> Result<FeedEntry, StoreError> {
        self.enter(author, Write::CreateDeployment(new)).await
    }

    async fn set_status(&self, author: Author, set: SetStatus) -> Result<FeedEntry, StoreError> {
        self.enter(author, Write::SetStatus(set)).await
    }

    async fn rename_deployment(&self, author: Author, rename: RenameDeployment) -> Result<FeedEntry, StoreError> {
        self.enter(author, Write::RenameDeployment(rename)).await
    }

    async fn delete_deployment(&self, author: Author, delete: DeleteDeployment) -> Result<FeedEntry, StoreError> {
        self.enter(author, Write::DeleteDeployment(delete)).await
    }

    async fn restore_deployment(&self, author: Author, id: DeploymentId) -> Result<FeedEntry, StoreError> {
        self.enter(author, Write::RestoreDeployment(id)).await
    }

    async fn forget_snapshot(&self, author: Author, id: DeploymentId) -> Result<FeedEntry, StoreError> {
        self.enter(author, Write::ForgetSnapshot(id)).await
    }

    async fn sweep_snapshots(&self) -> Result<u32, StoreError> {
        self.committer.write(Order::Sweep).await?.forgotten()
    }

    async fn set_address(&self, author: Author, set: SetAddress) -> Result<FeedEntry, StoreError> {
        self.enter(author, Write::SetAddress(set)).await
    }

    async fn undertake(&self, author: Author, steps: Vec<Step>) -> Result<Vec<FeedEntry>, StoreError> {
        let writes = steps.into_iter().map(Write::from).collect();
        self.committer.write(Order::Entries(author, writes)).await?.entries()
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

    async fn retired(&self, id: DeploymentId) -> Result<Option<Retired>, StoreError> {
        Ok(self.state.retired(id)?.map(Arc::unwrap_or_clone))
    }

    async fn all_retired(&self, after: Option<DeploymentId>, limit: u32) -> Result<Vec<Retired>, StoreError> {
        self.read(move |state| state.all_retired(after, limit)).await
    }

    async fn address(&self, slug: Slug) -> Result<Option<Address>, StoreError> {
        Ok(self.state.address(slug)?.map(Arc::unwrap_or_clone))
    }

    async fn addresses(&self, after: Option<Slug>, limit: u32) -> Result<Vec<Address>, StoreError> {
        self.read(move |state| state.addresses(after, limit)).await
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

    async fn accept_execution(&self, new: NewExecution) -> Result<Acceptance, StoreError> {
        self.execute(ExecutionWrite::Accept(new)).await?.accepted()
    }

    async fn claim_execution(&self, claim: ClaimExecution) -> Result<Claimed, StoreError> {
        self.execute(ExecutionWrite::Claim(claim)).await?.claimed()
    }

    async fn renew_execution(&self, id: ExecutionId, token: u32, until: Timestamp) -> Result<Execution, StoreError> {
        self.execute(ExecutionWrite::Renew { id, token, until }).await?.execution()
    }

    async fn finish_execution(&self, finish: FinishExecution) -> Result<Execution, StoreError> {
        self.execute(ExecutionWrite::Finish(finish)).await?.execution()
    }

    async fn release_execution(&self, id: ExecutionId, token: u32, at: Timestamp) -> Result<Execution, StoreError> {
        self.execute(ExecutionWrite::Release { id, token, at }).await?.execution()
    }

    async fn cancel_execution(&self, id: ExecutionId, at: Timestamp) -> Result<Execution, StoreError> {
        self.execute(ExecutionWrite::Cancel { id, at }).await?.execution()
    }

    async fn note_callback(&self, note: NoteCallback) -> Result<Execution, StoreError> {
        self.execute(ExecutionWrite::NoteCallback(note)).await?.execution()
    }

    async fn remove_executions(&self, ids: Vec<ExecutionId>) -> Result<(), StoreError> {
        let way = self.committer.way()?;
        let mut pending = Vec::with_capacity(ids.len());
        for id in ids {
            pending.push(way.send(Order::Execution(Box::new(ExecutionWrite::Remove(id)), Parts::default())).await?);
        }
        for pending in pending {
            pending.answer().await?;
        }
        Ok(())
    }

    async fn forget_keys(&self, now: Timestamp, limit: u32) -> Result<u32, StoreError> {
        let mut forgotten = 0;
        while forgotten < limit {
            let limit = FORGOTTEN_AT_ONCE.min(limit - forgotten);
            let found = self.execute(ExecutionWrite::Forget { now, limit }).await?.forgotten()?;
            forgotten += found;
            if found < limit {
                break;
            }
        }
        Ok(forgotten)
    }

    async fn put_callback_secrets(&self, of: DeploymentId, secrets: CallbackSecrets) -> Result<(), StoreError> {
        self.execute(ExecutionWrite::PutSecrets(of, secrets)).await.map(|_| ())
    }

    async fn callback_secrets(&self, of: DeploymentId) -> Result<Option<CallbackSecrets>, StoreError> {
        Ok(self.state.secrets(of)?.map(|it| it.secrets.clone()))
    }

    async fn put_setting(&self, put: PutSetting) -> Result<Option<RowRevision>, StoreError> {
        if let Some(long) = put.value.as_ref().filter(|it| it.len() > MAX_SETTING_BYTES) {
            let why = format!("a setting of {} bytes is over the limit of {MAX_SETTING_BYTES}", long.len());
            return Err(StoreError::Unavailable(why));
        }
        self.execute(ExecutionWrite::PutSetting(put)).await?.setting()
    }

    async fn setting(&self, key: SettingKey) -> Result<Option<Setting>, StoreError> {
        Ok(self.state.setting(key)?.map(Arc::unwrap_or_clone))
    }

    async fn settings(&self) -> Result<Vec<(SettingKey, Setting)>, StoreError> {
        self.read(State::settings).await
    }

    async fn execution(&self, id: ExecutionId) -> Result<Option<Execution>, StoreError> {
        Ok(self.state.execution(id)?.map(|it| it.execution.clone()))
    }

    async fn executions(&self, after: Option<ExecutionId>, limit: u32) -> Result<Vec<Execution>, StoreError> {
        self.read(move |state| state.executions(after, limit)).await
    }

    async fn execution_part(&self, id: ExecutionId, part: Part) -> Result<Option<Bytes>, StoreError> {
        match self.state.recent_part(id, part) {
            Some(bytes) => Ok(Some(bytes)),
            None => self.read(move |state| state.part_bytes(id, part)).await,
        }
    }

    fn health(&self) -> Result<(), StoreError> {
        self.horizon.check()?;
        if self.state.home().has_room() { Ok(()) } else { Err(StoreError::Full) }
    }
}
