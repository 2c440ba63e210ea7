//! The routes: which address shows which page.

use crate::{
    browser::provide_origin,
    clock::provide_clock,
    components::frame::Frame,
    live::provide_live,
    pages::{
        deployment::DeploymentPage, deployment_delete::DeploymentDeletePage, deployments::DeploymentsPage,
        help::HelpPage, not_found::NotFoundPage, workflow::WorkflowPage, workflow_delete::WorkflowDeletePage,
        workflow_deploy::WorkflowDeployPage, workflows::WorkflowsPage,
    },
};
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
    provide_clock();
    provide_origin();
    provide_live();
    view! {
        <Router>
            <Frame>
                <Routes fallback=NotFoundPage>
                    <Route path=path!("/deployments") view=DeploymentsPage ssr=SsrMode::Async/>
                    <Route path=path!("/deployments/:id") view=DeploymentPage ssr=SsrMode::Async/>
                    <Route path=path!("/deployments/:id/delete") view=DeploymentDeletePage ssr=SsrMode::Async/>
                    <Route path=path!("/help") view=HelpPage ssr=SsrMode::Async/>
                    <Route path=path!("/workflows") view=WorkflowsPage ssr=SsrMode::Async/>
                    <Route path=path!("/workflows/:id") view=WorkflowPage ssr=SsrMode::Async/>
                    <Route path=path!("/workflows/:id/deploy") view=WorkflowDeployPage ssr=SsrMode::Async/>
                    <Route path=path!("/workflows/:id/delete") view=WorkflowDeletePage ssr=SsrMode::Async/>
                </Routes>
            </Frame>
        </Router>
    }
}
