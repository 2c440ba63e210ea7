//! The REST API. Its document is made from the same declarations as its routes.

mod deploy;
mod deployment_files;
mod deployments;
mod if_match;
mod json_body;
pub(crate) mod problem;
mod wire;
mod workflows;

use crate::state::AppState;
use axum::{
    Router,
    http::{HeaderValue, StatusCode, header},
    middleware::map_response,
    response::{IntoResponse as _, Response},
};
use problem::Problem;
use utoipa::{OpenApi, openapi};
use utoipa_axum::{router::OpenApiRouter, routes};
use utoipa_swagger_ui::SwaggerUi;

/// What the document says besides the routes.
#[derive(OpenApi)]
#[openapi(info(
    title = "Brine",
    description = "Deploys AI workflows and keeps each deployment as an immutable snapshot. Errors are RFC 9457 problem documents with the members `error` and `details`."
))]
struct Document;

/// The routes, and the document that describes them.
pub(crate) fn router() -> (Router<AppState>, openapi::OpenApi) {
    let (router, document) = OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(workflows::list, workflows::create))
        .routes(routes!(workflows::get, workflows::replace, workflows::delete))
        .routes(routes!(deploy::deploy))
        .routes(routes!(deployments::list))
        .routes(routes!(deployments::get, deployments::rename, deployments::delete))
        .routes(routes!(deployments::set_status))
        .routes(routes!(deployment_files::download))
        .routes(routes!(deployment_files::workflow))
        .split_for_parts();
    (router.layer(map_response(problem::dress)), document)
}

/// The document at `/api/openapi.json`, and pages to read it at `/api/docs`.
pub(crate) fn docs(document: openapi::OpenApi) -> Router<AppState> {
    Router::from(SwaggerUi::new("/api/docs").url("/api/openapi.json", document)).layer(map_response(allow_docs))
}

/// The pages bring their own styles and images.
async fn allow_docs(mut response: Response) -> Response {
    let csp = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
               connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(csp));
    response
}

/// Answers an address under `/api/` that leads nowhere.
pub(crate) async fn unknown() -> Response {
    Problem::new(StatusCode::NOT_FOUND, "Not found", "there is no such endpoint; /api/docs lists them").into_response()
}
