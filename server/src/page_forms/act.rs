//! Does what a form says: reads its fields, calls the service, chooses the words and the next page.

use super::{
    addresses::{TypedTrial, create, remove, set},
    bulk::bulk,
    deploy::{deploy, form_order, order},
    import::{import, load_examples},
    read::Posted,
    replacing::{delete, forget_snapshot, read_replaced, redeploy, restore, roll_back},
    runs::{cancel, replay, rerun, start_test, test_callback},
};
use crate::Brine;
use app::{FormDraft, PageForm, Theme, context::status_of, pages::BulkDeletePage};
use axum::http::{StatusCode, Uri};
use domain::{
    Actor, BulkReport, Deployed, DeploymentId, DeploymentStatus, InputFault, Reason, Revision, WorkflowId,
    import::without_form_line_breaks,
};
use serde_json::{Map, Value};
use service::{AddressOrder, Deletion, Expected, RedeployOrder, ServiceError};
use std::{fmt::Display, str::FromStr};

/// What a form did.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// Where to go, where the form does not say; none means the page it was posted from.
    pub(super) to: Option<String>,
    /// What happened, in a few words in the past tense.
    pub(super) words: Option<String>,
    /// The colours that were chosen.
    pub(super) theme: Option<Theme>,
    /// What was deleted, where that can be undone.
    pub(super) undo: Option<DeploymentId>,
    /// What is told this once, on the page that answers.
    pub(super) told: Option<String>,
    /// What was deployed, where something of it is told this once: that is the answer, and leads nowhere.
    pub(super) deployed: Option<Deployed>,
    /// What came of what was done with many deployments: it is told on the page that answers.
    pub(super) bulk: Option<BulkReport>,
    /// What is asked before it is done.
    pub(super) ask: Option<BulkDeletePage>,
}

/// Why a form was not done.
#[derive(Debug)]
pub(crate) struct Refused {
    /// The answer's status.
    pub(crate) status: StatusCode,
    /// What is wrong, where, and what to do.
    pub(crate) messages: Vec<String>,
    /// What is wrong with a graph's inputs, where it is that.
    pub(crate) faults: Vec<InputFault>,
}

impl Refused {
    /// A refusal in these words.
    pub(super) fn new(status: StatusCode, words: impl Into<String>) -> Self {
        Self { status, messages: vec![words.into()], faults: Vec::new() }
    }
}

impl From<ServiceError> for Refused {
    fn from(error: ServiceError) -> Self {
        let status = status_of(&error);
        if status.is_server_error() {
            tracing::error!(error = ?error, "A form failed");
        }
        let mut messages = vec![error.to_string()];
        if let ServiceError::NotDeployable(problems) = &error {
            messages.extend(problems.iter().map(ToString::to_string));
        }
        let faults = if let ServiceError::Input { faults, .. } = error { faults } else { Vec::new() };
        Self { status, messages, faults }
    }
}

/// Does what the form says.
pub(super) async fn act(brine: &Brine, posted_to: &Uri, posted: &Posted) -> Result<Done, Refused> {
    let service = &brine.service;
    match form(posted)? {
        PageForm::SetStatus { id, status, pause, reason } => {
            let it = service.set_status(Actor::Browser, id, status, pause, because(&reason)?).await?;
            let done = if status == DeploymentStatus::Paused { pause.done() } else { "resumed" };
            Ok(stay(format!("{} {done}", it.name)))
        }
        PageForm::RenameDeployment { id, name } => {
            let it = service.rename_deployment(Actor::Browser, id, parse("name", &name)?).await?;
            Ok(stay(format!("Renamed to {}", it.name)))
        }
        PageForm::DeleteDeployment { id, reason, forget } => {
            delete(service, id, Deletion::typed(&reason, !forget.is_empty())?).await
        }
        PageForm::RestoreDeployment { id } => restore(service, id).await,
        PageForm::ForgetSnapshot { id } => forget_snapshot(service, id).await,
        PageForm::Redeploy { replaces, replaced, reason, allow_untested } => {
            let (replaced, reason) = (read_replaced(&replaced)?, because(&reason)?);
            let allow_untested = !allow_untested.is_empty();
            redeploy(service, RedeployOrder { replaces, replaced, reason, allow_untested }).await
        }
        PageForm::RollBack { to, reason } => roll_back(service, to, because(&reason)?).await,
        PageForm::CreateAddress { slug, deployment, reason } => {
            create(service, parse("address", &slug)?, deployment, because(&reason)?).await
        }
        PageForm::SetAddress { slug, deployment, trial, share, limit, after, reason } => {
            let typed = TypedTrial { deployment: &trial, share: &share, limit: &limit, after: &after };
            let order = AddressOrder { live: deployment, trial: typed.read()?, reason: because(&reason)? };
            set(service, parse("address", &slug)?, order).await
        }
        PageForm::RemoveAddress { slug, reason } => remove(service, parse("address", &slug)?, because(&reason)?).await,
        PageForm::Bulk { action, scope, confirmed } => {
            bulk(service, posted_to, posted, &action, scope == "all", confirmed == "yes").await
        }
        PageForm::TestCallback { id, url } => test_callback(service, id, url).await,
        PageForm::RotateCallbackSecret { id } => {
            let secret = service.rotate_callback_secret(Actor::Browser, id).await?;
            Ok(Done { told: Some(secret), ..Done::default() })
        }
        PageForm::Import { text } => import(service, &without_form_line_breaks(&text), &posted.files).await,
        PageForm::LoadExamples => load_examples(service).await,
        PageForm::SaveWorkflow { id, expected, graph } => save(brine, id, &expected, &graph).await,
        PageForm::RenameWorkflow { id, name } => {
            let it = service.rename_workflow(Actor::Browser, id, parse("name", &name)?).await?;
            Ok(stay(format!("Renamed to {}", it.name)))
        }
        PageForm::DuplicateWorkflow { id } => {
            let it = service.duplicate_workflow(Actor::Browser, id).await?;
            Ok(go(format!("/workflows/{}", it.id), format!("{} made", it.name)))
        }
        PageForm::DeleteWorkflow { id } => {
            let it = service.delete_workflow(Actor::Browser, id, Expected::Newest).await?;
            Ok(go("/workflows", format!("{} deleted", it.name)))
        }
        PageForm::Deploy { workflow, kind, name, reason, allow_untested } => {
            let order = order(posted, workflow, kind, &name, &reason, !allow_untested.is_empty())?;
            deploy(service, order).await
        }
        PageForm::DeployForm { workflow } => {
            let draft = FormDraft::read(&posted.fields);
            deploy(service, form_order(workflow, draft)?).await
        }
        // What was typed is shown again as after a refusal, with nothing refused.
        PageForm::PreviewForm => Err(Refused { status: StatusCode::OK, messages: Vec::new(), faults: Vec::new() }),
        PageForm::StartTest { workflow, revision } => start_test(service, workflow, &revision, posted).await,
        PageForm::CancelExecution { id } => cancel(service, id).await,
        PageForm::RerunExecution { id } => rerun(service, id).await,
        PageForm::ReplayCallback { id } => replay(service, id).await,
        PageForm::SetTheme { theme } => Ok(Done { theme: Some(parse("theme", &theme)?), ..Done::default() }),
    }
}

async fn save(brine: &Brine, id: WorkflowId, expected: &str, graph: &str) -> Result<Done, Refused> {
    let number: u32 =
        expected.parse().map_err(|_| invalid("expected", "is the number of the revision that was opened"))?;
    let text = without_form_line_breaks(graph);
    let expected = Expected::Revision(Revision::new(number));
    let saved = brine.service.save_workflow(Actor::Browser, id, expected, None, text).await?.workflow;
    Ok(go(format!("/workflows/{id}"), format!("{} saved as revision {}", saved.name, saved.revision)))
}

/// The form as a value. Of a field that was sent twice the last counts.
fn form(posted: &Posted) -> Result<PageForm, Refused> {
    let members: Map<String, Value> =
        posted.fields.iter().map(|(name, text)| (name.clone(), Value::String(text.clone()))).collect();
    serde_json::from_value(Value::Object(members)).map_err(|error| {
        Refused::new(
            StatusCode::BAD_REQUEST,
            format!("the form is not one of Brine's: {error}; reload the page and try again"),
        )
    })
}

/// The reason that a field holds, if any.
fn because(text: &str) -> Result<Option<Reason>, Refused> {
    Reason::from_field(text).map_err(|error| invalid("reason", error))
}

pub(super) fn parse<T: FromStr<Err: Display>>(field: &str, text: &str) -> Result<T, Refused> {
    text.parse().map_err(|error| invalid(field, &error))
}

pub(super) fn invalid(field: &str, problem: impl Display) -> Refused {
    Refused::new(StatusCode::UNPROCESSABLE_ENTITY, format!("{field}: {problem}"))
}

pub(super) fn stay(words: String) -> Done {
    Done { words: Some(words), ..Done::default() }
}

pub(super) fn go(to: impl Into<String>, words: String) -> Done {
    Done { to: Some(to.into()), words: Some(words), ..Done::default() }
}
