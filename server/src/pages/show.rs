//! Answers who asks for a page: with the kept one where there is one, else with a new one.

use super::{Encoding, render};
use crate::{Brine, cookies, oops};
use app::Extras;
use axum::{
    http::{HeaderMap, Method, Uri, header},
    response::Response,
};
use std::sync::Arc;

/// The kept page at an address. Asked for before anything else is done for a request.
pub(crate) fn kept(brine: &Brine, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<Response> {
    if *method != Method::GET || cookies::has_flash(headers) {
        return None;
    }
    let position = brine.service.catalogue().position();
    let page = brine.pages.find(address(uri), cookies::theme(headers), position)?;
    Some(page.answer(Encoding::accepted(headers)))
}

/// `GET` of any page, known or not.
pub(crate) async fn show(brine: &Brine, uri: &Uri, headers: &HeaderMap) -> Response {
    let theme = cookies::theme(headers);
    let flash = cookies::flash(headers);
    let is_flashed = flash.is_some();
    // Before it is rendered: what changes meanwhile must not be missed.
    let position = brine.service.catalogue().position();
    let encoding = Encoding::accepted(headers);
    match render(brine, uri, Extras { theme, flash, refusal: None }).await {
        Err(error) => {
            tracing::error!(%error, "A page could not be rendered");
            oops::page()
        }
        Ok(page) if is_flashed => page.with_header(header::SET_COOKIE, cookies::clear_flash()).answer(encoding),
        Ok(page) => {
            let page = Arc::new(page);
            brine.pages.keep(address(uri), theme, position, Arc::clone(&page));
            page.answer(encoding)
        }
    }
}

fn address(uri: &Uri) -> &str {
    uri.path_and_query().map_or("/", |it| it.as_str())
}
