//! The form that deploys a workflow's saved revision: in a dialog, and as a page of its own.

mod deploy_gate;
mod hide_choice;

use crate::{
    api::deployments::deploy,
    around::Around,
    components::{problem_list::ProblemList, refusal_notice::RefusalNotice, text_field::TextField},
    state::{
        deploy_draft::{ACTION, DeployDraft, DeployFaults, DeployFields},
        revision_facts::RevisionFacts,
    },
};
pub(crate) use deploy_gate::DeployGate;
use domain::{Deployed, DeploymentType, Workflow};
use hide_choice::HideChoice;
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

/// The types that can be deployed, and what each is for.
const TYPES: [(DeploymentType, &str); 2] = [
    (DeploymentType::Api, "Programs send requests to its endpoint."),
    (DeploymentType::Discord, "People run it with a command in Discord. Brine has no bot yet: it will be Paused."),
];

/// A form for one workflow. Where its graph has problems, says which instead.
#[component]
pub(crate) fn DeployForm(
    /// What to deploy.
    workflow: Workflow,
    /// What is known of its saved revision; none where that is being asked.
    #[prop(into)]
    facts: Signal<Option<RevisionFacts>>,
    /// Whether the editor holds changes that would not be deployed.
    #[prop(optional, into)]
    unsaved: Signal<bool>,
    /// Called with what was deployed.
    on_done: Callback<Deployed>,
    /// What stands beside the button: a way out.
    children: Children,
) -> impl IntoView {
    if workflow.is_deployable() {
        view! { <Fields workflow facts unsaved on_done>{children()}</Fields> }.into_any()
    } else {
        view! { <NotDeployable workflow facts/> <div class="dialog__actions">{children()}</div> }.into_any()
    }
}

#[component]
fn NotDeployable(workflow: Workflow, facts: Signal<Option<RevisionFacts>>) -> impl IntoView {
    let problems = Signal::derive(move || facts.read().as_ref().map(|it| it.problems.clone()).unwrap_or_default());
    let count = crate::state::import_outcome::problem_count(workflow.problems);
    view! {
        <p class="deploy-form__refused">
            "Revision " {workflow.revision.to_string()} " cannot be deployed: its graph has " {count}
            " that must be mended first. "
            <a href=["/workflows/", &workflow.id.to_string()].concat()>"Open the editor"</a>
        </p>
        <ProblemList problems/>
    }
}

#[component]
fn Fields(
    workflow: Workflow,
    facts: Signal<Option<RevisionFacts>>,
    unsaved: Signal<bool>,
    on_done: Callback<Deployed>,
    children: Children,
) -> impl IntoView {
    let id = workflow.id;
    let refusal = Around::of_page().refusal().filter(|it| it.action == ACTION);
    let refused = refusal.as_ref().and_then(|refusal| DeployDraft::refused(refusal, id));
    let draft = refused.clone().unwrap_or_else(|| DeployDraft::of(&workflow.name));
    let faults = RwSignal::new(refused.as_ref().and_then(|draft| draft.read().err()).unwrap_or_default());
    let told = if *faults.read_untracked() == DeployFaults::default() { refusal.map(|it| it.messages) } else { None };
    let messages = RwSignal::new(if refused.is_some() { told.unwrap_or_default() } else { Vec::new() });
    let kind = RwSignal::new(draft.kind);
    let (name, reason) = (RwSignal::new(draft.name), RwSignal::new(draft.reason));
    let (untested, hidden) = (RwSignal::new(draft.allow_untested), RwSignal::new(draft.hidden));
    let busy = RwSignal::new(false);

    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let draft = DeployDraft {
            kind: kind.get_untracked(),
            name: name.get_untracked(),
            reason: reason.get_untracked(),
            allow_untested: untested.get_untracked(),
            hidden: hidden.get_untracked(),
        };
        let fields = match draft.read() {
            Ok(fields) => fields,
            Err(wrong) => return faults.set(wrong),
        };
        faults.set(DeployFaults::default());
        busy.set(true);
        spawn_local(async move {
            let DeployFields { kind, name, reason, allow_untested, hidden } = fields;
            let done = deploy(id, kind, name, reason, allow_untested, hidden).await;
            busy.set(false);
            match done {
                Ok(done) => on_done.run(done),
                Err(error) => messages.set(error.lines()),
            }
        });
    };
    let prefix = ["deploy-", &id.to_string()].concat();
    view! {
        <form class="deploy-form" method="post" action="" on:submit=submit aria-busy=move || busy.get().then_some("true")>
            <input type="hidden" name="do" value=ACTION/>
            <input type="hidden" name="workflow" value=id.to_string()/>
            <RefusalNotice id="deploy-refusal" messages/>
            <p class="deploy-form__what">
                "This deploys the saved revision " {workflow.revision.to_string()} " as it is now. "
                <strong class="deploy-form__promise">"Changes made to the workflow later do not affect this deployment."</strong>
            </p>
            <Show when=move || unsaved.get()>
                <p class="deploy-form__unsaved" role="note">
                    "The editor has changes that are not saved. They will not be in this deployment."
                </p>
            </Show>
            <TypeChoice kind prefix=prefix.clone()/>
            <p class="field__hint">
                "For people without programs: " <a href=["/workflows/", &id.to_string(), "/form"].concat() rel="external">"make a web form"</a> "."
            </p>
            <TextField
                label="Name" name="name" id=[&prefix, "-name"].concat() value=name
                fault=Signal::derive(move || faults.read().name.clone())
                hint="What it is called on the dashboard. Left empty, as the workflow."
            />
            <TextField
                label="Reason" name="reason" id=[&prefix, "-reason"].concat() value=reason long=true
                fault=Signal::derive(move || faults.read().reason.clone())
                hint="Optional: why this version, for whoever reads the history later."
            />
            <HideChoice facts hidden fault=Signal::derive(move || faults.read().hidden.clone())/>
            <DeployGate facts untested/>
            <div class="dialog__actions">
                {children()}
                <button class="button button--primary" type="submit">
                    {move || if busy.get() { "Deploying…" } else { "Deploy" }}
                </button>
            </div>
        </form>
    }
}

#[component]
fn TypeChoice(kind: RwSignal<DeploymentType>, prefix: String) -> impl IntoView {
    let choices = TYPES.map(|(it, about)| {
        let about_id = [&prefix, "-about-", it.as_str()].concat();
        view! {
            <label class="deploy-form__type">
                <input
                    type="radio" name="type" value=it.as_str() aria-label=it.label() aria-describedby=about_id.clone()
                    checked=kind.get_untracked() == it
                    prop:checked=move || kind.get() == it
                    on:change=move |_| kind.set(it)
                />
                <span class="deploy-form__type-name">{it.label()}</span>
                <span class="deploy-form__type-about" id=about_id>{about}</span>
            </label>
        }
    });
    view! {
        <fieldset class="deploy-form__types" role="radiogroup">
            <legend class="field__label">"Type"</legend>
            {choices.collect_view()}
        </fieldset>
    }
}

#[cfg(test)]
mod tests;
