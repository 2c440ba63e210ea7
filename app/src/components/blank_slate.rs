//! What is shown where there is nothing to show: why, and what to do.

use crate::components::icon::Icon;
use leptos::prelude::*;

/// A picture, a heading, and what to do.
#[component]
pub(crate) fn BlankSlate(
    /// The picture.
    icon: Icon,
    /// What is not there.
    #[prop(into)]
    title: String,
    /// Why, and what to do.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="blank-slate">
            <span class="blank-slate__icon">{icon.view()}</span>
            <h2>{title}</h2>
            {children()}
        </section>
    }
}
