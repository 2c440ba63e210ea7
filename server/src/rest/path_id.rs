//! The id in an address.

use crate::problem::Problem;
use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::{StatusCode, request::Parts},
};
use std::{fmt::Display, str::FromStr};

/// The one id of an address. A text that is none is 400; one that nothing bears is the service's 404.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PathId<T>(pub(crate) T);

impl<T, S> FromRequestParts<S> for PathId<T>
where
    T: FromStr<Err: Display>,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let params = RawPathParams::from_request_parts(parts, state).await;
        let params = params.map_err(|error| invalid(&error))?;
        let text = params.iter().next().map(|(_, text)| text).unwrap_or_default();
        text.parse().map(Self).map_err(|error| invalid(&error))
    }
}

fn invalid(error: &dyn Display) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "Invalid id", error.to_string()).about("id")
}
