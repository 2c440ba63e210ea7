//! Which deployments are shown: links for the status, a form for the rest. The URL is the state.

use crate::browser;
use domain::{DeploymentQuery, DeploymentType, Sort, StatusCounts, StatusFilter};
use leptos::{ev::SubmitEvent, html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use std::time::Duration;

/// How long typing rests before it is searched for.
const REST: Duration = Duration::from_millis(150);

/// `All`, `Online`, `Paused`, each with how many there are.
#[component]
pub(crate) fn StatusFilters(
    /// What is shown now.
    #[prop(into)]
    query: Signal<DeploymentQuery>,
    /// How many there are of each.
    #[prop(into)]
    counts: Signal<StatusCounts>,
) -> impl IntoView {
    let link = move |filter: StatusFilter| {
        let current = move || (query.read().status == filter).then_some("page");
        view! {
            <a class="segment" href=move || query.read().with_status(filter).href() aria-current=current>
                {filter.label()} " " <span class="segment__count">{move || counts.get().shown_by(filter)}</span>
            </a>
        }
    };
    view! { <nav class="segments" aria-label="Filter deployments">{StatusFilter::ALL.map(link).collect_view()}</nav> }
}

/// Search, type and order; without a script sent by its button.
#[component]
pub(crate) fn SearchForm(
    /// What is shown now.
    #[prop(into)]
    query: Signal<DeploymentQuery>,
) -> impl IntoView {
    let go = use_navigate();
    let show = Callback::new(move |next: DeploymentQuery| {
        go(&next.href(), NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
    });
    let typed = StoredValue::new(0_u32);
    let asked = StoredValue::new(query.with_untracked(|query| query.search.clone()));
    let field = NodeRef::<html::Input>::new();
    // What was not typed here, a link or the back button, is put into the field.
    Effect::new(move || {
        let search = query.read().search.clone();
        if let Some(field) = field.get_untracked()
            && asked.get_value() != search
        {
            field.set_value(&search);
            asked.set_value(search);
        }
    });
    let search = move |text: String| {
        typed.update_value(|count| *count += 1);
        let count = typed.get_value();
        browser::after(REST, move || {
            if typed.try_get_value() == Some(count) {
                let search: String = text.trim().chars().take(DeploymentQuery::MAX_SEARCH_CHARS as usize).collect();
                asked.set_value(search.clone());
                show.run(DeploymentQuery { search, page: 1, ..query.get_untracked() });
            }
        });
    };
    let kind = move |word: String| {
        show.run(DeploymentQuery { kind: word.parse().ok(), page: 1, ..query.get_untracked() });
    };
    let sort = move |word: String| {
        show.run(DeploymentQuery { sort: word.parse().unwrap_or_default(), page: 1, ..query.get_untracked() });
    };
    let status = move || query.read().status;
    view! {
        <form class="search-form" role="search" action="/deployments" on:submit=|event: SubmitEvent| event.prevent_default()>
            <Show when=move || status() != StatusFilter::All>
                <input type="hidden" name="status" value=move || status().as_str()/>
            </Show>
            <input
                id="search"
                node_ref=field
                class="input search-form__text"
                type="search"
                name="q"
                placeholder="Search"
                aria-label="Search deployments"
                autocomplete="off"
                value=query.get_untracked().search
                on:input:target=move |event| search(event.target().value())
            />
            <select class="input" name="type" aria-label="Type" on:change:target=move |event| kind(event.target().value())>
                <option value="">"All types"</option>
                {[DeploymentType::Api, DeploymentType::Discord].map(|it| view! {
                    <option value=it.as_str() selected=move || query.read().kind == Some(it)>{it.label()}</option>
                }).collect_view()}
            </select>
            <select class="input" name="sort" aria-label="Sort by" on:change:target=move |event| sort(event.target().value())>
                {Sort::ALL.map(|it| view! {
                    <option value=it.as_str() selected=move || query.read().sort == it>{it.label()}</option>
                }).collect_view()}
            </select>
            <button type="submit" class="button without-script">"Apply"</button>
        </form>
    }
}
