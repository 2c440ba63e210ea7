//! A few words about what just happened. They go by themselves, but not while they are read.

use crate::{
    browser,
    components::{icon::Icon, words::Words},
    flash::Flash,
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

/// The page's toaster.
pub(crate) fn use_toaster() -> Toaster {
    use_context().unwrap_or_else(Toaster::new)
}

impl Toaster {
    /// A toaster that holds what the page before left to be said.
    pub(crate) fn new() -> Self {
        let flash: Option<String> = SharedValue::new(|| use_context::<Flash>().map(|flash| flash.0)).into_inner();
        let left = flash.map(|words| Toast { id: 0, words: words.into(), link: None, is_error: false });
        Self {
            toasts: RwSignal::new(left.into_iter().collect()),
            next: StoredValue::new(1),
            read: RwSignal::new(false),
        }
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
    let toaster = use_toaster();
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
