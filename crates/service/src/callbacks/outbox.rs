//! The courier's outbox: the callbacks that the store keeps as due.

use crate::{Service, ServiceError, executions::output_values};
use async_trait::async_trait;
use callback::{About, Attempted, Delivery, Due, Outbox, OutboxError, Pending, body};
use domain::{CallbackState, ExecutionId, ExecutionStatus, RunOf};

/// The outbox over a service's store.
pub(super) struct StoredOutbox(pub(super) Service);

#[async_trait]
impl Outbox for StoredOutbox {
    async fn due(&self) -> Result<Vec<Due>, OutboxError> {
        let mut all = Vec::new();
        for (id, at) in self.0.runs.board.due_callbacks() {
            if let Some(url) = self.0.callback_url(id).await.map_err(told)? {
                all.push(Due { id, at, url });
            }
        }
        Ok(all)
    }

    async fn load(&self, id: ExecutionId) -> Result<Option<Pending>, OutboxError> {
        self.pending(id).await.map_err(told)
    }

    async fn note(&self, id: ExecutionId, attempted: &Attempted) -> Result<(), OutboxError> {
        let Attempted { attempt, state } = attempted;
        self.0.runs.metrics.called_back(matches!(state, CallbackState::Delivered { .. }));
        let noted = self.0.note(id, |row| Ok(row.callback.map(|_| (*state, Some(attempt.clone()))))).await;
        match noted {
            // Gone, as old ones go: there is nothing to keep.
            Ok(_) | Err(ServiceError::NotFound { .. }) => Ok(()),
            Err(error) => Err(told(error)),
        }
    }
}

impl StoredOutbox {
    async fn pending(&self, id: ExecutionId) -> Result<Option<Pending>, ServiceError> {
        let Ok(row) = self.0.row(id) else { return Ok(None) };
        let (Some(CallbackState::Due { attempts, .. }), RunOf::Deployment { id: deployment, version }) =
            (row.callback, row.of)
        else {
            return Ok(None);
        };
        let Some(url) = self.0.callback_url(id).await? else { return Ok(None) };
        let status = row.state.status();
        let kept = self.0.kept(id).await?;
        let body = match (status, &kept.failure) {
            (ExecutionStatus::Succeeded, _) => {
                body::succeeded(id, kept.outputs.iter().map(|it| (it.name.clone(), output_values(id, it))).collect())
            }
            (ExecutionStatus::Failed, Some(failure)) => body::failed(id, "Execution failed", &failure.message),
            (ExecutionStatus::Failed, None) => body::failed(id, "Execution failed", ""),
            _ => body::cancelled(id),
        };
        let about = About { deployment, version, digest: row.digest, status: Some(status) };
        let secrets = self.0.secrets(deployment).await?;
        Ok(Some(Pending { delivery: Delivery { execution: id, url, body, about, secrets }, attempts }))
    }
}

fn told(error: ServiceError) -> OutboxError {
    OutboxError(match error {
        ServiceError::Internal(cause) => cause.to_string(),
        other => other.to_string(),
    })
}
