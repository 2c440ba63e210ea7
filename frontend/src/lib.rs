//! The browser half's entry: the loader calls [`hydrate`] once the page is painted.

use wasm_bindgen::prelude::wasm_bindgen;

/// Makes the page that the server rendered live.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_body(app::App);
}
