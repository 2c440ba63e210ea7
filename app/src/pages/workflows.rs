//! The Workflows page: every workflow, and the ways to bring more in.

use crate::{
    api::workflows::list_workflows,
    components::{
        form_messages::FormMessages,
        import_form::ImportForm,
        workflow_dialog::{WorkflowDialog, WorkflowTask},
        workflow_list::WorkflowList,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// The page at `/workflows`.
#[component]
pub(crate) fn WorkflowsPage() -> impl IntoView {
    let url = use_query_map();
    let page = Memo::new(move |_| url.read().get_str("page").and_then(|page| page.parse().ok()).unwrap_or(1_u32));
    let listing = Resource::new(move || page.get(), list_workflows);
    let refetch = Callback::new(move |()| listing.refetch());
    let task = RwSignal::new(None::<WorkflowTask>);
    view! {
        <Title text="Workflows · Brine"/>
        <header class="page-header"><h1 class="page-header__title">"Workflows"</h1></header>
        <ImportForm on_imported=refetch/>
        <Transition>
            {move || Suspend::new(async move {
                match listing.await {
                    Ok(listing) => view! { <WorkflowList listing task/> }.into_any(),
                    Err(error) => view! { <FormMessages messages=Signal::stored(error.lines())/> }.into_any(),
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
