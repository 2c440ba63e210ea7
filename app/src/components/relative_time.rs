//! A moment: exact from the server, relative once the reader's clock is known.

use crate::{
    around::Around,
    state::relative_time::{exact, relative},
};
use domain::Timestamp;
use leptos::prelude::*;

/// A moment.
#[component]
pub(crate) fn RelativeTime(
    /// When.
    #[prop(into)]
    at: Signal<Timestamp>,
) -> impl IntoView {
    let now = Around::of_page().clock.now();
    let words = move || now.get().map_or_else(|| exact(at.get()), |now| relative(at.get(), now));
    view! { <time datetime=move || at.get().to_string() title=move || exact(at.get())>{words}</time> }
}
