//! One rendered page as it is sent: in plain bytes, or compressed for those who take that.

use super::{
    content_policy::CONTENT_POLICY,
    encoding::{Encoding, compress},
};
use crate::security::secure;
use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use bytes::Bytes;
use std::sync::OnceLock;

/// A rendered page. Its compressed forms are made when the first reader asks for one.
#[derive(Debug)]
pub(crate) struct Page {
    status: StatusCode,
    /// Whether it says what may pass without a word: that no engine runs a graph now.
    is_fleeting: bool,
    headers: HeaderMap,
    plain: Bytes,
    brotli: OnceLock<Bytes>,
    gzip: OnceLock<Bytes>,
}

impl Page {
    /// The page of this text.
    pub(super) fn new(status: StatusCode, html: String) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(header::CONTENT_SECURITY_POLICY, CONTENT_POLICY);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding, cookie"));
        secure(&mut headers);
        Self { status, is_fleeting: false, headers, plain: html.into(), brotli: OnceLock::new(), gzip: OnceLock::new() }
    }

    /// The same page, but where it is fleeting not for those who ask later: it says that no engine runs a graph, and
    /// one may come without a word.
    pub(super) fn fleeting(self, is_fleeting: bool) -> Self {
        Self { is_fleeting, ..self }
    }

    /// Whether another reader may get the same.
    pub(super) fn is_ordinary(&self) -> bool {
        self.status == StatusCode::OK && !self.is_fleeting && !self.headers.contains_key(header::SET_COOKIE)
    }

    /// How many bytes it may come to hold.
    pub(super) fn weight(&self) -> u64 {
        // Text compresses to less than half, twice.
        self.plain.len() as u64 * 2 + 2_048
    }

    /// The same page as the answer to something that was refused.
    pub(crate) fn with_status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// The same page with one more header.
    pub(crate) fn with_header(mut self, name: header::HeaderName, value: HeaderValue) -> Self {
        self.headers.append(name, value);
        self
    }

    /// The same page, which nobody may keep.
    pub(crate) fn unkept(mut self) -> Self {
        self.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        self
    }

    /// The page as an answer to somebody who takes this encoding.
    pub(crate) fn answer(&self, encoding: Encoding) -> Response {
        let (name, bytes) = match encoding {
            Encoding::Plain => (None, &self.plain),
            Encoding::Gzip => (Some("gzip"), self.gzip.get_or_init(|| compress(&self.plain, encoding))),
            Encoding::Brotli => (Some("br"), self.brotli.get_or_init(|| compress(&self.plain, encoding))),
        };
        let mut response = Response::new(Body::from(bytes.clone()));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers.clone();
        if let Some(name) = name {
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
        }
        response
    }
}
