//! What changed from one graph to another: for people in words and as a drawing, for programs as a JSON Patch.
//!
//! Pure: two texts in, a difference out. What is told is `domain`'s to name (`GraphDifference`, `ContractDifference`).
//!
//! What counts as the same: JSON that differs only in white space and the order of members *is* the same, also where the
//! snapshots' digests, which are of bytes, differ. Numbers of one value (`1`, `1.0`, `1e0`) do the same, and so does what
//! an editor keeps for itself: places, sizes, colours, groups, titles and all that no engine reads. Such a difference is
//! told as one of looks. Of two members of one name the last counts, as engines read it.
//!
//! Every comparison takes time in proportion to the texts, but for the unified diff, which has a limit of its own.
//! In reading order:

mod contract;
mod drawing;
mod graph;
mod linked;
mod numbers;
mod patch;
mod renumbering;
mod report;
mod snapshot;
mod spelling;
mod step;
mod subgraphs;
mod unified;
mod words;

pub use contract::{Contract, contracts};
pub use drawing::picture;
pub use graph::graphs;
pub use json_patch::Patch;
pub use patch::patch;
pub use report::{Report, report};
pub use snapshot::Snapshot;
pub use unified::{DIFF_TIME, unified_diff};
