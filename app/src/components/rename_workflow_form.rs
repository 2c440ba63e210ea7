//! The form that gives a workflow another name.

use crate::{
    api::workflows::rename_workflow,
    around::Around,
    components::{refusal_notice::RefusalNotice, text_field::TextField},
};
use domain::{InvalidName, Name, Workflow, WorkflowId};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

/// The `do` of the form.
const ACTION: &str = "rename_workflow";

/// The name that was refused on this page, as typed, if it was for this workflow.
pub(crate) fn refused_name(id: WorkflowId) -> Option<(String, Vec<String>)> {
    let refusal = Around::of_page().refusal().filter(|it| it.action == ACTION)?;
    let same = refusal.field("id").is_none_or(|text| text.parse() == Ok(id));
    same.then(|| (refusal.field("name").unwrap_or_default().to_owned(), refusal.messages.clone()))
}

/// A form for one workflow.
#[component]
pub(crate) fn RenameWorkflowForm(
    /// Which workflow, as it is now.
    workflow: Workflow,
    /// Called with the workflow as it is then.
    on_done: Callback<Workflow>,
    /// What stands beside the button: a way out.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let id = workflow.id;
    let refused = refused_name(id);
    let fault = RwSignal::new(refused.as_ref().map(|(_, messages)| messages.join(" ")));
    let name = RwSignal::new(refused.map_or_else(|| workflow.name.to_string(), |(typed, _)| typed));
    let messages = RwSignal::new(Vec::new());
    let busy = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let new: Result<Name, InvalidName> = name.get_untracked().parse();
        let new = match new {
            Ok(new) if !busy.get_untracked() => new,
            Ok(_) => return,
            Err(wrong) => return fault.set(Some(wrong.to_string())),
        };
        fault.set(None);
        busy.set(true);
        spawn_local(async move {
            let done = rename_workflow(id, new).await;
            busy.set(false);
            match done {
                Ok(workflow) => on_done.run(workflow),
                Err(error) => messages.set(error.lines()),
            }
        });
    };
    view! {
        <form class="rename-form" method="post" action="" on:submit=submit aria-busy=move || busy.get().then_some("true")>
            <input type="hidden" name="do" value=ACTION/>
            <input type="hidden" name="id" value=id.to_string()/>
            <RefusalNotice id="rename-workflow-refusal" messages/>
            <TextField
                label="New name" name="name" id=["rename-", &id.to_string()].concat() value=name fault
                hint="1 to 120 characters. Deployments keep the names they have."
            />
            <div class="dialog__actions">
                {children.map(|children| children())}
                <button class="button button--primary" type="submit">"Rename"</button>
            </div>
        </form>
    }
}
