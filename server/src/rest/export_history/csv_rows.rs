//! The history as CSV: one row a change, for spreadsheets.
//!
//! Names and reasons are anybody's words, and a spreadsheet runs a cell that looks like a formula. Such cells
//! get an apostrophe before them, which spreadsheets take as "this is text".

use super::{
    super::history_json::{ChangeJson, DeploymentNameJson, WorkflowNameJson},
    Pieces, Stopped, next,
};
use csv::{ByteRecord, Terminator, Writer, WriterBuilder};
use domain::{Happening, HistoryListing, HistoryQuery, Known};
use service::{Service, ServiceError};
use std::borrow::Cow;

/// The columns. `undertaking` is the same in all rows of what was done in one commit.
const COLUMNS: [&str; 14] = [
    "position",
    "undertaking",
    "at",
    "actor",
    "kind",
    "change",
    "summary",
    "reason",
    "workflow_id",
    "workflow",
    "deployment_id",
    "deployment",
    "version",
    "address",
];

/// Writes everything from a first page on.
pub(super) async fn write(
    service: &Service,
    query: &HistoryQuery,
    first: HistoryListing,
    out: &Pieces,
) -> Result<(), Stopped> {
    let mut rows = vec![ByteRecord::from(COLUMNS.to_vec())];
    let mut page = Some(first);
    while let Some(listing) = page {
        for it in &listing.items {
            rows.extend(rows_of(it, &listing.known));
        }
        out.send(text(&rows)?).await?;
        rows.clear();
        page = next(service, query, &listing).await?;
    }
    Ok(())
}

fn rows_of(it: &Happening, known: &Known) -> impl Iterator<Item = ByteRecord> {
    let (at, kind) = (it.at().to_string(), it.kind().as_str());
    let reason = it.reason().map(ToString::to_string).unwrap_or_default();
    it.entries().map(move |entry| {
        let ChangeJson { position, kind: change, summary, deployment, workflow, address } =
            ChangeJson::of(entry, known);
        let DeploymentNameJson { id: deployment_id, name: deployment, version } =
            deployment.unwrap_or(DeploymentNameJson { id: String::new(), name: None, version: None });
        let WorkflowNameJson { id: workflow_id, name: workflow } =
            workflow.unwrap_or(WorkflowNameJson { id: String::new(), name: String::new() });
        let cells: [&str; 14] = [
            &position.to_string(),
            &entry.undertaking.map(|it| it.to_string()).unwrap_or_default(),
            &at,
            entry.actor.as_str(),
            kind,
            change,
            &summary,
            &reason,
            &workflow_id,
            &workflow,
            &deployment_id,
            &deployment.unwrap_or_default(),
            &version.map(|it| it.to_string()).unwrap_or_default(),
            &address.unwrap_or_default(),
        ];
        cells.iter().map(|cell| guarded(cell).into_owned().into_bytes()).collect()
    })
}

/// The cell, with an apostrophe before it where a spreadsheet would run it.
fn guarded(cell: &str) -> Cow<'_, str> {
    const RUN: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if cell.starts_with(RUN) { Cow::Owned(["'", cell].concat()) } else { Cow::Borrowed(cell) }
}

/// RFC 4180: lines end with CRLF, what has commas, quotes or line breaks stands in quotes.
fn text(rows: &[ByteRecord]) -> Result<Vec<u8>, ServiceError> {
    let mut writer: Writer<Vec<u8>> = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        writer.write_byte_record(row).map_err(|error| ServiceError::Internal(error.into()))?;
    }
    writer.into_inner().map_err(|error| ServiceError::Internal(error.into_error().into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_text() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"] {
            assert_eq!(guarded(cell), format!("'{cell}"));
        }
        for cell in ["", "a=1", "'=1", " =1", "1-1"] {
            assert_eq!(guarded(cell), cell);
        }
    }
}
