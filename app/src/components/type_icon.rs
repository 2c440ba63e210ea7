//! The tile that says how requests reach a deployment.

use crate::components::icon::Icon;
use domain::DeploymentType;
use leptos::prelude::*;

/// A square tile with the type's picture, and its name for those who do not see it.
#[component]
pub(crate) fn TypeIcon(
    /// Which type.
    kind: DeploymentType,
) -> impl IntoView {
    let (icon, class) = match kind {
        DeploymentType::Api => (Icon::Braces, "type-icon type-icon--api"),
        DeploymentType::Discord => (Icon::Bot, "type-icon type-icon--discord"),
        DeploymentType::Webform => (Icon::Form, "type-icon type-icon--webform"),
    };
    view! { <span class=class role="img" aria-label=kind.icon_label() title=kind.icon_label()>{icon.view()}</span> }
}
