//! Why something that has a page cannot be shown, and ways on.

use crate::{
    AppError,
    components::{blank_slate::BlankSlate, icon::Icon},
};
use leptos::prelude::*;

/// The heading, the reason, and what the page adds.
#[component]
pub(crate) fn NotShown(
    /// What is not there.
    title: &'static str,
    /// Why.
    why: AppError,
    /// More words, and ways on.
    children: Children,
) -> impl IntoView {
    view! {
        <h1 class="visually-hidden">{title}</h1>
        <BlankSlate icon=Icon::Search title>
            <p>{why.sentence()}</p>
            {children()}
        </BlankSlate>
    }
}
