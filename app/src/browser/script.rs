//! What `frontend/js/boot/browser.js` does for the page.

use leptos::wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = brine, js_name = chooseTheme)]
    pub(super) fn choose_theme(word: &str);
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    pub(super) fn complain(words: &str);
    #[wasm_bindgen(js_namespace = brine)]
    pub(super) fn copy(text: &str);
    #[wasm_bindgen(js_namespace = brine)]
    pub(super) fn focus(id: &str);
    #[wasm_bindgen(js_namespace = brine, js_name = focusedCard)]
    pub(super) fn focused_card() -> String;
    #[wasm_bindgen(js_namespace = brine, js_name = followAddress)]
    pub(super) fn follow_address(went: JsValue);
    #[wasm_bindgen(js_namespace = brine)]
    pub(super) fn go(address: &str, replace: bool);
    #[wasm_bindgen(js_namespace = brine, js_name = goToInEditor)]
    pub(super) fn go_to_in_editor(textarea: &JsValue, line: u32, column: u32);
    #[wasm_bindgen(js_namespace = brine, js_name = inputsOf)]
    pub(super) async fn inputs_of(form: JsValue) -> JsValue;
    #[wasm_bindgen(js_namespace = brine, js_name = leaveWords)]
    pub(super) fn leave_words(words: &str);
    #[wasm_bindgen(js_namespace = brine, js_name = listenToFeed)]
    pub(super) fn listen_to_feed(heard: JsValue);
    #[wasm_bindgen(js_namespace = brine, js_name = menuToggled)]
    pub(super) fn menu_toggled(menu: &JsValue) -> bool;
    #[wasm_bindgen(js_namespace = brine, js_name = moveInMenu)]
    pub(super) fn move_in_menu(menu: &JsValue, event: &JsValue);
    #[wasm_bindgen(js_namespace = Date)]
    pub(super) fn now() -> f64;
    #[wasm_bindgen(js_namespace = brine, js_name = onPalette)]
    pub(super) fn on_palette(asked: JsValue);
    #[wasm_bindgen(js_namespace = brine, js_name = onTheme)]
    pub(super) fn on_theme(chosen: JsValue);
    #[wasm_bindgen(js_namespace = brine, js_name = openEditors)]
    pub(super) fn open_editors();
    #[wasm_bindgen(js_namespace = brine, js_name = openMenu)]
    pub(super) fn open_menu(menu: &JsValue, last: bool);
    #[wasm_bindgen(js_namespace = brine, js_name = pageValue)]
    pub(super) fn page_value() -> Vec<u8>;
    #[wasm_bindgen(js_namespace = brine, js_name = problemWords)]
    pub(super) fn problem_words(text: &str) -> String;
    #[wasm_bindgen(js_namespace = brine, js_name = readFiles)]
    pub(super) async fn read_files(event: JsValue) -> JsValue;
    #[wasm_bindgen(js_namespace = brine)]
    pub(super) fn say(is_error: bool, before: &str, name: &str, after: &str, href: &str, link: &str);
    #[wasm_bindgen(js_namespace = brine)]
    pub(super) fn show(id: &str);
    #[wasm_bindgen(js_namespace = brine, js_name = showModal)]
    pub(super) fn show_modal(dialog: &JsValue, open: bool);
    #[wasm_bindgen(js_namespace = brine, js_name = takeDrops)]
    pub(super) fn take_drops(over: JsValue, dropped: JsValue);
    #[wasm_bindgen(js_namespace = brine, js_name = takeField)]
    pub(super) fn take_field(id: &str) -> String;
    #[wasm_bindgen(js_namespace = brine)]
    pub(super) fn visit(address: &str);
    #[wasm_bindgen(js_namespace = brine, js_name = warnBeforeLeaving)]
    pub(super) fn warn_before_leaving(warn: bool);
    #[wasm_bindgen(js_namespace = location, thread_local_v2, js_name = origin)]
    pub(super) static ORIGIN: String;
}
