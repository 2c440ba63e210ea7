//! A request's JSON body: what is wrong with one, where, and what would be right.

use crate::problem::Problem;
use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, StatusCode, header},
};
use serde::de::DeserializeOwned;
use serde_json::error::Category;

/// A body that was read as a `T`. Broken JSON is 400, JSON that is no `T` is 422.
#[derive(Debug)]
pub(crate) struct JsonBody<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        check_is_json(request.headers())?;
        let body = Bytes::from_request(request, state).await.map_err(|rejected| match rejected.status() {
            StatusCode::PAYLOAD_TOO_LARGE => {
                let detail = format!("a request has at most {} bytes", super::MAX_BODY_BYTES);
                Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "Too large", detail)
            }
            _ => Problem::new(StatusCode::BAD_REQUEST, "Unreadable body", rejected.body_text()),
        })?;
        read(&body).map(Self)
    }
}

fn check_is_json(headers: &HeaderMap) -> Result<(), Problem> {
    let sent = headers.get(header::CONTENT_TYPE).map(|it| String::from_utf8_lossy(it.as_bytes()).to_ascii_lowercase());
    let essence = sent.as_deref().map(|it| it.split(';').next().unwrap_or_default().trim());
    match essence {
        Some(it) if it == "application/json" || (it.starts_with("application/") && it.ends_with("+json")) => Ok(()),
        Some(it) => Err(wrong_type(format!("the body is said to be `{it}`; send `Content-Type: application/json`"))),
        None => Err(wrong_type("the request has no `Content-Type`; send `Content-Type: application/json`".to_owned())),
    }
}

fn wrong_type(detail: String) -> Problem {
    Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Unsupported media type", detail)
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let mut json = serde_json::Deserializer::from_slice(body);
    let read = serde_path_to_error::deserialize(&mut json);
    let value = read.map_err(|error| {
        let member = error.path().to_string();
        refuse(error.inner(), &member)
    })?;
    json.end().map_err(|error| refuse(&error, "."))?;
    Ok(value)
}

fn refuse(error: &serde_json::Error, member: &str) -> Problem {
    let (line, column) = (count(error.line()), count(error.column()).max(1));
    let words = error.to_string();
    let bare = words.split(" at line ").next().unwrap_or(&words);
    if error.classify() != Category::Data {
        let detail = format!("the body is broken JSON: line {line}, column {column}: {bare}");
        return Problem::new(StatusCode::BAD_REQUEST, "Broken JSON", detail).at(line, column);
    }
    // Serde names a missing member in its words, and the object that lacks it in its path.
    let named = bare.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
    match (named, member) {
        (Some(missing), _) => invalid(format!("the member `{missing}` is missing")).about(missing),
        (None, ".") => invalid(bare.to_owned()),
        (None, member) => invalid(format!("{member}: {bare}")).about(member),
    }
    .at(line, column)
}

fn invalid(detail: String) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "Invalid request", detail)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX).max(1)
}
