//! A request's JSON body: what is wrong with one, where, and what would be right.

use crate::problem::Problem;
use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, StatusCode, header},
};
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::{error::Category, value::RawValue};

/// A body that was read as a `T`. Broken JSON is 400, JSON that is no `T` is 422.
#[derive(Debug)]
pub(crate) struct JsonBody<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        check_is_json(request.headers())?;
        let RawBody(body) = RawBody::from_request(request, state).await?;
        read(&body).map(Self)
    }
}

/// A body as it was sent, within the limit.
#[derive(Debug)]
pub(crate) struct RawBody(pub(crate) Bytes);

impl<S: Send + Sync> FromRequest<S> for RawBody {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let body = Bytes::from_request(request, state).await;
        body.map(Self).map_err(|rejected| match rejected.status() {
            StatusCode::PAYLOAD_TOO_LARGE => {
                let detail = format!("a request has at most {} bytes", super::MAX_BODY_BYTES);
                Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "Too large", detail)
            }
            _ => Problem::new(StatusCode::BAD_REQUEST, "Unreadable body", rejected.body_text()),
        })
    }
}

/// Reads a body whose bytes are needed, too.
pub(crate) fn of<T: DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Result<T, Problem> {
    check_is_json(headers)?;
    read(body)
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
    // Serde would take a list for an object whose members come in their order.
    let is_list = body.trim_ascii_start().first() == Some(&b'[');
    let mut json = serde_json::Deserializer::from_slice(body);
    let read =
        serde_path_to_error::deserialize(&mut json).map_err(|error| (error.path().to_string(), error.into_inner()));
    match read.and_then(|value| json.end().map(|()| value).map_err(|error| (".".to_owned(), error))) {
        Ok(value) if !is_list => Ok(value),
        failed => {
            check_is_whole(body)?;
            Err(match failed {
                Err((member, error)) if !is_list => meaningless(&member, &error),
                _ => invalid("the body is a list; send an object with named members".to_owned()),
            })
        }
    }
}

/// Broken JSON is told before anything that it might have said. Serde calls some values of the wrong
/// kind broken too: this tells them apart.
fn check_is_whole(body: &[u8]) -> Result<(), Problem> {
    let whole = serde_json::from_slice::<IgnoredAny>(body).map(|_| ());
    let broken = match whole.and_then(|()| serde_json::from_slice::<&RawValue>(body).map(|_| ())) {
        Ok(()) => return Ok(()),
        Err(error) => error,
    };
    let (line, column) = (count(broken.line()), count(broken.column()));
    let detail = format!("the body is broken JSON: line {line}, column {column}: {}", words(&broken));
    Err(Problem::new(StatusCode::BAD_REQUEST, "Broken JSON", detail).at(line, column))
}

/// What is wrong with JSON that is whole.
fn meaningless(member: &str, error: &serde_json::Error) -> Problem {
    let words = match error.classify() {
        // Serde's words where one of several texts is wanted, and there is something else.
        Category::Syntax if words(error) == "expected value" => {
            "it is one of the texts that /api/docs lists for it, in quotes".to_owned()
        }
        _ => words(error),
    };
    // Serde names a missing member in its words, and the object that lacks it in its path.
    let missing = words.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
    let problem = match (missing, member) {
        (Some(missing), _) => invalid(format!("the member `{missing}` is missing")).about(missing),
        (None, ".") => invalid(words),
        (None, member) => invalid(format!("{member}: {words}")).about(member),
    };
    problem.at(count(error.line()), count(error.column()))
}

/// Serde's words without the place, which is told apart.
fn words(error: &serde_json::Error) -> String {
    let words = error.to_string();
    words.split(" at line ").next().unwrap_or(&words).to_owned()
}

fn invalid(detail: String) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "Invalid request", detail)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX).max(1)
}
