//! One version in the place of another, and deletes with what can be done after them, as forms say it.

use super::act::{Done, Refused, go, stay};
use axum::http::StatusCode;
use domain::{Actor, DeploymentId, Reason};
use service::{Deletion, RedeployOrder, Replaced, RollBackOrder, Service, ServiceError};

/// What becomes of the version that is replaced.
pub(super) fn read_replaced(word: &str) -> Result<Replaced, Refused> {
    match word {
        "" | "pause" => Ok(Replaced::Paused),
        "delete" => Ok(Replaced::Deleted),
        other => {
            let words = format!("replaced: `{other}` is not one of pause, delete");
            Err(Refused::new(StatusCode::UNPROCESSABLE_ENTITY, words))
        }
    }
}

/// Deploys the saved revision in the place of a version, and leads to it.
pub(super) async fn redeploy(service: &Service, order: RedeployOrder) -> Result<Done, Refused> {
    let old = service.deployment(order.replaces)?.version;
    let became = if order.replaced == Replaced::Deleted { "deleted" } else { "paused" };
    let it = service.redeploy(Actor::Browser, order).await?;
    Ok(go(page(it.id), format!("{} {} is deployed in the place of {old}, which is {became}", it.name, it.version)))
}

/// Makes an earlier version the live one, and leads to it.
pub(super) async fn roll_back(service: &Service, to: DeploymentId, reason: Option<Reason>) -> Result<Done, Refused> {
    let order = RollBackOrder { to, replaces: None, replaced: Replaced::Paused, reason };
    let it = service.roll_back(Actor::Browser, order).await?;
    let words = match it.origin {
        domain::Origin::RolledBack { version, .. } if it.id != to => {
            format!("{} is back to {version}, as {}", it.name, it.version)
        }
        _ => format!("{} is back to {}", it.name, it.version),
    };
    Ok(go(page(it.id), words))
}

/// Deletes a deployment, and leads to the others: from there it can be undone for a while.
pub(super) async fn delete(service: &Service, id: DeploymentId, deletion: Deletion) -> Result<Done, Refused> {
    let it = service.delete_deployment(Actor::Browser, id, deletion).await?;
    Ok(Done { undo: Some(id), ..go("/deployments", format!("{} deleted", it.name)) })
}

/// Undoes a delete.
pub(super) async fn restore(service: &Service, id: DeploymentId) -> Result<Done, Refused> {
    match service.restore_deployment(Actor::Browser, id).await {
        Ok(it) => Ok(stay(format!("{} restored. Cancelled executions stay cancelled", it.name))),
        Err(ServiceError::NotFound { .. }) => {
            let kept = service.retired(id).is_ok();
            let else_do = if kept { "; its snapshot is kept: open its page to roll back to it" } else { "" };
            let words = format!("the delete cannot be undone any more: ten seconds are over{else_do}");
            Err(Refused::new(StatusCode::NOT_FOUND, words))
        }
        Err(error) => Err(error.into()),
    }
}

/// Removes the snapshot of a deleted deployment.
pub(super) async fn forget_snapshot(service: &Service, id: DeploymentId) -> Result<Done, Refused> {
    let name = service.retired(id)?.deployment.name.clone();
    service.forget_snapshot(Actor::Browser, id, None).await?;
    Ok(go("/deployments", format!("The snapshot of {name} is deleted")))
}

fn page(id: DeploymentId) -> String {
    format!("/deployments/{id}")
}
