//! Answers who asks for a page: with the kept one where there is one, else with a new one.

use super::{
    Encoding,
    moment::Moment,
    page::Page,
    render::{RenderError, render},
};
use crate::{Brine, cookies, oops};
use app::{Extras, Theme};
use axum::{
    http::{HeaderMap, Method, Uri, header},
    response::Response,
};
use std::sync::Arc;

/// The kept page at an address. Asked for before anything else is done for a request.
pub(crate) fn kept(brine: &Brine, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<Response> {
    if *method != Method::GET || cookies::has_notice(headers) {
        return None;
    }
    let page = brine.pages.find(&key(uri, headers), cookies::theme(headers), Moment::now(brine))?;
    Some(page.answer(Encoding::accepted(headers)))
}

/// `GET` of any page, known or not.
pub(crate) async fn show(brine: &Brine, uri: &Uri, headers: &HeaderMap) -> Response {
    let theme = cookies::theme(headers);
    let encoding = Encoding::accepted(headers);
    let shown = match notice(brine, headers) {
        // What is for one reader is in no other's page.
        Some(Extras { flash, undo, .. }) => {
            let extras = Extras { theme, host: host(headers).to_owned(), flash, undo, ..Extras::default() };
            let page = render(brine, uri, extras).await;
            page.map(|page| Arc::new(page.with_header(header::SET_COOKIE, cookies::clear_flash())))
        }
        None => shared(brine, uri, headers, theme).await,
    };
    match shown {
        Ok(page) => page.answer(encoding),
        Err(error) => {
            tracing::error!(%error, "A page could not be rendered");
            oops::page()
        }
    }
}

/// What is said to this reader alone; nothing where there is nothing to say, or to undo, any more.
fn notice(brine: &Brine, headers: &HeaderMap) -> Option<Extras> {
    let undo = cookies::undo(headers).filter(|id| brine.service.can_be_restored(*id));
    let deleted = || brine.service.retired(undo?).ok().map(|it| format!("{} deleted", it.deployment.name));
    let flash = cookies::flash(headers).or_else(deleted)?;
    Some(Extras { flash: Some(flash), undo, ..Extras::default() })
}

/// The page as everybody sees it: rendered once for all who ask now, and kept for those who ask later.
async fn shared(brine: &Brine, uri: &Uri, headers: &HeaderMap, theme: Theme) -> Result<Arc<Page>, RenderError> {
    // Before it is rendered: what changes meanwhile must not be missed.
    let moment = Moment::now(brine);
    let key = key(uri, headers);
    let render = async {
        let page =
            Arc::new(render(brine, uri, Extras { theme, host: host(headers).to_owned(), ..Extras::default() }).await?);
        brine.pages.keep(&key, theme, moment, Arc::clone(&page));
        Ok(page)
    };
    brine.flights.share(&key, theme, moment, render).await
}

/// What makes two pages the same but for their colours: the address, and the name that it stands under.
fn key(uri: &Uri, headers: &HeaderMap) -> String {
    [host(headers), uri.path_and_query().map_or("/", |it| it.as_str())].concat()
}

/// The name and port that the request was sent to: one of ours, or it would not have come this far.
pub(crate) fn host(headers: &HeaderMap) -> &str {
    headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default()
}
