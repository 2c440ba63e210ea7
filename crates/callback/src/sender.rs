//! The way out: one POST. The guarded client of the engine is it; tests play others.

use async_trait::async_trait;
use bytes::Bytes;
use engine::outbound::{Fetch, Outbound};
use futures::{StreamExt as _, stream::BoxStream};
use reqwest::{
    Method,
    header::{HeaderMap, HeaderName, HeaderValue, RETRY_AFTER},
};
use std::fmt;

/// Posts letters. It follows no redirects and knows no time limits: those are the attempt's.
#[async_trait]
pub trait Sender: Send + Sync + 'static {
    /// Posts, and returns as soon as the answer's headers are there.
    async fn post(&self, letter: Letter) -> Result<Reply, NoReply>;
}

/// What is posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Where to.
    pub url: String,
    /// Its headers, their names in lower case.
    pub headers: Vec<(&'static str, String)>,
    /// Its body.
    pub body: Bytes,
}

/// How it was answered.
pub struct Reply {
    /// The answer's status.
    pub status: u16,
    /// Its header `Retry-After`.
    pub retry_after: Option<String>,
    /// Its body as it comes. It ends also where the connection breaks.
    pub body: BoxStream<'static, Bytes>,
}

/// Why there was no answer, for people.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NoReply(pub String);

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply").field("status", &self.status).finish_non_exhaustive()
    }
}

#[async_trait]
impl Sender for Outbound {
    async fn post(&self, letter: Letter) -> Result<Reply, NoReply> {
        let headers = headers(letter.headers)?;
        // `begin` reads none of the body, so its limit says nothing here.
        let fetch = Fetch { method: Method::POST, url: letter.url, headers, body: letter.body, time: None, limit: 0 };
        let response = self.begin(fetch).await.map_err(|error| NoReply(error.to_string()))?;
        let retry_after = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let status = response.status().as_u16();
        let body = response.bytes_stream().take_while(|piece| std::future::ready(piece.is_ok()));
        let body = body.filter_map(|piece| std::future::ready(piece.ok())).boxed();
        Ok(Reply { status, retry_after, body })
    }
}

fn headers(pairs: Vec<(&'static str, String)>) -> Result<HeaderMap, NoReply> {
    let pairs = pairs.into_iter().map(|(name, value)| {
        let value = HeaderValue::try_from(value).map_err(|_| NoReply(format!("the header {name} cannot be sent")))?;
        Ok((HeaderName::from_static(name), value))
    });
    pairs.collect()
}
