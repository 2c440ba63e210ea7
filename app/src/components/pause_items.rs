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
    let hidden = |pause| move || Wanted::paused(pause).is(&deployment.read());
    let choose = |pause| {
        move |event: MouseEvent| {
            event.prevent_default();
            on_status.run(Wanted::paused(pause));
        }
    };
    let (finish, hold, stop) = (PauseMode::Finish, PauseMode::Hold, PauseMode::Stop);
    // Each written out: a list of views would be a type of its own, which costs a browser more than these lines.
    view! {
        <form method="post" action="" role="none">
            <input type="hidden" name="do" value="set_status"/>
            <input type="hidden" name="id" value=move || deployment.read().id.to_string()/>
            <input type="hidden" name="status" value=DeploymentStatus::Paused.as_str()/>
            <button type="submit" role="menuitem" name="pause" value=finish.as_str() hidden=hidden(finish) on:click=choose(finish)>{Icon::Pause.view()} {finish.label()}</button>
            <button type="submit" role="menuitem" name="pause" value=hold.as_str() hidden=hidden(hold) on:click=choose(hold)>{Icon::Pause.view()} {hold.label()}</button>
            <button type="submit" role="menuitem" name="pause" value=stop.as_str() hidden=hidden(stop) on:click=choose(stop)>{Icon::Pause.view()} {stop.label()}</button>
        </form>
    }
}
