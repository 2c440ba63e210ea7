//! A status, in a word and a colour.

use domain::DeploymentStatus;
use leptos::prelude::*;

/// `Running` or `Paused`, alone in its element.
#[component]
pub(crate) fn StatusText(
    /// Which status.
    #[prop(into)]
    status: Signal<DeploymentStatus>,
) -> impl IntoView {
    let class = move || match status.get() {
        DeploymentStatus::Running => "status status--running",
        DeploymentStatus::Paused => "status status--paused",
    };
    view! { <span class=class>{move || status.get().label()}</span> }
}
