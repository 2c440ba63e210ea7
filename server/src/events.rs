//! The live event stream: the feed as server-sent events.
//!
//! An event's id is its position, so that a browser that was away says where
//! it was (`Last-Event-ID`), and gets what it missed, or a `reset`.

use crate::{rest::problem::Problem, state::AppState};
use axum::{
    extract::{Query, State},
    http::{HeaderMap, StatusCode},
    response::{
        IntoResponse, Response,
        sse::{Event as Message, KeepAlive, Sse},
    },
};
use domain::Position;
use futures::{Stream, StreamExt as _, stream};
use serde::Deserialize;
use serde_json::json;
use service::{Event, events_after};
use std::{convert::Infallible, time::Duration};

/// How often something is sent while nothing happens, so that both ends notice a dead line.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How long a browser waits before it connects again.
const RETRY: Duration = Duration::from_millis(1_000);

/// Where a first connection begins, for readers that cannot send a header.
#[derive(Deserialize)]
pub(crate) struct Since {
    after: Option<u64>,
}

/// Streams `hello` with the position to begin with, then a `change` an entry, or a `reset`.
pub(crate) async fn events(
    State(state): State<AppState>,
    Query(since): Query<Since>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let after = last_event_id(&headers)?.or(since.after).map(Position::new);
    let begin = after.unwrap_or_else(|| state.service.catalogue().position());
    let hello = Message::default()
        .id(begin.to_string())
        .event("hello")
        .retry(RETRY)
        .data(json!({ "position": begin }).to_string());
    let events = events_after(&state.service, Some(begin)).await?.map(|event| message(&event));
    let mut stopping = state.stopping.clone();
    let stopped = async move {
        let _ = stopping.wait_for(|stop| *stop).await;
    };
    let stream = stream::once(std::future::ready(hello)).chain(events).take_until(stopped);
    Ok(respond(stream))
}

fn respond(stream: impl Stream<Item = Message> + Send + 'static) -> Response {
    let keep_alive = KeepAlive::new().interval(HEARTBEAT);
    let sse = Sse::new(stream.map(Ok::<_, Infallible>)).keep_alive(keep_alive);
    ([("x-accel-buffering", "no")], sse).into_response()
}

fn last_event_id(headers: &HeaderMap) -> Result<Option<u64>, Problem> {
    let Some(value) = headers.get("last-event-id") else { return Ok(None) };
    let number = value.to_str().ok().and_then(|text| text.trim().parse().ok());
    number.map(Some).ok_or_else(|| {
        let details = "`Last-Event-ID` is the id of an event that this server sent, a number";
        Problem::new(StatusCode::BAD_REQUEST, "Malformed event id", details)
    })
}

fn message(event: &Event) -> Message {
    let message = Message::default().id(event.position().to_string());
    match event {
        Event::Reset(position) => message.event("reset").data(json!({ "position": position }).to_string()),
        Event::Entry(entry) => {
            message.event("change").data(serde_json::to_string(entry).unwrap_or_else(|_| "{}".to_owned()))
        }
    }
}
