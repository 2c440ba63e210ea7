//! What happens to every request before and after its door: named, checked, logged.
//!
//! Kept pages are answered here. What changes something runs as a task of its
//! own: it goes on to its end when its client goes away.

use crate::{Brine, oops, pages, request_id, security};
use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, Method, StatusCode, Uri},
    response::Response,
};
use futures::{
    FutureExt as _,
    future::{BoxFuture, Either, Ready, ready},
};
use std::{
    convert::Infallible,
    panic::AssertUnwindSafe,
    task::{Context, Poll},
    time::Instant,
};
use tower::{Service, ServiceExt as _};
use tracing::Instrument as _;

/// The whole server as one service. Cheap to clone.
///
/// In front of the router and not a layer in it: a kept page is sent without looking for a route first.
#[derive(Clone)]
pub struct Front {
    brine: Brine,
    doors: Router,
}

impl Front {
    /// What stands before these doors.
    pub(crate) const fn new(brine: Brine, doors: Router) -> Self {
        Self { brine, doors }
    }
}

type Answer = Result<Response, Infallible>;

impl Service<Request> for Front {
    type Response = Response;
    type Error = Infallible;
    type Future = Either<Ready<Answer>, BoxFuture<'static, Answer>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let began = Instant::now();
        let id = self.brine.request_ids.of(request.headers());
        if let Some(response) = refused_or_kept(&self.brine, &request) {
            return Either::Left(ready(Ok(named(response, request.method(), request.uri(), began, id))));
        }
        let Self { brine, doors } = self.clone();
        Either::Right(Box::pin(async move {
            let (method, uri) = (request.method().clone(), request.uri().clone());
            let mut response = behind_the_doors(&brine, request, doors, &id).await;
            security::secure(response.headers_mut());
            Ok(named(response, &method, &uri, began, id))
        }))
    }
}

/// The answer under its request's name, logged.
fn named(mut response: Response, method: &Method, uri: &Uri, began: Instant, id: HeaderValue) -> Response {
    log(method, uri, response.status(), began, &id);
    response.headers_mut().insert(request_id::HEADER, id);
    response
}

fn refused_or_kept(brine: &Brine, request: &Request) -> Option<Response> {
    let (method, uri, headers) = (request.method(), request.uri(), request.headers());
    if !brine.hosts.allow(uri, headers) {
        let detail = "This server does not answer under the name in the request's Host header. \
                      Start it with --host NAME (or BRINE_HOST) to allow one.";
        return Some(oops::say(uri.path(), StatusCode::MISDIRECTED_REQUEST, "Unknown host", detail));
    }
    if security::is_cross_site(method, uri, headers) {
        let detail = "This request was made by a page of another site, which may not change anything here.";
        return Some(oops::say(uri.path(), StatusCode::FORBIDDEN, "Cross-site request", detail));
    }
    pages::kept(brine, method, uri, headers)
}

async fn behind_the_doors(brine: &Brine, request: Request, doors: Router, id: &HeaderValue) -> Response {
    let path = request.uri().path().to_owned();
    let is_change = !request.method().is_safe();
    let span = tracing::info_span!("request", id = id.to_str().unwrap_or_default());
    let answer = AssertUnwindSafe(doors.oneshot(request).map(|Ok(response)| response)).catch_unwind().instrument(span);
    let answered = if is_change {
        brine.stopping.changes().spawn(answer).await.ok().and_then(Result::ok)
    } else {
        answer.await.ok()
    };
    answered.unwrap_or_else(|| {
        tracing::error!(path, "A request made the server panic");
        oops::broken(&path)
    })
}

/// One line a request. The path is a field, and fields are escaped.
fn log(method: &Method, uri: &Uri, status: StatusCode, began: Instant, id: &HeaderValue) {
    let (path, status) = (uri.path(), status.as_u16());
    let micros = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
    let id = id.to_str().unwrap_or_default();
    tracing::info!(target: "request", %method, ?path, status, micros, id);
}
