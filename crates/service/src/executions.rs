//! What can be done with executions.

use crate::{error::ServiceError, service::Service};
use bytes::Bytes;
use domain::{
    Activity, Actor, CallbackAttempt, DeploymentId, Execution, ExecutionDetail, ExecutionId, ExecutionListing,
    ExecutionStatus, Revision, WorkflowId,
};

impl Service {
    /// How a deployment is doing. Reads no store.
    pub fn activity(&self, _of: DeploymentId) -> Activity {
        Activity::default()
    }

    /// One page of a deployment's executions, newest first, from before `before`. Reads no store.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub fn list_executions(
        &self,
        _of: DeploymentId,
        _status: Option<ExecutionStatus>,
        _before: Option<ExecutionId>,
    ) -> Result<ExecutionListing, ServiceError> {
        Ok(ExecutionListing::default())
    }

    /// One execution, whole.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn execution_detail(&self, id: ExecutionId) -> Result<ExecutionDetail, ServiceError> {
        Err(ServiceError::NotFound { kind: "execution", id: id.to_string() })
    }

    /// Runs a workflow's saved revision as a test. `values` are a form's: each a node of the graph's inputs and
    /// what was typed for it; a file is a URL, or `data:image/png;base64,…`. An empty text takes the graph's value.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`], [`ServiceError::Stale`] where another revision is saved, [`ServiceError::Hindered`],
    /// [`ServiceError::Input`], [`ServiceError::Busy`].
    pub async fn start_test(
        &self,
        _actor: Actor,
        workflow: WorkflowId,
        _revision: Revision,
        _values: Vec<(String, String)>,
    ) -> Result<Execution, ServiceError> {
        Err(ServiceError::NotFound { kind: "workflow", id: workflow.to_string() })
    }

    /// Asks an execution to end. One that is over stays as it is.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn cancel_execution(&self, _actor: Actor, id: ExecutionId) -> Result<Execution, ServiceError> {
        Err(ServiceError::NotFound { kind: "execution", id: id.to_string() })
    }

    /// Runs again what an execution ran, with the same inputs, as a new execution.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`], and as for a new request.
    pub async fn rerun(&self, _actor: Actor, id: ExecutionId) -> Result<Execution, ServiceError> {
        Err(ServiceError::NotFound { kind: "execution", id: id.to_string() })
    }

    /// Calls back once more, also where that was given up.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`]; [`ServiceError::Conflict`] where it has no callback or is not over.
    pub async fn replay_callback(&self, _actor: Actor, id: ExecutionId) -> Result<Execution, ServiceError> {
        Err(ServiceError::NotFound { kind: "execution", id: id.to_string() })
    }

    /// Sends a deployment's test delivery to a URL, and says what became of it.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn test_callback(&self, of: DeploymentId, _url: String) -> Result<CallbackAttempt, ServiceError> {
        Err(ServiceError::NotFound { kind: "deployment", id: of.to_string() })
    }

    /// Makes another secret to sign a deployment's callbacks with; the one before it stays valid beside it.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn rotate_callback_secret(&self, _actor: Actor, of: DeploymentId) -> Result<String, ServiceError> {
        Err(ServiceError::NotFound { kind: "deployment", id: of.to_string() })
    }

    /// A file that an execution made: its media type and its bytes.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn artefact(&self, of: ExecutionId, _number: u16) -> Result<(String, Bytes), ServiceError> {
        Err(ServiceError::NotFound { kind: "execution", id: of.to_string() })
    }
}
