//! Asks how a deployment is replaced by its workflow's saved revision.

use crate::{
    Entry, Page,
    around::Around,
    components::{
        deploy_form::DeployGate, form_page::FormPage, plain_fields::ReasonField, problem_list::ProblemList,
        refusal_notice::RefusalNotice, words::Words,
    },
    state::revision_facts::RevisionFacts,
};
use domain::{Deployment, Problem, Slug, Workflow, WorkflowDetail};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The page at `/deployments/{id}/redeploy`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DeploymentRedeployPage {
    /// Which deployment would be replaced.
    pub deployment: Deployment,
    /// Its workflow as it is saved now; none where it was deleted.
    pub workflow: Option<WorkflowDetail>,
    /// The addresses that would move.
    pub addresses: Vec<Slug>,
}

impl Page for DeploymentRedeployPage {
    const ENTRY: Entry = Entry::None;

    fn title(&self) -> String {
        format!("Redeploy {} · Brine", self.deployment.name)
    }

    fn view(self) -> AnyView {
        let Self { deployment, workflow, addresses } = self;
        let title = Words::about("Redeploy ", &deployment.name, "");
        let back = format!("/deployments/{}", deployment.id);
        let refusal = Around::of_page().refusal().filter(|it| it.action == "redeploy").unwrap_or_default();
        let body = match workflow {
            None => {
                let words = "Its workflow was deleted: there is no saved revision to deploy. Earlier versions can be rolled back to.";
                closed(words.to_owned(), Vec::new(), back)
            }
            Some(detail) if !detail.workflow.is_deployable() => {
                let words = format!(
                    "Revision {} cannot be deployed: its graph has problems that must be mended first.",
                    detail.workflow.revision
                );
                closed(words, detail.problems, back)
            }
            Some(detail) => match detail.hindrance.clone() {
                Some(hindrance) => {
                    let words = format!(
                        "Revision {} cannot run: {}. What runs is not given up for it.",
                        detail.workflow.revision, hindrance.words
                    );
                    closed(words, detail.problems, back)
                }
                None => {
                    let facts = RevisionFacts::of(&detail);
                    let field = |name| refusal.field(name).unwrap_or_default().to_owned();
                    let typed = Typed {
                        reason: field("reason"),
                        deletes: field("replaced") == "delete",
                        untested: !field("allow_untested").is_empty(),
                    };
                    view! { <Form deployment workflow=detail.workflow facts addresses typed back/> }.into_any()
                }
            },
        };
        view! {
            <FormPage title>
                <RefusalNotice id="redeploy-refusal" messages=Signal::stored(refusal.messages.clone())/>
                {body}
            </FormPage>
        }
        .into_any()
    }
}

/// Why there is nothing to send.
fn closed(words: String, problems: Vec<Problem>, back: String) -> AnyView {
    view! {
        <p class="deploy-form__refused">{words}</p>
        <ProblemList problems=Signal::stored(problems)/>
        <p><a href=back>"Back to the deployment"</a></p>
    }
    .into_any()
}

/// What was sent and refused.
struct Typed {
    reason: String,
    deletes: bool,
    untested: bool,
}

#[component]
fn Form(
    deployment: Deployment,
    workflow: Workflow,
    facts: RevisionFacts,
    addresses: Vec<Slug>,
    typed: Typed,
    back: String,
) -> impl IntoView {
    let version = deployment.version.to_string();
    let same = (workflow.digest == deployment.digest).then(|| {
        view! { <p class="deploy-form__unsaved" role="note">"The saved graph is the same as that of " {version.clone()} ": nothing was changed since."</p> }
    });
    let moved = match &addresses[..] {
        [] => "No address leads to it: callers of its own endpoint have to change to the new one's.".to_owned(),
        all => {
            let slugs: Vec<_> = all.iter().map(Slug::as_str).collect();
            format!(
                "Addresses that lead to the new version from that moment on: {}. A trial on one of them is over.",
                slugs.join(", ")
            )
        }
    };
    let source = format!("This deploys the saved revision {} of ", workflow.revision);
    let instead =
        format!(" as the next version, in the place of {version} (revision {}).", deployment.workflow.revision);
    view! {
        <form class="deploy-form" method="post" action="">
            <input type="hidden" name="do" value="redeploy"/>
            <input type="hidden" name="replaces" value=deployment.id.to_string()/>
            <p>{source} <bdi>{workflow.name.to_string()}</bdi> {instead}</p>
            {same}
            <p>"Its type, name, hidden inputs and outputs and callback secret carry over. Both happen in one step: there is no moment without a version that answers."</p>
            <p>{moved}</p>
            <fieldset class="deploy-form__types">
                <legend class="field__label">{format!("What happens to {version}")}</legend>
                {choice("pause", "Pause it", "It finishes what it has accepted, and can be rolled back to at once.", !typed.deletes)}
                {choice("delete", "Delete it", "Its snapshot is kept for a while, and can be rolled back to as a new version.", typed.deletes)}
            </fieldset>
            <ReasonField id="redeploy-reason" value=typed.reason/>
            <DeployGate facts=Signal::stored(Some(facts)) untested=RwSignal::new(typed.untested)/>
            <div class="dialog__actions">
                <a class="button" href=back>"Cancel"</a>
                <button class="button button--primary" type="submit">"Redeploy"</button>
            </div>
        </form>
    }
}

fn choice(value: &'static str, label: &'static str, about: &'static str, checked: bool) -> impl IntoView {
    let about_id = ["replaced-", value].concat();
    view! {
        <label class="deploy-form__type">
            <input type="radio" name="replaced" value=value aria-label=label aria-describedby=about_id.clone() checked=checked/>
            <span class="deploy-form__type-name">{label}</span>
            <span class="deploy-form__type-about" id=about_id>{about}</span>
        </label>
    }
}
