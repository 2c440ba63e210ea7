//! Looking at executions: lists, one of them whole, and the files that came of it.

use super::{Kept, Target, kept};
use crate::{Service, ServiceError, error::not_found};
use bytes::Bytes;
use domain::{
    Activity, DeploymentId, Execution, ExecutionDetail, ExecutionId, ExecutionListing, ExecutionStatus, OutputValue,
    Part, RunOf,
};
use serde_json::Value as Json;

/// How much of the inputs a page shows.
const SHOWN_INPUT_BYTES: usize = 16 * 1_024;

impl Service {
    /// How a deployment is doing, to the moment; nothing where it has done nothing. Reads no store.
    pub fn activity(&self, of: DeploymentId) -> Option<Activity> {
        let target = Target::Deployment(of);
        if self.runs.board.is_news(target) {
            return Some(self.runs.board.activity(target, self.clock.now()));
        }
        self.activities().of(of).map(|it| Activity::clone(it))
    }

    /// Grows with everything that pages show of executions.
    pub fn executions_revision(&self) -> u64 {
        self.runs.board.revision()
    }

    /// At most `limit` executions of a target, newest first, from before `before`. Reads no store.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] where the deployment or workflow is gone.
    pub fn list_executions(
        &self,
        of: Target,
        status: Option<ExecutionStatus>,
        before: Option<ExecutionId>,
        limit: u32,
    ) -> Result<ExecutionListing, ServiceError> {
        match of {
            Target::Deployment(id) => self.deployment(id).map(drop)?,
            Target::Workflow(id) => self.workflow(id).map(drop)?,
        }
        Ok(self.runs.board.list(of, status, before, limit))
    }

    /// One execution, whole.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn execution_detail(&self, id: ExecutionId) -> Result<ExecutionDetail, ServiceError> {
        loop {
            let row = self.row(id)?;
            let detail = self.detail_of(&row).await?;
            // What goes on while its parts are read is read again: a row and an outcome that belong together.
            if self.row(id)?.row == row.row {
                return Ok(detail);
            }
        }
    }

    async fn detail_of(&self, row: &Execution) -> Result<ExecutionDetail, ServiceError> {
        let id = row.id;
        let catalogue = self.catalogue();
        let of_name = match row.of {
            RunOf::Deployment { id, .. } => catalogue.deployment(id).map(|it| it.name.clone()),
            RunOf::Workflow { id, .. } => catalogue.workflow(id).map(|it| it.name.clone()),
        };
        let Kept { outputs, failure } = self.kept(id).await?;
        let inputs = self.store.execution_part(id, Part::Inputs).await?.unwrap_or_default();
        let url = self.store.execution_part(id, Part::CallbackUrl).await?;
        let nodes = match self.runs.board.live_run(id) {
            Some(live) => live.into_spans(),
            None => kept::read(self.store.execution_part(id, Part::Timeline).await?)?,
        };
        Ok(ExecutionDetail {
            execution: row.clone(),
            of_name,
            inputs: shown(&inputs),
            outputs,
            failure,
            nodes,
            callback_url: url.map(|url| String::from_utf8_lossy(&url).into_owned()),
            attempts: kept::read(self.store.execution_part(id, Part::Attempts).await?)?,
        })
    }

    /// What an execution was given: the member `workflow_input` of its request, as it was sent.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub async fn given(&self, id: ExecutionId) -> Result<Json, ServiceError> {
        Ok(given(&self.store.execution_part(id, Part::Inputs).await?.unwrap_or_default()))
    }

    /// What came of an execution; nothing of one that is not over.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub async fn kept(&self, id: ExecutionId) -> Result<Kept, ServiceError> {
        kept::read(self.store.execution_part(id, Part::Outcome).await?)
    }

    /// A file that an execution made: its media type and its bytes.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn artefact(&self, of: ExecutionId, number: u16) -> Result<(String, Bytes), ServiceError> {
        self.row(of)?;
        let kept = self.kept(of).await?;
        let file = kept.outputs.into_iter().flat_map(|it| it.values).find_map(|value| match value {
            OutputValue::File(file) if file.number == number => Some(file),
            _ => None,
        });
        let bytes = self.store.execution_part(of, Part::Artefact(number)).await?;
        file.zip(bytes).map(|(file, bytes)| (file.media_type, bytes)).ok_or_else(|| not_found("file", number))
    }
}

/// What was given, without the frame that every request has.
fn given(inputs: &Bytes) -> Json {
    let mut body: Json = serde_json::from_slice(inputs).unwrap_or_default();
    body.get_mut("workflow_input").map(Json::take).unwrap_or_default()
}

/// The same as people read it.
fn shown(inputs: &Bytes) -> String {
    let mut text = serde_json::to_string_pretty(&given(inputs)).unwrap_or_default();
    if text.len() > SHOWN_INPUT_BYTES {
        text.truncate(text.floor_char_boundary(SHOWN_INPUT_BYTES));
        text.push('…');
    }
    text
}
