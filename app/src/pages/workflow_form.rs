//! Makes a web form of a workflow: its words, its fields, and a preview of what visitors will see.

#[cfg(feature = "ssr")]
use crate::Assets;
use crate::{
    Entry, Page,
    around::Around,
    components::{
        deploy_form::DeployGate,
        plain_fields::{PlainBox, PlainField, ReasonField},
        refusal_notice::RefusalNotice,
        run_form::{RunFields, RunWords},
        words::Words,
    },
    state::{
        form_draft::{ACTION, DEFAULT, FormDraft, HIDE, LABEL, PREVIEW, REQUIRE},
        revision_facts::RevisionFacts,
    },
};
use domain::{FormInput, FormOutput, InputField, Interface, OutputField, WorkflowDetail};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The page at `/workflows/{id}/form`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WorkflowFormPage(
    /// What to deploy.
    pub WorkflowDetail,
);

impl Page for WorkflowFormPage {
    const ENTRY: Entry = Entry::None;

    fn title(&self) -> String {
        format!("Web form of {} · Brine", self.0.workflow.name)
    }

    fn view(self) -> AnyView {
        let refusal = Around::of_page().refusal();
        let draft = refusal.as_ref().and_then(FormDraft::refused);
        let draft = draft.unwrap_or_else(|| FormDraft::of(&self.0.workflow.name));
        let messages = refusal.filter(|it| it.action == ACTION).map(|it| it.messages).unwrap_or_default();
        let facts = RevisionFacts::of(&self.0);
        let workflow = self.0.workflow;
        let title = Words::about("Web form of ", &workflow.name, "");
        let back = ["/workflows/", &workflow.id.to_string()].concat();
        let preview = preview(&draft, &facts.interface);
        view! {
            <div class="page-header"><h1>{title.view()}</h1></div>
            <div class="web-form">
                <form id="web-form" class="web-form__fields" method="post" action="">
                    <input type="hidden" name="workflow" value=workflow.id.to_string()/>
                    // The first button is what Enter presses.
                    <button class="visually-hidden" type="submit" name="do" value=ACTION tabindex="-1" aria-hidden="true">"Deploy"</button>
                    <RefusalNotice id="form-refusal" messages=Signal::stored(messages)/>
                    <p>
                        "This deploys the saved revision " {workflow.revision.to_string()} " as a public page with a form. "
                        <strong>"Changes made to the workflow later do not affect it."</strong>
                    </p>
                    {words(&draft)}
                    {draft_inputs(&draft, facts.interface.inputs.clone())}
                    {draft_outputs(&draft, facts.interface.outputs.clone())}
                    <DeployGate facts=Signal::stored(Some(facts)) untested=RwSignal::new(draft.allow_untested)/>
                    <div class="dialog__actions">
                        <a class="button" href=back>"Cancel"</a>
                        <button class="button" type="submit" name="do" value=PREVIEW>"Preview"</button>
                        <button class="button button--primary" type="submit" name="do" value=ACTION>"Deploy"</button>
                    </div>
                </form>
                <aside class="web-form__preview" aria-labelledby="form-preview-title">
                    <h2 class="panel__title" id="form-preview-title">"Preview"</h2>
                    <div id="form-preview" class="form-preview">{preview}</div>
                </aside>
            </div>
        }
        .into_any()
    }

    #[cfg(feature = "ssr")]
    fn below(&self, assets: &Assets) -> Option<AnyView> {
        Some(view! { <script type="module" src=assets.form_preview.clone()></script> }.into_any())
    }
}

fn words(draft: &FormDraft) -> impl IntoView {
    let FormDraft { slug, name, reason, form, .. } = draft.clone();
    view! {
        <PlainField label="Address" name="slug" id="slug" value=slug hint="People find it at /run/ and this: lower-case letters, digits and hyphens."/>
        <PlainField label="Heading" name="heading" id="heading" value=form.heading hint="What the page is headed with."/>
        <PlainField label="Description" name="description" id="description" value=form.description hint="Optional: what it does, and what to fill in." long=true/>
        <PlainField label="Button" name="button" id="button" value=form.button hint="The words on the button. Left empty: Run."/>
        <PlainField label="Name" name="name" id="name" value=name hint="What it is called on the dashboard."/>
        <ReasonField id="reason" value=reason/>
    }
}

fn draft_inputs(draft: &FormDraft, inputs: Vec<InputField>) -> impl IntoView {
    let one = |it: InputField| {
        let said = draft.form.inputs.iter().find(|said| said.node == it.node).cloned();
        let FormInput { label, default, required, .. } = said.unwrap_or_else(|| FormInput {
            label: it.name.clone(),
            default: it.default.clone().unwrap_or_default(),
            required: it.required,
            node: String::new(),
        });
        let field = |prefix: &str| [prefix, &it.node].concat();
        view! {
            <fieldset class="web-form__node">
                <legend>"Input " <bdi>{it.name.clone()}</bdi></legend>
                <PlainField label="Label" name=field(LABEL) id=field(LABEL) value=label/>
                <PlainField label="Stands in it at first" name=field(DEFAULT) id=field(DEFAULT) value=default/>
                <PlainBox label="Must be filled in" name=field(REQUIRE) checked=required/>
                <PlainBox label="Hide: it always has the workflow's value" name=field(HIDE) checked=draft.hidden.contains(&it.node)/>
            </fieldset>
        }
    };
    inputs.into_iter().map(one).collect_view()
}

fn draft_outputs(draft: &FormDraft, outputs: Vec<OutputField>) -> impl IntoView {
    let one = |it: OutputField| {
        let said = draft.form.outputs.iter().find(|said| said.node == it.node).cloned();
        let FormOutput { label, .. } =
            said.unwrap_or_else(|| FormOutput { label: it.name.clone(), node: String::new() });
        let field = |prefix: &str| [prefix, &it.node].concat();
        view! {
            <fieldset class="web-form__node">
                <legend>"Output " <bdi>{it.name.clone()}</bdi></legend>
                <PlainField label="Label" name=field(LABEL) id=field(LABEL) value=label/>
                <PlainBox label="Hide: visitors do not see it" name=field(HIDE) checked=draft.hidden.contains(&it.node)/>
            </fieldset>
        }
    };
    outputs.into_iter().map(one).collect_view()
}

fn preview(draft: &FormDraft, interface: &Interface) -> impl IntoView + use<> {
    let shown = draft.shown(interface);
    let outputs = shown.outputs.iter().map(|it| it.name.clone()).collect::<Vec<_>>().join(", ");
    view! {
        <RunWords form=draft.form.clone() level=2/>
        <div class="form-preview" inert><RunFields form=draft.form.clone() shown refusal=None/></div>
        <p class="quiet">"The result shows: " <bdi>{if outputs.is_empty() { "nothing".to_owned() } else { outputs }}</bdi></p>
    }
}
