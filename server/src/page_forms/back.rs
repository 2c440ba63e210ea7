//! Where a form leads: a path of this site and never anywhere else.

use axum::http::{HeaderValue, Uri};

/// The path, if it is one of this site. `//host` and `/\host` are another site's to a browser.
pub(super) fn local_path(text: &str) -> Option<HeaderValue> {
    let rest = text.strip_prefix('/')?;
    let is_other_site = rest.starts_with(['/', '\\']);
    let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let uri: Uri = text.parse().ok()?;
    let is_path = uri.scheme().is_none() && uri.authority().is_none();
    if is_plain && !is_other_site && is_path { HeaderValue::try_from(text).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_within_this_site() {
        for path in ["/", "/deployments", "/deployments?status=paused&q=a%20b", "/workflows/1#top", "/a/..//b"] {
            assert_eq!(local_path(path).unwrap(), path);
        }
    }

    #[test]
    fn leads_nowhere_else() {
        for path in [
            "",
            "deployments",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "/\r\nSet-Cookie: a=b",
            "https://evil.example",
            "javascript:alert(1)",
            "\\\\evil.example",
            "/a\\b",
            "/ü",
            " /a",
            "/a b",
        ] {
            assert_eq!(local_path(path), None, "{path:?}");
        }
    }
}
