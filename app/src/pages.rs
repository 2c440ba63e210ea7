//! The pages: each is a value with all that it shows, and hands it to components.

mod bulk_delete;
mod deployment;
mod deployment_delete;
mod deployment_troubleshoot;
mod deployments;
mod execution;
mod help;
mod history;
mod no_deployment;
mod no_execution;
mod no_history;
mod no_workflow;
mod not_found;
mod workflow;
mod workflow_delete;
mod workflow_deploy;
mod workflow_deployed;
mod workflows;

pub use bulk_delete::BulkDeletePage;
pub use deployment::DeploymentPage;
pub use deployment_delete::DeploymentDeletePage;
pub use deployment_troubleshoot::DeploymentTroubleshootPage;
pub use deployments::DeploymentsPage;
pub use execution::ExecutionPage;
pub use help::HelpPage;
pub use history::HistoryPage;
pub use no_deployment::NoDeploymentPage;
pub use no_execution::NoExecutionPage;
pub use no_history::NoHistoryPage;
pub use no_workflow::NoWorkflowPage;
pub use not_found::NotFoundPage;
pub use workflow::WorkflowPage;
pub use workflow_delete::WorkflowDeletePage;
pub use workflow_deploy::WorkflowDeployPage;
pub use workflow_deployed::WorkflowDeployedPage;
pub use workflows::WorkflowsPage;
