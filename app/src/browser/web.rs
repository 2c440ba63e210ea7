//! The browser's side of the seam. The work is done by `frontend/js/browser.js`: it is the
//! browser's own language for it, and a tenth of the bytes.

use super::ChosenFile;
use crate::Theme;
use domain::Timestamp;
use leptos::{
    ev::KeyboardEvent,
    prelude::{set_interval, set_timeout, window_event_listener},
    wasm_bindgen::{JsCast as _, JsValue, closure::Closure},
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
        #[wasm_bindgen(js_namespace = brine, js_name = focusedCard)]
        pub(super) fn focused_card() -> String;
        #[wasm_bindgen(js_namespace = brine, js_name = goToInEditor)]
        pub(super) fn go_to_in_editor(textarea: &JsValue, line: u32, column: u32);
        #[wasm_bindgen(js_namespace = brine, js_name = isTyping)]
        pub(super) fn is_typing(event: &JsValue) -> bool;
        #[wasm_bindgen(js_namespace = brine, js_name = listenToFeed)]
        pub(super) fn listen_to_feed(heard: &Closure<dyn Fn(String, String)>);
        #[wasm_bindgen(js_namespace = brine, js_name = menuToggled)]
        pub(super) fn menu_toggled(menu: &JsValue) -> bool;
        #[wasm_bindgen(js_namespace = brine, js_name = moveInMenu)]
        pub(super) fn move_in_menu(menu: &JsValue, event: &JsValue);
        #[wasm_bindgen(js_namespace = brine, js_name = leaveDrops)]
        pub(super) fn leave_drops();
        #[wasm_bindgen(js_namespace = brine, js_name = openEditors)]
        pub(super) fn open_editors();
        #[wasm_bindgen(js_namespace = brine, js_name = openMenu)]
        pub(super) fn open_menu(menu: &JsValue, last: bool);
        #[wasm_bindgen(js_namespace = brine, js_name = readFiles)]
        pub(super) async fn read_files(event: JsValue) -> JsValue;
        #[wasm_bindgen(js_namespace = brine, js_name = setTheme)]
        pub(super) fn set_theme(word: &str);
        #[wasm_bindgen(js_namespace = brine)]
        pub(super) fn show(id: &str);
        #[wasm_bindgen(js_namespace = brine, js_name = showModal)]
        pub(super) fn show_modal(dialog: &JsValue, open: bool);
        #[wasm_bindgen(js_namespace = brine, js_name = takeDrops)]
        pub(super) fn take_drops(over: JsValue, dropped: JsValue);
        #[wasm_bindgen(js_namespace = brine)]
        pub(super) fn visit(address: &str);
        #[wasm_bindgen(js_namespace = brine, js_name = warnBeforeLeaving)]
        pub(super) fn warn_before_leaving(warn: bool);
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

pub(crate) fn focused_card() -> String {
    script::focused_card()
}

pub(crate) fn go_to_in_editor(textarea: &web_sys::HtmlTextAreaElement, line: u32, column: u32) {
    script::go_to_in_editor(textarea, line, column);
}

pub(crate) fn is_typing(event: &KeyboardEvent) -> bool {
    script::is_typing(event)
}

pub(crate) fn leave_drops() {
    script::leave_drops();
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

pub(crate) fn open_editors() {
    script::open_editors();
}

pub(crate) fn open_menu(menu: &web_sys::HtmlDivElement, last: bool) {
    script::open_menu(menu, last);
}

pub(crate) async fn read_files(event: web_sys::Event) -> Vec<ChosenFile> {
    files_of(&script::read_files(event.into()).await)
}

/// What the script read: name, size and text of each.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is a whole number below 2^53")]
fn files_of(read: &JsValue) -> Vec<ChosenFile> {
    js_sys::Array::from(read)
        .iter()
        .filter_map(|file| file.dyn_into::<js_sys::Array>().ok())
        .map(|file| ChosenFile {
            name: file.get(0).as_string().unwrap_or_default(),
            bytes: file.get(1).as_f64().unwrap_or_default() as u64,
            text: file.get(2).as_string(),
        })
        .collect()
}

pub(crate) fn set_theme(theme: Theme) {
    script::set_theme(theme.as_str());
}

pub(crate) fn show(id: &str) {
    script::show(id);
}

pub(crate) fn show_modal(dialog: &web_sys::HtmlDialogElement, open: bool) {
    script::show_modal(dialog, open);
}

pub(crate) fn site_address() -> String {
    script::ORIGIN.with(Clone::clone)
}

pub(crate) fn take_drops(over: impl Fn(bool) + 'static, dropped: impl Fn(Vec<ChosenFile>) + 'static) {
    let over = Closure::<dyn Fn(bool)>::new(over);
    let dropped = Closure::<dyn Fn(JsValue)>::new(move |read: JsValue| dropped(files_of(&read)));
    // The script lets go of them when the page that asked is left.
    script::take_drops(over.into_js_value(), dropped.into_js_value());
}

pub(crate) fn visit(address: &str) {
    script::visit(address);
}

pub(crate) fn warn_before_leaving(warn: bool) {
    script::warn_before_leaving(warn);
}
