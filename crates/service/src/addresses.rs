//! Stable addresses: where they lead, trials of a new version on a part of the requests, and requests through them.

use crate::{
    error::{ServiceError, not_found},
    executions::{Request, SideFigures},
    service::{ATTEMPTS, CATCH_UP, Service, is_conflict},
};
use domain::{
    Actor, Address, Change, DeploymentDetail, DeploymentId, Digest, Execution, FailureLimit, FeedEntry, Percent,
    Reason, Slug, Subject, Target as Leads, Timestamp, Trial,
};
use std::sync::Arc;
use store::{SetAddress, Through};

/// How many addresses lead to one deployment at most: all of them move in one commit when it is replaced.
const MAX_EACH: usize = 6;

/// Where an address shall lead.
#[derive(Debug, Clone)]
pub struct AddressOrder {
    /// The deployment that answers.
    pub live: DeploymentId,
    /// Another one that gets a part of the requests.
    pub trial: Option<TrialOrder>,
    /// Why.
    pub reason: Option<Reason>,
}

/// What is tried out beside the live one.
#[derive(Debug, Clone, Copy)]
pub struct TrialOrder {
    /// Which.
    pub deployment: DeploymentId,
    /// How many of a hundred requests it gets.
    pub share: Percent,
    /// When the trial ends by itself.
    pub limit: Option<FailureLimit>,
}

/// An address, and how each side of its trial does.
#[derive(Debug, Clone)]
pub struct AddressDetail {
    /// The address.
    pub address: Arc<Address>,
    /// Where it leads.
    pub target: Leads,
    /// The live side.
    pub live: SideFigures,
    /// The side that is tried out, where one is.
    pub trial: Option<SideFigures>,
}

impl Service {
    /// Every address that leads somewhere, in the order of their slugs. Reads no store.
    pub fn list_addresses(&self) -> Vec<AddressDetail> {
        self.catalogue().addresses().filter_map(|it| self.address_of(it)).collect()
    }

    /// One address that leads somewhere. Reads no store.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub fn address(&self, slug: Slug) -> Result<AddressDetail, ServiceError> {
        let catalogue = self.catalogue();
        let address = catalogue.address(slug).and_then(|it| self.address_of(it));
        address.ok_or_else(|| not_found("address", slug))
    }

    /// What happened to an address, newest first: one page. Also of one that was removed.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub async fn address_history(&self, slug: Slug) -> Result<Vec<FeedEntry>, ServiceError> {
        Ok(self.store.history(Subject::Address(slug), None, DeploymentDetail::HISTORY_PAGE).await?)
    }

    fn address_of(&self, address: &Arc<Address>) -> Option<AddressDetail> {
        let target = address.target?;
        // Both sides over the same time, so that they can be compared.
        let since = target.trial.map_or(target.since, |it| it.since);
        Some(AddressDetail {
            live: self.figures(target.live, since),
            trial: target.trial.map(|it| self.figures(it.deployment, since)),
            target,
            address: Arc::clone(address),
        })
    }

    /// Sets where an address leads; a slug that is new is given. What is set already changes nothing.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] where a deployment is not there; [`ServiceError::Invalid`] where both sides are the
    /// same, or too many addresses lead to one deployment.
    pub async fn set_address(
        &self,
        actor: Actor,
        slug: Slug,
        order: AddressOrder,
    ) -> Result<AddressDetail, ServiceError> {
        if order.trial.is_some_and(|it| it.deployment == order.live) {
            let problem = "a deployment cannot be tried out beside itself".to_owned();
            return Err(ServiceError::Invalid { member: "trial", problem });
        }
        self.change_address(actor, slug, order.reason, |now| {
            Ok(Some(target(order.live, order.trial, now, self.clock.now())))
        })
        .await?;
        self.address(slug)
    }

    /// Removes an address: requests to it are not found from then on.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn remove_address(&self, actor: Actor, slug: Slug, reason: Option<Reason>) -> Result<(), ServiceError> {
        self.change_address(actor, slug, reason, |now| match now {
            Some(_) => Ok(None),
            None => Err(not_found("address", slug)),
        })
        .await
    }

    /// Reads, decides, writes, and begins again where somebody else's write came first.
    async fn change_address(
        &self,
        actor: Actor,
        slug: Slug,
        reason: Option<Reason>,
        decide: impl Fn(Option<Leads>) -> Result<Option<Leads>, ServiceError>,
    ) -> Result<(), ServiceError> {
        for _ in 0..ATTEMPTS {
            let now = self.store.address(slug).await?;
            let leads = now.as_ref().and_then(|it| it.target);
            let target = decide(leads)?;
            if target == leads {
                return Ok(());
            }
            self.check_room(slug, target).await?;
            let set = SetAddress { slug, expected: now.map(|it| it.row), target };
            match self.store.set_address(self.author_because(actor, reason.clone()), set).await {
                Ok(entry) => {
                    let entry = self.shown(entry).await;
                    if let Change::AddressSet { after, .. } = &entry.change {
                        tracing::info!(address.slug = %slug, "Set the address: {:?}", after.target);
                    }
                    return Ok(());
                }
                Err(error) if is_conflict(&error) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(ServiceError::Conflict("address"))
    }

    async fn check_room(&self, slug: Slug, target: Option<Leads>) -> Result<(), ServiceError> {
        let Some(target) = target else { return Ok(()) };
        let others = self.store.addresses(None, u32::MAX).await?;
        for id in [Some(target.live), target.trial.map(|it| it.deployment)].into_iter().flatten() {
            if others.iter().filter(|it| it.slug != slug && it.leads_to(id)).count() >= MAX_EACH {
                let problem = format!("{MAX_EACH} addresses lead to this deployment already");
                return Err(ServiceError::Invalid { member: "deployment", problem });
            }
        }
        Ok(())
    }

    /// Accepts a request to an address: by the deployment that it leads to in the commit that accepts it. The same
    /// idempotency key leads to the same side as long as the shares stay, and to the same execution always.
    ///
    /// # Errors
    /// As [`Service::request`].
    pub async fn request_at(&self, actor: Actor, slug: Slug, request: Request) -> Result<Arc<Execution>, ServiceError> {
        let lot = request.key.as_ref().map_or_else(|| lot(self.new_uuid().as_bytes()), |it| lot(it.key.as_bytes()));
        for _ in 0..ATTEMPTS {
            let catalogue = self.catalogue();
            let address = catalogue.address(slug).ok_or_else(|| not_found("address", slug))?;
            let target = address.target.ok_or_else(|| not_found("address", slug))?;
            let through = Through { slug, row: address.row };
            match self.request_through(actor, target.drawn(lot), Some(through), request.clone()).await {
                Err(ServiceError::Moved) => self.wait_for_move(through).await,
                // It may have been replaced, and paused or deleted in one, after the address was read.
                Err(ServiceError::NotFound { .. } | ServiceError::Paused(_)) if self.has_moved(through).await? => {
                    self.wait_for_move(through).await;
                }
                answer => return answer,
            }
        }
        Err(ServiceError::Conflict("address"))
    }

    async fn has_moved(&self, through: Through) -> Result<bool, ServiceError> {
        Ok(self.store.address(through.slug).await?.is_none_or(|it| it.row != through.row))
    }

    /// Waits until the catalogue shows a newer row of an address.
    async fn wait_for_move(&self, through: Through) {
        let mut position = self.following.position.subscribe();
        let catalogue = &self.following.catalogue;
        let moved =
            position.wait_for(|_| catalogue.load().address(through.slug).is_none_or(|it| it.row != through.row));
        // One that lags for so long is tried with once more.
        let _ = tokio::time::timeout(CATCH_UP, moved).await;
    }

    /// Ends a trial that fails more than its limit allows, when a request of the deployment has ended.
    pub(crate) fn judge_trials(&self, of: DeploymentId) {
        let catalogue = self.catalogue();
        for address in catalogue.addresses() {
            let Some((target, trial)) = address.target.and_then(|it| Some((it, it.trial?))) else { continue };
            let Some(limit) = trial.limit.filter(|_| trial.deployment == of) else { continue };
            let SideFigures { succeeded, failed, .. } = self.figures(of, trial.since);
            let over = succeeded.saturating_add(failed);
            if limit.is_broken_by(failed, over) {
                tokio::spawn(self.clone().abort_trial(address.slug, target, failed, over));
            }
        }
    }

    async fn abort_trial(self, slug: Slug, judged: Leads, failed: u32, over: u32) {
        let reason = format!("Aborted by itself: {failed} of {over} requests of the version that was tried out failed");
        let aborted = self.change_address(Actor::System, slug, reason.parse().ok(), |now| {
            // Only the trial that was judged; another one has its own chance.
            Ok(now.map(|it| if it == judged { Leads { trial: None, ..it } } else { it }))
        });
        if let Err(error) = aborted.await {
            tracing::error!(address.slug = %slug, error = ?error, "Could not abort a trial");
        }
    }
}

/// Where an address leads by an order. What is as before keeps its time.
fn target(live: DeploymentId, trial: Option<TrialOrder>, now: Option<Leads>, at: Timestamp) -> Leads {
    let since = now.filter(|it| it.live == live).map_or(at, |it| it.since);
    let known = now.and_then(|it| it.trial);
    let trial = trial.map(|TrialOrder { deployment, share, limit }| {
        let since = known.filter(|it| it.deployment == deployment).map_or(at, |it| it.since);
        Trial { deployment, share, since, limit }
    });
    Leads { live, since, trial }
}

/// Some number, the same for the same bytes.
fn lot(bytes: &[u8]) -> u64 {
    let digest = Digest::of(bytes);
    let first = digest.as_bytes().first_chunk().copied().unwrap_or_default();
    u64::from_be_bytes(first)
}
