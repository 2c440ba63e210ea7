//! Which inputs and outputs a deployment's callers neither set nor see.

use crate::state::{deploy_draft::HIDE, revision_facts::RevisionFacts};
use leptos::prelude::*;

/// A disclosure with a box for each; nothing where there are none.
#[component]
pub(super) fn HideChoice(
    /// What is known of the revision.
    facts: Signal<Option<RevisionFacts>>,
    /// The nodes that are hidden.
    hidden: RwSignal<Vec<String>>,
    /// What is wrong with them.
    fault: Signal<Option<String>>,
) -> impl IntoView {
    let choice = move || {
        let interface = facts.get()?.interface;
        let inputs: Vec<_> = interface.inputs.into_iter().map(|it| (it.node, it.name)).collect();
        let outputs: Vec<_> = interface.outputs.into_iter().map(|it| (it.node, it.name)).collect();
        (!inputs.is_empty() || !outputs.is_empty()).then(|| {
            view! {
                <details class="deploy-form__hide" open=!hidden.read_untracked().is_empty()>
                    <summary>"Hide inputs and outputs"</summary>
                    <p class="field__hint">
                        "A hidden input always has the workflow's value, and callers cannot set it; a hidden output is left out of results."
                    </p>
                    {boxes("Inputs", inputs, hidden)}
                    {boxes("Outputs", outputs, hidden)}
                </details>
            }
        })
    };
    view! { {choice} <p class="field__error">{move || fault.get()}</p> }
}

fn boxes(legend: &'static str, nodes: Vec<(String, String)>, hidden: RwSignal<Vec<String>>) -> impl IntoView {
    let one = move |(node, name): (String, String)| {
        let field = [HIDE, &node].concat();
        let checked = hidden.read_untracked().contains(&node);
        let change = move |hide: bool| {
            hidden.update(|all| {
                all.retain(|it| *it != node);
                if hide {
                    all.push(node.clone());
                }
            });
        };
        view! {
            <label class="check">
                <input
                    type="checkbox" name=field value="true" checked=checked
                    on:change:target=move |event| change(event.target().checked())
                />
                <bdi>{name}</bdi>
            </label>
        }
    };
    (!nodes.is_empty()).then(|| {
        view! {
            <fieldset class="deploy-form__hidden">
                <legend>{legend}</legend>
                {nodes.into_iter().map(one).collect_view()}
            </fieldset>
        }
    })
}
