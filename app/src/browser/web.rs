//! The browser's side of the seam. The work is done by `frontend/js/boot/browser.js`: it is the
//! browser's own language for it, and a tenth of the bytes.

mod script;

use super::ChosenFile;
use crate::{Theme, toast::Toast};
use domain::Timestamp;
use leptos::{
    ev::KeyboardEvent,
    prelude::{document, set_interval, set_timeout},
    wasm_bindgen::{JsCast as _, JsValue, closure::Closure},
    web_sys,
};
use std::time::Duration;

/// A new place at the end of the page, for what the server did not render.
pub(crate) fn add_corner() -> Option<web_sys::HtmlElement> {
    let corner: web_sys::HtmlElement = document().create_element("div").ok()?.dyn_into().ok()?;
    document().body()?.append_child(&corner).ok()?;
    Some(corner)
}

pub(crate) fn after(delay: Duration, work: impl FnOnce() + 'static) {
    set_timeout(work, delay);
}

pub(crate) fn choose_theme(theme: Theme) {
    script::choose_theme(theme.as_str());
}

/// Says what is wrong with the page itself, to those who look for it.
pub(crate) fn complain(words: &str) {
    script::complain(words);
}

pub(crate) fn copy(text: &str) {
    script::copy(text);
}

/// The element with this id.
pub(crate) fn element(id: &str) -> Option<web_sys::HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

pub(crate) fn every(period: Duration, work: impl Fn() + 'static) {
    set_interval(work, period);
}

pub(crate) fn focus(id: &str) {
    script::focus(id);
}

pub(crate) fn focused_card() -> String {
    script::focused_card()
}

pub(crate) fn follow_address(work: impl Fn(String) + 'static) {
    script::follow_address(Closure::<dyn Fn(String)>::new(work).into_js_value());
}

pub(crate) fn go(address: &str, replace: bool) {
    script::go(address, replace);
}

pub(crate) fn go_to_in_editor(textarea: &web_sys::HtmlTextAreaElement, line: u32, column: u32) {
    script::go_to_in_editor(textarea, line, column);
}

/// What a form has for each of a graph's inputs; files as data URLs.
pub(crate) async fn inputs_of(form: web_sys::HtmlFormElement) -> Vec<(String, String)> {
    let all = js_sys::Array::from(&script::inputs_of(form.into()).await);
    let text = |at| all.get(at).as_string().unwrap_or_default();
    (0..all.length()).step_by(2).map(|at| (text(at), text(at + 1))).collect()
}

pub(crate) fn leave_words(words: &str) {
    script::leave_words(words);
}

pub(crate) fn listen_to_feed(heard: impl Fn(Vec<String>) + 'static) {
    script::listen_to_feed(Closure::<dyn Fn(Vec<String>)>::new(heard).into_js_value());
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

pub(crate) fn on_palette(work: impl Fn(String) + 'static) {
    script::on_palette(Closure::<dyn Fn(String)>::new(work).into_js_value());
}

pub(crate) fn on_theme(work: impl Fn(Theme) + 'static) {
    let work = move |word: String| work(word.parse().unwrap_or_default());
    script::on_theme(Closure::<dyn Fn(String)>::new(work).into_js_value());
}

pub(crate) fn open_editors() {
    script::open_editors();
}

pub(crate) fn open_menu(menu: &web_sys::HtmlDivElement, last: bool) {
    script::open_menu(menu, last);
}

/// The value that the server put into the document beside the page's HTML.
pub(crate) fn page_value() -> Vec<u8> {
    script::page_value()
}

/// What a problem document says; nothing where the text is none.
pub(crate) fn problem_words(text: &str) -> String {
    script::problem_words(text)
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

pub(crate) fn say(toast: Toast<'_>) {
    let [before, name, after] = toast.words.parts();
    let (href, link) = toast.link.unwrap_or_default();
    script::say(toast.is_error, before, name, after, href, link);
}

pub(crate) fn set_title(title: &str) {
    document().set_title(title);
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
    script::take_drops(over.into_js_value(), dropped.into_js_value());
}

pub(crate) fn take_field(id: &str) -> String {
    script::take_field(id)
}

pub(crate) fn visit(address: &str) {
    script::visit(address);
}

pub(crate) fn warn_before_leaving(warn: bool) {
    script::warn_before_leaving(warn);
}
