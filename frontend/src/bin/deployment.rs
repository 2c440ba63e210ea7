//! The page of one deployment, live: the loader starts this once the page is painted.

fn main() {
    app::hydrate::page::<app::pages::DeploymentPage>();
}
