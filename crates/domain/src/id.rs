//! Names of things that live longer than a process: UUIDs of version 7.
//!
//! Their first 48 bits are a time, so that ids sort by creation. Making one
//! needs a clock and randomness, and is the service's work.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// A text that does not name anything, because it is not a UUID.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a UUID; an id looks like 0192f3a1-7c1e-7d30-9a51-3f1f6d0c8a11")]
pub struct InvalidId {
    text: String,
}

macro_rules! define_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Takes a UUID that was made for this kind of thing.
            pub const fn new(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The 16 bytes, big-endian: they sort as the ids do.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }

            /// The id with these 16 bytes.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            /// Accepts the hyphenated form only: one thing, one address.
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                let hyphenated = text.len() == uuid::fmt::Hyphenated::LENGTH;
                match Uuid::try_parse(text) {
                    Ok(uuid) if hyphenated => Ok(Self(uuid)),
                    _ => Err(InvalidId { text: text.chars().take(64).collect() }),
                }
            }
        }
    };
}

define_id! {
    /// Names one deployment for as long as the store lives, also after it was deleted.
    DeploymentId
}
define_id! {
    /// Names one workflow for as long as the store lives, also after it was deleted.
    WorkflowId
}
define_id! {
    /// Names one execution for as long as it is kept.
    ExecutionId
}
define_id! {
    /// Names one schedule, also where it was carried over to another deployment.
    ScheduleId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_prints() {
        let id = DeploymentId::from_bytes([7; 16]);
        assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn refuses_other_spellings_of_the_same_uuid() {
        for text in ["", "7", "07070707070707070707070707070707", "{07070707-0707-0707-0707-070707070707}"] {
            assert!(text.parse::<DeploymentId>().is_err(), "{text}");
        }
    }
}
