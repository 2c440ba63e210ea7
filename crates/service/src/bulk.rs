//! One thing done with many deployments. Each has its own outcome; none is passed over.

use crate::{Deletion, Service, ServiceError};
use domain::{
    Actor, BulkAction, BulkItem, BulkOutcome, BulkReport, DeploymentId, DeploymentQuery, DeploymentStatus, PauseMode,
    Reason,
};
use futures::{StreamExt as _, stream};
use std::collections::HashSet;

/// How many are under way at once: their commits share groups.
const AT_ONCE: usize = 32;

/// Which deployments are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// These.
    Ids(Vec<DeploymentId>),
    /// All that a query shows at this moment, on all of its pages.
    Query(DeploymentQuery),
}

/// What is done with many deployments.
#[derive(Debug, Clone)]
pub struct BulkOrder {
    /// What.
    pub action: BulkAction,
    /// With which.
    pub chosen: Chosen,
    /// Why.
    pub reason: Option<Reason>,
}

impl Service {
    /// Does one thing with each of many deployments. A pause finishes what was accepted.
    ///
    /// # Errors
    /// As [`Service::chosen`]; what keeps one deployment from it is that one's outcome.
    pub async fn bulk(&self, actor: Actor, order: BulkOrder) -> Result<BulkReport, ServiceError> {
        let BulkOrder { action, chosen, reason } = order;
        let ids = self.chosen(chosen)?;
        let each = stream::iter(ids).map(|id| self.one_of_many(actor, action, id, reason.clone()));
        let report = BulkReport { action, items: each.buffered(AT_ONCE).collect().await };
        tracing::info!(action = %action, "Did one thing with many deployments: {}", report.summary());
        Ok(report)
    }

    /// Which deployments are meant at this moment, each once.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] for none at all, and for more than [`BulkReport::MAX`].
    pub fn chosen(&self, chosen: Chosen) -> Result<Vec<DeploymentId>, ServiceError> {
        let (member, ids) = match chosen {
            Chosen::Ids(mut ids) => {
                let mut seen = HashSet::new();
                ids.retain(|id| seen.insert(*id));
                ("ids", ids)
            }
            Chosen::Query(query) => {
                let found = self.page_deployments(&query, None, u32::MAX).items;
                ("query", found.iter().map(|it| it.id).collect())
            }
        };
        match u32::try_from(ids.len()).unwrap_or(u32::MAX) {
            0 if member == "ids" => {
                Err(ServiceError::Invalid { member, problem: "names no deployment; select at least one".to_owned() })
            }
            count if count > BulkReport::MAX => {
                let problem = format!("means {count} deployments; at most {} can be meant at once", BulkReport::MAX);
                Err(ServiceError::Invalid { member, problem })
            }
            _ => Ok(ids),
        }
    }

    async fn one_of_many(
        &self,
        actor: Actor,
        action: BulkAction,
        id: DeploymentId,
        reason: Option<Reason>,
    ) -> BulkItem {
        let catalogue = self.catalogue();
        let deployment = catalogue.deployment(id).map(|it| &**it);
        let retired = || catalogue.retired(id).map(|it| &it.deployment);
        let known = deployment.or_else(retired).map(|it| (it.name.clone(), it.version));
        let outcome = match self.act_on(actor, action, id, reason).await {
            Ok(true) => BulkOutcome::Done,
            Ok(false) => BulkOutcome::Already,
            Err(ServiceError::NotFound { kind: "deployment", .. }) => BulkOutcome::Gone,
            Err(error @ (ServiceError::Corrupt(_) | ServiceError::Internal(_))) => {
                tracing::error!(deployment.id = %id, error = ?error, "One of many deployments could not be changed");
                BulkOutcome::Refused("something went wrong in the server; its log says more".to_owned())
            }
            Err(error) => BulkOutcome::Refused(error.to_string()),
        };
        BulkItem { id, known, outcome }
    }

    /// Whether anything had to be done.
    async fn act_on(
        &self,
        actor: Actor,
        action: BulkAction,
        id: DeploymentId,
        reason: Option<Reason>,
    ) -> Result<bool, ServiceError> {
        let status = match action {
            BulkAction::Pause => DeploymentStatus::Paused,
            BulkAction::Resume => DeploymentStatus::Running,
            BulkAction::Delete => {
                let deletion = Deletion { reason, forgets_snapshot: false };
                return self.delete_deployment(actor, id, deletion).await.map(|_| true);
            }
            BulkAction::Restore if self.catalogue().deployment(id).is_some() => return Ok(false),
            BulkAction::Restore => return self.restore_deployment(actor, id).await.map(|_| true),
        };
        if self.stored_deployment(id).await?.status == status {
            return Ok(false);
        }
        self.set_status(actor, id, status, PauseMode::Finish, reason).await.map(|_| true)
    }
}
