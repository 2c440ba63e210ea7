//! How executions come home: rows, parts, keys with their index, secrets, settings, and marks of chunks.

use super::put_or_remove;
use crate::{
    StoreError,
    cells::{Cells, Edit},
    changes::Changes,
    execution_records::PartBytes,
    keys, record, rows, settings,
};

pub(super) fn edits(cells: &impl Cells, changes: &Changes) -> Result<Vec<Edit>, StoreError> {
    let mut edits = Vec::new();
    for (id, row) in changes.executions() {
        edits.push(put_or_remove(keys::execution(*id), row.as_deref())?);
    }
    for ((of, part), record) in changes.parts() {
        if let Some(PartBytes::Chunked(chunked)) = record.as_ref().map(|it| &it.bytes) {
            // A row names them now.
            edits.push((keys::loose(chunked.stage), None));
        }
        edits.push(put_or_remove(keys::part(*of, *part), record.as_deref())?);
    }
    for (key, now) in changes.once() {
        if let Some(before) = rows::once(cells, *key)? {
            edits.push((keys::once_until_of(before.until, *key), None));
        }
        if let Some(now) = now {
            let index = keys::once_until_of(now.until, *key);
            let mark = record::seal(&index, &[]);
            edits.push((index, Some(mark)));
        }
        edits.push(put_or_remove(keys::once(*key), now.as_ref())?);
    }
    for (of, record) in changes.secrets() {
        edits.push(put_or_remove(keys::secrets(*of), record.as_deref())?);
    }
    for (key, setting) in changes.settings() {
        edits.extend(settings::edits(cells, *key, setting.as_deref())?);
    }
    for chunked in changes.loose() {
        edits.push(chunked.mark()?);
    }
    Ok(edits)
}
