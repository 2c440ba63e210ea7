//! Which of a graph's inputs and outputs a deployment keeps from its callers.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The nodes, inputs and outputs alike, that callers neither set nor see. Chosen when deploying.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub struct Hidden(Vec<String>);

/// Too many were to be hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the ids of hidden inputs and outputs have at most {} characters together", Hidden::MAX_BYTES)]
pub struct TooManyHidden;

impl Hidden {
    /// How many bytes the ids have together at most: they stand in the deployment's row.
    pub const MAX_BYTES: u32 = 300;

    /// Hides these nodes.
    ///
    /// # Errors
    /// Where their ids are too long together.
    pub fn new(nodes: BTreeSet<String>) -> Result<Self, TooManyHidden> {
        Self::try_from(Vec::from_iter(nodes))
    }

    /// The nodes' ids.
    pub fn nodes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether this node is hidden.
    pub fn contains(&self, node: &str) -> bool {
        self.0.iter().any(|it| it == node)
    }
}

impl TryFrom<Vec<String>> for Hidden {
    type Error = TooManyHidden;

    /// Takes what was written: sorted, each once.
    fn try_from(nodes: Vec<String>) -> Result<Self, TooManyHidden> {
        // One byte more each, for the length that stands before it.
        let bytes: usize = nodes.iter().map(|node| node.len() + 1).sum();
        if bytes > Self::MAX_BYTES as usize { Err(TooManyHidden) } else { Ok(Self(nodes)) }
    }
}
