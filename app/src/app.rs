//! The routes: which address shows which page.

use crate::pages::{deployments::DeploymentsPage, not_found::NotFoundPage};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

/// The whole application, the same on the server and in the browser.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/deployments") view=DeploymentsPage ssr=SsrMode::Async/>
            </Routes>
        </Router>
    }
}
