//! How many rows there are: what opening compares with the rows that it finds.

use crate::{StoreError, cells::Cells, keys, keys::Table, rows};
use serde::{Deserialize, Serialize};

/// The number of rows, kept by the same batches that make and remove them.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Census {
    pub(crate) workflows: u64,
    pub(crate) deployments: u64,
}

/// The numbers as they were kept; none in an empty store.
pub(crate) fn read(cells: &impl Cells) -> Result<Census, StoreError> {
    Ok(rows::row(cells, Table::Meta, &keys::census())?.unwrap_or_default())
}
