//! Answering an interaction that was deferred.

use super::{By, Call, DiscordError, Rest};
use crate::{Message, Secret, Snowflake};
use reqwest::Method;

/// Answers one interaction. Its token is valid for fifteen minutes; needs no bot token.
#[derive(Debug, Clone)]
pub struct Answering {
    rest: Rest,
    application: Snowflake,
    token: Secret,
}

impl Answering {
    pub(super) const fn new(rest: Rest, application: Snowflake, token: Secret) -> Self {
        Self { rest, application, token }
    }

    /// Makes the deferred answer ("is thinking…") this message. Doing it again changes nothing.
    ///
    /// # Errors
    /// Where Discord does not take it, or the interaction is too old.
    pub async fn answer(&self, message: &Message) -> Result<(), DiscordError> {
        self.send(Method::PATCH, "/messages/@original", true, message).await
    }

    /// Adds a message. Where it is not known whether it arrived, it is not sent again.
    ///
    /// # Errors
    /// Where Discord does not take it, or the interaction is too old.
    pub async fn follow_up(&self, message: &Message) -> Result<(), DiscordError> {
        self.send(Method::POST, "?wait=true", false, message).await
    }

    async fn send(&self, method: Method, to: &str, repeatable: bool, message: &Message) -> Result<(), DiscordError> {
        // The token comes from Discord, signed; all the same it must not lead anywhere else.
        let token = path_safe(self.token.reveal());
        let path = format!("/webhooks/{}/{token}{to}", self.application);
        let body = message.body().await.map_err(|error| DiscordError::Unsendable(error.to_string()))?;
        let call = Call { method, path, repeatable, body: Some(body), by: By::Interaction(&self.token) };
        self.rest.call(call).await.map(drop)
    }
}

/// Tokens have letters, digits, `-`, `_` and `.` only.
fn path_safe(token: &str) -> String {
    token.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '=' | ':')).collect()
}
