//! Whether a revision was tested with success; where not, a box that lets it be deployed all the same, openly.

use crate::state::revision_facts::RevisionFacts;
use domain::{ExecutionDetail, ExecutionStatus, Revision};
use leptos::prelude::*;

/// Nothing, while the facts are being asked.
#[component]
pub(crate) fn DeployGate(
    /// What is known of the revision.
    facts: Signal<Option<RevisionFacts>>,
    /// Whether it is deployed untested.
    untested: RwSignal<bool>,
) -> impl IntoView {
    move || {
        let facts = facts.get()?;
        let words = test_words(facts.revision, facts.test.map(|(_, status)| status));
        let link = facts.test.map(|(id, _)| view! { " " <a href=ExecutionDetail::path(id)>"See the test"</a> });
        if facts.is_fit() {
            return Some(view! { <p class="deploy-form__gate" role="note">{words} {link}</p> }.into_any());
        }
        let hindrance = facts.hindrance.map(|it| {
            view! {
                <p>"It cannot run: " {it.words.to_string()}</p>
                <p>"Deployed all the same it is Paused, and cannot be resumed until something can run it."</p>
            }
        });
        let gate = view! {
            <div class="deploy-form__gate deploy-form__gate--closed">
                <p>{words} {link}</p>
                {hindrance}
                <label class="check">
                    <input
                        type="checkbox" name="allow_untested" value="true" aria-describedby="deploy-untested-about"
                        checked=untested.get_untracked() prop:checked=move || untested.get()
                        on:change:target=move |event| untested.set(event.target().checked())
                    />
                    <span>"Deploy untested"</span>
                </label>
                <p class="field__hint" id="deploy-untested-about">
                    "Deploying needs the last test of this revision to have succeeded. This overrides it, and stays in the history."
                </p>
            </div>
        };
        Some(gate.into_any())
    }
}

/// How the last test went.
fn test_words(revision: Revision, test: Option<ExecutionStatus>) -> String {
    let revision = revision.to_string();
    let about = |before: &str, after: &str| [before, &revision, after].concat();
    match test {
        None => about("Revision ", " was not tested."),
        Some(ExecutionStatus::Queued | ExecutionStatus::Running) => about("The test of revision ", " is not over."),
        Some(ExecutionStatus::Succeeded) => about("The last test of revision ", " succeeded."),
        Some(ExecutionStatus::Failed) => about("The last test of revision ", " failed."),
        Some(ExecutionStatus::Cancelled) => about("The last test of revision ", " was cancelled."),
    }
}
