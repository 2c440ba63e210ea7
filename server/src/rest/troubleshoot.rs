//! `GET /api/v1/deployments/{id}/troubleshoot`: what works, what does not, and what to do.

use super::path_id::PathId;
use crate::{Brine, problem::Problem};
use axum::{Json, extract::State};
use domain::{Checkup, DeploymentId, Finding};
use serde::Serialize;
use utoipa::ToSchema;

/// What a look at a deployment found.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CheckupJson {
    /// Which deployment.
    #[schema(format = Uuid)]
    deployment_id: String,
    /// The worst of it: `fine`, `notice` or `wrong`.
    verdict: &'static str,
    /// All of it, in a sentence.
    summary: String,
    /// Question by question.
    findings: Vec<FindingJson>,
}

/// The answer to one question.
#[derive(Debug, Serialize, ToSchema)]
struct FindingJson {
    /// What was asked.
    question: String,
    /// How it stands: `fine`, `notice` or `wrong`.
    verdict: &'static str,
    /// The answer.
    words: String,
    /// What to do; null where there is nothing to do.
    advice: Option<String>,
    /// Where that is done or seen, from this server's root; null where there is no such place.
    link: Option<String>,
}

/// Looks a deployment over. Nothing is changed, and nothing is run.
#[utoipa::path(
    get, path = "/api/v1/deployments/{id}/troubleshoot", tag = "deployments",
    params(("id" = String, Path, format = Uuid)),
    responses(
        (status = 200, description = "What was found", body = CheckupJson),
        (status = 400, description = "No id", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such deployment, or no longer", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn troubleshoot(
    State(brine): State<Brine>,
    PathId(id): PathId<DeploymentId>,
) -> Result<Json<CheckupJson>, Problem> {
    Ok(Json(brine.service.troubleshoot(id).await?.into()))
}

impl From<Checkup> for CheckupJson {
    fn from(it: Checkup) -> Self {
        Self {
            deployment_id: it.deployment.id.to_string(),
            verdict: it.verdict().as_str(),
            summary: it.summary(),
            findings: it.findings.into_iter().map(FindingJson::from).collect(),
        }
    }
}

impl From<Finding> for FindingJson {
    fn from(it: Finding) -> Self {
        let Finding { question, verdict, words, advice, link } = it;
        Self { question, verdict: verdict.as_str(), words, advice, link: link.map(|it| it.href) }
    }
}
