//! Why a deployment cannot run.

use crate::components::icon::Icon;
use domain::Deployment;
use leptos::prelude::*;

/// `Cannot run: no engine knows …`; nothing where nothing is in the way.
#[component]
pub(crate) fn HindranceNotice(
    /// Which deployment.
    #[prop(into)]
    deployment: Signal<Deployment>,
    /// The element's id, for what it describes.
    id: String,
) -> impl IntoView {
    move || {
        let hindrance = deployment.read().hindrance.clone();
        hindrance.map(|it| {
            view! {
                <p class="hindrance" id=id.clone()>
                    {Icon::Warning.view()} <span><strong>"Cannot run: "</strong> {it.words.to_string()}</span>
                </p>
            }
        })
    }
}
