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

#[cfg(test)]
mod tests {
    use super::{DIFF_TIME, lines, within};
    use crate::Snapshot;
    use proptest::prelude::*;
    use std::time::Duration;

    /// What a diff makes of a text, as `patch` would.
    fn applied(text: &str, diff: &str) -> String {
        let old: Vec<&str> = text.split_inclusive('\n').collect();
        let (mut at, mut made) = (0, String::new());
        for line in diff.split_inclusive('\n').skip(2) {
            let (sign, rest) = line.split_at(1);
            match sign {
                "@" => {
                    let start: usize = rest.split(['-', ',', ' ']).nth(2).unwrap().parse().unwrap();
                    made.extend(old[at..start - 1].iter().copied());
                    at = start - 1;
                }
                "+" => made.push_str(rest),
                sign => {
                    assert_eq!(rest, old[at]);
                    at += 1;
                    made.push_str(if sign == " " { rest } else { "" });
                }
            }
        }
        made.extend(old[at..].iter().copied());
        made
    }

    fn graph() -> impl Strategy<Value = String> {
        let node = ("[0-9]", "[AB]", "\\PC{0,4}", 0..3).prop_map(|(id, kind, text, number)| {
            let text = serde_json::Value::from(text);
            format!(r#""{id}":{{"class_type":"{kind}","inputs":{{"text":{text},"list":[{number},[],"+ x"]}}}}"#)
        });
        prop::collection::vec(node, 1..8).prop_map(|nodes| format!("{{{}}}", nodes.join(",")))
    }

    proptest! {
        #[test]
        fn a_diff_makes_one_of_the_other_also_without_time(before in graph(), after in graph()) {
            let (before, after) = (Snapshot::read(&before).unwrap(), Snapshot::read(&after).unwrap());
            for time in [DIFF_TIME, Duration::ZERO] {
                let diff = within(&before, &after, ("a", "b"), time);
                prop_assert_eq!(applied(&lines(before.json()), &diff), lines(after.json()));
            }
        }
    }
}
