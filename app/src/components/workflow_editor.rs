//! One workflow, open for editing: its text, its drawing, what is wrong with it, and what was deployed of it.

mod conflict;
mod drawing;
mod editing;
mod keys;
mod newer_notice;
mod source;
mod test_result;
mod test_run;
mod workflow_deployments;
mod workflow_head;

use crate::{
    around::Around,
    browser,
    components::{problem_list::ProblemList, workflow_dialog::WorkflowTask},
    live::News,
};
use conflict::{ConflictNotice, Theirs};
use domain::WorkflowDetail;
use drawing::Drawing;
use editing::Editing;
use leptos::prelude::*;
use newer_notice::NewerNotice;
use source::Source;
use test_run::TestRun;
use workflow_deployments::WorkflowDeployments;
use workflow_head::WorkflowHead;

/// The whole editor.
#[component]
pub(crate) fn WorkflowEditor(
    /// What to edit.
    detail: WorkflowDetail,
    /// Whether the form for another name is open at first.
    renaming: bool,
) -> impl IntoView {
    let (editing, text) = Editing::open(detail);
    Effect::new(move || browser::warn_before_leaving(editing.changed.get()));
    Around::of_page().live.listen(Callback::new(move |news: News| editing.hear(news)));
    let task = RwSignal::new(None::<WorkflowTask>);
    let test_form = NodeRef::new();
    keys::listen(editing, task, test_form);
    view! {
        <WorkflowHead editing task renaming/>
        <NewerNotice editing/>
        {move || editing.stale.get().map(|stale| view! { <ConflictNotice editing stale/> })}
        <div class="editor" data-conflict=move || editing.stale.read().is_some().then_some("")>
            <Source editing text/>
            <div class="editor__beside">
                {move || match editing.stale.get() {
                    Some(stale) => view! { <Theirs stale/> }.into_any(),
                    None => view! { <Drawing editing/> }.into_any(),
                }}
                <TestRun editing form=test_form/>
                <Problems editing/>
                <WorkflowDeployments editing/>
            </div>
        </div>
    }
}

#[component]
fn Problems(editing: Editing) -> impl IntoView {
    let count = move || editing.problems.read().len();
    view! {
        <section class="panel" aria-labelledby="problems-title">
            <h2 class="panel__title" id="problems-title">
                "Problems" <span class="panel__count">{move || count().to_string()}</span>
            </h2>
            <div role="status">
                {move || if count() == 0 {
                    view! { <p class="panel__none">"Nothing wrong with this graph."</p> }.into_any()
                } else {
                    view! {
                        <p class="panel__lead">"It can be saved as it is, and deployed once these are mended."</p>
                        <ProblemList problems=editing.problems on_go=Callback::new(move |it| editing.go_to(&it))/>
                    }
                    .into_any()
                }}
            </div>
        </section>
    }
}
