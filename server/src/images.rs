//! Drawings of snapshots. Their address names the bytes they are made of, so they never change.

use crate::rest::problem::Problem;
use axum::{
    extract::{Path, Query, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::Digest;
use serde::Deserialize;
use service::{Service, Theme};

/// What a drawing may do: carry its own style, nothing else.
const CSP: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/// How a drawing is wanted.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    theme: Option<String>,
}

impl Wanted {
    fn theme(&self) -> Theme {
        match self.theme.as_deref() {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::System,
        }
    }
}

/// A drawing in the size of a card's picture.
pub(crate) async fn thumbnail(
    State(service): State<Service>,
    Path(digest): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    Ok(svg(service.thumbnail(parse(&digest)?, wanted.theme()).await?))
}

/// A drawing with titles and types.
pub(crate) async fn drawing(
    State(service): State<Service>,
    Path(digest): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    Ok(svg(service.drawing(parse(&digest)?, wanted.theme()).await?))
}

fn parse(digest: &str) -> Result<Digest, Problem> {
    digest.parse().map_err(|error: domain::InvalidDigest| {
        Problem::new(StatusCode::BAD_REQUEST, "Malformed digest", &error.to_string())
    })
}

fn svg(text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "image/svg+xml"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::CONTENT_SECURITY_POLICY, CSP),
    ];
    (headers, text).into_response()
}
