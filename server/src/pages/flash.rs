//! A few words that survive one redirect: "NAME paused".

use axum::http::{HeaderMap, HeaderValue, header};
use std::fmt::Write as _;

/// The cookie that holds them.
const COOKIE: &str = "brine_toast";
/// How many bytes are kept, encoded.
const MAX_BYTES: usize = 2_000;

/// The words that the page before left for this one.
pub(super) fn take(headers: &HeaderMap) -> Option<String> {
    let encoded = cookie(headers, COOKIE)?;
    let pair = format!("t={encoded}");
    let words = form_urlencoded::parse(pair.as_bytes()).next().map(|(_, words)| words.into_owned())?;
    (!words.is_empty()).then_some(words)
}

/// The cookie that leaves words for the next page.
pub(super) fn left(words: &str) -> HeaderValue {
    let mut encoded = String::new();
    for byte in words.bytes() {
        if encoded.len() > MAX_BYTES {
            break;
        }
        // An error cannot happen: the text is in memory.
        let _ = if byte.is_ascii_alphanumeric() {
            encoded.write_char(char::from(byte))
        } else {
            write!(encoded, "%{byte:02X}")
        };
    }
    set(COOKIE, &encoded, 60)
}

/// The cookie that takes the words away.
pub(super) fn cleared() -> HeaderValue {
    set(COOKIE, "", 0)
}

/// A cookie that scripts cannot read and other sites do not send.
pub(super) fn set(name: &str, value: &str, seconds: u32) -> HeaderValue {
    let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax");
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("brine_toast=; Max-Age=0"))
}

/// A cookie's value.
pub(super) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|all| all.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(found, _)| *found == name).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_as_they_were() {
        let words = "“Grüße; a=b, 100 %” paused\n";
        let cookie = left(words);
        let pair = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
        let headers = HeaderMap::from_iter([(header::COOKIE, HeaderValue::try_from(format!("x=1; {pair}")).unwrap())]);
        assert_eq!(take(&headers).as_deref(), Some(words));
    }
}
