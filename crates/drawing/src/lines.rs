//! Breaks a text into lines that fit into a width: SVG does not.

use crate::text::{Weight, fitting, width};
use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation as _;

/// The lines of a text, no more than `most`; the last ends in an ellipsis where that is not all of it.
pub(crate) fn lines(text: &str, room: f64, size: f64, weight: Weight, most: usize) -> Vec<String> {
    // Measured as it stands: letters that meet may become one.
    let fits = |line: &str, more: &str| width(&[line, more].concat(), size, weight) <= room;
    let mut done = Vec::new();
    let mut line = String::new();
    let mut begin = 0;
    // Where a line may be broken, by the rules of Unicode: the space behind a word belongs to it.
    for (end, _) in linebreaks(text) {
        let (word, space) = text[begin..end].split_at(text[begin..end].trim_end().len());
        begin = end;
        if !line.trim().is_empty() && !fits(&line, word) {
            done.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        if line.is_empty() && word.is_empty() {
            continue;
        }
        // A word that is wider than a line is broken where the line ends.
        for letter in word.graphemes(true) {
            if !line.is_empty() && !fits(&line, letter) {
                done.push(std::mem::take(&mut line));
            }
            line.push_str(letter);
        }
        line.push_str(space);
        if done.len() > most {
            break;
        }
    }
    done.push(line.trim_end().to_owned());
    done.retain(|line| !line.is_empty());
    if done.len() > most {
        done.truncate(most);
        if let Some(last) = done.last_mut() {
            *last = with_ellipsis(last, room, size, weight);
        }
    }
    done
}

/// The line, with an ellipsis behind what of it leaves room for one.
fn with_ellipsis(line: &str, room: f64, size: f64, weight: Weight) -> String {
    let whole = [line, "…"].concat();
    if width(&whole, size, weight) <= room { whole } else { fitting(&whole, room, size, weight) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, room: f64, most: usize, expected: &[&str]) {
        assert_eq!(lines(text, room, 10.0, Weight::Regular, most), expected);
    }

    #[test]
    fn breaks_between_words_and_long_words_anywhere() {
        check("one two three", 60.0, 9, &["one two", "three"]);
        check("aaaaaaaaaa", 30.0, 9, &["aaaa", "aaaa", "aa"]);
        check("", 30.0, 9, &[]);
        check("a groove. A drummer", 55.0, 9, &["a groove.", "A", "drummer"]);
    }

    #[test]
    fn says_that_there_is_more() {
        check("one two three four", 60.0, 1, &["one two…"]);
    }

    proptest! {
        #[test]
        fn every_line_fits(text in "\\PC{0,80}", room in 20.0..90.0_f64, most in 1..5usize) {
            let lines = lines(&text, room, 10.0, Weight::Regular, most);
            prop_assert!(lines.len() <= most);
            for line in lines {
                prop_assert!(width(&line, 10.0, Weight::Regular) <= room + 0.01, "{line}");
            }
        }
    }
}
