//! What one try came to: done, failed for good, or worth another one after a while.

use super::{By, Call, DiscordError, error::Said};
use bytes::Bytes;
use engine::outbound::{Answer, OutboundError};
use reqwest::header::RETRY_AFTER;
use std::time::Duration;

/// The wait after the first try without an answer; each one after it is twice as long.
const FIRST_WAIT: Duration = Duration::from_millis(500);

/// What is to be done next.
pub(super) enum Next {
    /// Nothing: this is the answer.
    Done(Bytes),
    /// Nothing: it will not be another answer.
    Failed(DiscordError),
    /// To wait and try again; the error is how it ends where there is no more patience.
    Wait(Duration, DiscordError),
}

/// Reads how the try ended that was the n-th one.
pub(super) fn read(answer: Result<Answer, OutboundError>, call: &Call<'_>, tried: u32) -> Next {
    let backoff = FIRST_WAIT.saturating_mul(1 << (tried - 1).min(8));
    let answer = match answer {
        Ok(answer) => answer,
        Err(OutboundError::Refused(why)) => return Next::Failed(DiscordError::NoAnswer(without_token(&why, call))),
        Err(error) => {
            let error = DiscordError::NoAnswer(without_token(&error.to_string(), call));
            return if call.repeatable { Next::Wait(backoff, error) } else { Next::Failed(error) };
        }
    };
    match answer.status {
        200..=299 => Next::Done(answer.body),
        429 => {
            let after = retry_after(&answer).unwrap_or(Duration::from_secs(1));
            Next::Wait(after, DiscordError::RateLimited { after })
        }
        // Discord answers so before it has done anything.
        status @ 500..=599 => Next::Wait(backoff, DiscordError::Unavailable { status }),
        status => Next::Failed(DiscordError::of(status, Said::read(&answer.body), call.by)),
    }
}

/// Discord says it in the body, to the millisecond; what stands before Discord only in the header.
fn retry_after(answer: &Answer) -> Option<Duration> {
    let seconds = Said::read(&answer.body).retry_after;
    let seconds = seconds.or_else(|| answer.headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok());
    Duration::try_from_secs_f64(seconds?).ok()
}

/// Errors of the way may say the URL, and in that stands an interaction's token.
fn without_token(why: &str, call: &Call<'_>) -> String {
    match call.by {
        By::Interaction(token) if !token.reveal().is_empty() => why.replace(token.reveal(), "…"),
        By::Interaction(_) | By::Bot(_) => why.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Secret;
    use reqwest::Method;

    #[test]
    fn an_interactions_token_is_not_told() {
        let token = Secret::new("t0ken");
        let by = By::Interaction(&token);
        let call = Call { method: Method::POST, path: String::new(), repeatable: false, body: None, by };
        let error = OutboundError::Failed("error sending request for url (https://x.example/1/t0ken)".to_owned());
        let Next::Failed(error) = read(Err(error), &call, 1) else { panic!("it is not sent again") };
        assert!(!error.to_string().contains("t0ken"), "{error}");
    }
}
