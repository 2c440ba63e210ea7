//! `GET /api/v1/history/export`: the history as a file, made while it is sent.

mod csv_rows;
mod json_lines;
mod markdown;
mod version_plan;

use super::{attachment::attachment, query::Pairs};
use crate::{Brine, problem::Problem};
use axum::{
    body::Body,
    extract::State,
    http::{HeaderValue, Uri, header},
    response::{IntoResponse as _, Response},
};
use bytes::Bytes;
use domain::{HistoryListing, HistoryQuery, InvalidQuery};
use service::{Service, ServiceError};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

/// How many happenings are read at once.
const PAGE: u32 = 200;
/// How many pieces wait for a slow reader at most.
const WAITING: usize = 4;

/// In which form.
#[derive(Debug, Clone, Copy)]
enum Format {
    JsonLines,
    Csv,
    Markdown,
}

/// The history as a file: everything that the filters find, newest first.
///
/// `jsonl` has an item of `/api/v1/history` a line. `csv` has a row a change; a cell that a spreadsheet would take for a formula, for it begins with
/// `=`, `+`, `-`, `@`, a tab or a line break, has an apostrophe before it. `md` has a table a workflow: each version, with who deployed it, when
/// and why, and what became of it; with filters, the versions that something happened to which they find.
#[utoipa::path(
    get, path = "/api/v1/history/export", tag = "history",
    params(
        ("format" = Option<String>, Query, description = "`jsonl` where nothing is said, `csv` or `md`"),
        ("workflow" = Option<String>, Query, format = Uuid, description = "Only of this workflow and of its deployments"),
        ("deployment" = Option<String>, Query, format = Uuid, description = "Only of this deployment; also of one that was deleted"),
        ("kind" = Option<String>, Query, description = "As for `/api/v1/history`"),
        ("from" = Option<String>, Query, format = Date, description = "Only since this day in UTC"),
        ("to" = Option<String>, Query, format = Date, description = "Only until this day in UTC, and with it"),
    ),
    responses(
        (status = 200, description = "The file", content(
            (String = "application/jsonl"), (String = "text/csv"), (String = "text/markdown"),
        ), headers(("Content-Disposition" = String, description = "The file's name"))),
        (status = 400, description = "A parameter has no meaning", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn export_history(State(brine): State<Brine>, uri: Uri) -> Result<Response, Problem> {
    let pairs = Pairs::of(&uri);
    let query = HistoryQuery::from_pairs(pairs.iter()).map_err(ServiceError::from)?;
    let format = Format::read(pairs.get("format").unwrap_or_default()).map_err(ServiceError::from)?;
    // Before anything is answered: what cannot be read at all is said as a refusal.
    let first = brine.service.history(&query, PAGE).await?;
    let (pieces, sent) = mpsc::channel(WAITING);
    let (service, out) = (brine.service.clone(), Pieces(pieces));
    tokio::spawn(async move {
        let written = match format {
            Format::JsonLines => json_lines::write(&service, &query, first, &out).await,
            Format::Csv => csv_rows::write(&service, &query, first, &out).await,
            Format::Markdown => markdown::write(&service, &query, first, &out).await,
        };
        if let Err(Stopped::Failed(error)) = written {
            tracing::error!(error = ?error, "An export of the history ends early");
            // The reader sees that the file is not whole.
            let _ = out.0.send(Err(error)).await;
        }
    });
    let (content_type, name) = format.told();
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(content_type)),
        (header::CONTENT_DISPOSITION, attachment(name)),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
    ];
    Ok((headers, Body::from_stream(ReceiverStream::new(sent))).into_response())
}

impl Format {
    fn read(word: &str) -> Result<Self, InvalidQuery> {
        match word {
            "" | "jsonl" => Ok(Self::JsonLines),
            "csv" => Ok(Self::Csv),
            "md" => Ok(Self::Markdown),
            _ => Err(InvalidQuery::new("format", "is jsonl, csv or md")),
        }
    }

    const fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::JsonLines => ("application/jsonl; charset=utf-8", "history.jsonl"),
            Self::Csv => ("text/csv; charset=utf-8; header=present", "history.csv"),
            Self::Markdown => ("text/markdown; charset=utf-8", "deployment-history.md"),
        }
    }
}

/// Where a file's pieces go: one after the other, as fast as the reader takes them.
struct Pieces(mpsc::Sender<Result<Bytes, ServiceError>>);

/// Why a file is not written to its end.
enum Stopped {
    /// Nobody reads it any more.
    Unread,
    /// The store could not be read.
    Failed(ServiceError),
}

impl From<ServiceError> for Stopped {
    fn from(error: ServiceError) -> Self {
        Self::Failed(error)
    }
}

impl Pieces {
    async fn send(&self, piece: impl Into<Bytes>) -> Result<(), Stopped> {
        let piece = piece.into();
        if piece.is_empty() {
            return Ok(());
        }
        self.0.send(Ok(piece)).await.map_err(|_| Stopped::Unread)
    }
}

/// The page after one; none after the last.
async fn next(
    service: &Service,
    query: &HistoryQuery,
    page: &HistoryListing,
) -> Result<Option<HistoryListing>, ServiceError> {
    match page.older {
        Some(before) => service.history(&query.with_before(Some(before)), PAGE).await.map(Some),
        None => Ok(None),
    }
}
