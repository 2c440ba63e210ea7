//! A few words about what just happened. They go by themselves, but not while they are read.

use crate::{
    around::Around,
    browser,
    components::{icon::Icon, words::Words},
};
use leptos::prelude::*;
use std::time::Duration;

/// How long a toast stays.
const STAY: Duration = Duration::from_secs(6);

/// Says things in the corner of the page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Toaster {
    toasts: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
    read: RwSignal<bool>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Toast {
    id: u32,
    words: Words,
    /// Where to look at it: an address, and the words that lead there.
    link: Option<(String, &'static str)>,
    is_error: bool,
}

impl Toaster {
    /// A toaster that holds what the page before left to be said, and hears what the palette says.
    pub(crate) fn start(left: Option<String>) -> Self {
        let left = left.map(|words| Toast { id: 0, words: words.into(), link: None, is_error: false });
        let toaster = Self {
            toasts: RwSignal::new(left.into_iter().collect()),
            next: StoredValue::new(1),
            read: RwSignal::new(false),
        };
        Effect::new(move || {
            browser::on_words(move |parts, is_error| toaster.add(Words::of_parts(parts), None, is_error))
        });
        toaster
    }

    /// Says what was done: `NAME paused`.
    pub(crate) fn show(self, words: impl Into<Words>) {
        self.add(words.into(), None, false);
    }

    /// Says what was done, and where to look at it.
    pub(crate) fn show_link(self, words: impl Into<Words>, href: String, link: &'static str) {
        self.add(words.into(), Some((href, link)), false);
    }

    /// Says what was not done, and why.
    pub(crate) fn show_error(self, words: impl Into<Words>) {
        self.add(words.into(), None, true);
    }

    fn add(self, words: Words, link: Option<(String, &'static str)>, is_error: bool) {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        self.toasts.update(|toasts| {
            toasts.retain(|toast| toast.words != words);
            toasts.push(Toast { id, words, link, is_error });
        });
        // What went wrong stays until it was read.
        if !is_error {
            self.dismiss_later(id);
        }
    }

    fn dismiss_later(self, id: u32) {
        browser::after(STAY, move || {
            if self.read.try_get_untracked() == Some(true) {
                self.dismiss_later(id);
            } else {
                self.dismiss(id);
            }
        });
    }

    fn dismiss(self, id: u32) {
        // The page may have gone meanwhile.
        let _ = self.toasts.try_update(|toasts| toasts.retain(|toast| toast.id != id));
    }
}

/// Where the toasts are shown.
#[component]
pub(crate) fn Toasts() -> impl IntoView {
    let toaster = Around::of_page().toaster;
    Effect::new(move || {
        if toaster.toasts.with_untracked(|toasts| toasts.iter().any(|toast| toast.id == 0)) {
            toaster.dismiss_later(0);
        }
    });
    let toast = move |toast: Toast| {
        let id = toast.id;
        view! {
            <div class="toast" class:toast--error=toast.is_error>
                <p>{toast.words.view()}</p>
                {toast.link.map(|(href, words)| view! { <a class="toast__link" href=href>{words}</a> })}
                <button type="button" class="icon-button needs-script" aria-label="Dismiss" on:click=move |_| toaster.dismiss(id)>
                    {Icon::Close.view()}
                </button>
            </div>
        }
    };
    view! {
        <div
            class="toasts"
            role="status"
            on:pointerenter=move |_| toaster.read.set(true)
            on:pointerleave=move |_| toaster.read.set(false)
            on:focusin=move |_| toaster.read.set(true)
            on:focusout=move |_| toaster.read.set(false)
        >
            <For each=move || toaster.toasts.get() key=|toast| toast.id children=toast/>
        </div>
    }
}
