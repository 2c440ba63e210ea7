//! A modal dialog, on the browser's own element: it keeps the focus in and gives it back.

use crate::{browser, components::words::Words};
use leptos::{html, prelude::*};

/// A dialog with a title. It is open while `open` says so; Escape asks to close it.
#[component]
pub(crate) fn Dialog(
    /// Its title's id; one dialog of a page has it.
    id: &'static str,
    /// The title.
    #[prop(into)]
    title: Signal<Words>,
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Called when it was closed: what `open` says must follow.
    on_close: Callback<()>,
    /// The id of what describes it.
    #[prop(optional)]
    described_by: &'static str,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        if let Some(dialog) = element.get() {
            browser::show_modal(&dialog, open.get());
        }
    });
    let described_by = (!described_by.is_empty()).then_some(described_by);
    view! {
        <dialog
            class="dialog"
            node_ref=element
            aria-labelledby=id
            aria-describedby=described_by
            on:close=move |_| {
                if open.get_untracked() {
                    on_close.run(());
                }
            }
        >
            <h2 id=id class="dialog__title">{move || title.get().view()}</h2>
            {children()}
        </dialog>
    }
}
