//! What can be done with deployments.

use crate::{
    blocking,
    error::{ServiceError, not_found},
    executions::Target,
    forms::FormOrder,
    service::{ATTEMPTS, Service, is_conflict},
};
use bytes::Bytes;
use domain::download::{download_file_name, download_json};
use domain::{
    Actor, Change, Deployed, Deployment, DeploymentDetail, DeploymentId, DeploymentListing, DeploymentQuery,
    DeploymentStatus, DeploymentType, Digest, ExecutionListing, Graph, GraphFormat, Hidden, Name, PauseMode, Position,
    Reason, SortKey, Subject, WorkflowId,
};
use std::{iter, sync::Arc};
use store::{NewDeployment, RenameDeployment, SetStatus, Source, Step, StoreError};

/// What to deploy, and how.
#[derive(Debug, Clone)]
pub struct DeployOrder {
    /// Which workflow; its saved revision is taken.
    pub workflow: WorkflowId,
    /// How requests will reach it.
    pub kind: DeploymentType,
    /// What it will be called; none means as the workflow.
    pub name: Option<Name>,
    /// Why.
    pub reason: Option<Reason>,
    /// Deploys also a revision without a successful test, openly; and one that nothing can run now, Paused.
    pub allow_untested: bool,
    /// What its callers neither set nor see.
    pub hidden: Hidden,
    /// Its form and where that is, for a web form alone.
    pub form: Option<FormOrder>,
}

/// Some deployments of a query, for programs that page through all of them.
#[derive(Debug, Clone)]
pub struct DeploymentPage {
    /// The deployments.
    pub items: Vec<Arc<Deployment>>,
    /// Where the next page begins; none where this was the last.
    pub next: Option<SortKey>,
}

impl Service {
    /// One page of deployments for people. Reads no store.
    pub fn list_deployments(&self, query: &DeploymentQuery) -> DeploymentListing {
        let mut listing = self.catalogue().deployments(query);
        let known = listing.items.iter().filter_map(|it| Some((it.id, self.activity(it.id)?)));
        listing.activities = known.collect();
        listing
    }

    /// At most `limit` deployments after a place in the query's order. Reads no store.
    pub fn page_deployments(&self, query: &DeploymentQuery, after: Option<&SortKey>, limit: u32) -> DeploymentPage {
        let (items, next) = self.catalogue().deployments_after(query, after, limit);
        DeploymentPage { items, next }
    }

    /// One deployment. Reads no store.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub fn deployment(&self, id: DeploymentId) -> Result<Deployment, ServiceError> {
        self.catalogue().deployment(id).map(|it| (**it).clone()).ok_or_else(|| not_found("deployment", id))
    }

    /// One deployment with its snapshot, its neighbours and one page of its history, newest first,
    /// from before `before`.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn deployment_detail(
        &self,
        id: DeploymentId,
        before: Option<Position>,
    ) -> Result<DeploymentDetail, ServiceError> {
        let catalogue = self.catalogue();
        let deployment = catalogue.deployment(id).ok_or_else(|| not_found("deployment", id))?;
        let bytes = self.graph(deployment.digest).await?;
        let shown = bytes.len() <= DeploymentDetail::MAX_SHOWN_BYTES as usize;
        let mut history =
            self.store.history(Subject::Deployment(id), before, DeploymentDetail::HISTORY_PAGE + 1).await?;
        let more = history.len() > DeploymentDetail::HISTORY_PAGE as usize;
        history.truncate(DeploymentDetail::HISTORY_PAGE as usize);
        let of = deployment.workflow.id;
        let versions = catalogue.versions(of).take(DeploymentDetail::MAX_VERSIONS as usize);
        Ok(DeploymentDetail {
            versions: versions.map(|it| (**it).clone()).collect(),
            version_count: catalogue.version_count(of),
            deployment: (**deployment).clone(),
            activity: self.activity(id).unwrap_or_default(),
            interface: self.interface(deployment.digest, &bytes).await,
            executions: self.list_executions(Target::Deployment(id), None, None, ExecutionListing::PAGE)?,
            bytes: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
            graph: shown.then(|| String::from_utf8_lossy(&bytes).into_owned()),
            older: history.last().filter(|_| more).map(|last| last.position),
            history,
        })
    }

    /// Takes an immutable snapshot of the workflow's saved revision and puts it to work.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] without such a workflow, [`ServiceError::NotDeployable`] where its
    /// graph has problems, [`ServiceError::Invalid`] for a form that is wrong, missing, or not wanted.
    pub async fn deploy(&self, actor: Actor, order: DeployOrder) -> Result<Deployed, ServiceError> {
        let wrong = match (order.kind, &order.form) {
            (DeploymentType::Webform, None) => {
                Some("is missing: a web form needs it, with the `slug` that it is found at")
            }
            (DeploymentType::Api | DeploymentType::Discord, Some(_)) => Some("is for web forms alone"),
            _ => None,
        };
        if let Some(problem) = wrong {
            return Err(ServiceError::Invalid { member: "form", problem: problem.to_owned() });
        }
        let id = DeploymentId::new(self.new_uuid());
        for _ in 0..ATTEMPTS {
            let workflow = self.stored_workflow(order.workflow).await?;
            if !workflow.is_deployable() {
                return Err(ServiceError::NotDeployable(self.problems_to_deploy(workflow.digest).await?));
            }
            self.check_hidden(workflow.digest, &order.hidden).await?;
            let prospects = self.prospects(&workflow, order.kind, order.allow_untested).await?;
            // Before the deployment: a crash in between leaves a secret that nobody asks for, and no deployment without one.
            let callback_secret = self.first_callback_secret(id, order.kind).await?;
            let address = self.prepare_form(id, workflow.digest, order.form.as_ref()).await?;
            let new = NewDeployment {
                id,
                source: Source::Saved { workflow: order.workflow, expected: workflow.revision },
                kind: order.kind,
                name: order.name.clone(),
                engine: prospects.engine,
                hindrance: prospects.hindrance,
                untested: prospects.untested,
                hidden: order.hidden.clone(),
            };
            let author = self.author_because(actor, order.reason.clone());
            let steps = iter::once(Step::Deploy(new)).chain(address).collect();
            match self.store.undertake(author, steps).await {
                Ok(entries) => {
                    if let Some(last) = entries.last() {
                        self.shown(last.clone()).await;
                    }
                    let Some(Change::DeploymentCreated { deployment }) = entries.into_iter().next().map(|it| it.change)
                    else {
                        return Err(unexpected_entry());
                    };
                    tracing::info!(deployment.id = %deployment.id, "Deployed {:?} {}", deployment.name, deployment.version);
                    return Ok(Deployed { deployment, callback_secret });
                }
                Err(error) if is_conflict(&error) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(ServiceError::Conflict("workflow"))
    }

    /// Only what the graph has can be hidden: a misspelt id would show what was to be kept from callers.
    async fn check_hidden(&self, digest: Digest, hidden: &Hidden) -> Result<(), ServiceError> {
        let bytes = self.graph(digest).await?;
        let interface = self.interface(digest, &bytes).await;
        let known = || {
            let inputs = interface.inputs.iter().map(|it| &*it.node);
            inputs.chain(interface.outputs.iter().map(|it| &*it.node))
        };
        // Where no engine can run the graph, nobody knows what it asks for.
        let unknown: Vec<_> = hidden.nodes().filter(|node| known().all(|it| it != *node)).collect();
        if unknown.is_empty() || known().next().is_none() {
            return Ok(());
        }
        let all = known().collect::<Vec<_>>().join(", ");
        let problem = format!("{} is no input or output node; the graph's are {all}", unknown.join(", "));
        Err(ServiceError::Invalid { member: "hidden", problem })
    }

    /// Sets a deployment's status, and what a pause does to requests. Setting what is set changes nothing. When this
    /// returns, nothing is accepted any more (or begins, where requests are held), and what a stop ends is told to end.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`]; [`ServiceError::NotResumable`].
    pub async fn set_status(
        &self,
        actor: Actor,
        id: DeploymentId,
        status: DeploymentStatus,
        pause: PauseMode,
        reason: Option<Reason>,
    ) -> Result<Deployment, ServiceError> {
        let engine = match status {
            DeploymentStatus::Running => self.engine_to_resume(id).await?,
            DeploymentStatus::Paused => None,
        };
        let deployment = self.change(id, |now| {
            let hindrance = now.hindrance.clone().filter(|_| status == DeploymentStatus::Paused);
            let set = SetStatus { id, expected: now.row, status, pause, hindrance, engine: engine.or(now.engine) };
            let is_set = now.status == status && (status == DeploymentStatus::Running || now.pause == pause);
            let author = self.author_because(actor, reason.clone());
            (!is_set).then(|| self.store.set_status(author, set))
        });
        let deployment = deployment.await?;
        // What a resumed one held begins when the feed is followed.
        if (status, pause) == (DeploymentStatus::Paused, PauseMode::Stop) {
            self.cancel_all(id, true).await?;
        }
        Ok(deployment)
    }

    /// Gives a deployment another name; its snapshot stays.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn rename_deployment(
        &self,
        actor: Actor,
        id: DeploymentId,
        name: Name,
    ) -> Result<Deployment, ServiceError> {
        self.change(id, |now| {
            let rename = RenameDeployment { id, expected: now.row, name: name.clone() };
            (now.name != name).then(|| self.store.rename_deployment(self.author(actor), rename))
        })
        .await
    }

    /// The file of *Download JSON*: its name, and its text with the graph byte for byte.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn download(&self, id: DeploymentId) -> Result<(String, String), ServiceError> {
        let deployment = self.deployment(id)?;
        let graph = self.graph(deployment.digest).await?;
        let graph = std::str::from_utf8(&graph).map_err(|error| ServiceError::Internal(error.into()))?;
        Ok((download_file_name(&deployment), download_json(&deployment, graph)))
    }

    /// A snapshot's or saved graph's bytes.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] where nothing was ever kept under this digest.
    pub async fn graph(&self, digest: Digest) -> Result<Bytes, ServiceError> {
        let bytes = self.store.graph(digest).await?;
        bytes.ok_or_else(|| ServiceError::NotFound { kind: "snapshot", id: digest.to_string() })
    }

    /// What is wrong with a kept graph.
    pub(crate) async fn problems(&self, digest: Digest) -> Result<Vec<domain::Problem>, ServiceError> {
        let bytes = self.graph(digest).await?;
        let read = blocking::run(move || Graph::read(&String::from_utf8_lossy(&bytes))).await??;
        Ok(if read.format == GraphFormat::Api { read.problems } else { Vec::new() })
    }

    /// Everything that keeps a kept graph from being deployed: also what only an engine finds, once where both find
    /// the same.
    pub(crate) async fn problems_to_deploy(&self, digest: Digest) -> Result<Vec<domain::Problem>, ServiceError> {
        let mut problems = self.problems(digest).await?;
        let bytes = self.graph(digest).await?;
        if let Err(hindered) = self.engines.examine(digest, &bytes).await {
            let is_new = |it: &domain::Problem| {
                it.node.is_none() || problems.iter().all(|known| (&known.node, &known.input) != (&it.node, &it.input))
            };
            let new: Vec<_> = hindered.problems.into_iter().filter(is_new).collect();
            problems.extend(new);
        }
        Ok(problems)
    }

    /// Reads, decides, writes, and begins again where somebody else's write came first.
    /// `write` gives nothing where the deployment is as it should be.
    async fn change<W>(
        &self,
        id: DeploymentId,
        write: impl Fn(&Deployment) -> Option<W>,
    ) -> Result<Deployment, ServiceError>
    where
        W: Future<Output = Result<domain::FeedEntry, StoreError>>,
    {
        for _ in 0..ATTEMPTS {
            let mut now = self.stored_deployment(id).await?;
            let Some(writing) = write(&now) else { return Ok(now) };
            match writing.await {
                Ok(entry) => {
                    now.follow(&self.shown(entry).await);
                    return Ok(now);
                }
                Err(error) if is_conflict(&error) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(ServiceError::Conflict("deployment"))
    }

    pub(crate) async fn stored_deployment(&self, id: DeploymentId) -> Result<Deployment, ServiceError> {
        self.store.deployment(id).await?.ok_or_else(|| not_found("deployment", id))
    }
}

pub(crate) fn unexpected_entry() -> ServiceError {
    ServiceError::Internal(anyhow::anyhow!("the store answered a write with another write's entry"))
}
