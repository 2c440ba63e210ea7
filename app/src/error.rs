//! Why a server function did not do as asked, as the browser hears it.
//!
//! Typed, so that a component can decide by kind; the words are for people.

use crate::browser;
use domain::{InputFault, Problem, Revision, Unreadable};
use leptos::prelude::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};
use server_fn::{Bytes, Decodes as _, codec::PostcardEncoding};

/// Why something did not happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum AppError {
    /// What was asked for is not there, or no longer.
    #[error("{message}")]
    NotFound {
        /// What was not found.
        message: String,
    },
    /// The workflow was saved by somebody else after it was opened here.
    #[error("the workflow was changed meanwhile: revision {saved} is saved")]
    Stale {
        /// The revision that is saved now.
        saved: Revision,
    },
    /// Somebody else changed it at the same moment; trying again may help.
    #[error("{message}")]
    Conflict {
        /// What was changed.
        message: String,
    },
    /// A field has no meaning.
    #[error("{message}")]
    Invalid {
        /// Which field; empty where it is not one.
        member: String,
        /// What is wrong with it, and what would be right.
        message: String,
    },
    /// What was sent does not fit a graph's inputs.
    #[error("{message}")]
    Inputs {
        /// Everything that is wrong, in one text.
        message: String,
        /// The same, one by one.
        faults: Vec<InputFault>,
    },
    /// A text is no workflow.
    #[error("not a workflow: {problem}")]
    Unreadable {
        /// Where, and what is wrong there.
        problem: Unreadable,
    },
    /// The saved graph has problems.
    #[error("{message}")]
    NotDeployable {
        /// How many there are.
        message: String,
        /// All of them.
        problems: Vec<Problem>,
    },
    /// The server cannot do it now; it may later.
    #[error("{message}")]
    Unavailable {
        /// Why.
        message: String,
    },
    /// The server was not reached, or its answer did not arrive.
    #[error("the server cannot be reached; nothing is known to have changed")]
    Unreachable,
    /// A fault of ours. The server's log says more.
    #[error("something went wrong in the server; its log says more")]
    Internal,
}

impl AppError {
    /// The same as a sentence.
    pub(crate) fn sentence(&self) -> String {
        let words = self.to_string();
        let mut letters = words.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).chain(['.']).collect()).unwrap_or_default()
    }

    /// What is wrong, a line for each thing: the words of a refused form.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![self.to_string()];
        if let Self::NotDeployable { problems, .. } = self {
            lines.extend(problems.iter().map(ToString::to_string));
        }
        lines
    }
}

impl FromServerFnError for AppError {
    type Encoder = PostcardEncoding;

    /// Reads a refusal: the function's own, or the problem document of what stands before it.
    fn de(bytes: Bytes) -> Self {
        PostcardEncoding::decode(bytes.clone()).unwrap_or_else(|_| {
            let message = browser::problem_words(&String::from_utf8_lossy(&bytes));
            if message.is_empty() { Self::Unreachable } else { Self::Unavailable { message } }
        })
    }

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(message)
            | ServerFnErrorErr::MissingArg(message)
            | ServerFnErrorErr::Deserialization(message) => Self::Invalid { member: String::new(), message },
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Self::Unreachable,
            _ => Self::Internal,
        }
    }
}
