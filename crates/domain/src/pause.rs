//! What a pause does to requests, and what keeps a deployment from running.

use crate::{Excerpt, deployment::UnknownWord};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What becomes of requests while a deployment is paused.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PauseMode {
    /// New ones are refused; those accepted before run to their end.
    #[default]
    Finish,
    /// New ones wait; none begins until the deployment is resumed.
    Hold,
    /// New ones are refused; those that run or wait are cancelled.
    Stop,
}

impl PauseMode {
    /// Every mode, in the order in which people are offered them.
    pub const ALL: [Self; 3] = [Self::Finish, Self::Hold, Self::Stop];

    /// The word on the wire and in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Finish => "finish",
            Self::Hold => "hold",
            Self::Stop => "stop",
        }
    }

    /// What menus call it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Finish => "Pause and finish requests",
            Self::Hold => "Pause and hold requests",
            Self::Stop => "Pause and stop everything",
        }
    }

    /// What was done, after a deployment's name.
    pub const fn done(self) -> &'static str {
        match self {
            Self::Finish => "paused",
            Self::Hold => "paused; requests are held",
            Self::Stop => "paused; everything is stopped",
        }
    }
}

impl fmt::Display for PauseMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for PauseMode {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        let found = Self::ALL.into_iter().find(|mode| mode.as_str() == word);
        found.ok_or_else(|| UnknownWord::new(word, "finish, hold, stop"))
    }
}

/// Why a deployment cannot run, and so cannot be resumed: nothing that cannot run is called Running.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hindrance {
    /// What kind of thing is in the way.
    pub kind: HindranceKind,
    /// The words on its card: what is in the way, and what to do.
    pub words: Excerpt,
}

/// What kind of thing keeps a deployment from running.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HindranceKind {
    /// No engine knows all of its node types.
    UnknownTypes,
    /// Its engine finds its graph invalid, or it has no output.
    InvalidGraph,
    /// Its graph is in ComfyUI's UI format, and there is no ComfyUI server to convert it.
    UiFormat,
    /// The engine that may know its types does not answer now.
    EngineAway,
    /// Nothing brings it requests yet: its type has no door.
    NoDoor,
}
