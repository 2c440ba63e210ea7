//! Requests that a page of another site makes in the name of whoever opened it.

use axum::http::{HeaderMap, HeaderName, Method, Uri, header};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Whether a request would change something and comes from a page that is not ours.
///
/// Browsers say where a request comes from, and pages cannot make them lie. Programs say nothing, and pass.
pub(crate) fn is_cross_site(method: &Method, uri: &Uri, headers: &HeaderMap) -> bool {
    if method.is_safe() {
        return false;
    }
    // `none` is a person's own doing, such as a bookmark; `same-site` is another port or a sister's name.
    let elsewhere = |value: &[u8]| !matches!(value, b"same-origin" | b"none");
    headers.get_all(SEC_FETCH_SITE).iter().any(|site| elsewhere(site.as_bytes()))
        || headers.get_all(header::ORIGIN).iter().any(|origin| !is_ours(origin.as_bytes(), uri, headers))
}

/// Whether an origin's host and port are those that the request itself was sent to. The scheme is not
/// compared: behind a proxy that speaks TLS it differs.
fn is_ours(origin: &[u8], uri: &Uri, headers: &HeaderMap) -> bool {
    let Ok(origin) = std::str::from_utf8(origin) else { return false };
    let (bare, default_port) = match origin.split_once("://") {
        Some(("http", rest)) => (rest, ":80"),
        Some(("https", rest)) => (rest, ":443"),
        _ => return false,
    };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let Some(host) = host.or_else(|| uri.authority().map(|it| it.as_str())) else { return false };
    let without_default = |text: &str| text.strip_suffix(default_port).unwrap_or(text).to_ascii_lowercase();
    without_default(bare) == without_default(host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[track_caller]
    fn check(headers: &[(&str, &str)], refused: bool) {
        let mut map = HeaderMap::from_iter([(header::HOST, HeaderValue::from_static("localhost:3000"))]);
        for (name, value) in headers {
            map.append(name.parse::<HeaderName>().unwrap(), value.parse().unwrap());
        }
        let uri = Uri::from_static("/deployments");
        assert_eq!(is_cross_site(&Method::POST, &uri, &map), refused, "{headers:?}");
        assert!(!is_cross_site(&Method::GET, &uri, &map));
    }

    #[test]
    fn lets_our_own_pages_and_programs_through() {
        check(&[], false);
        check(&[("origin", "http://localhost:3000")], false);
        check(&[("origin", "http://LOCALHOST:3000"), ("sec-fetch-site", "same-origin")], false);
        check(&[("sec-fetch-site", "none")], false);
    }

    #[test]
    fn refuses_every_other_page() {
        for origin in [
            "http://evil.example",
            "http://localhost:4000",
            "http://localhost",
            "null",
            "",
            "file://",
            "http://localhost:3000.evil.example",
        ] {
            check(&[("origin", origin)], true);
        }
        for site in ["cross-site", "same-site", "", "SAME-ORIGIN"] {
            check(&[("sec-fetch-site", site)], true);
        }
        check(&[("origin", "http://localhost:3000"), ("sec-fetch-site", "cross-site")], true);
        check(&[("origin", "http://localhost:3000"), ("origin", "http://evil.example")], true);
    }
}
