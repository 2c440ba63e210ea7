//! What is told of two graphs, through the crate's own door.

#![expect(clippy::unwrap_used, reason = "a test says by a panic what went wrong")]

mod callers;
mod gallery;
mod graphs;
mod hostile;
mod pictures;
mod speed;
mod texts;
mod ui_format;

use compare::Snapshot;
use domain::GraphDifference;

/// Reads a graph that must be one.
#[track_caller]
fn read(text: &str) -> Snapshot {
    Snapshot::read(text).unwrap()
}

/// What changed from one text to another.
#[track_caller]
fn difference(before: &str, after: &str) -> GraphDifference {
    compare::graphs(&read(before), &read(after))
}

/// What is reported of a change, without its first line, which names the two.
#[track_caller]
fn told(before: &str, after: &str) -> String {
    let graph = &difference(before, after);
    let report = compare::report(compare::Report { names: ("v1", "v2"), graph, contract: None });
    report.strip_prefix("v1 -> v2\n").unwrap().to_owned()
}
