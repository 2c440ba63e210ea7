//! Leads through the pages of a list.

use leptos::prelude::*;

/// Links to the pages before and after; nothing where there is one page.
#[component]
pub(crate) fn Pager(
    /// Which page this is, from 1.
    #[prop(into)]
    page: Signal<u32>,
    /// How many there are.
    #[prop(into)]
    pages: Signal<u32>,
    /// The address of a page.
    #[prop(into)]
    href: Callback<u32, String>,
) -> impl IntoView {
    let link = move |to: u32, words: &'static str| view! { <a class="button" href=move || href.run(to)>{words}</a> };
    let before = move || (page.get() > 1).then(|| link(page.get() - 1, "Previous page"));
    let after = move || (page.get() < pages.get()).then(|| link(page.get() + 1, "Next page"));
    view! {
        <nav class="pager" aria-label="Pages" hidden=move || pages.get() < 2>
            {before}
            <span>{move || format!("Page {} of {}", page.get(), pages.get())}</span>
            {after}
        </nav>
    }
}
