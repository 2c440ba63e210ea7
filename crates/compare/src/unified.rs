//! The difference as text: a unified diff of both graphs as JSON with its members in order.

use crate::Snapshot;
use serde_json::Value as Json;
use similar::TextDiff;
use std::time::Duration;

/// How long a shortest diff is sought. Past it the diff is as right, but longer than it need be: what was not compared
/// by then is taken out and put in anew.
pub const DIFF_TIME: Duration = Duration::from_millis(500);

/// How many lines stand around each change.
const AROUND: usize = 3;

/// What differs line by line, with these names for the two; empty where both are the same. Values are never shortened:
/// a text of a node is one line, however long.
pub fn unified_diff(before: &Snapshot, after: &Snapshot, names: (&str, &str)) -> String {
    within(before, after, names, DIFF_TIME)
}

fn within(before: &Snapshot, after: &Snapshot, (older, newer): (&str, &str), time: Duration) -> String {
    let (before, after) = (lines(before.json()), lines(after.json()));
    let diff = TextDiff::configure().timeout(time).diff_lines(&before, &after);
    diff.unified_diff().context_radius(AROUND).header(older, newer).to_string()
}

/// The JSON with each member in a line of its own, sorted by name: their order in the text is no difference.
fn lines(json: &Json) -> String {
    let mut json = json.clone();
    json.sort_all_objects();
    format!("{json:#}\n")
}
