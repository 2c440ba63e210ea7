//! Addresses, as forms say where they lead.

use super::act::{Done, Refused, go, invalid, parse};
use axum::http::StatusCode;
use domain::{Actor, DeploymentId, FailureLimit, Percent, Reason, Slug};
use service::{AddressOrder, Service, TrialOrder};

/// A trial as it was typed: nothing as its deployment means none.
pub(super) struct TypedTrial<'a> {
    pub(super) deployment: &'a str,
    pub(super) share: &'a str,
    pub(super) limit: &'a str,
    pub(super) after: &'a str,
}

impl TypedTrial<'_> {
    /// The trial that is meant, if any.
    pub(super) fn read(&self) -> Result<Option<TrialOrder>, Refused> {
        if self.deployment.is_empty() {
            return Ok(None);
        }
        let limit = match self.limit.trim() {
            "" => None,
            typed => Some(FailureLimit { percent: percent("failure limit", typed)?, after: self.after()? }),
        };
        let (deployment, share) = (parse("version", self.deployment)?, percent("share", self.share)?);
        Ok(Some(TrialOrder { deployment, share, limit }))
    }

    fn after(&self) -> Result<u32, Refused> {
        let number = self.after.trim().parse().ok().filter(|it| *it > 0);
        number.ok_or_else(|| invalid("requests before the limit counts", "a whole number from 1 on"))
    }
}

fn percent(field: &str, text: &str) -> Result<Percent, Refused> {
    let number: u8 = text.trim().parse().unwrap_or_default();
    Percent::try_from(number).map_err(|error| invalid(field, error))
}

/// Gives a deployment an address. One that is there already is not moved by this: callers depend on it.
pub(super) async fn create(
    service: &Service,
    slug: Slug,
    live: DeploymentId,
    reason: Option<Reason>,
) -> Result<Done, Refused> {
    if service.address(slug).is_ok() {
        let words = format!("address: {slug} is there already; open it to let it lead elsewhere");
        return Err(Refused::new(StatusCode::CONFLICT, words));
    }
    service.set_address(Actor::Browser, slug, AddressOrder { live, trial: None, reason }).await?;
    Ok(go(page(slug), format!("Address {slug} made")))
}

/// Lets an address lead where the form says.
pub(super) async fn set(service: &Service, slug: Slug, order: AddressOrder) -> Result<Done, Refused> {
    // One that was removed while the form was open is not made again by it.
    let before = service.address(slug)?.target;
    let set = service.set_address(Actor::Browser, slug, order).await?.target;
    let words = match (before.trial, set.trial) {
        (_, Some(trial)) => {
            format!("{slug} sends {} of 100 requests to the version that is tried out", trial.share.get())
        }
        (Some(tried), None) if tried.deployment == set.live => {
            format!("{slug}: the version that was tried out is live")
        }
        (Some(_), None) if before.live == set.live => format!("{slug}: the trial is over, all is as before"),
        (..) => format!("{slug} leads to the chosen version"),
    };
    Ok(go(page(slug), words))
}

/// Removes an address.
pub(super) async fn remove(service: &Service, slug: Slug, reason: Option<Reason>) -> Result<Done, Refused> {
    service.remove_address(Actor::Browser, slug, reason).await?;
    Ok(go("/addresses", format!("Address {slug} removed")))
}

fn page(slug: Slug) -> String {
    format!("/addresses/{slug}")
}
