//! Why Discord did not do it, and what helps.

use super::By;
use serde::Deserialize;
use serde_json::Value;
use std::time::Duration;

/// Discord's code for a request that is too large.
const TOO_LARGE: u32 = 40_005;
/// How much of what Discord says is passed on, in characters.
const MAX_WORDS: usize = 300;

/// Why a call failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DiscordError {
    /// 401 to the bot.
    #[error(
        "Discord does not accept the bot token; reset it on the application's Bot page at Discord and enter the new one"
    )]
    TokenRefused,
    /// 401 or 404 to an interaction's token.
    #[error("the interaction can no longer be answered: Discord allows that for 15 minutes; run the command again")]
    Expired,
    /// 403.
    #[error(
        "Discord does not allow this ({0}); invite the bot again by its link, and check its permissions in the channel"
    )]
    Forbidden(String),
    /// 404 to the bot.
    #[error("Discord knows no such thing ({0}); check the application id")]
    NotFound(String),
    /// 400: what of it is wrong, each with its place.
    #[error("Discord does not take this: {}", .0.join("; "))]
    Invalid(Vec<String>),
    /// 413.
    #[error("this is larger than Discord takes; make the outputs smaller")]
    TooLarge,
    /// 429, also after waiting.
    #[error("Discord asks to wait {} seconds; try again then", .after.as_secs_f64().ceil())]
    RateLimited {
        /// For how long.
        after: Duration,
    },
    /// 5xx, also after trying again.
    #[error("Discord has troubles of its own (status {status}); try again later, https://discordstatus.com says more")]
    Unavailable {
        /// The last answer's status.
        status: u16,
    },
    /// It could not be reached, or did not answer in time.
    #[error("Discord was not reached: {0}; check the server's way to the internet")]
    NoAnswer(String),
    /// The answer is not what Discord documents.
    #[error("Discord's answer cannot be read: {0}")]
    Unreadable(String),
    /// The message cannot be written as a request.
    #[error("the message cannot be sent: {0}")]
    Unsendable(String),
    /// Any other status.
    #[error("Discord answered with status {status}: {words}")]
    Unexpected {
        /// The answer's status.
        status: u16,
        /// What it said.
        words: String,
    },
}

/// What Discord says of an error.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Said {
    code: u32,
    message: String,
    errors: Value,
    pub(super) retry_after: Option<f64>,
}

impl Said {
    /// Whatever cannot be read says nothing: not only Discord answers, but also what stands before it.
    pub(super) fn read(body: &[u8]) -> Self {
        serde_json::from_slice(body).unwrap_or_default()
    }

    fn words(&self) -> String {
        let words = if self.message.is_empty() { "without a word" } else { &self.message };
        words.chars().take(MAX_WORDS).collect()
    }
}

impl DiscordError {
    pub(super) fn of(status: u16, said: Said, by: By<'_>) -> Self {
        match (status, by) {
            (401 | 404, By::Interaction(_)) => Self::Expired,
            (401, By::Bot(_)) => Self::TokenRefused,
            (404, By::Bot(_)) => Self::NotFound(said.words()),
            (413, _) => Self::TooLarge,
            (_, _) if said.code == TOO_LARGE => Self::TooLarge,
            (403, _) => Self::Forbidden(said.words()),
            (400, _) => Self::Invalid(faults(&said)),
            _ => Self::Unexpected { status, words: said.words() },
        }
    }
}

/// `options.0.name: Must be 32 or fewer in length.`; the message as a whole where Discord names no place.
fn faults(said: &Said) -> Vec<String> {
    let mut found = Vec::new();
    gather(&said.errors, "", &mut found);
    if found.is_empty() { vec![said.words()] } else { found }
}

fn gather(node: &Value, place: &str, found: &mut Vec<String>) {
    let Some(node) = node.as_object() else { return };
    for (key, value) in node {
        if key != "_errors" {
            let place = if place.is_empty() { key.clone() } else { format!("{place}.{key}") };
            gather(value, &place, found);
            continue;
        }
        for error in value.as_array().into_iter().flatten() {
            let words: String = error["message"].as_str().unwrap_or("is wrong").chars().take(MAX_WORDS).collect();
            found.push(if place.is_empty() { words } else { format!("{place}: {words}") });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Secret;

    #[test]
    fn names_each_fault_with_its_place() {
        let body = br#"{"code":50035,"message":"Invalid Form Body","errors":{"options":{"0":{"name":{"_errors":[
            {"code":"BASE_TYPE_BAD_LENGTH","message":"Must be between 1 and 32 in length."}]}}}}}"#;
        let token = Secret::new("t");
        let error = DiscordError::of(400, Said::read(body), By::Bot(&token));
        assert_eq!(
            error.to_string(),
            "Discord does not take this: options.0.name: Must be between 1 and 32 in length."
        );
    }

    #[test]
    fn takes_also_what_is_not_discords() {
        let token = Secret::new("t");
        let error = DiscordError::of(400, Said::read(b"<html>"), By::Bot(&token));
        assert_eq!(error.to_string(), "Discord does not take this: without a word");
        assert_eq!(DiscordError::of(401, Said::default(), By::Interaction(&token)), DiscordError::Expired);
        assert_eq!(DiscordError::of(413, Said::default(), By::Interaction(&token)), DiscordError::TooLarge);
    }
}
