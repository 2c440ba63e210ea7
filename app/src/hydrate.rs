//! Makes what the server rendered live: the controls, the toasts, and the page itself.
//!
//! Each part is hydrated by itself, for what stands between them is never
//! changed by a script: the browser half holds no code for it.

use crate::{
    Extras, Page,
    around::Around,
    browser,
    components::{controls::Controls, palette::Palette, toaster::Toasts},
};
use any_spawner::Executor;
use leptos::{
    IntoView,
    mount::{hydrate_from, mount_to},
    prelude::{Owner, provide_context},
};

/// Makes a page live.
pub fn page<P: Page>() {
    if let Some((around, rest)) = begin() {
        match postcard::from_bytes::<P>(&rest) {
            Ok(page) => part("page", around, move || page.view()),
            Err(error) => browser::complain(&error.to_string()),
        }
    }
}

/// Makes what is around a page live that is only read.
pub fn plain() {
    let _ = begin();
}

/// Puts the command palette over whatever page it was asked for on.
pub fn palette() {
    if let Some(corner) = browser::add_corner() {
        mount_to(corner, Palette).forget();
    }
}

/// Takes over what the server gave along; returns what is left of it for the page.
fn begin() -> Option<(Around, Vec<u8>)> {
    // That it was there already is no error.
    let _ = Executor::init_wasm_bindgen();
    let value = browser::page_value();
    let (extras, rest) = match postcard::take_from_bytes::<Extras>(&value) {
        Ok(read) => read,
        Err(error) => {
            browser::complain(&error.to_string());
            return None;
        }
    };
    // What is around the page lives as long as the document.
    let owner = Owner::new();
    let around = owner.with(|| Around::start(extras));
    std::mem::forget(owner);
    part("controls", around, Controls);
    part("corner", around, Toasts);
    Some((around, rest.to_vec()))
}

fn part<V: IntoView + 'static>(id: &str, around: Around, view: impl FnOnce() -> V + 'static) {
    let Some(element) = browser::element(id) else { return };
    let live = hydrate_from(element, move || {
        provide_context(around);
        view()
    });
    live.forget();
}
