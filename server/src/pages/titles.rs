//! Page titles as text: leptos writes them into the document as they are, and names may look like markup.

use leptos_meta::{Formatter, Title, TitleProps, provide_meta_context};

/// Makes every title of the page that is about to be rendered harmless. To be called in the page's context.
///
/// Here and not where titles are set: the browser half sets them as text, where an escape would be seen.
pub(super) fn escape_titles() {
    provide_meta_context();
    // A title without text is nothing to render; what counts is that its formatter is known now.
    let formatter = Formatter::from(|title: String| escape(&title));
    drop(Title(TitleProps { formatter: Some(formatter), text: None }));
}

fn escape(title: &str) -> String {
    title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
