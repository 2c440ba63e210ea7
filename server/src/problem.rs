//! What went wrong, as programs read it: an RFC 9457 problem document.
//!
//! It also has the two members that Salt's clients read, `error` and `details`.

use app::context::status_of;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use service::ServiceError;
use utoipa::ToSchema;

/// Why a request was not done. Nothing was changed.
#[derive(Debug, Clone, ToSchema)]
pub(crate) struct Problem(Box<ProblemJson>);

/// A problem document.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct ProblemJson {
    /// `about:blank`: the status and the words say everything.
    #[serde(rename = "type")]
    kind: &'static str,
    /// What kind of thing went wrong, always the same words for the same kind.
    title: &'static str,
    /// The HTTP status.
    status: u16,
    /// What went wrong this time, where, and what to do.
    detail: String,
    /// The title, for clients of Salt.
    error: &'static str,
    /// The detail, for clients of Salt.
    details: String,
    /// The member of the request that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    member: Option<String>,
    /// The line of the text that it is about, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    /// The column of that line, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
    /// The revision that is saved, where the request was based on another.
    #[serde(skip_serializing_if = "Option::is_none")]
    current_revision: Option<u32>,
    /// Everything that is wrong with the graph.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problems: Vec<GraphProblem>,
    #[serde(skip)]
    etag: Option<String>,
    #[serde(skip)]
    retry_after: Option<u32>,
}

/// One thing that is wrong with a graph.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct GraphProblem {
    /// The node that it is about; none for the graph as a whole.
    pub(crate) node: Option<String>,
    /// The input that it is about.
    pub(crate) input: Option<String>,
    /// What is wrong, for programs: `dangling_link`, `cycle`, `missing_class_type` …
    pub(crate) code: String,
    /// What is wrong and what to do, for people.
    pub(crate) message: String,
}

impl Problem {
    /// A problem in these words.
    pub(crate) fn new(status: StatusCode, title: &'static str, detail: impl Into<String>) -> Self {
        let detail = detail.into();
        Self(Box::new(ProblemJson {
            kind: "about:blank",
            title,
            status: status.as_u16(),
            error: title,
            details: detail.clone(),
            detail,
            member: None,
            line: None,
            column: None,
            current_revision: None,
            problems: Vec::new(),
            etag: None,
            retry_after: (status == StatusCode::SERVICE_UNAVAILABLE).then_some(5),
        }))
    }

    /// The same, about one member of the request.
    pub(crate) fn about(mut self, member: impl Into<String>) -> Self {
        self.0.member = Some(member.into());
        self
    }

    /// The same, about one place of a text.
    pub(crate) fn at(mut self, line: u32, column: u32) -> Self {
        (self.0.line, self.0.column) = (Some(line), Some(column));
        self
    }

    /// A fault of ours. What it is stays in the log.
    pub(crate) fn internal() -> Self {
        let detail = "something went wrong in the server; its log says more";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "Internal error", detail)
    }

    /// What is sent where nothing is.
    pub(crate) fn no_such_address() -> Self {
        let detail = "nothing is at this address; /api/docs lists what there is";
        Self::new(StatusCode::NOT_FOUND, "Not found", detail)
    }
}

impl From<domain::Problem> for GraphProblem {
    fn from(problem: domain::Problem) -> Self {
        let domain::Problem { node, input, code, message } = problem;
        Self { node, input, code, message }
    }
}

impl From<ServiceError> for Problem {
    fn from(error: ServiceError) -> Self {
        let status = status_of(&error);
        if status.is_server_error() {
            tracing::error!(error = ?error, "A request failed");
        }
        let mut told = Self::new(status, title(&error), error.to_string());
        match error {
            ServiceError::Stale(current) => {
                told.0.current_revision = Some(current.revision.get());
                told.0.etag = Some(format!("\"{}\"", current.row));
                told
            }
            ServiceError::Invalid { member, .. } => told.about(member),
            ServiceError::Query(query) => told.about(query.member),
            ServiceError::Unreadable(at) => told.about("graph").at(at.line, at.column),
            ServiceError::NotDeployable(problems) | ServiceError::Hindered { problems, .. } => {
                told.0.problems = problems.into_iter().map(GraphProblem::from).collect();
                told
            }
            ServiceError::Busy { retry_after, .. } => {
                told.0.retry_after = Some(retry_after);
                told
            }
            ServiceError::Corrupt(_) | ServiceError::Internal(_) => Self::internal(),
            _ => told,
        }
    }
}

fn title(error: &ServiceError) -> &'static str {
    match error {
        ServiceError::NotFound { .. } => "Not found",
        ServiceError::Stale(_) => "Changed meanwhile",
        ServiceError::Conflict(_) => "Conflict",
        ServiceError::Invalid { .. } => "Invalid request",
        ServiceError::Query(_) => "Invalid query",
        ServiceError::Unreadable(_) => "Not a workflow",
        ServiceError::NotDeployable(_) => "Not deployable",
        ServiceError::Hindered { .. } => "Cannot run",
        ServiceError::NotResumable(_) => "Cannot run",
        ServiceError::Untested(_) => "Not tested",
        // The words that Salt's clients read.
        ServiceError::Paused(_) => "Deployment is paused",
        ServiceError::NotDeleted => "Not deleted",
        ServiceError::Moved => "Conflict",
        ServiceError::NoCallback | ServiceError::NoDoor(_) => "No callback",
        ServiceError::Input { .. } => "Invalid input structure",
        ServiceError::KeyTaken => "Idempotency key used before",
        ServiceError::Busy { .. } => "Too many requests",
        ServiceError::NoTransition(_) => "Conflict",
        ServiceError::TooLarge { .. } => "Too large",
        ServiceError::Full => "Disk full",
        ServiceError::Unavailable(_) => "Not available",
        ServiceError::Corrupt(_) | ServiceError::Internal(_) => "Internal error",
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self.0).unwrap_or_default();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(etag) = self.0.etag.and_then(|etag| HeaderValue::try_from(etag).ok()) {
            headers.insert(header::ETAG, etag);
        }
        if let Some(seconds) = self.0.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
