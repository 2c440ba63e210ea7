//! Makes what the server rendered live.
//!
//! Only the page itself is hydrated: what stands around it is plain HTML that
//! the loading script keeps true, so the browser half holds no code for it.

use crate::{Extras, Page, around::Around, browser, components::palette::Palette};
use any_spawner::Executor;
use leptos::{
    mount::{hydrate_from, mount_to},
    prelude::provide_context,
};

/// Makes a page live.
pub fn page<P: Page>() {
    let Some(place) = browser::element("page") else { return };
    match postcard::from_bytes::<(Extras, P)>(&browser::page_value()) {
        Ok((extras, page)) => {
            let live = hydrate_from(place, move || {
                provide_context(Around::start(extras));
                page.view()
            });
            live.forget();
        }
        Err(error) => browser::complain(&error.to_string()),
    }
}

/// Puts the command palette over whatever page it was asked for on.
pub fn palette() {
    // That it was there already is no error.
    let _ = Executor::init_wasm_bindgen();
    if let Some(corner) = browser::add_corner() {
        mount_to(corner, Palette).forget();
    }
}
