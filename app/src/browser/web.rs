//! The browser's side of the seam. The work is done by `frontend/js/browser.js`: it is the
//! browser's own language for it, and a tenth of the bytes.

use domain::Timestamp;
use leptos::{
    ev::KeyboardEvent,
    prelude::{set_interval, set_timeout, window_event_listener},
    wasm_bindgen::{JsValue, closure::Closure},
    web_sys,
};
use std::time::Duration;
use wasm_bindgen::prelude::wasm_bindgen;

mod script {
    use super::{Closure, JsValue, wasm_bindgen};

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = brine)]
        pub(super) fn copy(text: &str);
        #[wasm_bindgen(js_namespace = brine)]
        pub(super) fn focus(id: &str);
        #[wasm_bindgen(js_namespace = brine, js_name = focusCard)]
        pub(super) fn focus_card(step: i32);
        #[wasm_bindgen(js_namespace = brine, js_name = isTyping)]
        pub(super) fn is_typing(event: &JsValue) -> bool;
        #[wasm_bindgen(js_namespace = brine, js_name = listenToFeed)]
        pub(super) fn listen_to_feed(heard: &Closure<dyn Fn(String, String)>);
        #[wasm_bindgen(js_namespace = brine, js_name = menuToggled)]
        pub(super) fn menu_toggled(menu: &JsValue) -> bool;
        #[wasm_bindgen(js_namespace = brine, js_name = moveInMenu)]
        pub(super) fn move_in_menu(menu: &JsValue, event: &JsValue);
        #[wasm_bindgen(js_namespace = brine, js_name = openMenu)]
        pub(super) fn open_menu(menu: &JsValue, last: bool);
        #[wasm_bindgen(js_namespace = brine, js_name = showModal)]
        pub(super) fn show_modal(dialog: &JsValue, open: bool);
        #[wasm_bindgen(js_namespace = Date)]
        pub(super) fn now() -> f64;
        #[wasm_bindgen(js_namespace = location, thread_local_v2, js_name = origin)]
        pub(super) static ORIGIN: String;
    }
}

pub(crate) fn after(delay: Duration, work: impl FnOnce() + 'static) {
    set_timeout(work, delay);
}

pub(crate) fn every(period: Duration, work: impl Fn() + 'static) {
    set_interval(work, period);
}

pub(crate) fn copy(text: &str) {
    script::copy(text);
}

pub(crate) fn focus(id: &str) {
    script::focus(id);
}

pub(crate) fn focus_card(step: i32) {
    script::focus_card(step);
}

pub(crate) fn is_typing(event: &KeyboardEvent) -> bool {
    script::is_typing(event)
}

pub(crate) fn listen_to_feed(heard: impl Fn(String, String) + 'static) {
    let heard = Closure::<dyn Fn(String, String)>::new(heard);
    script::listen_to_feed(&heard);
    // The stream is listened to for as long as the page lives.
    heard.forget();
}

pub(crate) fn menu_toggled(menu: &web_sys::HtmlDivElement) -> bool {
    script::menu_toggled(menu)
}

pub(crate) fn move_in_menu(menu: &web_sys::HtmlDivElement, event: &KeyboardEvent) {
    script::move_in_menu(menu, event);
}

#[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 are far from the limits")]
pub(crate) fn now() -> Option<Timestamp> {
    Some(Timestamp::from_millis(script::now() as i64))
}

pub(crate) fn on_key(work: impl Fn(KeyboardEvent) + 'static) {
    // Listened to for as long as the page lives.
    let _ = window_event_listener(leptos::ev::keydown, work);
}

pub(crate) fn open_menu(menu: &web_sys::HtmlDivElement, last: bool) {
    script::open_menu(menu, last);
}

pub(crate) fn show_modal(dialog: &web_sys::HtmlDialogElement, open: bool) {
    script::show_modal(dialog, open);
}

pub(crate) fn site_address() -> String {
    script::ORIGIN.with(Clone::clone)
}
