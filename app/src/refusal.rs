//! What a form held that was refused, so that nothing typed is lost.
//!
//! Without JavaScript a form is posted to its page's own address. Where it is
//! refused, the server renders that page again with this in its context, and
//! the form shows the words and what was typed.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A refused form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// What the form was to do: the `do` field of [`crate::PageForm`].
    pub action: String,
    /// What is wrong, where, and what to do; one line for each thing.
    pub messages: Vec<String>,
    /// The fields as they were sent, without files.
    pub fields: Vec<(String, String)>,
}

impl Refusal {
    /// The refusal of this page's form, if this page is the answer to one. The same on the server
    /// and in the browser.
    pub fn of_page() -> Option<Self> {
        match use_context::<PageRefusal>() {
            Some(page) => page.0.get_value(),
            None => use_context::<Self>(),
        }
    }

    /// What was typed into a field.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| &**value)
    }
}

/// The refusal that this page was rendered with, until another page is gone to.
///
/// Read once, outside of everything that waits: what is carried over from the server is found by
/// the order in which it is asked for.
#[derive(Clone, Copy)]
pub(crate) struct PageRefusal(StoredValue<Option<Refusal>>);

impl PageRefusal {
    /// Takes over what the server left for this page.
    pub(crate) fn provide() -> Self {
        let refusal: Option<Refusal> = SharedValue::new(use_context::<Refusal>).into_inner();
        let page = Self(StoredValue::new(refusal));
        provide_context(page);
        page
    }

    /// Another page has come: it refused nothing.
    pub(crate) fn forget(self) {
        self.0.set_value(None);
    }
}
