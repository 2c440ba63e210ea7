//! Renders a page, whole: which address shows which page, and what each needs.

mod addresses;
mod deployments;

use super::page::Page;
use crate::Brine;
use app::{
    AppError, Extras, Kept, context,
    pages::{
        BulkDeletePage, DeploymentTroubleshootPage, DeploymentsPage, ExecutionPage, HelpPage, HistoryPage,
        NoDeploymentPage, NoExecutionPage, NoHistoryPage, NoWorkflowPage, NotFoundPage, WorkflowDeletePage,
        WorkflowDeployPage, WorkflowDeployedPage, WorkflowFormPage, WorkflowPage, WorkflowsPage,
    },
};
use axum::http::{StatusCode, Uri};
use domain::{Deployed, DeploymentQuery, HistoryQuery, InvalidQuery, WorkflowDetail};
use service::ServiceError;

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
        ["deployments", id, "troubleshoot"] => asked.deployment_troubleshoot(id).await,
        ["deployments", id, "redeploy"] => asked.deployment_redeploy(id).await,
        ["executions", id] => asked.execution(id).await,
        ["history"] => asked.history().await,
        ["help"] => asked.page(StatusCode::OK, HelpPage),
        ["workflows"] => asked.workflows(),
        ["workflows", id] => asked.workflow(id).await,
        ["workflows", id, "deploy"] => asked.workflow_deploy(id).await,
        ["workflows", id, "form"] => asked.workflow_form(id).await,
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

/// Renders what is asked before many deployments are deleted.
///
/// # Errors
/// Where the page's value cannot be written down.
pub(crate) fn render_asked(brine: &Brine, address: &Uri, page: BulkDeletePage, extras: Extras) -> Rendered {
    Asked { brine, address, extras }.page(StatusCode::OK, page)
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

    async fn deployment_troubleshoot(self, id: &str) -> Rendered {
        let found = match id.parse() {
            Ok(id) => self.brine.service.troubleshoot(id).await.map_err(refused),
            Err(error) => Err(malformed(error)),
        };
        match found {
            // An engine may stop answering without a word.
            Ok(found) => Ok(self.page(StatusCode::OK, DeploymentTroubleshootPage(found))?.fleeting(true)),
            Err((status, why)) => self.page(status, NoDeploymentPage(why)),
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

    async fn history(self) -> Rendered {
        let read = HistoryQuery::from_search(self.search());
        let wrong = read.as_ref().err().map(InvalidQuery::to_string);
        let query = read.unwrap_or_default();
        let listing = match self.brine.service.history(&query, HistoryQuery::PAGE_SIZE).await {
            Ok(listing) => listing,
            Err(error) => {
                let (status, why) = refused(error);
                return self.page(status, NoHistoryPage(why));
            }
        };
        let catalogue = self.brine.service.catalogue();
        let changed = catalogue.workflows_by_change().into_iter().take(HistoryPage::MAX_WORKFLOWS as usize);
        let mut workflows: Vec<_> = changed.map(|it| (it.id, it.name.clone())).collect();
        workflows.sort_by_cached_key(|(id, name)| (name.as_str().to_lowercase(), *id));
        self.page(StatusCode::OK, HistoryPage { query, wrong, listing, workflows })
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

    async fn workflow_form(self, id: &str) -> Rendered {
        match self.workflow_detail(id).await {
            Ok(detail) if !detail.workflow.is_deployable() => self.page(StatusCode::OK, WorkflowDeployPage(detail)),
            Ok(detail) => {
                let is_hindered = detail.hindrance.is_some();
                Ok(self.page(StatusCode::OK, WorkflowFormPage(detail))?.fleeting(is_hindered))
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
