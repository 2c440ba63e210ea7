//! The whole route table.

use crate::{
    Brine, api_docs, front::Front, graph_file, health, images, page_forms, pages, problem::Problem, public, rest,
    server_functions, site,
};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::Method,
    response::{Redirect, Response},
    routing::{any, get, post},
};
use std::time::Duration;
use tower_http::{
    CompressionLevel,
    compression::{
        CompressionLayer, Predicate,
        predicate::{NotForContentType, SizeAbove},
    },
    timeout::RequestBodyTimeoutLayer,
};

/// How long a client may be silent in the middle of a request's body.
const BODY_SILENCE: Duration = Duration::from_secs(30);

/// Answers of fewer bytes fit into a packet as they are.
const WORTH_COMPRESSING: u16 = 1_024;

/// Everything that this server answers, and what stands before it.
pub fn router(brine: Brine) -> Front {
    Front::new(brine.clone(), doors(brine))
}

fn doors(brine: Brine) -> Router {
    let (rest, document) = rest::routes().split_for_parts();
    // Pages and the site's files are compressed where they are kept, once for all readers.
    let compressed = Router::new()
        .merge(rest)
        .merge(api_docs::routes(document))
        .route("/api/fn/{name}", post(server_functions::call))
        .route("/api", any(async || Problem::no_such_address()))
        .route("/api/", any(async || Problem::no_such_address()))
        .route("/api/{*rest}", any(async || Problem::no_such_address()))
        .route("/snapshots/{digest}/{file}", get(images::image))
        .route("/snapshots/{digest}/workflow.json", get(graph_file::graph_file))
        .route("/run/{slug}", get(public::form).post(public::submit))
        .route("/run/{slug}/results/{id}", get(public::result))
        .layer(compression());
    Router::new()
        .merge(compressed)
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics))
        .method_not_allowed_fallback(rest::wrong_method)
        .route("/assets/{file}", get(site::asset))
        .route("/", get(async || Redirect::to("/deployments")).post(people))
        .fallback(people)
        .layer(DefaultBodyLimit::max(page_forms::MAX_FORM_BYTES))
        .layer(RequestBodyTimeoutLayer::new(BODY_SILENCE))
        .with_state(brine)
}

/// Compresses answers worth it for clients that take that. Never the event stream: it would wait for more; nor archives,
/// which are small already.
fn compression() -> CompressionLayer<impl Predicate> {
    let worth_it = SizeAbove::new(WORTH_COMPRESSING)
        .and(NotForContentType::SSE)
        .and(NotForContentType::IMAGES)
        .and(NotForContentType::const_new("application/zip"));
    CompressionLayer::new().quality(CompressionLevel::Precise(4)).compress_when(worth_it)
}

/// Every page and the forms on it, and the site's files that are not under `/assets/`.
async fn people(State(brine): State<Brine>, request: Request) -> Response {
    match *request.method() {
        Method::GET | Method::HEAD => match brine.site.get(request.uri().path(), request.headers()) {
            Some(file) => file,
            None => pages::show(&brine, request.uri(), request.headers()).await,
        },
        Method::POST => page_forms::post(&brine, request).await,
        _ => page_forms::wrong_method(request.uri().path()),
    }
}
