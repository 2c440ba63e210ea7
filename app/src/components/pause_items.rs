//! The ways to pause a deployment, as items of a menu: a form, so that they work without a script.

use crate::{components::icon::Icon, state::status_wish::Wanted};
use domain::{Deployment, DeploymentStatus, PauseMode};
use leptos::{ev::MouseEvent, prelude::*};

/// An item for each way that is not how it is already.
#[component]
pub(crate) fn PauseItems(
    /// Which deployment.
    deployment: RwSignal<Deployment>,
    /// Called with the wanted pause.
    on_status: Callback<Wanted>,
) -> impl IntoView {
    let item = move |pause: PauseMode| {
        let wanted = Wanted::paused(pause);
        let choose = move |event: MouseEvent| {
            event.prevent_default();
            on_status.run(wanted);
        };
        view! {
            <button type="submit" role="menuitem" name="pause" value=pause.as_str() hidden=move || wanted.is(&deployment.read()) on:click=choose>
                {Icon::Pause.view()} {pause.label()}
            </button>
        }
    };
    view! {
        <form method="post" action="" role="none">
            <input type="hidden" name="do" value="set_status"/>
            <input type="hidden" name="id" value=move || deployment.read().id.to_string()/>
            <input type="hidden" name="status" value=DeploymentStatus::Paused.as_str()/>
            {PauseMode::ALL.map(item).collect_view()}
        </form>
    }
}
