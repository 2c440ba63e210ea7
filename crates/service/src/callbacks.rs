//! Telling callers that their execution is over.

use crate::{Service, ServiceError};
use domain::{Actor, CallbackAttempt, DeploymentId, Execution, ExecutionId, Timestamp};

impl Service {
    /// Has an execution's callback sent when it is due.
    pub(crate) fn call_back(&self, _of: ExecutionId, _due: Timestamp) {}

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

    /// Makes the first secret of a deployment that is about to be made.
    pub(crate) async fn first_callback_secret(&self, _of: DeploymentId) -> Result<String, ServiceError> {
        Ok(String::new())
    }
}
