//! The door for people without JavaScript: forms posted to their page's own address.

mod act;
mod addresses;
mod back;
mod bulk;
mod deploy;
mod import;
mod read;
mod replacing;
mod runs;

use crate::{
    Brine, cookies, oops,
    pages::{self, Encoding, Page, RenderError},
};
use act::Done;
use app::{Extras, Refusal};
use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse as _, Response},
};
use domain::Deployed;

pub(crate) use act::Refused;
pub(crate) use read::{MAX_FORM_BYTES, Posted, read};
pub(crate) use runs::values;

/// `POST` on any page. Success leads to another page; a refusal renders this one again.
pub(crate) async fn post(brine: &Brine, request: Request) -> Response {
    let (uri, headers) = (request.uri().clone(), request.headers().clone());
    let posted = match read::read(request).await {
        Ok(posted) => posted,
        Err(unreadable) => return refuse(brine, &uri, &headers, Refusal::default(), unreadable).await,
    };
    match act::act(brine, &uri, &posted).await {
        Ok(Done { told: Some(told), .. }) => tell(brine, &uri, &headers, told).await,
        Ok(Done { deployed: Some(deployed), words, .. }) => tell_deployed(brine, &uri, &headers, deployed, words),
        Ok(Done { bulk: Some(report), .. }) => {
            let extras = Extras { bulk: Some(report), ..extras(&headers) };
            answer(&headers, pages::render(brine, &uri, extras).await.map(Page::unkept))
        }
        Ok(Done { ask: Some(page), .. }) => {
            answer(&headers, pages::render_asked(brine, &uri, page, extras(&headers)).map(Page::unkept))
        }
        Ok(done) => lead(&uri, &posted, done),
        Err(refused) => {
            let action = posted.action().to_owned();
            let refusal = Refusal { action, fields: posted.fields, ..Refusal::default() };
            refuse(brine, &uri, &headers, refusal, refused).await
        }
    }
}

/// Sends the reader on, with words for the next page.
fn lead(posted_to: &Uri, posted: &Posted, done: Done) -> Response {
    let wanted = posted.field("back").and_then(back::local_path);
    let here = || posted_to.path_and_query().and_then(|it| back::local_path(it.as_str()));
    let fitting = done.to.as_deref().and_then(back::local_path).or_else(here);
    let location = wanted.or(fitting).unwrap_or(HeaderValue::from_static("/deployments"));
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response();
    let words = done.words.as_deref().map(cookies::set_flash);
    let cookies = [words, done.theme.map(cookies::set_theme), done.undo.map(cookies::set_undo)].into_iter().flatten();
    for cookie in cookies {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Renders the page again, with what is told this once: no cache, cookie or other page has it.
async fn tell(brine: &Brine, uri: &Uri, headers: &HeaderMap, told: String) -> Response {
    let extras = Extras { told: Some(told), ..extras(headers) };
    answer(headers, pages::render(brine, uri, extras).await.map(Page::unkept))
}

/// Answers with what is told this once: no address has it.
fn tell_deployed(brine: &Brine, uri: &Uri, headers: &HeaderMap, deployed: Deployed, words: Option<String>) -> Response {
    let extras = Extras { flash: words, ..extras(headers) };
    answer(headers, pages::render_deployed(brine, uri, deployed, extras).map(Page::unkept))
}

/// Renders the page again, with what was wrong and what was typed.
async fn refuse(brine: &Brine, uri: &Uri, headers: &HeaderMap, refusal: Refusal, why: Refused) -> Response {
    let refusal = Refusal { messages: why.messages, faults: why.faults, ..refusal };
    let extras = Extras { refusal: Some(refusal), ..extras(headers) };
    answer(headers, pages::render(brine, uri, extras).await.map(|page| page.with_status(why.status)))
}

fn extras(headers: &HeaderMap) -> Extras {
    Extras { theme: cookies::theme(headers), host: pages::host(headers).to_owned(), ..Extras::default() }
}

fn answer(headers: &HeaderMap, rendered: Result<Page, RenderError>) -> Response {
    match rendered {
        Ok(page) => page.answer(Encoding::accepted(headers)),
        Err(error) => {
            tracing::error!(%error, "A page could not be rendered");
            oops::page()
        }
    }
}

/// What is answered to other methods on pages.
pub(crate) fn wrong_method(path: &str) -> Response {
    const ALLOW: (HeaderName, HeaderValue) = (header::ALLOW, HeaderValue::from_static("GET, HEAD, POST"));
    let detail = "This address does not have this method; it has GET, HEAD and POST.";
    let mut response = oops::say(path, StatusCode::METHOD_NOT_ALLOWED, "Method not allowed", detail);
    response.headers_mut().insert(ALLOW.0, ALLOW.1);
    response
}
