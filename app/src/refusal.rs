//! What a form held that was refused, so that nothing typed is lost.
//!
//! Without JavaScript a form is posted to its page's own address. Where it is
//! refused, the server renders that page again with this beside it, and
//! the form shows the words and what was typed.

use domain::InputFault;
use serde::{Deserialize, Serialize};

/// A refused form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// What the form was to do: the `do` field of [`crate::PageForm`].
    pub action: String,
    /// What is wrong, where, and what to do; one line for each thing.
    pub messages: Vec<String>,
    /// What is wrong with a graph's inputs, where it is that: the messages say the same.
    pub faults: Vec<InputFault>,
    /// The fields as they were sent, without files.
    pub fields: Vec<(String, String)>,
}

impl Refusal {
    /// What was typed into a field.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| &**value)
    }
}
