//! A workflow on the wire.

use crate::problem::GraphProblem;
use domain::{GraphFormat, Problem, Workflow};
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

/// A workflow.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct WorkflowJson {
    /// Its name for programs.
    #[schema(format = Uuid)]
    id: String,
    /// Its name for people.
    #[schema(min_length = 1, max_length = 120)]
    name: String,
    /// How often it was saved.
    revision: u32,
    /// `api` or `ui`: which of ComfyUI's formats the graph is in.
    format: GraphFormatJson,
    /// How many nodes the graph has.
    nodes: u32,
    /// The SHA-256 of the graph's bytes.
    digest: String,
    /// How many problems the graph has; with any it cannot be deployed.
    problem_count: u32,
    /// How many deployments of it there are.
    deployments: u32,
    /// When it was made.
    #[schema(format = DateTime)]
    created_at: String,
    /// When it was last saved or renamed.
    #[schema(format = DateTime)]
    changed_at: String,
}

/// Which of ComfyUI's formats a graph is in.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum GraphFormatJson {
    /// What a ComfyUI server runs.
    Api,
    /// What its editor exports.
    Ui,
}

/// A workflow and everything that is wrong with its graph.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct CheckedWorkflowJson {
    /// The workflow.
    #[serde(flatten)]
    workflow: WorkflowJson,
    /// Everything that is wrong with the graph.
    problems: Vec<GraphProblem>,
}

/// A workflow with its graph.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WholeWorkflowJson {
    /// The workflow and everything that is wrong with its graph.
    #[serde(flatten)]
    pub(crate) checked: CheckedWorkflowJson,
    /// The graph, byte for byte as it was sent.
    #[schema(value_type = Object)]
    pub(crate) graph: Box<RawValue>,
}

impl WorkflowJson {
    /// A workflow of which there are so many deployments.
    pub(crate) fn new(workflow: &Workflow, deployments: u32) -> Self {
        Self {
            id: workflow.id.to_string(),
            name: workflow.name.to_string(),
            revision: workflow.revision.get(),
            format: match workflow.format {
                GraphFormat::Api => GraphFormatJson::Api,
                GraphFormat::Ui => GraphFormatJson::Ui,
            },
            nodes: workflow.nodes,
            digest: workflow.digest.to_string(),
            problem_count: workflow.problems,
            deployments,
            created_at: workflow.created_at.to_string(),
            changed_at: workflow.changed_at.to_string(),
        }
    }
}

impl CheckedWorkflowJson {
    /// A workflow and its graph's problems.
    pub(crate) fn new(workflow: &Workflow, deployments: u32, problems: Vec<Problem>) -> Self {
        let problems = problems.into_iter().map(GraphProblem::from).collect();
        Self { workflow: WorkflowJson::new(workflow, deployments), problems }
    }
}
