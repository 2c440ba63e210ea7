//! Why a deployment cannot run.

use crate::{components::icon::Icon, state::doing_html::escaped};
use domain::Deployment;
use leptos::prelude::*;

/// `Cannot run: no engine knows …`; not shown where nothing is in the way.
#[component]
pub(crate) fn HindranceNotice(
    /// Which deployment.
    deployment: RwSignal<Deployment>,
    /// The element's id, for what it describes.
    id: String,
) -> impl IntoView {
    let words = move || {
        let it = deployment.read();
        it.hindrance.as_ref().map(|it| ["Cannot run: ", &*escaped(it.words.as_str())].concat()).unwrap_or_default()
    };
    view! {
        <p class="hindrance" id=id hidden=move || deployment.read().hindrance.is_none()>{Icon::Warning.view()} <span inner_html=words></span></p>
    }
}
