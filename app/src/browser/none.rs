//! The server's side of the seam: a page is a still picture.

use super::ChosenFile;
use crate::{Theme, toast::Toast};
use domain::Timestamp;
use leptos::{ev::KeyboardEvent, web_sys};
use std::time::Duration;

pub(crate) fn after(_: Duration, _: impl FnOnce() + 'static) {}

pub(crate) fn copy(_: &str) {}

pub(crate) fn every(_: Duration, _: impl Fn() + 'static) {}

pub(crate) fn focus(_: &str) {}

pub(crate) fn focused_card() -> String {
    String::new()
}

pub(crate) fn follow_address(_: impl Fn(String) + 'static) {}

pub(crate) fn go(_: &str, _: bool) {}

pub(crate) fn go_to_in_editor(_: &web_sys::HtmlTextAreaElement, _: u32, _: u32) {}

pub(crate) async fn inputs_of(_: web_sys::HtmlFormElement) -> Vec<(String, String)> {
    Vec::new()
}

pub(crate) fn leave_words(_: &str) {}

pub(crate) fn listen_to_feed(_: impl Fn(Vec<String>) + 'static) {}

pub(crate) fn menu_toggled(_: &web_sys::HtmlDivElement) -> bool {
    false
}

pub(crate) fn move_in_menu(_: &web_sys::HtmlDivElement, _: &KeyboardEvent) {}

pub(crate) fn now() -> Option<Timestamp> {
    None
}

pub(crate) fn on_theme(_: impl Fn(Theme) + 'static) {}

pub(crate) fn open_editors() {}

pub(crate) fn open_menu(_: &web_sys::HtmlDivElement, _: bool) {}

pub(crate) fn problem_words(_: &str) -> String {
    String::new()
}

pub(crate) async fn read_files(_: web_sys::Event) -> Vec<ChosenFile> {
    Vec::new()
}

pub(crate) fn say(_: Toast<'_>) {}

pub(crate) fn set_title(_: &str) {}

pub(crate) fn show_modal(_: &web_sys::HtmlDialogElement, _: bool) {}

pub(crate) fn site_address() -> String {
    String::new()
}

pub(crate) fn take_drops(_: impl Fn(bool) + 'static, _: impl Fn(Vec<ChosenFile>) + 'static) {}

pub(crate) fn visit(_: &str) {}

pub(crate) fn warn_before_leaving(_: bool) {}

pub(crate) fn take_field(_: &str) -> String {
    String::new()
}
