//! Words with a name in them, which is kept apart from them.
//!
//! A name may be in any script, and may hold characters that turn the direction
//! of writing: isolated, it cannot touch the words around it.

use domain::Name;
use leptos::prelude::*;

/// `Delete NAME?`, `NAME paused`, or words without a name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Words {
    before: String,
    name: String,
    after: String,
}

impl Words {
    /// Words around a name.
    pub(crate) fn about(before: &str, name: &Name, after: &str) -> Self {
        Self { before: before.to_owned(), name: name.to_string(), after: after.to_owned() }
    }

    /// What is before the name, the name, and what is after it.
    #[cfg(feature = "hydrate")]
    pub(crate) fn parts(&self) -> [&str; 3] {
        [&self.before, &self.name, &self.after]
    }

    /// The words, with the name isolated.
    pub(crate) fn view(self) -> impl IntoView {
        let name = (!self.name.is_empty()).then(|| view! { <bdi>{self.name}</bdi> });
        (self.before, name, self.after)
    }
}

impl From<&str> for Words {
    fn from(words: &str) -> Self {
        words.to_owned().into()
    }
}

impl From<String> for Words {
    fn from(before: String) -> Self {
        Self { before, ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::html_lines::html_lines;

    #[test]
    fn a_name_is_text_of_its_own() {
        let name = "\u{202e}<b>".parse().unwrap();
        let html = html_lines(|| view! { <p>{Words::about("Delete ", &name, "?").view()}</p> });
        assert_eq!(html, "<p>Delete <bdi>\u{202e}&lt;b&gt;</bdi>?</p>");
    }
}
