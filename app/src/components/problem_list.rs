//! What is wrong with a graph: node, input and words for each problem.

use domain::Problem;
use leptos::prelude::*;

/// A list of problems. With `on_go`, each leads to its place in the editor.
#[component]
pub(crate) fn ProblemList(
    /// What to list.
    #[prop(into)]
    problems: Signal<Vec<Problem>>,
    /// Called with the problem whose place is wanted.
    #[prop(optional, into)]
    on_go: Option<Callback<Problem>>,
) -> impl IntoView {
    view! {
        <ul class="problem-list" role="list">
            {move || {
                problems.get().into_iter().map(|problem| view! { <ProblemItem problem on_go/> }).collect_view()
            }}
        </ul>
    }
}

#[component]
fn ProblemItem(problem: Problem, on_go: Option<Callback<Problem>>) -> impl IntoView {
    let Problem { node, input, message, .. } = problem.clone();
    let place = view! {
        {node.map(|node| view! { <span class="problem-list__node">"Node " <bdi>{node}</bdi></span> })}
        {input.map(|input| view! { <span class="problem-list__input">"input " <bdi>{input}</bdi></span> })}
    };
    let place = match on_go {
        Some(go) => view! {
            <button type="button" class="problem-list__place" on:click=move |_| go.run(problem.clone())>{place}</button>
        }
        .into_any(),
        None => view! { <span class="problem-list__place">{place}</span> }.into_any(),
    };
    view! {
        <li class="problem-list__item">
            {place}
            <span class="problem-list__message">{message}</span>
        </li>
    }
}
