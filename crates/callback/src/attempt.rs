//! Sends once, and says what became of it.

use crate::{Delivery, NoReply, Reply, Sender, retry_after::retry_after, schedule::wait_as_wished};
use bytes::Bytes;
use domain::{CallbackAttempt, CallbackState, Excerpt, Timestamp};
use engine::Clock;
use futures::{StreamExt as _, stream::BoxStream};
use std::{
    hash::{DefaultHasher, Hash, Hasher},
    time::Duration,
};
use tokio::time::{Instant, timeout_at};

/// How long one attempt may take, all of it.
pub const TIME_LIMIT: Duration = Duration::from_secs(15);

/// How much of an answer is read.
pub const ANSWER_LIMIT: u32 = 64 * 1024;

/// What became of one attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempted {
    /// What is kept of it.
    pub attempt: CallbackAttempt,
    /// How far the callback is now: Delivered, Due again, or GivenUp.
    pub state: CallbackState,
}

/// Sends a callback that was tried `before` times.
///
/// The answer's status decides: 2xx is delivered, 410 gives up, everything else is a failure. Once it is there, it
/// holds, also where its body breaks off, is long, or does not end in time.
pub async fn attempt(sender: &dyn Sender, clock: &dyn Clock, delivery: &Delivery, before: u32) -> Attempted {
    let (at, begun) = (clock.now(), Instant::now());
    let limit = begun + TIME_LIMIT;
    let answered = match timeout_at(limit, sender.post(delivery.letter(at))).await {
        Ok(answered) => answered,
        Err(_) => Err(NoReply(format!("it did not answer within {} seconds", TIME_LIMIT.as_secs()))),
    };
    let (status, wish, words) = match answered {
        Ok(Reply { status, retry_after, body }) => (Some(status), retry_after, words_of(status, body, limit).await),
        Err(no_reply) => (None, None, no_reply.to_string()),
    };
    let attempts = before.saturating_add(1);
    let now = clock.now();
    let wish = wish.and_then(|wish| retry_after(&wish, now));
    let state = match status {
        Some(200..=299) => CallbackState::Delivered { attempts, at: now },
        Some(410) => CallbackState::GivenUp { attempts, at: now },
        _ => match wait_as_wished(attempts, dice(delivery, attempts), wish) {
            Some(wait) => CallbackState::Due { attempts, next: later(now, wait) },
            None => CallbackState::GivenUp { attempts, at: now },
        },
    };
    let took_ms = u32::try_from(begun.elapsed().as_millis()).unwrap_or(u32::MAX);
    Attempted { attempt: CallbackAttempt { at, took_ms, status, words: Excerpt::of(&words) }, state }
}

/// The beginning of the answer, or what is to be said of it.
async fn words_of(status: u16, body: BoxStream<'static, Bytes>, limit: Instant) -> String {
    let answer = beginning(body, limit).await;
    match status {
        300..=399 => "redirects are not followed: give the address that it leads to".to_owned(),
        _ => String::from_utf8_lossy(&answer).trim().to_owned(),
    }
}

/// What comes of the answer within the limits.
async fn beginning(mut body: BoxStream<'static, Bytes>, limit: Instant) -> Vec<u8> {
    let (mut taken, mut room) = (Vec::new(), ANSWER_LIMIT as usize);
    while room > 0 {
        let Ok(Some(piece)) = timeout_at(limit, body.next()).await else { break };
        taken.extend_from_slice(&piece[..piece.len().min(room)]);
        // An empty piece counts as a byte: one that is always there would never let the time run out.
        room = room.saturating_sub(piece.len().max(1));
    }
    taken
}

/// The dice are the id's own random bits: no two callbacks march in step, and a test sees the same each time.
fn dice(delivery: &Delivery, attempts: u32) -> u64 {
    let mut hasher = DefaultHasher::new();
    (delivery.execution, attempts).hash(&mut hasher);
    hasher.finish()
}

pub(crate) fn later(at: Timestamp, wait: Duration) -> Timestamp {
    Timestamp::from_millis(at.as_millis().saturating_add(i64::try_from(wait.as_millis()).unwrap_or(i64::MAX)))
}
