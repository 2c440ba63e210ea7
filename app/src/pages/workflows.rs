//! The Workflows page: every workflow, and the ways to bring more in.

use crate::{
    Entry, Page,
    components::{
        import_form::ImportForm,
        workflow_dialog::{WorkflowDialog, WorkflowTask},
        workflow_list::{Following, WorkflowList},
    },
};
use domain::WorkflowListing;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The page at `/workflows`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WorkflowsPage {
    /// What the server found.
    pub listing: WorkflowListing,
}

impl Page for WorkflowsPage {
    const ENTRY: Entry = Entry::Workflows;

    fn title(&self) -> String {
        "Workflows · Brine".to_owned()
    }

    fn view(self) -> AnyView {
        let following = Following::start(self.listing);
        let task = RwSignal::new(None::<WorkflowTask>);
        view! {
            <div class="page-header"><h1>"Workflows"</h1></div>
            <ImportForm on_imported=Callback::new(move |()| following.read())/>
            <WorkflowList following task/>
            <WorkflowDialog
                task
                on_deployed=Callback::new(move |_| following.read())
                on_renamed=Callback::new(move |_| following.read())
                on_deleted=Callback::new(move |_| following.read())
            />
        }
        .into_any()
    }
}
