//! What is shown at an address that leads nowhere.

use leptos::prelude::*;

/// Says that there is nothing here, and where there is something.
#[component]
pub(crate) fn NotFoundPage() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::context::not_found();
    view! {
        <main>
            <h1>"Nothing here"</h1>
            <p>"This address leads nowhere. " <a href="/deployments">"See the deployments"</a> "."</p>
        </main>
    }
}
