//! What the form before this page did, in a few words, to be shown once as a toast.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The words; without JavaScript they come with the page that a form leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash(pub String);

impl Flash {
    /// This page's words, if it has any. The same on the server and in the browser.
    pub fn of_page() -> Option<Self> {
        SharedValue::new(use_context::<Self>).into_inner()
    }
}
