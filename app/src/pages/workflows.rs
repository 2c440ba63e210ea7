//! The Workflows page: every workflow, and the ways to bring more in.

use crate::{
    api::workflows::list_workflows,
    browser,
    components::{
        blank_slate::BlankSlate,
        icon::Icon,
        import_form::ImportForm,
        workflow_dialog::{WorkflowDialog, WorkflowTask},
        workflow_list::WorkflowList,
    },
    live::{News, use_live},
};
use domain::Change;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use std::time::Duration;

/// How long changes are gathered before the list is read again.
const SETTLE: Duration = Duration::from_millis(80);

/// The page at `/workflows`.
#[component]
pub(crate) fn WorkflowsPage() -> impl IntoView {
    let url = use_query_map();
    let page = Memo::new(move |_| url.read().get_str("page").and_then(|page| page.parse().ok()).unwrap_or(1_u32));
    let listing = Resource::new(move || page.get(), list_workflows);
    let refetch = Callback::new(move |()| listing.refetch());
    let task = RwSignal::new(None::<WorkflowTask>);
    // One reading for many changes at once.
    let stale = RwSignal::new(false);
    let heard = move |news: News| {
        let of_status = matches!(&news, News::Entry(it) if matches!(it.change, Change::DeploymentStatusSet { .. }));
        if !of_status && !stale.get_untracked() {
            stale.set(true);
            browser::after(SETTLE, move || {
                if stale.try_set(false).is_none() {
                    listing.refetch();
                }
            });
        }
    };
    if let Some(live) = use_live() {
        live.listen(Callback::new(heard));
    }
    view! {
        <Title text="Workflows"/>
        <div class="page-header"><h1>"Workflows"</h1></div>
        <ImportForm on_imported=refetch/>
        <Transition>
            {move || Suspend::new(async move {
                match listing.await {
                    Ok(listing) => view! { <WorkflowList listing task/> }.into_any(),
                    Err(error) => view! {
                        <BlankSlate icon=Icon::Flow title="The workflows cannot be read">
                            <p>{error.to_string()}</p>
                            <p><a class="button" href="/workflows" rel="external">"Try again"</a></p>
                        </BlankSlate>
                    }.into_any(),
                }
            })}
        </Transition>
        <WorkflowDialog
            task
            on_deployed=Callback::new(move |_| refetch.run(()))
            on_renamed=Callback::new(move |_| refetch.run(()))
            on_deleted=Callback::new(move |_| refetch.run(()))
        />
    }
}
