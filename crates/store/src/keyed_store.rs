//! A store over any ordered map of bytes: reads directly, writes through the committer.

use crate::{
    Author, DeleteDeployment, DeleteWorkflow, NewDeployment, NewWorkflow, RenameDeployment, RenameWorkflow,
    SaveWorkflow, SetStatus, Store, StoreError, cells::Cells, committer::Committer, graphs, rows, write::Write,
};
use async_trait::async_trait;
use bytes::Bytes;
use domain::{Deployment, DeploymentId, Digest, FeedEntry, Position, Subject, Workflow, WorkflowId};
use std::{sync::Arc, thread::JoinHandle};

/// The contract, kept over an ordered map of bytes.
///
/// Rows that are read may be a moment ahead of what is durable; the feed and
/// its head never are, and no write is answered before it is durable.
pub(crate) struct KeyedStore<C> {
    cells: Arc<C>,
    committer: Committer,
    thread: JoinHandle<()>,
}

impl<C: Cells> KeyedStore<C> {
    pub(crate) fn new(cells: C) -> Result<Self, StoreError> {
        let cells = Arc::new(cells);
        let (committer, thread) = Committer::start(Arc::clone(&cells))?;
        Ok(Self { cells, committer, thread })
    }

    /// Writes what was accepted, and stops.
    pub(crate) fn close(self) {
        drop(self.committer);
        if self.thread.join().is_err() {
            tracing::error!("The committer had panicked");
        }
    }

    /// Runs a longer read off the async threads.
    async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&C) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let cells = Arc::clone(&self.cells);
        #[expect(clippy::disallowed_methods, reason = "this is the store's one place that leaves the async threads")]
        let reading = tokio::task::spawn_blocking(move || read(&cells));
        reading.await.map_err(|error| StoreError::Unavailable(error.to_string()))?
    }
}

#[async_trait]
impl<C: Cells> Store for KeyedStore<C> {
    async fn create_workflow(&self, author: Author, new: NewWorkflow) -> Result<FeedEntry, StoreError> {
        self.committer.write(author, Write::CreateWorkflow(new)).await
    }

    async fn save_workflow(&self, author: Author, save: SaveWorkflow) -> Result<FeedEntry, StoreError> {
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
        rows::workflow(&*self.cells, id)
    }

    async fn deployment(&self, id: DeploymentId) -> Result<Option<Deployment>, StoreError> {
        rows::deployment(&*self.cells, id)
    }

    async fn workflows(&self, after: Option<WorkflowId>, limit: u32) -> Result<Vec<Workflow>, StoreError> {
        self.read(move |cells| rows::workflows(cells, after, limit)).await
    }

    async fn deployments(&self, after: Option<DeploymentId>, limit: u32) -> Result<Vec<Deployment>, StoreError> {
        self.read(move |cells| rows::deployments(cells, after, limit)).await
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
        Ok(*self.committer.head.borrow())
    }

    async fn feed(&self, after: Position, limit: u32) -> Result<Vec<FeedEntry>, StoreError> {
        let until = self.head().await?;
        self.read(move |cells| rows::feed(cells, after, until, limit)).await
    }

    async fn feed_grew(&self, after: Position) -> Result<(), StoreError> {
        let mut head = self.committer.head.clone();
        let grew = head.wait_for(|head| *head > after).await;
        grew.map(|_| ()).map_err(|_| StoreError::Unavailable("the store is closed".into()))
    }

    fn health(&self) -> Result<(), StoreError> {
        self.committer.health()
    }
}
