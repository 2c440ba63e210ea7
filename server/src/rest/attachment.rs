//! What makes an answer a file, and what that file is called.

use axum::http::HeaderValue;
use std::fmt::Write as _;

/// RFC 6266: the name in ASCII for old clients, and as it is in UTF-8.
pub(super) fn attachment(name: &str) -> HeaderValue {
    let ascii: String =
        name.chars().map(|c| if matches!(c, ' '..='~') && !"\"\\%".contains(c) { c } else { '_' }).collect();
    let mut text = format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''");
    for byte in name.bytes() {
        // The characters that RFC 8187 lets stand for themselves.
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: &str) {
        assert_eq!(attachment(name).to_str().unwrap(), expected);
    }

    #[test]
    fn names_the_file_for_old_and_new_clients() {
        check("Flow v3.json", "attachment; filename=\"Flow v3.json\"; filename*=UTF-8''Flow%20v3.json");
        check(
            "Grüße 🧂.json",
            "attachment; filename=\"Gr__e _.json\"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%F0%9F%A7%82.json",
        );
    }

    #[test]
    fn cannot_be_made_to_say_something_else() {
        check(
            "a\"; x=\"b\r\nSet-Cookie: c",
            "attachment; filename=\"a_; x=_b__Set-Cookie: c\"; filename*=UTF-8''a%22%3B%20x%3D%22b%0D%0ASet-Cookie%3A%20c",
        );
    }
}
