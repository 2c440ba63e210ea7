//! Text in a drawing: escaped, and cut where it would not fit.

/// Makes a text harmless between tags and in quotes; what XML cannot hold is left out.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// As much of a text as fits into a width, where a plain letter takes so many pixels.
pub(crate) fn fitting(text: &str, width: f64, letter: f64) -> String {
    let mut room = width;
    for (at, c) in text.char_indices() {
        // East Asian letters and pictures are about twice as wide.
        room -= if c >= '\u{1100}' { letter * 1.9 } else { letter };
        if room < 0.0 {
            let kept = text[..at].chars().count().saturating_sub(1);
            return text.chars().take(kept).chain(['…']).collect();
        }
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_markup() {
        assert_eq!(escape("<a href=\"x\">&'\u{0}"), "&lt;a href=&quot;x&quot;&gt;&amp;&#39; ");
    }

    #[test]
    fn cuts_what_does_not_fit() {
        assert_eq!(fitting("abcdef", 100.0, 10.0), "abcdef");
        assert_eq!(fitting("abcdef", 35.0, 10.0), "ab…");
        assert_eq!(fitting("你好吗", 40.0, 10.0), "你…");
    }
}
