//! What the API's answers look like.

use domain::{Deployment, Problem, Workflow};
use serde::{Deserialize, Serialize};
use service::ServiceError;
use utoipa::ToSchema;

/// One thing that is wrong with a graph.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GraphProblemBody {
    /// The node it is about.
    pub(crate) node: Option<String>,
    /// The input it is about.
    pub(crate) input: Option<String>,
    /// What is wrong, for programs.
    pub(crate) code: String,
    /// What is wrong and what to do, for people.
    pub(crate) message: String,
}

impl From<Problem> for GraphProblemBody {
    fn from(it: Problem) -> Self {
        Self { node: it.node, input: it.input, code: it.code, message: it.message }
    }
}

/// A workflow as of its newest save.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WorkflowBody {
    id: String,
    name: String,
    /// Which save this is: 1, 2, 3 …
    revision: u32,
    /// SHA-256 of the graph's bytes.
    digest: String,
    /// `api` or `ui`.
    format: &'static str,
    nodes: u32,
    /// Everything that is wrong with the graph; one with any cannot be deployed. Lists leave it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    problems: Option<Vec<GraphProblemBody>>,
    problem_count: u32,
    created_at: String,
    changed_at: String,
}

impl WorkflowBody {
    /// Without the list of problems.
    pub(super) fn brief(it: &Workflow) -> Self {
        Self {
            id: it.id.to_string(),
            name: it.name.to_string(),
            revision: it.revision.get(),
            digest: it.digest.to_string(),
            format: match it.format {
                domain::GraphFormat::Api => "api",
                domain::GraphFormat::Ui => "ui",
            },
            nodes: it.nodes,
            problems: None,
            problem_count: it.problems,
            created_at: it.created_at.to_string(),
            changed_at: it.changed_at.to_string(),
        }
    }

    /// With it.
    pub(super) fn full(it: &Workflow, problems: Vec<Problem>) -> Self {
        Self { problems: Some(problems.into_iter().map(Into::into).collect()), ..Self::brief(it) }
    }
}

/// A deployment.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeploymentBody {
    id: String,
    name: String,
    /// `api`, `discord` or `webform`.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The n-th deployment made of its workflow.
    version: u32,
    /// `running` or `paused`.
    status: &'static str,
    workflow: WorkflowRefBody,
    /// SHA-256 of the snapshot's bytes.
    digest: String,
    nodes: u32,
    reason: Option<String>,
    created_at: String,
    status_since: String,
    /// Where requests are sent, from the server's root.
    endpoint: String,
}

/// The workflow as it was when it was deployed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WorkflowRefBody {
    id: String,
    name: String,
    revision: u32,
}

impl From<&Deployment> for DeploymentBody {
    fn from(it: &Deployment) -> Self {
        Self {
            id: it.id.to_string(),
            name: it.name.to_string(),
            kind: it.kind.as_str(),
            version: it.version.get(),
            status: it.status.as_str(),
            workflow: WorkflowRefBody {
                id: it.workflow.id.to_string(),
                name: it.workflow.name.to_string(),
                revision: it.workflow.revision.get(),
            },
            digest: it.digest.to_string(),
            nodes: it.nodes,
            reason: it.reason.as_ref().map(ToString::to_string),
            created_at: it.created_at.to_string(),
            status_since: it.status_since.to_string(),
            endpoint: it.endpoint_path(),
        }
    }
}

/// Some of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Page<T: ToSchema> {
    /// The things.
    pub(super) items: Vec<T>,
    /// What to pass as `cursor` for the next ones; null where these were the last.
    pub(super) next_cursor: Option<String>,
}

/// How many things, from where.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Paging {
    /// At most so many, from 1 to 200; 50 where it is left out.
    limit: Option<String>,
    /// The `next_cursor` of the page before.
    pub(super) cursor: Option<String>,
}

impl Paging {
    /// How many things are wanted.
    pub(super) fn limit(&self) -> Result<u32, ServiceError> {
        let Some(text) = &self.limit else { return Ok(50) };
        match text.parse() {
            Ok(limit @ 1..=200) => Ok(limit),
            _ => Err(domain::InvalidQuery::new("limit", "is a number from 1 to 200").into()),
        }
    }

    /// Says that a cursor is not one of ours.
    pub(super) fn bad_cursor() -> ServiceError {
        domain::InvalidQuery::new("cursor", "is not one that this server gave; begin without one").into()
    }
}
