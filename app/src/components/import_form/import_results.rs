//! What became of each thing that was imported on this page, newest last.

use crate::{
    components::{icon::Icon, problem_list::ProblemList},
    state::import_outcome::{ImportOutcome, ImportRefused, problem_count},
};
use domain::ImportedWorkflow;
use leptos::prelude::*;

/// A list that grows; read out as it does.
#[component]
pub(super) fn ImportResults(
    /// What to list.
    outcomes: RwSignal<Vec<ImportOutcome>>,
    /// Called with a source and its text, to be sent again.
    on_again: Callback<(String, String)>,
    /// Called with a text that shall be mended in the page.
    on_mend: Callback<String>,
) -> impl IntoView {
    let forget = move |at: usize| {
        outcomes.update(|all| {
            all.remove(at);
        });
    };
    view! {
        <div class="import-results" role="status">
            <ul class="import-results__list" role="list" aria-label="Import results">
                {move || {
                    outcomes.get().into_iter().enumerate().map(|(at, ImportOutcome { source, result })| {
                        let forget = Callback::new(move |()| forget(at));
                        match result {
                            Ok(imported) => view! { <Imported source imported forget/> }.into_any(),
                            Err(refused) => view! { <Refused source refused forget on_again on_mend/> }.into_any(),
                        }
                    }).collect_view()
                }}
            </ul>
        </div>
    }
}

#[component]
fn Imported(source: String, imported: ImportedWorkflow, forget: Callback<()>) -> impl IntoView {
    let ImportedWorkflow { workflow, problems } = imported;
    let href = ["/workflows/", &workflow.id.to_string()].concat();
    let with = (!problems.is_empty()).then(|| [" with ", &problem_count(workflow.problems)].concat());
    view! {
        <li class="import-results__item" data-outcome="imported">
            <span class="import-results__mark">{Icon::Check.view()}</span>
            <p>
                <bdi class="import-results__source">{source}</bdi> " imported as "
                <a href=href><bdi>{workflow.name.to_string()}</bdi></a> {with} "."
            </p>
            <Dismiss forget/>
            {(!problems.is_empty()).then(|| view! {
                <details class="import-results__problems">
                    <summary>"What is wrong with it"</summary>
                    <ProblemList problems=Signal::stored(problems)/>
                </details>
            })}
        </li>
    }
}

#[component]
fn Refused(
    source: String,
    refused: ImportRefused,
    forget: Callback<()>,
    on_again: Callback<(String, String)>,
    on_mend: Callback<String>,
) -> impl IntoView {
    let ImportRefused { why, advice, text } = refused;
    let ways = text.map(|text| {
        let (again, mend, name) = (text.clone(), text, source.clone());
        view! {
            <button
                type="button" class="button"
                on:click=move |_| { forget.run(()); on_mend.run(mend.clone()); }
            >"Mend it here"</button>
            <button
                type="button" class="button"
                on:click=move |_| { forget.run(()); on_again.run((name.clone(), again.clone())); }
            >"Try again"</button>
        }
    });
    view! {
        <li class="import-results__item" data-outcome="refused">
            <span class="import-results__mark">{Icon::Close.view()}</span>
            <p>
                <bdi class="import-results__source">{source}</bdi> " was not imported: " {why} ". "
                <span class="import-results__advice">{advice}</span>
            </p>
            <Dismiss forget/>
            <div class="import-results__ways">{ways}</div>
        </li>
    }
}

#[component]
fn Dismiss(forget: Callback<()>) -> impl IntoView {
    view! {
        <button type="button" class="icon-button import-results__dismiss" aria-label="Dismiss this result" on:click=move |_| forget.run(())>
            {Icon::Close.view()}
        </button>
    }
}
