//! Listens for every way out of the page.

use leptos::{ev, prelude::*};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use web_sys::{Element, Event, HtmlAnchorElement, MouseEvent};

const QUESTION: &str = "This workflow has changes that are not saved. Leave without saving them?";

fn may_discard() -> bool {
    window().confirm_with_message(QUESTION).unwrap_or(true)
}

pub(super) fn guard(unsaved: Signal<bool>) {
    Effect::new(move |installed: Option<()>| {
        if installed.is_none() {
            install(unsaved);
        }
    });
}

fn install(unsaved: Signal<bool>) {
    let here = window().location().href().unwrap_or_default();
    let closing = window_event_listener(ev::beforeunload, move |event| {
        if unsaved.get_untracked() {
            event.prevent_default();
        }
    });
    // Both are caught on their way down, before the router hears of them.
    caught("click", move |event| {
        if unsaved.get_untracked() && leads_away(event) && !may_discard() {
            event.prevent_default();
            event.stop_immediate_propagation();
        }
    });
    caught("popstate", move |event| {
        if unsaved.get_untracked() && !same_page(&here) && !may_discard() {
            event.stop_immediate_propagation();
            if let Ok(history) = window().history() {
                let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&here));
            }
        }
    });
    on_cleanup(move || closing.remove());
}

/// A listener on the window, first in line; removed when dropped.
struct Caught {
    name: &'static str,
    listener: Closure<dyn FnMut(Event)>,
}

/// Listens for as long as the component lives: its owner drops what it stores.
fn caught(name: &'static str, mut heard: impl FnMut(&Event) + 'static) {
    let listener = Closure::new(move |event: Event| heard(&event));
    let _ = window().add_event_listener_with_callback_and_bool(name, listener.as_ref().unchecked_ref(), true);
    StoredValue::new_local(Caught { name, listener });
}

impl Drop for Caught {
    fn drop(&mut self) {
        let listener = self.listener.as_ref().unchecked_ref();
        let _ = window().remove_event_listener_with_callback_and_bool(self.name, listener, true);
    }
}

/// Whether a click follows a link to another page of this site in this tab. Links to other sites
/// and downloads are the browser's to ask about.
fn leads_away(event: &Event) -> bool {
    let Some(click) = event.dyn_ref::<MouseEvent>() else { return false };
    if click.button() != 0 || click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key() {
        return false;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
    let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else { return false };
    let location = window().location();
    let ours = location.origin().is_ok_and(|origin| origin == link.origin());
    let elsewhere = location.pathname().is_ok_and(|path| path != link.pathname());
    // A link that opens a dialog over the editor says so; it leaves nothing.
    let stays = link.has_attribute("download") || link.has_attribute("data-dialog") || !link.target().is_empty();
    ours && elsewhere && !stays
}

fn same_page(here: &str) -> bool {
    let now = window().location().href().unwrap_or_default();
    now.split('#').next() == here.split('#').next()
}
