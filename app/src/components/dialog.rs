//! A modal dialog, on the browser's own element: it keeps the focus in and gives it back.

use crate::browser;
use leptos::{html, prelude::*};

/// A dialog with a title. Escape, and whatever sets `open` to false, closes it.
#[component]
pub(crate) fn Dialog(
    /// Its title's id; one dialog of a page has it.
    id: &'static str,
    /// The title.
    #[prop(into)]
    title: Signal<String>,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        if let Some(dialog) = element.get() {
            browser::show_modal(&dialog, open.get());
        }
    });
    view! {
        <dialog class="dialog" node_ref=element aria-labelledby=id on:close=move |_| open.set(false)>
            <h2 id=id class="dialog__title"><bdi>{move || title.get()}</bdi></h2>
            {children()}
        </dialog>
    }
}

/// Keeps a dialog open for as long as there is something it is about, and forgets that when it closes.
pub(crate) fn bind_open<T: Send + Sync + 'static>(open: RwSignal<bool>, about: RwSignal<Option<T>>) {
    // Setting a signal to what it is would wake the other effect for ever.
    Effect::new(move || {
        let wanted = about.read().is_some();
        if open.get_untracked() != wanted {
            open.set(wanted);
        }
    });
    Effect::new(move || {
        if !open.get() && about.read_untracked().is_some() {
            about.set(None);
        }
    });
}
