//! The API's document, and a page to browse it. Everything comes from this server.

use crate::{Brine, oops};
use axum::{
    Json, Router,
    extract::Path,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use std::sync::Arc;
use utoipa::openapi::OpenApi;
use utoipa_swagger_ui::{Config, serve};

/// Where the document is.
const DOCUMENT: &str = "/api/openapi.json";
/// The browser of the document styles its elements from script and draws its icons from `data:`.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; \
     font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

/// The document and its browser.
pub(crate) fn routes(document: OpenApi) -> Router<Brine> {
    let document = Arc::new(document);
    let config = Arc::new(Config::new([DOCUMENT]));
    Router::new()
        .route(DOCUMENT, get(async move || Json(document.as_ref().clone())))
        .route("/api/docs", get(async || Redirect::permanent("/api/docs/")))
        .route("/api/docs/", get(file_of(Arc::clone(&config))))
        .route("/api/docs/{*file}", get(file_of(config)))
}

fn file_of(config: Arc<Config<'static>>) -> impl Fn(Option<Path<String>>) -> std::future::Ready<Response> + Clone {
    move |path| {
        let file = path.map_or_else(String::new, |Path(file)| file);
        std::future::ready(match serve(&file, Arc::clone(&config)) {
            Ok(Some(found)) => {
                let kind = HeaderValue::try_from(found.content_type).unwrap_or(HeaderValue::from_static("text/plain"));
                let about = [(header::CONTENT_TYPE, kind), (header::CONTENT_SECURITY_POLICY, POLICY)];
                (about, found.bytes.into_owned()).into_response()
            }
            _ => oops::say("/api/docs/", StatusCode::NOT_FOUND, "Not found", "no such file"),
        })
    }
}
