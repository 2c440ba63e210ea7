//! The routes: which address shows which page.

use crate::{
    clock::provide_clock,
    components::frame::Frame,
    live::provide_live,
    pages::{deployments::DeploymentsPage, not_found::NotFoundPage},
};
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

/// The whole application, the same on the server and in the browser.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_clock();
    provide_live();
    view! {
        <Title formatter=|title: String| format!("{title} · Brine")/>
        <Router>
            <Frame>
                <Routes fallback=NotFoundPage>
                    <Route path=path!("/deployments") view=DeploymentsPage ssr=SsrMode::Async/>
                </Routes>
            </Frame>
        </Router>
    }
}
