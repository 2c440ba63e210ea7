//! `str.capitalize` and `str.title`. Upper and lower case are Rust's own: both follow Unicode.

/// `str.capitalize`: the first character in title case, the others in lower case.
pub(crate) fn capitalize(text: &str) -> String {
    let mut first = true;
    recase(text, |_| std::mem::take(&mut first))
}

/// `str.title`: every character after one without case is in title case, the others in lower case.
pub(crate) fn title(text: &str) -> String {
    let mut after_cased = false;
    recase(text, |c| !std::mem::replace(&mut after_cased, is_cased(c)))
}

/// Sets each character in title case where `in_title` says so, else in lower case.
fn recase(text: &str, mut in_title: impl FnMut(char) -> bool) -> String {
    // A final sigma is found by its neighbours: lower case is taken of the whole text.
    let lower = text.to_lowercase();
    let mut lower = lower.chars();
    let mut recased = String::with_capacity(text.len());
    for c in text.chars() {
        let own: [Option<char>; 2] = [lower.next(), (c == 'İ').then(|| lower.next()).flatten()];
        if in_title(c) {
            recased.extend(title_case(c));
        } else {
            recased.extend(own.into_iter().flatten());
        }
    }
    recased
}

fn title_case(c: char) -> impl Iterator<Item = char> {
    let mapped = unicode_case_mapping::to_titlecase(c);
    let unchanged = (mapped[0] == 0).then_some(c);
    unchanged.into_iter().chain(mapped.into_iter().map_while(|code| char::from_u32(code).filter(|c| *c != '\0')))
}

/// Upper case, lower case, or one of the 31 letters that are both at once.
fn is_cased(c: char) -> bool {
    let is_title = matches!(c, 'ǅ' | 'ǈ' | 'ǋ' | 'ǲ' | 'ᾈ'..='ᾏ' | 'ᾘ'..='ᾟ' | 'ᾨ'..='ᾯ' | 'ᾼ' | 'ῌ' | 'ῼ');
    is_title || c.is_lowercase() || c.is_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_its_place_after_a_letter_that_grows() {
        assert_eq!(capitalize("aİB"), "Ai\u{307}b");
        assert_eq!(title("İİ ΑΣ"), "İi\u{307} Ας");
        assert_eq!(title(""), "");
    }
}
