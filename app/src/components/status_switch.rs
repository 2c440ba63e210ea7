//! The switch that pauses and resumes a deployment.

use crate::state::status_wish::Wanted;
use domain::{Deployment, DeploymentStatus};
use leptos::{ev::SubmitEvent, prelude::*};

/// A switch in a form: without a script the form is posted, with one `on_status` is called.
///
/// It asks for the status it shows the opposite of; it never flips. Where something is in the way the server
/// looks again whether it still is, and says what.
#[component]
pub(crate) fn StatusSwitch(
    /// Whose status.
    #[prop(into)]
    deployment: Signal<Deployment>,
    /// Whether an answer is awaited.
    #[prop(into)]
    busy: Signal<bool>,
    /// What describes it: version and date.
    #[prop(into)]
    described_by: String,
    /// Called with the wanted status.
    on_status: Callback<Wanted>,
) -> impl IntoView {
    let status = move || deployment.read().status;
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        // Looked up first: who is called changes the deployment, which must not be held then.
        let wanted = deployment.with_untracked(Wanted::switched);
        on_status.run(wanted);
    };
    view! {
        <form method="post" action="" class="status-switch" on:submit=submit>
            <input type="hidden" name="do" value="set_status"/>
            <input type="hidden" name="id" value=move || deployment.read().id.to_string()/>
            <input type="hidden" name="status" value=move || status().other().as_str()/>
            <button
                type="submit"
                role="switch"
                class="switch"
                class:switch--hindered=move || deployment.read().hindrance.is_some()
                aria-checked=move || (status() == DeploymentStatus::Running).to_string()
                aria-busy=move || busy.get().to_string()
                aria-label=move || format!("Run {}", deployment.read().name)
                aria-describedby=described_by
            >
                <span class="switch__knob"></span>
            </button>
        </form>
    }
}
