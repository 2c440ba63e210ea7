//! The cookies: the colours, the words that the next page shows once, and what can be undone for a moment.

use app::Theme;
use axum::http::{HeaderMap, HeaderValue, header};
use domain::{DeploymentId, Retired};

/// Holds what happened, for the page that a form leads to.
const FLASH: &str = "brine_toast";
/// Names the deployment that was just deleted, for as long as that can be undone.
const UNDO: &str = "brine_undo";
/// A header has room for about 4,000 bytes, and each may become three.
const MAX_FLASH_CHARS: usize = 300;

/// The colours that a reader chose.
pub(crate) fn theme(headers: &HeaderMap) -> Theme {
    find(headers, Theme::COOKIE).and_then(|word| word.parse().ok()).unwrap_or_default()
}

/// Whether something is shown to this reader alone: words, or a way to undo. Quicker than to read them.
pub(crate) fn has_notice(headers: &HeaderMap) -> bool {
    find(headers, FLASH).is_some() || find(headers, UNDO).is_some()
}

/// The deployment whose delete this reader may want to undo.
pub(crate) fn undo(headers: &HeaderMap) -> Option<DeploymentId> {
    find(headers, UNDO)?.parse().ok()
}

/// Remembers what was deleted. It expires when that cannot be undone any more.
pub(crate) fn set_undo(id: DeploymentId) -> HeaderValue {
    let seconds = Retired::UNDO.as_secs();
    cookie(format!("{UNDO}={id}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax"))
}

/// The words to be shown.
pub(crate) fn flash(headers: &HeaderMap) -> Option<String> {
    let encoded = find(headers, FLASH)?;
    let words = form_urlencoded::parse(format!("w={encoded}").as_bytes()).next()?.1.into_owned();
    Some(words.chars().filter(|c| !c.is_control()).take(MAX_FLASH_CHARS).collect())
}

/// Keeps words for the next page. They expire by themselves if there is none.
pub(crate) fn set_flash(words: &str) -> HeaderValue {
    let cut: String = words.chars().take(MAX_FLASH_CHARS).collect();
    let encoded: String = form_urlencoded::byte_serialize(cut.as_bytes()).collect();
    cookie(format!("{FLASH}={encoded}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax"))
}

/// Forgets the words that were shown.
pub(crate) fn clear_flash() -> HeaderValue {
    cookie(format!("{FLASH}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"))
}

/// Keeps the colours for a year. Scripts may change them too.
pub(crate) fn set_theme(theme: Theme) -> HeaderValue {
    cookie(format!("{}={}; Path=/; Max-Age=31536000; SameSite=Lax", Theme::COOKIE, theme.as_str()))
}

fn cookie(text: String) -> HeaderValue {
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""))
}

fn find<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let sent = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = sent.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(it, value)| *it == name && !value.is_empty()).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(set_cookie: &HeaderValue) -> HeaderMap {
        let pair = set_cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
        HeaderMap::from_iter([(header::COOKIE, format!("a=b; {pair}").parse().unwrap())])
    }

    #[test]
    fn words_come_back_whatever_they_are() {
        for words in ["Flow paused", "a=b; c, \"d\" %41+", "Grüße 🧂"] {
            assert_eq!(flash(&sent(&set_flash(words))).as_deref(), Some(words));
        }
        assert!(!has_notice(&sent(&clear_flash())));
    }

    #[test]
    fn what_was_deleted_is_remembered_for_as_long_as_it_can_be_undone() {
        let id = DeploymentId::from_bytes([7; 16]);
        assert_eq!(undo(&sent(&set_undo(id))), Some(id));
        assert!(set_undo(id).to_str().unwrap().contains("Max-Age=10;"));
        assert_eq!(undo(&sent(&HeaderValue::from_static("brine_undo=../1"))), None);
    }

    #[test]
    fn a_line_break_begins_no_header() {
        assert!(!set_flash("a\r\nSet-Cookie: b").to_str().unwrap().contains('\n'));
    }

    #[test]
    fn unknown_colours_are_the_systems() {
        assert_eq!(theme(&sent(&set_theme(Theme::Dark))), Theme::Dark);
        assert_eq!(theme(&sent(&HeaderValue::from_static("brine_theme=pink"))), Theme::System);
    }
}
