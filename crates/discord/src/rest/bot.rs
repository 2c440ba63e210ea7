//! What is done as the bot: its command, who and where it is, and posts of its own.

use super::{By, Call, DiscordError, Rest, parsed};
use crate::{Command, Message, Missing, PublicKey, Registered, Secret, Snowflake, message::Body, permissions::missing};
use bytes::Bytes;
use reqwest::Method;
use serde::Deserialize;
use twilight_model::guild::Permissions;

/// How many servers Discord lists at once, and how many pages are read.
const PAGE: usize = 200;
const PAGES: usize = 25;

/// One application's bot.
#[derive(Debug, Clone)]
pub struct Bot {
    rest: Rest,
    application: Snowflake,
    token: Secret,
}

/// The bot as a user.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Account {
    /// Its id.
    pub id: Snowflake,
    /// What it is called.
    #[serde(rename = "username")]
    pub name: String,
}

/// The application that the token belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Application {
    /// Its id.
    pub id: Snowflake,
    /// What it is called.
    pub name: String,
    #[serde(default)]
    verify_key: String,
    /// Where Discord sends interactions to; none while no URL was entered.
    #[serde(default)]
    pub interactions_endpoint_url: Option<String>,
}

/// A server that the bot is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guild {
    /// Its id.
    pub id: Snowflake,
    /// What it is called.
    pub name: String,
    /// What the bot needs and is not allowed there. A channel may allow or forbid more.
    pub missing: Vec<Missing>,
}

#[derive(Deserialize)]
struct Listed {
    id: Snowflake,
    name: String,
    permissions: Permissions,
}

impl Application {
    /// The key that its interactions are signed with.
    pub fn public_key(&self) -> Option<PublicKey> {
        self.verify_key.parse().ok()
    }
}

impl Bot {
    pub(super) const fn new(rest: Rest, application: Snowflake, token: Secret) -> Self {
        Self { rest, application, token }
    }

    /// Registers the command for all servers, in place of one of its name.
    ///
    /// # Errors
    /// Where Discord does not take it.
    pub async fn register(&self, command: &Command) -> Result<Registered, DiscordError> {
        let json = serde_json::to_vec(command).map_err(|error| DiscordError::Unsendable(error.to_string()))?;
        let body = Body { content_type: "application/json".to_owned(), bytes: json.into() };
        // Twice the same is once: the name decides.
        parsed(&self.send(Method::POST, self.commands_path(), true, Some(body)).await?)
    }

    /// The commands that are registered for all servers.
    ///
    /// # Errors
    /// Where Discord does not tell them.
    pub async fn commands(&self) -> Result<Vec<Registered>, DiscordError> {
        parsed(&self.get(self.commands_path()).await?)
    }

    /// Takes a command away; one that is not there is no error.
    ///
    /// # Errors
    /// Where Discord does not do it.
    pub async fn delete(&self, command: Snowflake) -> Result<(), DiscordError> {
        match self.send(Method::DELETE, format!("{}/{command}", self.commands_path()), true, None).await {
            Ok(_) | Err(DiscordError::NotFound(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Whose token it is: an answer means that it is valid.
    ///
    /// # Errors
    /// Where the token is not valid, or Discord does not answer.
    pub async fn account(&self) -> Result<Account, DiscordError> {
        parsed(&self.get("/users/@me".to_owned()).await?)
    }

    /// The application that the token belongs to: another id than expected means a token of another application.
    ///
    /// # Errors
    /// Where the token is not valid, or Discord does not answer.
    pub async fn application(&self) -> Result<Application, DiscordError> {
        parsed(&self.get("/applications/@me".to_owned()).await?)
    }

    /// The servers that the bot is in, five thousand at most, and what it is not allowed there.
    ///
    /// # Errors
    /// Where the token is not valid, or Discord does not answer.
    pub async fn guilds(&self) -> Result<Vec<Guild>, DiscordError> {
        let mut guilds: Vec<Guild> = Vec::new();
        for _ in 0..PAGES {
            let after = guilds.last().map_or_else(String::new, |last| format!("&after={}", last.id));
            let page: Vec<Listed> = parsed(&self.get(format!("/users/@me/guilds?limit={PAGE}{after}")).await?)?;
            let whole = page.len() == PAGE;
            guilds.extend(page.into_iter().map(|it| Guild {
                id: it.id,
                name: it.name,
                missing: missing(it.permissions),
            }));
            if !whole {
                break;
            }
        }
        Ok(guilds)
    }

    /// Posts a message of the bot's own: the answer of a run that took longer than an interaction's fifteen minutes.
    /// Where it is not known whether it arrived, it is not sent again.
    ///
    /// # Errors
    /// Where the bot may not post there, or Discord does not take it.
    pub async fn post(&self, channel: Snowflake, message: &Message) -> Result<(), DiscordError> {
        let body = message.body().await.map_err(|error| DiscordError::Unsendable(error.to_string()))?;
        self.send(Method::POST, format!("/channels/{channel}/messages"), false, Some(body)).await.map(drop)
    }

    fn commands_path(&self) -> String {
        format!("/applications/{}/commands", self.application)
    }

    async fn get(&self, path: String) -> Result<Bytes, DiscordError> {
        self.send(Method::GET, path, true, None).await
    }

    async fn send(
        &self,
        method: Method,
        path: String,
        repeatable: bool,
        body: Option<Body>,
    ) -> Result<Bytes, DiscordError> {
        self.rest.call(Call { method, path, repeatable, body, by: By::Bot(&self.token) }).await
    }
}
