//! Which scripts a rendered page may run: those that we serve, and its own inline ones, by their hashes.
//!
//! Hashes and not a nonce, so that the same bytes can be sent twice. Only scripts that begin as leptos's own
//! are hashed: one that somebody smuggled into a page would not run.

use axum::http::HeaderValue;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest as _, Sha256};

const OPEN: &str = "<script>";
const CLOSE: &str = "</script>";
/// How the scripts begin with which leptos hands data to the browser.
const OURS: [&str; 3] = ["__RESOLVED_RESOURCES", "__SERIALIZED_ERRORS", "__INCOMPLETE_CHUNKS"];

/// Takes the nonces off: they would make the same page's bytes differ, and the policy does not name them.
pub(super) fn without_nonces(html: &str) -> String {
    const NONCED: &str = "<script nonce=\"";
    let mut rest = html;
    let mut out = String::with_capacity(html.len());
    while let Some(at) = rest.find(NONCED) {
        let (before, nonced) = rest.split_at(at);
        let Some(end) = nonced[NONCED.len()..].find('"') else { break };
        out.push_str(before);
        out.push_str("<script");
        rest = &nonced[NONCED.len() + end + 1..];
    }
    out.push_str(rest);
    out
}

/// The page's `Content-Security-Policy`.
pub(super) fn content_policy(html: &str) -> HeaderValue {
    let mut policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'".to_owned();
    for script in inline_scripts(html) {
        policy.push_str(" 'sha256-");
        STANDARD.encode_string(Sha256::digest(script), &mut policy);
        policy.push('\'');
    }
    policy.push_str(
        "; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'",
    );
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    let scripts = html.split(OPEN).skip(1).filter_map(|rest| rest.split_once(CLOSE)).map(|(script, _)| script);
    scripts.filter(|script| OURS.iter().any(|begin| script.starts_with(begin)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<script src=\"/a.js\"></script><p>&lt;script></p><script nonce=\"x\">__RESOLVED_RESOURCES=[];</script>\
                        <script nonce=\"x\">alert(1)</script>";

    #[test]
    fn takes_nonces_off_and_nothing_else() {
        assert_eq!(without_nonces(PAGE), PAGE.replace(" nonce=\"x\"", ""));
        assert_eq!(without_nonces("<script nonce=\""), "<script nonce=\"");
    }

    #[test]
    fn hashes_the_scripts_of_leptos_alone() {
        let page = without_nonces(PAGE);
        assert_eq!(inline_scripts(&page).collect::<Vec<_>>(), ["__RESOLVED_RESOURCES=[];"]);
        let policy = content_policy(&page);
        // `printf '__RESOLVED_RESOURCES=[];' | openssl dgst -sha256 -binary | base64`
        assert!(
            policy
                .to_str()
                .unwrap()
                .contains("'wasm-unsafe-eval' 'sha256-lQrzCprlPA1h/6bZ6kYR18zkxL5gAr0UZW3BoMimlgE=';"),
            "{policy:?}"
        );
    }
}
