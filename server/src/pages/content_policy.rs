//! What a rendered page may load and run: what we serve, and nothing that stands in the page itself.
//!
//! Pages have no inline scripts: their values stand in data blocks, which nothing runs. So the policy
//! is one for all pages, and the same bytes can be sent twice.

use axum::http::HeaderValue;

/// Every page's `Content-Security-Policy`.
pub(super) const CONTENT_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
     font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'",
);
