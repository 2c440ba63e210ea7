//! The counters of the system. Each has its own type, so that none can stand in for another.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! define_number {
    ($(#[$doc:meta])* $name:ident($int:ty), prefix $prefix:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name($int);

        impl $name {
            /// The first one.
            pub const FIRST: Self = Self(1);

            /// The one with this number.
            pub const fn new(number: $int) -> Self {
                Self(number)
            }

            /// The bare number.
            pub const fn get(self) -> $int {
                self.0
            }

            /// The one after this.
            #[must_use]
            pub const fn next(self) -> Self {
                Self(self.0.saturating_add(1))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "{}"), self.0)
            }
        }
    };
}

define_number! {
    /// Which save of a workflow: 1, 2, 3 …
    Revision(u32), prefix ""
}
define_number! {
    /// The n-th deployment made of a workflow; never reused, also after deletes. Printed `v3`.
    Version(u32), prefix "v"
}
define_number! {
    /// How often a stored row was written; what compare-and-swap compares.
    RowRevision(u64), prefix ""
}
define_number! {
    /// A place in the feed. Gapless and growing; also the id of the live event.
    Position(u64), prefix ""
}

impl Position {
    /// Before the first entry: where a reader begins who has seen nothing.
    pub const START: Self = Self(0);
}
