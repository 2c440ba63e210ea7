//! Who changed something.

use serde::{Deserialize, Serialize};

/// Through which door a change came. Until people can sign in, that is all that is known of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// Somebody at a page.
    Browser,
    /// A program that called the REST API.
    Api,
    /// Brine itself.
    System,
}

impl Actor {
    /// The word on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Browser => "browser",
            Self::Api => "api",
            Self::System => "system",
        }
    }

    /// Who did it, as far as that is known.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Browser => "on a page",
            Self::Api => "through the API",
            Self::System => "by Brine",
        }
    }
}
