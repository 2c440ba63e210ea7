//! `GET /api/v1/events`: the feed, live, as server-sent events.

use super::{activity_frame, query::Pairs};
use crate::{Brine, problem::Problem};
use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, StatusCode, Uri},
    response::{
        IntoResponse, Response, Sse,
        sse::{Event as Message, KeepAlive},
    },
};
use domain::Position;
use futures::{StreamExt as _, stream};
use serde_json::json;
use service::{ActivityFrame, Event, events_after};
use std::{convert::Infallible, time::Duration};
use tokio_stream::wrappers::BroadcastStream;

/// How often something is sent when nothing happens, so that a dead connection is noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How long a browser waits before it connects again.
const RETRY: Duration = Duration::from_secs(1);
const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// The feed, live.
///
/// `hello` comes first and says the newest position; then a `change` for each entry after `after`, in order;
/// `reset` where too much was missed to be told: read everything again. `activity`, at most ten a second and without an id, says how
/// deployments are doing and how far executions are. Ids are positions, so that a browser resumes by itself.
#[utoipa::path(
    get, path = "/api/v1/events", tag = "events",
    params(
        ("after" = Option<u64>, Query, description = "The position that the client knows; from now on where nothing is said"),
        ("Last-Event-ID" = Option<u64>, Header, description = "The same, as browsers say it when they connect again; counts before `after`"),
    ),
    responses(
        (status = 200, description = "Events: `hello` and `reset` with `{\"position\"}`, `change` with the feed's entry, `activity` with `{\"activities\",\"runs\"}`", body = String, content_type = "text/event-stream"),
        (status = 400, description = "No position", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn events(State(brine): State<Brine>, uri: Uri, headers: HeaderMap) -> Result<Response, Problem> {
    let after = after(&uri, &headers)?;
    let head = brine.service.catalogue().position();
    let events = events_after(&brine.service, after).await?;
    // Its id is what the client knows before it hears the first change: it may be cut off in between.
    let hello = Message::default().event("hello").id(after.unwrap_or(head).to_string()).retry(RETRY);
    let hello = hello.data(json!({ "position": head }).to_string());
    let reader = brine.service.count_reader();
    let figures = BroadcastStream::new(brine.service.activity_frames());
    // Who is too slow misses frames; the next ones are whole.
    let figures = figures.filter_map(|frame| std::future::ready(frame.ok().map(|frame| activity(&frame))));
    let changes = stream::select(events.map(|event| message(&event)), figures);
    let messages = stream::iter([hello]).chain(changes).inspect(move |_| {
        let _ = &reader;
    });
    let until = { async move { brine.stopping.begun().await } };
    let messages = messages.take_until(until).map(Ok::<_, Infallible>);
    // Proxies that collect answers before they pass them on would make every event late.
    let unbuffered = [(HeaderName::from_static("x-accel-buffering"), "no")];
    Ok((unbuffered, Sse::new(messages).keep_alive(KeepAlive::new().interval(HEARTBEAT))).into_response())
}

fn message(event: &Event) -> Message {
    let message = Message::default().id(event.position().to_string());
    match event {
        Event::Entry(entry) => message.event("change").data(serde_json::to_string(entry.as_ref()).unwrap_or_default()),
        Event::Reset(position) => message.event("reset").data(json!({ "position": position }).to_string()),
    }
}

/// How deployments are doing: no entry of the feed, so it has no id.
fn activity(frame: &ActivityFrame) -> Message {
    Message::default().event("activity").data(activity_frame::data(frame).to_string())
}

fn after(uri: &Uri, headers: &HeaderMap) -> Result<Option<Position>, Problem> {
    let header = headers.get(LAST_EVENT_ID).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let text = header.filter(|id| !id.is_empty()).or_else(|| Pairs::of(uri).get("after").map(str::to_owned));
    let Some(text) = text else { return Ok(None) };
    text.parse().map(|number| Some(Position::new(number))).map_err(|_| {
        let detail = "a position is a whole number, as in the `id` of an event";
        Problem::new(StatusCode::BAD_REQUEST, "Invalid query", detail).about("after")
    })
}
