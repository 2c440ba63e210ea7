//! The rules of writes of addresses.

use crate::{
    StoreError,
    cells::Cells,
    draft::Draft,
    write::{SetAddress, Write},
};
use domain::{Address, Change, DeploymentId, RowRevision, Subject};
use std::sync::Arc;

/// Sets where an address leads; `beside` are all writes of the transaction: what it leads to may be made or deleted
/// in it.
pub(super) fn set<C: Cells>(draft: &Draft<'_, C>, set: SetAddress, beside: &[Write]) -> Result<Change, StoreError> {
    let before = draft.address(set.slug)?;
    if before.as_ref().map(|it| it.row) != set.expected {
        return Err(StoreError::Conflict(Subject::Address(set.slug)));
    }
    for id in set.target.iter().flat_map(|it| [Some(it.live), it.trial.map(|trial| trial.deployment)]).flatten() {
        if !is_there(draft, id, beside)? {
            return Err(StoreError::NotFound(Subject::Deployment(id)));
        }
    }
    let row = before.as_ref().map_or(RowRevision::FIRST, |it| it.row.next());
    let after = Address { slug: set.slug, target: set.target, row };
    Ok(Change::AddressSet { before: before.map(Arc::unwrap_or_clone), after })
}

/// Whether a deployment is there after the transaction.
fn is_there<C: Cells>(draft: &Draft<'_, C>, id: DeploymentId, beside: &[Write]) -> Result<bool, StoreError> {
    for write in beside {
        match write {
            Write::CreateDeployment(new) if new.id == id => return Ok(true),
            Write::DeleteDeployment(delete) if delete.id == id => return Ok(false),
            _ => {}
        }
    }
    Ok(draft.deployment(id)?.is_some())
}
