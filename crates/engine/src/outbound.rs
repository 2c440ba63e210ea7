//! The only way from the engine to the network: to public addresses, without redirects, within limits.
//!
//! An address is checked where it is connected to: names in the connector's own resolver (what a name
//! said a moment ago does not count), literal addresses in the URL before.

mod address;
mod resolver;

pub use address::AllowedRanges;
pub use resolver::{Lookup, SystemLookup};

use crate::Asset;
use bytes::{Bytes, BytesMut};
use reqwest::{
    Client, ClientBuilder, Method, Response, Url,
    header::{CONTENT_TYPE, HeaderMap},
    redirect,
};
use resolver::GuardedResolver;
use std::{sync::Arc, time::Duration};

/// Makes requests that graphs ask for. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Outbound {
    client: Client,
    allowed: AllowedRanges,
}

/// One request.
#[derive(Debug, Clone)]
pub struct Fetch {
    /// `GET`, `POST` …
    pub method: Method,
    /// Where to.
    pub url: String,
    /// With these headers.
    pub headers: HeaderMap,
    /// With this body.
    pub body: Bytes,
    /// How long the answer may take, all of it; the caller's own limit where there is none.
    pub time: Option<Duration>,
    /// How much of the answer is taken, in bytes; more is an error.
    pub limit: u64,
}

/// An answer, whole.
#[derive(Debug, Clone)]
pub struct Answer {
    /// 200, 404 …
    pub status: u16,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Bytes,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum OutboundError {
    /// It must not be asked.
    #[error("not allowed: {0}")]
    Refused(String),
    /// The answer is too large.
    #[error("the answer is larger than the limit of {limit} bytes")]
    TooLarge {
        /// The limit.
        limit: u64,
    },
    /// It could not be asked, or did not answer.
    #[error("{0}")]
    Failed(String),
}

/// Whether a text is a whole http or https URL, with a host. Whether that may be reached is looked at on each try.
pub fn is_http_url(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

impl Outbound {
    /// Reaches public addresses, and these private ones.
    ///
    /// # Errors
    /// Where the client cannot be made.
    pub fn new(allowed: AllowedRanges) -> Result<Self, OutboundError> {
        Self::with_lookup(allowed, Arc::new(SystemLookup))
    }

    /// The same, with names looked up elsewhere.
    ///
    /// # Errors
    /// Where the client cannot be made.
    pub fn with_lookup(allowed: AllowedRanges, lookup: Arc<dyn Lookup>) -> Result<Self, OutboundError> {
        let client = unguarded_client()?
            .dns_resolver(Arc::new(GuardedResolver::new(allowed.clone(), lookup)))
            // A proxy would connect for us, past the check.
            .no_proxy()
            .redirect(redirect::Policy::none())
            .connect_timeout(Duration::from_secs(10))
            .build()
            .map_err(|error| from_reqwest(&error))?;
        Ok(Self { client, allowed })
    }

    /// Asks, and takes the whole answer.
    ///
    /// # Errors
    /// Where it must not be asked, does not answer, or answers too much.
    pub async fn fetch(&self, fetch: Fetch) -> Result<Answer, OutboundError> {
        let limit = fetch.limit;
        let mut response = self.begin(fetch).await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        if response.content_length().is_some_and(|length| length > limit) {
            return Err(OutboundError::TooLarge { limit });
        }
        let mut body = BytesMut::new();
        while let Some(piece) = response.chunk().await.map_err(|error| from_reqwest(&error))? {
            if (body.len() + piece.len()) as u64 > limit {
                return Err(OutboundError::TooLarge { limit });
            }
            body.extend_from_slice(&piece);
        }
        Ok(Answer { status, headers, body: body.freeze() })
    }

    /// Asks, and leaves the answer's body to be read as it comes.
    ///
    /// # Errors
    /// Where it must not be asked, or does not answer.
    pub async fn begin(&self, fetch: Fetch) -> Result<Response, OutboundError> {
        let url = self.permitted(&fetch.url)?;
        let mut request = self.client.request(fetch.method, url).headers(fetch.headers).body(fetch.body);
        if let Some(time) = fetch.time {
            request = request.timeout(time);
        }
        request.send().await.map_err(|error| from_reqwest(&error))
    }

    /// The URL, where its scheme and a literal address in it may be used.
    fn permitted(&self, text: &str) -> Result<Url, OutboundError> {
        let url = Url::parse(text).map_err(|error| OutboundError::Refused(format!("`{text}` is no URL: {error}")))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(OutboundError::Refused(format!("the scheme {}: only http and https are", url.scheme())));
        }
        // `host_str` is what the connector reads: numbers in any spelling are addresses by now.
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
        match host.parse() {
            Ok(address) if !self.allowed.permits(address) => {
                Err(OutboundError::Refused(address::refusal(host, address)))
            }
            _ => Ok(url),
        }
    }
}

impl Fetch {
    /// A `GET` without more ado.
    pub fn get(url: &str, limit: u64) -> Self {
        let (headers, body) = (HeaderMap::new(), Bytes::new());
        Self { method: Method::GET, url: url.to_owned(), headers, body, time: None, limit }
    }
}

impl Answer {
    /// The answer's body as a file.
    pub(crate) fn into_asset(self) -> Asset {
        let media_type = self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let media_type = media_type.and_then(|text| text.split(';').next()).map(str::trim).filter(|it| !it.is_empty());
        Asset { media_type: media_type.unwrap_or("application/octet-stream").to_owned(), bytes: self.body }
    }
}

/// A client without the guard, for addresses that the operator chose. Trusts Mozilla's roots.
pub(crate) fn unguarded_client() -> Result<ClientBuilder, OutboundError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| OutboundError::Failed(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let agent = concat!("brine/", env!("CARGO_PKG_VERSION"));
    Ok(Client::builder().tls_backend_preconfigured(tls).user_agent(agent))
}

/// reqwest says where it failed; why is at the end of the chain of causes.
pub(crate) fn from_reqwest(error: &reqwest::Error) -> OutboundError {
    let mut cause: &dyn std::error::Error = error;
    while let Some(next) = cause.source() {
        if let Some(refused) = next.downcast_ref::<address::AddressRefused>() {
            return OutboundError::Refused(refused.to_string());
        }
        cause = next;
    }
    OutboundError::Failed(if error.is_timeout() { "it took too long to answer".to_owned() } else { cause.to_string() })
}
