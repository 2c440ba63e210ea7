//! What a look at a deployment found: one line a question, each with what to do.

use crate::Deployment;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Everything that was looked at, in the order in which people would ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkup {
    /// What was looked at.
    pub deployment: Deployment,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// The answer to one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What was asked: `Is it running?`
    pub question: String,
    /// How it stands.
    pub verdict: Verdict,
    /// The answer, in a sentence or two.
    pub words: String,
    /// What to do about it, where there is something.
    pub advice: Option<String>,
    /// Where that is done, or where more is to be seen: an address on this site.
    pub link: Option<Link>,
}

/// A way on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// Its words.
    pub words: String,
}

/// How something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// As it should be.
    Fine,
    /// Worth knowing; nothing is broken.
    Notice,
    /// Broken.
    Wrong,
}

impl Checkup {
    /// The worst of what was found.
    pub fn verdict(&self) -> Verdict {
        self.findings.iter().map(|it| it.verdict).max().unwrap_or(Verdict::Fine)
    }

    /// What was found, in a sentence.
    pub fn summary(&self) -> String {
        let count = |verdict| self.findings.iter().filter(|it| it.verdict == verdict).count();
        match (count(Verdict::Wrong), count(Verdict::Notice)) {
            (0, 0) => "Everything that was looked at is as it should be.".to_owned(),
            (0, 1) => "Nothing is broken; one thing is worth knowing.".to_owned(),
            (0, notices) => format!("Nothing is broken; {notices} things are worth knowing."),
            (1, _) => "One thing is broken.".to_owned(),
            (wrong, _) => format!("{wrong} things are broken."),
        }
    }
}

impl Finding {
    /// An answer with nothing to do.
    pub fn new(question: &str, verdict: Verdict, words: impl Into<String>) -> Self {
        Self { question: question.to_owned(), verdict, words: words.into(), advice: None, link: None }
    }

    /// The same, with what to do.
    #[must_use]
    pub fn advising(self, advice: impl Into<String>) -> Self {
        Self { advice: Some(advice.into()), ..self }
    }

    /// The same, with a way on.
    #[must_use]
    pub fn leading_to(self, href: impl Into<String>, words: impl Into<String>) -> Self {
        Self { link: Some(Link { href: href.into(), words: words.into() }), ..self }
    }
}

impl Verdict {
    /// The word on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::Notice => "notice",
            Self::Wrong => "wrong",
        }
    }

    /// The word on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Fine => "Fine",
            Self::Notice => "Notice",
            Self::Wrong => "Broken",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
