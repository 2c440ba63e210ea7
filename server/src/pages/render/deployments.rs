//! The pages of one deployment: itself, and what asks before something is done to it.

use super::{Asked, Rendered, malformed, refused};
use app::{
    AppError, DeploymentAddress, DeploymentShown, Kept,
    pages::{DeploymentDeletePage, DeploymentDeletedPage, DeploymentPage, DeploymentRedeployPage, NoDeploymentPage},
};
use axum::http::StatusCode;
use domain::{Deployment, DeploymentId, ExecutionListing, Slug};
use service::{ServiceError, Target};

impl Asked<'_> {
    pub(super) async fn deployment(self, id: &str) -> Rendered {
        let address = DeploymentAddress::from_search(self.search());
        match self.deployment_with_executions(id, address).await {
            Ok(shown) => self.page(StatusCode::OK, DeploymentPage { shown, address }),
            Err((status, why)) => self.no_deployment(id, status, why),
        }
    }

    /// What is said of a deployment that is not there: of one that was deleted, the ways back while there are some.
    fn no_deployment(self, id: &str, status: StatusCode, why: AppError) -> Rendered {
        let retired = id.parse().ok().and_then(|id| self.brine.service.retired(id).ok());
        let Some(retired) = retired else { return self.page(status, NoDeploymentPage(why)) };
        let undoable = self.brine.service.can_be_restored(retired.deployment.id);
        self.page(status, DeploymentDeletedPage { retired: (*retired).clone(), undoable })
    }

    pub(super) async fn deployment_delete(self, id: &str) -> Rendered {
        match self.known_deployment(id) {
            Ok(deployment) => {
                let addresses = self.addresses_of(deployment.id).iter().map(ToString::to_string).collect();
                let kept = self.kept();
                // It says until when: true now, and not for long.
                let page = self.page(StatusCode::OK, DeploymentDeletePage { deployment, kept, addresses })?;
                Ok(page.fleeting(true))
            }
            Err((status, why)) => self.no_deployment(id, status, why),
        }
    }

    pub(super) async fn deployment_redeploy(self, id: &str) -> Rendered {
        let deployment = match self.known_deployment(id) {
            Ok(deployment) => deployment,
            Err((status, why)) => return self.no_deployment(id, status, why),
        };
        let workflow = match self.brine.service.workflow_detail(deployment.workflow.id).await {
            Ok(detail) => Some(detail),
            Err(ServiceError::NotFound { .. }) => None,
            Err(error) => {
                let (status, why) = refused(error);
                return self.page(status, NoDeploymentPage(why));
            }
        };
        let addresses = self.addresses_of(deployment.id);
        let is_hindered = workflow.as_ref().is_some_and(|it| it.hindrance.is_some());
        let page = self.page(StatusCode::OK, DeploymentRedeployPage { deployment, workflow, addresses })?;
        Ok(page.fleeting(is_hindered))
    }

    async fn deployment_with_executions(
        &self,
        id: &str,
        address: DeploymentAddress,
    ) -> Result<DeploymentShown, (StatusCode, AppError)> {
        let read = DeploymentShown::read(&self.brine.service, id.parse().map_err(malformed)?, address.before).await;
        let mut detail = read.map_err(refused)?;
        if address.executions.is_some() || address.executions_before.is_some() {
            let of = Target::Deployment(detail.deployment.id);
            let (status, before) = (address.executions, address.executions_before);
            let listing = self.brine.service.list_executions(of, status, before, ExecutionListing::PAGE);
            detail.executions = listing.map_err(refused)?;
        }
        Ok(detail)
    }

    fn known_deployment(&self, id: &str) -> Result<Deployment, (StatusCode, AppError)> {
        self.brine.service.deployment(id.parse().map_err(malformed)?).map_err(refused)
    }

    /// The addresses that lead to a deployment.
    fn addresses_of(&self, id: DeploymentId) -> Vec<Slug> {
        let catalogue = self.brine.service.catalogue();
        catalogue.addresses().filter(|it| it.leads_to(id)).map(|it| it.slug).collect()
    }

    pub(super) fn kept(&self) -> Kept {
        let service = &self.brine.service;
        let days = service.snapshots_kept_for().map(|time| time.as_secs() / 86_400);
        Kept { days, until: service.snapshot_kept_until() }
    }
}
