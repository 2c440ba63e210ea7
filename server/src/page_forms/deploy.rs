//! Deploys what a form says.

use super::{
    act::{Done, Refused, go, invalid, parse},
    read::Posted,
};
use app::FormDraft;
use domain::{Actor, DeploymentType, Hidden, Name, Reason, WorkflowId};
use service::{DeployOrder, FormOrder, Service};

/// What the name of a field begins with that hides a node; the node follows.
const HIDE: &str = "hide:";

/// What is to be deployed, and how.
pub(super) fn order(
    posted: &Posted,
    workflow: WorkflowId,
    kind: DeploymentType,
    name: &str,
    reason: &str,
    allow_untested: bool,
) -> Result<DeployOrder, Refused> {
    let name: Option<Name> = if name.is_empty() { None } else { Some(parse("name", name)?) };
    let reason = Reason::from_field(reason).map_err(|error| invalid("reason", error))?;
    let nodes = posted.fields.iter().filter_map(|(field, _)| field.strip_prefix(HIDE)).map(str::to_owned);
    let hidden = Hidden::new(nodes.collect()).map_err(|error| invalid("hidden", error))?;
    Ok(DeployOrder { workflow, kind, name, reason, allow_untested, hidden, form: None })
}

/// The web form that is to be deployed.
pub(super) fn form_order(workflow: WorkflowId, draft: FormDraft) -> Result<DeployOrder, Refused> {
    let FormDraft { slug, name, reason, allow_untested, form, hidden } = draft;
    let slug = parse("address", &slug)?;
    let name: Option<Name> = if name.is_empty() { None } else { Some(parse("name", &name)?) };
    let reason = Reason::from_field(&reason).map_err(|error| invalid("reason", error))?;
    let hidden = Hidden::new(hidden).map_err(|error| invalid("hidden", error))?;
    let form = Some(FormOrder { slug, form });
    Ok(DeployOrder { workflow, kind: DeploymentType::Webform, name, reason, allow_untested, hidden, form })
}

/// Deploys it.
pub(super) async fn deploy(service: &Service, order: DeployOrder) -> Result<Done, Refused> {
    let it = service.deploy(Actor::Browser, order).await?;
    let words = format!("{} {} deployed", it.deployment.name, it.deployment.version);
    let deployed = it.callback_secret.is_some().then_some(it);
    Ok(Done { deployed, ..go("/deployments", words) })
}
