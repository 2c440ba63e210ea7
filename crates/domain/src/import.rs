//! Placeholder until the graph engineer's work is merged.
use crate::{Graph, Unreadable};

/// What was recognised in an imported text.
#[derive(Debug)]
pub struct Import<'a> {
    /// The graph's bytes, as they were sent.
    pub graph: &'a str,
    /// What the graph says.
    pub facts: Graph,
    /// What the file calls it.
    pub name_hint: Option<String>,
}

impl<'a> Import<'a> {
    /// Recognises a workflow in a text.
    ///
    /// # Errors
    /// Where the text is no workflow of a known shape.
    pub fn recognise(text: &'a str) -> Result<Self, Unreadable> {
        Ok(Self { graph: text.trim(), facts: Graph::read(text)?, name_hint: None })
    }
}
