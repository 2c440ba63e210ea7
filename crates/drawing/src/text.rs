//! Text in a drawing: escaped, measured, and cut where it would not fit.
//!
//! Nobody knows the reader's font. The measures are those of DejaVu Sans, the widest in common use, so that a text
//! which fits there fits everywhere; what is drawn is clipped to its box besides.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    /// As in running text.
    Regular,
    /// As in titles.
    Bold,
}

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
            // Letters in another order than they stand are a trick.
            '\u{202a}'..='\u{202e}' => {}
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// How many pixels a text takes at most, in letters of this size.
pub(crate) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    text.graphemes(true).map(|letter| letter_width(letter, weight)).sum::<f64>() * size
}

/// As much of a text as fits into a width, with an ellipsis where that is not all.
pub(crate) fn fitting(text: &str, room: f64, size: f64, weight: Weight) -> String {
    let ellipsis = letter_width("…", weight) * size;
    let (mut used, mut kept) = (0.0, 0);
    for (at, letter) in text.grapheme_indices(true) {
        if used + ellipsis <= room {
            kept = at;
        }
        used += letter_width(letter, weight) * size;
        if used > room {
            return [text[..kept].trim_end(), "…"].concat();
        }
    }
    text.to_owned()
}

/// A text in no more than this many characters, to be set among others: it cannot end its isolation.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    let mut letters = text.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}'));
    let mut short: String = letters.by_ref().take(most).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short
}

/// The width of one letter, in sizes of the font.
fn letter_width(letter: &str, weight: Weight) -> f64 {
    let regular = match letter.as_bytes() {
        [one] => match one {
            b'i' | b'j' | b'l' | b'I' | b'J' | b'.' | b',' | b':' | b';' | b'\'' | b'|' | b'!' | b' ' => 0.34,
            b'f' | b't' | b'r' | b'(' | b')' | b'[' | b']' | b'/' | b'\\' | b'-' => 0.42,
            b'm' | b'w' | b'M' | b'W' | b'@' | b'%' | b'+' | b'=' | b'<' | b'>' | b'~' | b'#' | b'&' => 1.0,
            b'A'..=b'Z' => 0.78,
            _ => 0.65,
        },
        _ => match letter.width() {
            0 => 0.0,
            1 => 0.75,
            // East Asian letters and pictures.
            _ => 1.3,
        },
    };
    if weight == Weight::Bold { regular * 1.12 } else { regular }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_of_a_text_is_markup() {
        assert_eq!(escape("<a href=\"x\">&\u{202e}'\u{0}"), "&lt;a href=&quot;x&quot;&gt;&amp;&#39; ");
    }

    #[test]
    fn cuts_what_does_not_fit_and_no_letter_in_two() {
        let cut = |text, room| fitting(text, room, 10.0, Weight::Regular);
        assert_eq!(cut("abcdef", 100.0), "abcdef");
        assert_eq!(cut("abcdef", 25.0), "ab…");
        assert_eq!(cut("你好吗", 35.0), "你好…");
        assert_eq!(cut("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 30.0), "👩‍👩‍👧‍👦…");
    }

    #[test]
    fn a_shortened_text_stays_where_it_is_put() {
        assert_eq!(shortened("a\u{2069}b\u{2067}c", 9), "abc");
        assert_eq!((shortened("abc", 3), shortened("abcd", 3)), ("abc".to_owned(), "abc…".to_owned()));
    }

    proptest! {
        #[test]
        fn what_was_cut_fits(text in "\\PC{0,40}", room in 10.0..200.0_f64) {
            let cut = fitting(&text, room, 10.0, Weight::Bold);
            prop_assert!(width(&cut, 10.0, Weight::Bold) <= room + 0.01, "{cut}");
        }
    }
}
