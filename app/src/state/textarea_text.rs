//! Puts a text into a `<textarea>` of the server-rendered page.
//!
//! leptos writes a textarea's children unescaped, and an empty one as a space;
//! so the text goes in by `inner_html`, and is made harmless here.

/// The text as the inner HTML of a `<textarea>`: shown as it is, whatever it holds.
pub(crate) fn textarea_html(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    if text.starts_with('\n') {
        // A parser drops the first line break of a textarea.
        html.push('\n');
    }
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>']) {
        let (plain, special) = rest.split_at(at);
        html.push_str(plain);
        html.push_str(match special.as_bytes().first() {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            _ => "&gt;",
        });
        rest = special.get(1..).unwrap_or_default();
    }
    html.push_str(rest);
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, html: &str) {
        assert_eq!(textarea_html(text), html);
    }

    #[test]
    fn no_text_can_leave_the_textarea() {
        check("</textarea><script>alert(1)</script>", "&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;");
        check("a &lt; b", "a &amp;lt; b");
        check("é<ü", "é&lt;ü");
    }

    #[test]
    fn plain_text_stays_as_it_is() {
        check("", "");
        check("{\"1\": \"Grüße 🧂\"}", "{\"1\": \"Grüße 🧂\"}");
    }

    #[test]
    fn a_first_line_break_is_kept() {
        check("\n{}", "\n\n{}");
    }
}
