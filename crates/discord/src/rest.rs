//! The way to Discord's REST API: the engine's guarded client, with Discord's limits kept and its errors read.
//!
//! What is sent for a bot goes through [`Bot`], what answers an interaction through [`Answering`].

mod answering;
mod attempt;
mod bot;
mod error;

pub use answering::Answering;
pub use bot::{Account, Application, Bot, Guild};
pub use error::DiscordError;

use crate::{Secret, Snowflake, message::Body};
use attempt::{Next, read};
use bytes::Bytes;
use engine::outbound::{Fetch, Outbound, is_http_url};
use reqwest::{
    Method,
    header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue, USER_AGENT},
};
use std::time::Duration;

/// How much of an answer is taken: a hundred commands with all that they may have are far less.
const ANSWER_LIMIT: u64 = 4 * 1024 * 1024;
/// As which client Discord asks to be called.
const AGENT: &str = concat!("DiscordBot (brine, ", env!("CARGO_PKG_VERSION"), ")");

/// Discord's REST API at one address. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Rest {
    outbound: Outbound,
    base: String,
    patience: Patience,
}

/// How long a call takes at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// How often it is tried.
    pub tries: u32,
    /// How long it waits between tries, together; where Discord asks for more, the call ends and says so.
    pub waits: Duration,
    /// How long one try takes; a large body gets longer.
    pub time: Duration,
}

/// The base URL is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Discord's address is a whole http or https URL, for example {}", Rest::ADDRESS)]
pub struct InvalidBase;

/// One call.
struct Call<'a> {
    method: Method,
    path: String,
    /// Whether it can be sent again where nobody knows whether it arrived.
    repeatable: bool,
    body: Option<Body>,
    by: By<'a>,
}

/// What a call is allowed by.
#[derive(Clone, Copy)]
enum By<'a> {
    /// The bot's token, in a header.
    Bot(&'a Secret),
    /// An interaction's token, which stands in the path: errors must not repeat it.
    Interaction(&'a Secret),
}

impl Default for Patience {
    fn default() -> Self {
        Self { tries: 4, waits: Duration::from_secs(10), time: Duration::from_secs(15) }
    }
}

impl Rest {
    /// Where Discord's API is.
    pub const ADDRESS: &'static str = "https://discord.com/api/v10";

    /// The API at this address, [`Rest::ADDRESS`] as a rule.
    ///
    /// # Errors
    /// Where the address is no http or https URL.
    pub fn new(outbound: Outbound, address: &str, patience: Patience) -> Result<Self, InvalidBase> {
        let base = address.trim_end_matches('/');
        if !is_http_url(base) || base.contains(['?', '#']) {
            return Err(InvalidBase);
        }
        Ok(Self { outbound, base: base.to_owned(), patience })
    }

    /// What can be done as this application's bot.
    pub fn bot(&self, application: Snowflake, token: Secret) -> Bot {
        Bot::new(self.clone(), application, token)
    }

    /// What can be done with an interaction's token, for fifteen minutes.
    pub fn answering(&self, application: Snowflake, token: Secret) -> Answering {
        Answering::new(self.clone(), application, token)
    }

    /// Calls until there is an answer that counts, or patience ends.
    async fn call(&self, call: Call<'_>) -> Result<Bytes, DiscordError> {
        let Patience { tries, waits, .. } = self.patience;
        let fetch = self.fetch(&call)?;
        let (mut tried, mut waited) = (0, Duration::ZERO);
        loop {
            tried += 1;
            let (wait, error) = match read(self.outbound.fetch(fetch.clone()).await, &call, tried) {
                Next::Done(body) => return Ok(body),
                Next::Failed(error) => return Err(error),
                Next::Wait(wait, error) => (wait, error),
            };
            waited = waited.saturating_add(wait);
            if tried >= tries || waited > waits {
                return Err(error);
            }
            tracing::debug!(%error, wait_ms = wait.as_millis(), "Discord did not take a call; trying again");
            tokio::time::sleep(wait).await;
        }
    }

    fn fetch(&self, call: &Call<'_>) -> Result<Fetch, DiscordError> {
        let mut headers = HeaderMap::from_iter([(USER_AGENT, HeaderValue::from_static(AGENT))]);
        if let By::Bot(token) = call.by {
            // A token that no header takes is none of Discord's.
            let text = format!("Bot {}", token.reveal());
            let mut value = HeaderValue::try_from(text).map_err(|_| DiscordError::TokenRefused)?;
            value.set_sensitive(true);
            headers.insert(AUTHORIZATION, value);
        }
        let mut body = Bytes::new();
        if let Some(Body { content_type, bytes }) = &call.body {
            let value =
                HeaderValue::try_from(content_type).map_err(|error| DiscordError::Unsendable(error.to_string()))?;
            headers.insert(CONTENT_TYPE, value);
            body = bytes.clone();
        }
        // A line that carries less than 256 KiB a second counts as broken.
        let time = self.patience.time + Duration::from_secs(body.len() as u64 / (256 * 1024));
        let url = format!("{}{}", self.base, call.path);
        Ok(Fetch { method: call.method.clone(), url, headers, body, time: Some(time), limit: ANSWER_LIMIT })
    }
}

/// The answer's JSON.
fn parsed<T: serde::de::DeserializeOwned>(body: &[u8]) -> Result<T, DiscordError> {
    serde_json::from_slice(body).map_err(|error| DiscordError::Unreadable(error.to_string()))
}
