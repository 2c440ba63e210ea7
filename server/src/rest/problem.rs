//! How the API says no: RFC 9457 problem documents, with the two members that Salt's clients read.

use app::context::status_of;
use axum::{
    Json,
    body::{Body, to_bytes},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{Problem as GraphProblem, Unreadable};
use serde::Serialize;
use service::ServiceError;
use utoipa::ToSchema;

/// Why a request was refused.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// A short name of the kind of problem; the same for every problem of the kind.
    title: String,
    /// The HTTP status.
    status: u16,
    /// What is wrong with this request, where, and what to do.
    detail: String,
    /// The same as `title`.
    error: String,
    /// The same as `detail`.
    details: String,
    /// Everything that is wrong with a graph.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<super::wire::GraphProblemBody>)]
    problems: Vec<GraphProblem>,
    /// Where a text is broken.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    /// Where on the line, in characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, error: &str, details: &str) -> Self {
        Self {
            title: error.to_owned(),
            status: status.as_u16(),
            detail: details.to_owned(),
            error: error.to_owned(),
            details: details.to_owned(),
            problems: Vec::new(),
            line: None,
            column: None,
        }
    }

    /// Says where a text is broken.
    pub(crate) fn at(mut self, line: u32, column: u32) -> Self {
        (self.line, self.column) = (Some(line), Some(column));
        self
    }

    fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl From<ServiceError> for Problem {
    fn from(error: ServiceError) -> Self {
        let status = status_of(&error);
        if status.is_server_error() {
            tracing::error!(error = ?error, "A request failed");
        }
        let problem = Self::new(status, title(&error), &error.to_string());
        match error {
            ServiceError::NotDeployable(problems) => Self { problems, ..problem },
            ServiceError::Unreadable(Unreadable { line, column, .. }) => problem.at(line, column),
            _ => problem,
        }
    }
}

const fn title(error: &ServiceError) -> &'static str {
    match error {
        ServiceError::NotFound { .. } => "Not found",
        ServiceError::Stale(_) => "Changed meanwhile",
        ServiceError::Conflict(_) => "Conflict",
        ServiceError::Invalid { .. } => "Invalid input",
        ServiceError::Query(_) => "Invalid query",
        ServiceError::Unreadable(_) => "Not a workflow",
        ServiceError::NotDeployable(_) => "Workflow cannot be deployed",
        ServiceError::TooLarge { .. } => "Too large",
        ServiceError::Full => "Disk full",
        ServiceError::Corrupt(_) => "Damaged data",
        ServiceError::Unavailable(_) => "Unavailable",
        ServiceError::Internal(_) => "Internal error",
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let content_type = HeaderValue::from_static("application/problem+json");
        (self.status(), [(header::CONTENT_TYPE, content_type)], Json(self)).into_response()
    }
}

/// Gives an answer of the framework's own (a wrong method, a body that is too large) the form of ours.
pub(crate) async fn dress(response: Response) -> Response {
    let status = response.status();
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !status.is_client_error() || kind.contains("json") {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let text = to_bytes(body, 64 * 1024).await.unwrap_or_default();
    let text = String::from_utf8_lossy(&text).into_owned();
    let details = match status {
        StatusCode::METHOD_NOT_ALLOWED => "the address does not take this method; `Allow` lists those it takes",
        StatusCode::PAYLOAD_TOO_LARGE => "the request is too large; a workflow has at most 16 MiB",
        _ if text.is_empty() => "the request cannot be read",
        _ => &text,
    };
    let problem = Problem::new(status, status.canonical_reason().unwrap_or("Refused"), details);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(serde_json::to_vec(&problem).unwrap_or_default()))
}
