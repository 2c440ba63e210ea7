//! The editor of one workflow, live: the loader starts this once the page is painted.

fn main() {
    app::hydrate::page::<app::pages::WorkflowPage>();
}
