//! Which deployments are shown: links for the status, a form for the rest. The URL is the state.

use crate::browser;
use domain::{DeploymentQuery, DeploymentType, Sort, StatusCounts, StatusFilter};
use leptos::{ev::SubmitEvent, html, prelude::*};
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
    let show = Callback::new(|(next, replace): (DeploymentQuery, bool)| browser::go(&next.href(), replace));
    let field = NodeRef::<html::Input>::new();
    let search = searching(query, field, show);
    let kind = move |word: String| {
        show.run((DeploymentQuery { kind: word.parse().ok(), page: 1, ..query.get_untracked() }, false));
    };
    let sort = move |word: String| {
        show.run((DeploymentQuery { sort: word.parse().unwrap_or_default(), page: 1, ..query.get_untracked() }, false));
    };
    let status = move || query.read().status;
    view! {
        <form class="search-form" role="search" action="/deployments" on:submit=move |event: SubmitEvent| {
            event.prevent_default();
            search.run(Duration::ZERO);
        }>
            <Show when=move || status() != StatusFilter::All>
                <input type="hidden" name="status" value=move || status().as_str()/>
            </Show>
            <input
                id="search"
                class="input search-form__text"
                node_ref=field
                type="search"
                name="q"
                placeholder="Search"
                aria-label="Search deployments"
                autocomplete="off"
                value=query.get_untracked().search
                on:input=move |_| search.run(REST)
            />
            <select class="input" name="type" aria-label="Type" prop:value=move || query.read().kind.map(DeploymentType::as_str).unwrap_or_default() on:change:target=move |event| kind(event.target().value())>
                <option value="">"All types"</option>
                {DeploymentType::ALL.map(|it| view! {
                    <option value=it.as_str() selected=move || query.read().kind == Some(it)>{it.label()}</option>
                }).collect_view()}
            </select>
            <select class="input" name="sort" aria-label="Sort by" prop:value=move || query.read().sort.as_str() on:change:target=move |event| sort(event.target().value())>
                {Sort::ALL.map(|it| view! {
                    <option value=it.as_str() selected=move || query.read().sort == it>{it.label()}</option>
                }).collect_view()}
            </select>
            <button type="submit" class="button without-script">"Apply"</button>
        </form>
    }
}

/// Keeps the URL's search and the field at one: typing goes to the URL after a rest, and what comes
/// into the URL by other ways (back, "Clear the search") goes to the field.
fn searching(
    query: Signal<DeploymentQuery>,
    field: NodeRef<html::Input>,
    show: Callback<(DeploymentQuery, bool)>,
) -> Callback<Duration> {
    let (last, sent) = (StoredValue::new(0_u32), StoredValue::new(Vec::<String>::new()));
    let send = move || {
        let Some(field) = field.get_untracked() else { return };
        let search: String = field.value().trim().chars().take(DeploymentQuery::MAX_SEARCH_CHARS as usize).collect();
        let now = query.get_untracked();
        if search != now.search {
            sent.update_value(|sent| sent.push(search.clone()));
            // Typing is one step back, not one a letter.
            show.run((DeploymentQuery { search, page: 1, ..now }, true));
        }
    };
    let search = Callback::new(move |rest| {
        last.update_value(|last| *last += 1);
        let this = last.get_value();
        browser::after(rest, move || {
            if last.try_get_value() == Some(this) {
                send();
            }
        });
    });
    let found = Memo::new(move |_| query.read().search.clone());
    Effect::new(move |before: Option<()>| {
        let now = found.get();
        if before.is_none() {
            // What was typed before the page was live.
            return send();
        }
        let mine = sent.try_update_value(|sent| {
            let at = sent.iter().position(|it| *it == now);
            at.map(|at| sent.drain(..=at)).is_some()
        });
        if mine != Some(true)
            && let Some(field) = field.get_untracked()
        {
            field.set_value(&now);
        }
    });
    search
}
