//! What the operator allows of web forms.

use axum::http::HeaderValue;
use std::num::NonZeroU32;

/// Where forms may be embedded, and how often one visitor may send them.
#[derive(Debug, Clone)]
pub struct FormPolicy {
    content_policy: HeaderValue,
    /// How many requests one visitor may send in a minute.
    pub(crate) each_minute: NonZeroU32,
    /// Whether the visitor's address is the last of `X-Forwarded-For`: something before this server sets it.
    pub(crate) is_forwarded: bool,
}

impl FormPolicy {
    /// How many requests one visitor may send in a minute, where nothing else is said.
    pub const EACH_MINUTE: NonZeroU32 = NonZeroU32::MIN.saturating_add(19);

    /// Forms may be embedded in pages of these origins: `https://example.com`.
    ///
    /// # Errors
    /// Which of them is no origin.
    pub fn new(origins: &[String], each_minute: NonZeroU32, is_forwarded: bool) -> Result<Self, String> {
        if let Some(wrong) = origins.iter().find(|it| !is_origin(it)) {
            return Err(format!(
                "`{wrong}` is no origin; an origin is like https://example.com or http://localhost:8080"
            ));
        }
        let ancestors = if origins.is_empty() { "'none'".to_owned() } else { origins.join(" ") };
        let policy = format!(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
             connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
        );
        let content_policy = HeaderValue::try_from(policy).map_err(|error| error.to_string())?;
        Ok(Self { content_policy, each_minute, is_forwarded })
    }

    /// The policy of every page of a form.
    pub(crate) fn content_policy(&self) -> HeaderValue {
        self.content_policy.clone()
    }
}

/// A scheme, a host and perhaps a port: nothing that would end the policy's part, or say more than an origin.
fn is_origin(text: &str) -> bool {
    let Some(host) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else { return false };
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']');
    !host.is_empty() && host.bytes().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(origins: &[&str], ancestors: Option<&str>) {
        let origins: Vec<_> = origins.iter().map(|&it| it.to_owned()).collect();
        let policy = FormPolicy::new(&origins, FormPolicy::EACH_MINUTE, false);
        let found = policy.ok().map(|it| it.content_policy().to_str().unwrap().to_owned());
        assert_eq!(found.is_some(), ancestors.is_some(), "{origins:?}");
        if let (Some(found), Some(ancestors)) = (found, ancestors) {
            assert!(found.ends_with(&format!("frame-ancestors {ancestors}")), "{found}");
        }
    }

    #[test]
    fn origins_alone_may_embed_forms() {
        check(&[], Some("'none'"));
        check(&["https://example.com", "http://localhost:8080"], Some("https://example.com http://localhost:8080"));
        for wrong in ["*", "example.com", "https://", "https://a.b/c", "https://a; script-src *", "https://a https://b"]
        {
            check(&[wrong], None);
        }
    }
}
