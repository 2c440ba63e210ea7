//! The door for people: rendered pages.

mod cache;
mod render;

pub(crate) use cache::PageCache;
pub(crate) use render::{Extras, render};

use crate::Brine;
use axum::{
    extract::{Request, State},
    response::Response,
};

/// `GET` of any page, known or not.
pub(crate) async fn show(State(brine): State<Brine>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    render(&brine, &parts, Extras::default()).await
}
