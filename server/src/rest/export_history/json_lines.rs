//! The history as JSON Lines: one item of `/api/v1/history` a line.

use super::{super::history_json::HappeningJson, Pieces, Stopped, next};
use domain::{HistoryListing, HistoryQuery};
use service::{Service, ServiceError};

/// Writes everything from a first page on.
pub(super) async fn write(
    service: &Service,
    query: &HistoryQuery,
    first: HistoryListing,
    out: &Pieces,
) -> Result<(), Stopped> {
    let mut page = Some(first);
    while let Some(listing) = page {
        let mut lines = Vec::new();
        for item in HappeningJson::all(&listing) {
            serde_json::to_writer(&mut lines, &item).map_err(|error| ServiceError::Internal(error.into()))?;
            lines.push(b'\n');
        }
        out.send(lines).await?;
        page = next(service, query, &listing).await?;
    }
    Ok(())
}
