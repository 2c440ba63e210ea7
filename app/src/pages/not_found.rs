//! What is shown at an address that leads nowhere.

use crate::components::{blank_slate::BlankSlate, icon::Icon};
use leptos::prelude::*;
use leptos_meta::Title;

/// Says that there is nothing here, and where there is something.
#[component]
pub(crate) fn NotFoundPage() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::context::not_found();
    view! {
        <Title text="Nothing here · Brine"/>
        <h1 class="visually-hidden">"Nothing here"</h1>
        <BlankSlate icon=Icon::Search title="Nothing here">
            <p>"This address leads nowhere; what was here may have been deleted."</p>
            <p><a class="button button--primary" href="/deployments">"See the deployments"</a></p>
        </BlankSlate>
    }
}
