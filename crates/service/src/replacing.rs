//! One version takes the place of another: redeploying, and rolling back. Each is one commit.

use crate::{
    engines::may_pass,
    error::{ServiceError, not_found},
    service::{ATTEMPTS, Service, is_conflict},
};
use domain::{
    Actor, Address, Deployment, DeploymentId, DeploymentStatus, EngineKind, Hidden, PauseMode, Reason, Target as Leads,
    Timestamp,
};
use store::{NewDeployment, SetAddress, SetStatus, Source, Step};

/// What becomes of the version that is replaced.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Replaced {
    /// It is paused: what it has accepted runs to its end.
    #[default]
    Paused,
    /// It is deleted, with its snapshot kept for as long as those of deleted ones are.
    Deleted,
    /// It goes on as it is, beside the new one.
    Kept,
}

/// A redeploy: the workflow's saved revision as the next version, in the place of one that is there.
#[derive(Debug, Clone)]
pub struct RedeployOrder {
    /// Which version is replaced; the new one has its type, name and hidden inputs and outputs.
    pub replaces: DeploymentId,
    /// What becomes of it.
    pub replaced: Replaced,
    /// Why.
    pub reason: Option<Reason>,
    /// Deploys also a revision without a successful test, openly.
    pub allow_untested: bool,
}

/// A rollback: an earlier version, live or deleted, in the place of the one that is live now.
#[derive(Debug, Clone)]
pub struct RollBackOrder {
    /// Which version becomes the live one.
    pub to: DeploymentId,
    /// Which version is replaced; none means the newest of the workflow that runs.
    pub replaces: Option<DeploymentId>,
    /// What becomes of it.
    pub replaced: Replaced,
    /// Why.
    pub reason: Option<Reason>,
}

impl Service {
    /// Deploys the workflow's saved revision in the place of a version: in one commit the next version is there, the
    /// replaced one paused or deleted, and every address that led to it leads to the new one. Callbacks are signed as
    /// before.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] also where its workflow is gone, [`ServiceError::NotDeployable`],
    /// [`ServiceError::Hindered`] where nothing can run the new revision: the version that runs is not given up for it.
    pub async fn redeploy(&self, actor: Actor, order: RedeployOrder) -> Result<Deployment, ServiceError> {
        let id = DeploymentId::new(self.new_uuid());
        for _ in 0..ATTEMPTS {
            let old = self.stored_deployment(order.replaces).await?;
            let workflow = self.stored_workflow(old.workflow.id).await?;
            if !workflow.is_deployable() {
                return Err(ServiceError::NotDeployable(self.problems_to_deploy(workflow.digest).await?));
            }
            let prospects = self.prospects(&workflow, old.kind, order.allow_untested).await?;
            if prospects.engine.is_none() {
                // Said again without the override, this is what is in the way.
                self.prospects(&workflow, old.kind, false).await?;
            }
            let new = NewDeployment {
                id,
                source: Source::Saved { workflow: workflow.id, expected: workflow.revision },
                kind: old.kind,
                name: Some(old.name.clone()),
                engine: prospects.engine,
                hindrance: prospects.hindrance,
                untested: prospects.untested,
                hidden: self.still_hidden(workflow.digest, &old.hidden).await?,
            };
            self.carry_secrets(old.id, id, old.kind).await?;
            self.carry_form(old.id, id).await?;
            let steps = self.replacement(Step::Deploy(new), id, Some(&old), order.replaced, None).await?;
            if let Some(made) = self.replace(actor, order.reason.clone(), steps, id).await? {
                self.end_replaced(&old, order.replaced).await?;
                tracing::info!(deployment.id = %id, replaces = %old.id, "Redeployed {:?} as {}", made.name, made.version);
                return Ok(made);
            }
        }
        Err(ServiceError::Conflict("deployment"))
    }

    /// Makes an earlier version the live one again, in one commit: it runs, or its snapshot is deployed as the next
    /// version where it was deleted; the one it replaces is paused or deleted; addresses that led there lead here.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] also where its snapshot is kept no more, [`ServiceError::NotResumable`].
    pub async fn roll_back(&self, actor: Actor, order: RollBackOrder) -> Result<Deployment, ServiceError> {
        let new = DeploymentId::new(self.new_uuid());
        for _ in 0..ATTEMPTS {
            let to = self.back_to(order.to).await?;
            let old = match order.replaces.or_else(|| self.running_beside(&to.deployment)) {
                Some(id) => Some(self.stored_deployment(id).await?),
                None => None,
            };
            if old.as_ref().is_some_and(|old| old.id == to.deployment.id) {
                let problem = "a version cannot take its own place".to_owned();
                return Err(ServiceError::Invalid { member: "replaces", problem });
            }
            let id = if to.is_deleted { new } else { to.deployment.id };
            // Addresses of a deleted version led nowhere until now.
            let stranded = to.is_deleted.then_some(to.deployment.id);
            let mut steps = self.replacement(to.step(id), id, old.as_ref(), order.replaced, stranded).await?;
            if to.is_running() {
                steps.remove(0);
            }
            if to.is_deleted {
                let from = old.as_ref().unwrap_or(&to.deployment);
                self.carry_secrets(from.id, id, to.deployment.kind).await?;
                self.carry_form(to.deployment.id, id).await?;
            }
            if let Some(live) = self.replace(actor, order.reason.clone(), steps, id).await? {
                if let Some(old) = &old {
                    self.end_replaced(old, order.replaced).await?;
                }
                tracing::info!(deployment.id = %id, to = %order.to, "Rolled {:?} back to {}", live.name, to.deployment.version);
                return Ok(live);
            }
        }
        Err(ServiceError::Conflict("deployment"))
    }

    /// The version that is rolled back to, and what runs it.
    async fn back_to(&self, id: DeploymentId) -> Result<BackTo, ServiceError> {
        let (deployment, is_deleted) = match self.store.deployment(id).await? {
            Some(deployment) => (deployment, false),
            None => {
                let retired = self.store.retired(id).await?.filter(|it| !it.is_forgotten);
                (retired.ok_or_else(|| not_found("deployment", id))?.deployment, true)
            }
        };
        let engine = match self.look_at(&deployment).await? {
            Ok(engine) => engine,
            Err(hindered) => {
                let known = deployment.engine.filter(|_| may_pass(hindered.hindrance.kind));
                known.ok_or(ServiceError::NotResumable(hindered.hindrance))?
            }
        };
        Ok(BackTo { deployment, is_deleted, engine })
    }

    /// The newest version of the same workflow that runs.
    fn running_beside(&self, deployment: &Deployment) -> Option<DeploymentId> {
        let catalogue = self.catalogue();
        let mut versions = catalogue.versions(deployment.workflow.id);
        let found = versions.find(|it| it.id != deployment.id && it.status == DeploymentStatus::Running);
        found.map(|it| it.id)
    }

    /// The steps by which one version takes another's place; the first is what makes it live. Addresses of the other one
    /// lead to it from then on, and those of a deleted one that comes back.
    async fn replacement(
        &self,
        first: Step,
        id: DeploymentId,
        old: Option<&Deployment>,
        replaced: Replaced,
        stranded: Option<DeploymentId>,
    ) -> Result<Vec<Step>, ServiceError> {
        let mut steps = vec![first];
        steps.extend(old.and_then(|old| match replaced {
            Replaced::Paused => pause(old).map(Step::SetStatus),
            Replaced::Deleted => Some(Step::Delete(self.deletion(old, false))),
            Replaced::Kept => None,
        }));
        let now = self.clock.now();
        let all = self.store.addresses(None, u32::MAX).await?;
        let from = [old.map(|it| it.id), stranded];
        let led = all.iter().filter(|it| from.iter().flatten().any(|id| it.leads_to(*id)));
        steps.extend(led.map(|it| Step::SetAddress(moved(it, id, now))));
        Ok(steps)
    }

    /// Takes the steps in one commit; gives what is live now, or nothing where somebody else's write came first.
    async fn replace(
        &self,
        actor: Actor,
        reason: Option<Reason>,
        steps: Vec<Step>,
        live: DeploymentId,
    ) -> Result<Option<Deployment>, ServiceError> {
        match self.store.undertake(self.author_because(actor, reason), steps).await {
            Ok(entries) => {
                if let Some(last) = entries.last() {
                    self.shown(last.clone()).await;
                }
                Ok(Some(self.stored_deployment(live).await?))
            }
            Err(error) if is_conflict(&error) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// What a deleted version had accepted and not begun is cancelled.
    async fn end_replaced(&self, old: &Deployment, replaced: Replaced) -> Result<(), ServiceError> {
        match replaced {
            Replaced::Deleted => self.cancel_all(old.id, false).await,
            Replaced::Paused | Replaced::Kept => Ok(()),
        }
    }

    /// Of what was hidden, what the new graph still has.
    async fn still_hidden(&self, digest: domain::Digest, hidden: &Hidden) -> Result<Hidden, ServiceError> {
        let bytes = self.graph(digest).await?;
        let interface = self.interface(digest, &bytes).await;
        let known = interface.inputs.iter().map(|it| &*it.node).chain(interface.outputs.iter().map(|it| &*it.node));
        let left = known.filter(|node| hidden.contains(node)).map(str::to_owned).collect();
        Hidden::new(left).map_err(|error| ServiceError::Internal(error.into()))
    }
}

/// What is rolled back to.
struct BackTo {
    deployment: Deployment,
    is_deleted: bool,
    engine: EngineKind,
}

impl BackTo {
    const fn is_running(&self) -> bool {
        !self.is_deleted && matches!(self.deployment.status, DeploymentStatus::Running)
    }

    /// The step that makes it live, as `id`.
    fn step(&self, id: DeploymentId) -> Step {
        let Self { deployment: it, is_deleted, engine } = self;
        if *is_deleted {
            return Step::Deploy(NewDeployment {
                id,
                source: Source::Retired(it.id),
                kind: it.kind,
                name: Some(it.name.clone()),
                engine: Some(*engine),
                hindrance: None,
                untested: it.untested,
                hidden: it.hidden.clone(),
            });
        }
        Step::SetStatus(SetStatus {
            id,
            expected: it.row,
            status: DeploymentStatus::Running,
            pause: it.pause,
            hindrance: None,
            engine: Some(*engine),
        })
    }
}

/// Pauses the replaced version, where it runs: it finishes what it has accepted.
fn pause(old: &Deployment) -> Option<SetStatus> {
    let is_running = old.status == DeploymentStatus::Running;
    is_running.then_some(SetStatus {
        id: old.id,
        expected: old.row,
        status: DeploymentStatus::Paused,
        pause: PauseMode::Finish,
        hindrance: None,
        engine: old.engine,
    })
}

/// An address that leads to the new version alone: a trial is over when one of its sides is replaced.
fn moved(address: &Address, to: DeploymentId, now: Timestamp) -> SetAddress {
    SetAddress { slug: address.slug, expected: Some(address.row), target: Some(Leads::only(to, now)) }
}
