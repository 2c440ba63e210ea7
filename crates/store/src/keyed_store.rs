//! A store over any ordered map of bytes: reads directly, writes through the committer.

use crate::{
    Author, DeleteDeployment, DeleteWorkflow, NewDeployment, NewWorkflow, RenameDeployment, RenameWorkflow,
    SaveWorkflow, SetStatus, Store, StoreError, blocking, cells::Cells, committer::Committer, graphs, horizon::Horizon,
    rows, write::Write,
};
use async_trait::async_trait;
use bytes::Bytes;
use domain::{Deployment, DeploymentId, Digest, FeedEntry, Position, Subject, Workflow, WorkflowId};
use std::sync::Arc;

/// Bytes up to this length are hashed where the caller is; longer ones on a thread that may block.
const SHORT: usize = 64 * 1_024;

/// The contract, kept over an ordered map of bytes.
///
/// Nothing that is read can be undone by a power cut any more: rows that were
/// written a moment ago are waited for, and the feed ends where durability does.
pub(crate) struct KeyedStore<C> {
    // The committer goes first: its drop waits for its thread, which uses the rest.
    committer: Committer,
    horizon: Arc<Horizon>,
    cells: Arc<C>,
}

impl<C: Cells> KeyedStore<C> {
    /// Starts a store over cells all of which are durable.
    pub(crate) fn start(cells: C) -> Result<Self, StoreError> {
        let cells = Arc::new(cells);
        let horizon = Arc::new(Horizon::new(rows::head(&*cells)?));
        let committer = Committer::start(Arc::clone(&cells), Arc::clone(&horizon));
        Ok(Self { committer, horizon, cells })
    }

    /// Runs a longer read off the async threads.
    async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&C) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let cells = Arc::clone(&self.cells);
        blocking::run(move || read(&cells)).await
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
        let row = rows::workflow(&*self.cells, id)?;
        self.horizon.settled(Subject::Workflow(id)).await?;
        Ok(row)
    }

    async fn deployment(&self, id: DeploymentId) -> Result<Option<Deployment>, StoreError> {
        let row = rows::deployment(&*self.cells, id)?;
        self.horizon.settled(Subject::Deployment(id)).await?;
        Ok(row)
    }

    async fn workflows(&self, after: Option<WorkflowId>, limit: u32) -> Result<Vec<Workflow>, StoreError> {
        let rows = self.read(move |cells| rows::workflows(cells, after, limit)).await?;
        self.horizon.all_settled().await?;
        Ok(rows)
    }

    async fn deployments(&self, after: Option<DeploymentId>, limit: u32) -> Result<Vec<Deployment>, StoreError> {
        let rows = self.read(move |cells| rows::deployments(cells, after, limit)).await?;
        self.horizon.all_settled().await?;
        Ok(rows)
    }

    async fn graph(&self, digest: Digest) -> Result<Option<Bytes>, StoreError> {
        self.read(move |cells| graphs::read(cells, digest)).await
    }

    async fn history(
        &self,
        subject: Subject,
        before: Option<Position>,
        limit: u32,
    ) -> Result<Vec<FeedEntry>, StoreError> {
        let end = self.head().await?.next();
        let before = before.map_or(end, |before| before.min(end));
        self.read(move |cells| rows::history(cells, subject, before, limit)).await
    }

    async fn head(&self) -> Result<Position, StoreError> {
        Ok(self.horizon.durable())
    }

    async fn feed(&self, after: Position, limit: u32) -> Result<Vec<FeedEntry>, StoreError> {
        let until = self.head().await?;
        self.read(move |cells| rows::feed(cells, after, until, limit)).await
    }

    async fn feed_grew(&self, after: Position) -> Result<(), StoreError> {
        self.horizon.reached(Some(after.next())).await
    }

    fn health(&self) -> Result<(), StoreError> {
        self.horizon.check()?;
        if self.cells.has_room() { Ok(()) } else { Err(StoreError::Full) }
    }
}
