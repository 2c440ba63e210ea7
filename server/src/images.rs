//! Drawings of kept graphs. What a digest names never changes, so browsers keep them for good.

use crate::{Brine, etag::not_modified, oops};
use app::context::status_of;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use domain::Digest;
use service::{ServiceError, Theme};

/// An SVG may hold its own styles and nothing else, also where it is opened by itself.
const POLICY: HeaderValue =
    HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox");
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// `GET /snapshots/{digest}/{thumb,graph}.svg?theme=light|dark`.
pub(crate) async fn image(
    State(brine): State<Brine>,
    Path((digest, file)): Path<(String, String)>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let (Ok(digest), Some(theme)) = (digest.parse::<Digest>(), theme(&uri)) else { return nothing(&uri) };
    let etag = HeaderValue::try_from(format!("\"{digest}\"")).unwrap_or(HeaderValue::from_static("\"\""));
    let kept = [(header::ETAG, etag.clone()), (header::CACHE_CONTROL, FOREVER)];
    let drawn = match &*file {
        "thumb.svg" | "graph.svg" if not_modified(&headers, &etag) => {
            return (StatusCode::NOT_MODIFIED, kept).into_response();
        }
        "thumb.svg" => brine.service.thumbnail(digest, theme).await,
        "graph.svg" => brine.service.drawing(digest, theme).await,
        _ => return nothing(&uri),
    };
    match drawn {
        Ok(svg) => {
            let about = [
                (header::CONTENT_TYPE, HeaderValue::from_static("image/svg+xml")),
                (header::CONTENT_SECURITY_POLICY, POLICY),
            ];
            (kept, about, svg).into_response()
        }
        Err(ServiceError::NotFound { .. }) => nothing(&uri),
        Err(error) => {
            tracing::error!(error = ?error, "A graph could not be drawn");
            oops::say(uri.path(), status_of(&error), "No drawing", "This graph could not be drawn.")
        }
    }
}

/// The colours; nothing said means as the reader's system says.
fn theme(uri: &Uri) -> Option<Theme> {
    let mut pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    match pairs.find(|(name, _)| name == "theme").map(|(_, value)| value).as_deref() {
        None | Some("system") => Some(Theme::System),
        Some("light") => Some(Theme::Light),
        Some("dark") => Some(Theme::Dark),
        Some(_) => None,
    }
}

fn nothing(uri: &Uri) -> Response {
    oops::say(uri.path(), StatusCode::NOT_FOUND, "Nothing here", "No drawing is at this address.")
}
