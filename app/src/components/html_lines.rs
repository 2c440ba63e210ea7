//! HTML as the server renders it, in lines that a snapshot can be read by.

use leptos::prelude::*;

/// What the server renders, an element a line, without the marks for hydration.
pub(crate) fn html_lines<V: IntoView>(view: impl FnOnce() -> V) -> String {
    let html = Owner::new().with(|| view().into_view().to_html());
    html.replace("<!>", "").replace("<!--<() />-->", "").replace("><", ">\n<")
}

/// Fails unless the HTML has all of these words, and none of those.
#[track_caller]
pub(crate) fn check_html(html: &str, says: &[&str], not: &[&str]) {
    for words in says {
        assert!(html.contains(words), "{words} is not in {html}");
    }
    for words in not {
        assert!(!html.contains(words), "{words} is in {html}");
    }
}
