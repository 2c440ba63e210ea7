//! Web forms: what a public page asks for, requests that come from it, and what it shows of them.

use crate::{
    error::{ServiceError, not_found},
    executions::{Request, form_body, read_part, write_part},
    service::Service,
};
use bytes::Bytes;
use domain::{
    Actor, Deployment, DeploymentId, DeploymentType, Digest, Execution, ExecutionDetail, ExecutionId, InputFault,
    Interface, InvalidForm, OutputField, Slug, Target as Leads, WebForm,
};
use std::sync::Arc;
use store::{MAX_SETTING_BYTES, PutSetting, SetAddress, SettingKey, SettingKind, SettingOf, Step};

/// A form to be deployed.
#[derive(Debug, Clone)]
pub struct FormOrder {
    /// Where people find it: `/run/{slug}`.
    pub slug: Slug,
    /// What it says.
    pub form: WebForm,
}

/// A public page's form.
#[derive(Debug, Clone)]
pub struct PublicForm {
    /// Where it is.
    pub slug: Slug,
    /// What answers.
    pub deployment: Arc<Deployment>,
    /// What it says.
    pub form: WebForm,
    /// The inputs it asks for and the outputs it shows, as it calls them.
    pub shown: Interface,
}

impl Service {
    /// What a deployment's form says; the graph's own words where it says nothing.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub async fn web_form(&self, of: DeploymentId) -> Result<WebForm, ServiceError> {
        read_part(self.store.setting(form_of(of)).await?.map(|it| it.value))
    }

    /// The form at an address: that of the live version.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] where the address leads to no web form.
    pub async fn public_form(&self, slug: Slug) -> Result<PublicForm, ServiceError> {
        let catalogue = self.catalogue();
        let target = catalogue.address(slug).and_then(|it| it.target).ok_or_else(|| not_found("form", slug))?;
        let deployment = catalogue.deployment(target.live).filter(|it| it.kind == DeploymentType::Webform);
        let deployment = Arc::clone(deployment.ok_or_else(|| not_found("form", slug))?);
        let (form, shown) = self.form_shown(&deployment).await?;
        Ok(PublicForm { slug, deployment, form, shown })
    }

    /// Accepts what somebody filled in, each value with its node. Asked again after the address moved, it is answered by
    /// the version that is live then.
    ///
    /// # Errors
    /// As [`Service::request_at`]; [`ServiceError::Input`] also where the form wants more than the graph.
    pub async fn submit_form(&self, slug: Slug, values: &[(String, String)]) -> Result<Arc<Execution>, ServiceError> {
        let PublicForm { shown, .. } = self.public_form(slug).await?;
        let is_empty = |node: &str| values.iter().all(|(it, value)| it != node || value.is_empty());
        let missing = shown.inputs.iter().filter(|it| it.required && is_empty(&it.node));
        let faults: Vec<_> =
            missing.map(|it| InputFault { node: Some(it.node.clone()), words: "is required".into() }).collect();
        if !faults.is_empty() {
            let name = |fault: &InputFault| shown.inputs.iter().find(|it| Some(&it.node) == fault.node.as_ref());
            let details = faults.iter().filter_map(|fault| Some([&name(fault)?.name, " is required"].concat()));
            return Err(ServiceError::Input { details: details.collect::<Vec<_>>().join("; "), faults });
        }
        let body = form_body(&shown, values);
        self.request_at(Actor::Browser, slug, Request { body, callback: None, key: None }).await
    }

    /// What came of a request that a form sent, with the form as it is now. Hidden outputs are left out, and every other
    /// is called as the form calls it.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] where the address has no form, or the execution is not of this form's workflow.
    pub async fn form_result(
        &self,
        slug: Slug,
        id: ExecutionId,
    ) -> Result<(PublicForm, ExecutionDetail), ServiceError> {
        let form = self.public_form(slug).await?;
        let mut detail = self.execution_detail(id).await?;
        let of = detail.execution.of.deployment().and_then(|of| self.of_form(of));
        let of =
            of.filter(|it| it.workflow.id == form.deployment.workflow.id).ok_or_else(|| not_found("result", id))?;
        // As the version that ran it calls them.
        let labels = self.output_labels(&of).await?;
        for output in &mut detail.outputs {
            if let Some((_, label)) = labels.iter().find(|(name, _)| *name == output.name) {
                output.name.clone_from(label);
            }
        }
        Ok((form, detail))
    }

    /// Puts the form of a deployment that is about to be made, and gives the step that leads its address there. A crash
    /// in between leaves a setting that nobody asks for, and no form without one.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] where the form does not fit the graph, or the address leads somewhere already.
    pub(crate) async fn prepare_form(
        &self,
        of: DeploymentId,
        digest: Digest,
        order: Option<&FormOrder>,
    ) -> Result<Option<Step>, ServiceError> {
        let Some(FormOrder { slug, form }) = order else { return Ok(None) };
        let interface = self.interface_of(digest).await?;
        // Where no engine can run the graph, nobody knows what it asks for.
        if interface != Interface::default() {
            form.check(&interface)?;
        }
        let address = self.form_address(*slug, of).await?;
        self.put_form(of, write_part(form)?).await?;
        Ok(Some(address))
    }

    /// Gives a deployment the form of the one whose place it takes.
    pub(crate) async fn carry_form(&self, from: DeploymentId, to: DeploymentId) -> Result<(), ServiceError> {
        match self.store.setting(form_of(from)).await? {
            Some(kept) => self.put_form(to, kept.value).await,
            None => Ok(()),
        }
    }

    async fn put_form(&self, of: DeploymentId, value: Bytes) -> Result<(), ServiceError> {
        if value.len() > MAX_SETTING_BYTES {
            let problem = format!("has at most {MAX_SETTING_BYTES} bytes, all of it together");
            return Err(ServiceError::Invalid { member: "form", problem });
        }
        let key = form_of(of);
        let expected = self.store.setting(key).await?.map(|it| it.row);
        self.store.put_setting(PutSetting { key, expected, value: Some(value) }).await?;
        Ok(())
    }

    /// The step that gives a new form its address.
    async fn form_address(&self, slug: Slug, to: DeploymentId) -> Result<Step, ServiceError> {
        let now = self.store.address(slug).await?;
        if now.as_ref().is_some_and(|it| it.target.is_some()) {
            let problem = format!("`{slug}` leads to another deployment already; choose another, or redeploy that one");
            return Err(ServiceError::Invalid { member: "slug", problem });
        }
        let target = Some(Leads::only(to, self.clock.now()));
        Ok(Step::SetAddress(SetAddress { slug, expected: now.map(|it| it.row), target }))
    }

    async fn form_shown(&self, deployment: &Deployment) -> Result<(WebForm, Interface), ServiceError> {
        let form = self.web_form(deployment.id).await?;
        let interface = self.interface_of(deployment.digest).await?;
        let shown = form.shown(&interface, &deployment.hidden);
        Ok((form, shown))
    }

    /// What the graph calls each output, and what the form calls it.
    async fn output_labels(&self, deployment: &Deployment) -> Result<Vec<(String, String)>, ServiceError> {
        let graph = self.interface_of(deployment.digest).await?;
        let shown = self.web_form(deployment.id).await?.shown(&graph, &deployment.hidden);
        let label = |it: OutputField| {
            let shown = shown.outputs.iter().find(|shown| shown.node == it.node)?;
            Some((it.name, shown.name.clone()))
        };
        Ok(graph.outputs.into_iter().filter_map(label).collect())
    }

    async fn interface_of(&self, digest: Digest) -> Result<Interface, ServiceError> {
        let bytes = self.graph(digest).await?;
        Ok(self.interface(digest, &bytes).await)
    }

    /// A web form that is there, or was and is kept.
    fn of_form(&self, id: DeploymentId) -> Option<Deployment> {
        let catalogue = self.catalogue();
        let there = catalogue.deployment(id).map(|it| Deployment::clone(it));
        let kept = || catalogue.retired(id).map(|it| it.deployment.clone());
        there.or_else(kept).filter(|it| it.kind == DeploymentType::Webform)
    }
}

/// A form that is wrong, as the service says so.
impl From<InvalidForm> for ServiceError {
    fn from(error: InvalidForm) -> Self {
        Self::Invalid { member: "form", problem: error.to_string() }
    }
}

fn form_of(of: DeploymentId) -> SettingKey {
    SettingKey { of: SettingOf::Deployment(of), kind: SettingKind::Form }
}
