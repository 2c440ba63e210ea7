//! HTML as the server renders it, in lines that a snapshot can be read by.

use leptos::prelude::*;

/// What the server renders, an element a line, without the marks for hydration.
pub(crate) fn html_lines<V: IntoView>(view: impl FnOnce() -> V) -> String {
    let html = Owner::new().with(|| view().into_view().to_html());
    html.replace("<!>", "").replace("<!--<() />-->", "").replace("><", ">\n<")
}
