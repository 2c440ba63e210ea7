//! Pausing and resuming with a reason; the switch at the top does it without.

use crate::components::plain_fields::ReasonField;
use domain::{Deployment, DeploymentStatus};
use leptos::prelude::*;

/// A form that sets the other status.
#[component]
pub(super) fn PauseWithReason(deployment: Deployment) -> impl IntoView {
    let other = deployment.status.other();
    let (title, button) = match other {
        DeploymentStatus::Paused => ("Pause with a reason", "Pause"),
        DeploymentStatus::Running => ("Resume with a reason", "Resume"),
    };
    view! {
        <section class="panel" aria-labelledby="status-reason-heading">
            <h2 id="status-reason-heading">{title}</h2>
            <form method="post" action="">
                <input type="hidden" name="do" value="set_status"/>
                <input type="hidden" name="id" value=deployment.id.to_string()/>
                <input type="hidden" name="status" value=other.as_str()/>
                <ReasonField id="status-reason"/>
                <button type="submit" class="button">{button}</button>
            </form>
        </section>
    }
}
