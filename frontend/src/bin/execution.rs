//! One execution, live: the loader starts this once the page is painted.

fn main() {
    app::hydrate::page::<app::pages::ExecutionPage>();
}
