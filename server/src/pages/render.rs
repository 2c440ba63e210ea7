//! Renders a page, whole: which address shows which page, and what each needs.

use super::page::Page;
use crate::Brine;
use app::{
    AppError, DeploymentAddress, DeploymentShown, Extras, Kept, context,
    pages::{
        AddressPage, AddressesPage, DeploymentDeletePage, DeploymentDeletedPage, DeploymentPage, DeploymentRedeployPage, DeploymentsPage, ExecutionPage, HelpPage, NoAddressPage, NoDeploymentPage,
        NoExecutionPage, NoWorkflowPage, NotFoundPage, WorkflowDeletePage, WorkflowDeployPage, WorkflowDeployedPage,
        WorkflowPage, WorkflowsPage,
    },
};
use axum::http::{StatusCode, Uri};
use domain::{Deployed, Deployment, DeploymentId, DeploymentQuery, ExecutionListing, InvalidQuery, Slug, WorkflowDetail};
use service::{ServiceError, Target};

/// Why a page could not be rendered.
#[derive(Debug, thiserror::Error)]
#[error("the page's value cannot be written down: {0}")]
pub(crate) struct RenderError(#[from] postcard::Error);

/// Renders the page at an address.
///
/// # Errors
/// Where the page's value cannot be written down.
pub(crate) async fn render(brine: &Brine, address: &Uri, extras: Extras) -> Result<Page, RenderError> {
    let asked = Asked { brine, address, extras };
    let path: Vec<&str> = address.path().split('/').filter(|it| !it.is_empty()).collect();
    match path[..] {
        ["addresses"] => asked.addresses(),
        ["addresses", slug] => asked.address(slug).await,
        ["deployments"] => asked.deployments(),
        ["deployments", id] => asked.deployment(id).await,
        ["deployments", id, "delete"] => asked.deployment_delete(id).await,
        ["deployments", id, "redeploy"] => asked.deployment_redeploy(id).await,
        ["executions", id] => asked.execution(id).await,
        ["help"] => asked.page(StatusCode::OK, HelpPage),
        ["workflows"] => asked.workflows(),
        ["workflows", id] => asked.workflow(id).await,
        ["workflows", id, "deploy"] => asked.workflow_deploy(id).await,
        ["workflows", id, "delete"] => asked.workflow_delete(id).await,
        _ => asked.page(StatusCode::NOT_FOUND, NotFoundPage),
    }
}

/// Renders what is told once after deploying.
///
/// # Errors
/// Where the page's value cannot be written down.
pub(crate) fn render_deployed(brine: &Brine, address: &Uri, deployed: Deployed, extras: Extras) -> Rendered {
    Asked { brine, address, extras }.page(StatusCode::OK, WorkflowDeployedPage(deployed))
}

/// What was asked for, and by whom.
struct Asked<'a> {
    brine: &'a Brine,
    address: &'a Uri,
    extras: Extras,
}

type Rendered = Result<Page, RenderError>;

impl Asked<'_> {
    fn deployments(self) -> Rendered {
        let read = DeploymentQuery::from_search(self.search());
        let wrong = read.as_ref().err().map(InvalidQuery::to_string);
        let query = read.unwrap_or_else(|_| DeploymentQuery::everything());
        let listing = self.brine.service.list_deployments(&query);
        // No date: the page is kept for as long as nothing changes.
        let deletion = Kept { until: None, ..self.kept() }.html();
        self.page(StatusCode::OK, DeploymentsPage { query, wrong, listing, deletion })
    }

    async fn deployment(self, id: &str) -> Rendered {
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

    async fn deployment_delete(self, id: &str) -> Rendered {
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

    async fn deployment_redeploy(self, id: &str) -> Rendered {
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

    fn addresses(self) -> Rendered {
        let page = AddressesPage::read(&self.brine.service);
        self.page(StatusCode::OK, page)
    }

    async fn address(self, slug: &str) -> Rendered {
        let read = match slug.parse::<Slug>() {
            Ok(slug) => AddressPage::read(&self.brine.service, slug).await.map_err(refused),
            Err(error) => Err(malformed(error)),
        };
        match read {
            Ok(page) => self.page(StatusCode::OK, page),
            Err((status, why)) => self.page(status, NoAddressPage(why)),
        }
    }

    async fn execution(self, id: &str) -> Rendered {
        let read = match id.parse() {
            Ok(id) => self.brine.service.execution_detail(id).await.map_err(refused),
            Err(error) => Err(malformed(error)),
        };
        match read {
            Ok(detail) => self.page(StatusCode::OK, ExecutionPage(detail)),
            Err((status, why)) => self.page(status, NoExecutionPage(why)),
        }
    }

    fn workflows(self) -> Rendered {
        let page = self.parameter("page").and_then(|page| page.parse().ok()).unwrap_or(1);
        let listing = self.brine.service.list_workflows(page);
        self.page(StatusCode::OK, WorkflowsPage { listing })
    }

    async fn workflow(self, id: &str) -> Rendered {
        let renaming = self.parameter("rename").is_some();
        match self.workflow_detail(id).await {
            Ok(detail) => {
                let is_hindered = detail.hindrance.is_some();
                Ok(self.page(StatusCode::OK, WorkflowPage { detail, renaming })?.fleeting(is_hindered))
            }
            Err((status, why)) => self.page(status, NoWorkflowPage(why)),
        }
    }

    async fn workflow_deploy(self, id: &str) -> Rendered {
        match self.workflow_detail(id).await {
            Ok(detail) => {
                let is_hindered = detail.hindrance.is_some();
                Ok(self.page(StatusCode::OK, WorkflowDeployPage(detail))?.fleeting(is_hindered))
            }
            Err((status, why)) => self.page(status, NoWorkflowPage(why)),
        }
    }

    async fn workflow_delete(self, id: &str) -> Rendered {
        match self.workflow_detail(id).await {
            Ok(WorkflowDetail { workflow, deployment_count: deployments, .. }) => {
                self.page(StatusCode::OK, WorkflowDeletePage { workflow, deployments })
            }
            Err((status, why)) => self.page(status, NoWorkflowPage(why)),
        }
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

    fn kept(&self) -> Kept {
        let service = &self.brine.service;
        let days = service.snapshots_kept_for().map(|time| time.as_secs() / 86_400);
        Kept { days, until: service.snapshot_kept_until() }
    }

    async fn workflow_detail(&self, id: &str) -> Result<WorkflowDetail, (StatusCode, AppError)> {
        let id = id.parse().map_err(malformed)?;
        self.brine.service.workflow_detail(id).await.map_err(refused)
    }

    fn search(&self) -> &str {
        self.address.query().unwrap_or_default()
    }

    /// The last value of a parameter of the address.
    fn parameter(&self, name: &str) -> Option<String> {
        form_urlencoded::parse(self.search().as_bytes())
            .filter(|(it, _)| it == name)
            .last()
            .map(|(_, value)| value.into_owned())
    }

    fn page(self, status: StatusCode, page: impl app::Page) -> Rendered {
        let html = app::document(page, self.address.path(), self.extras, &self.brine.assets)?;
        Ok(Page::new(status, html))
    }
}

/// An address that cannot name anything names nothing.
fn malformed(why: impl ToString) -> (StatusCode, AppError) {
    (StatusCode::NOT_FOUND, AppError::NotFound { message: why.to_string() })
}

fn refused(error: ServiceError) -> (StatusCode, AppError) {
    let status = context::status_of(&error);
    if status.is_server_error() {
        tracing::error!(error = ?error, "A page could not be shown");
    }
    (status, context::translate(error))
}
