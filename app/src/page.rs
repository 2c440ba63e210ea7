//! What a page is: all that it shows is given to it, by the server and, once more, in the browser.

#[cfg(feature = "ssr")]
use crate::Assets;
use crate::Entry;
use leptos::prelude::AnyView;
use serde::{Serialize, de::DeserializeOwned};

/// A page, as a value. Whoever has it can draw it: it asks nobody for anything before it is drawn.
///
/// The server puts the value into the document beside its HTML; the browser's
/// first render is made from the same value, so the two are equal.
pub trait Page: Clone + Serialize + DeserializeOwned + 'static {
    /// The program that makes it live.
    const ENTRY: Entry;

    /// What stands in the browser's tab.
    fn title(&self) -> String;

    /// What it shows.
    fn view(self) -> AnyView;

    /// What stands below it as plain HTML, of which the browser half knows nothing; nothing on most pages.
    #[cfg(feature = "ssr")]
    fn below(&self, _assets: &Assets) -> Option<AnyView> {
        None
    }
}
