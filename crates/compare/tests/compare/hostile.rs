//! What holds of any two graphs, whatever their names and values.

use crate::read;
use compare::{Contract, Report, contracts, patch, picture, report, unified_diff};
use domain::{Hidden, InputField, InputKind, Interface};
use drawing::Look;
use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeSet;

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-c]",
        "\\PC{0,6}",
        Just("</svg><script>alert(1)</script>".to_owned()),
        Just("a/b~1~0".to_owned()),
        Just("-".to_owned()),
        Just("\u{202e}\u{0}&\"'\u{ffff}]]>\r\n+ 1 Fake".to_owned()),
        Just(String::new()),
    ]
}

fn id() -> impl Strategy<Value = String> {
    prop_oneof![4 => "[0-9]", 1 => text()]
}

fn value() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        (-3..3_i64).prop_map(Json::from),
        any::<u64>().prop_map(Json::from),
        (-3..3_i32).prop_map(|it| json!(f64::from(it))),
        any::<f64>().prop_map(Json::from),
        text().prop_map(Json::from),
        (id(), -1..3_i32).prop_map(|(id, output)| json!([id, output])),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            prop::collection::vec((text(), inner), 0..4).prop_map(|it| Json::Object(it.into_iter().collect())),
        ]
    })
}

fn node() -> impl Strategy<Value = Json> {
    let inputs = prop::collection::vec((text(), value()), 0..4).prop_map(|it| it.into_iter().collect::<Map<_, _>>());
    ("[A-C]", inputs, prop::option::of(text()))
        .prop_map(|(kind, inputs, title)| json!({"class_type": kind, "inputs": inputs, "_meta": {"title": title}}))
}

fn graph() -> impl Strategy<Value = String> {
    prop::collection::vec((id(), node()), 1..8).prop_map(|nodes| Json::Object(nodes.into_iter().collect()).to_string())
}

/// A graph, and the same with other ids.
fn renumbered() -> impl Strategy<Value = (String, String)> {
    (1..12_usize, prop::collection::vec((0..12_usize, 0..12_usize), 0..20)).prop_map(|(count, links)| {
        let write = |id: &dyn Fn(usize) -> String| {
            let node = |n: usize| {
                let links = links.iter().enumerate().filter(|(_, (from, to))| from < to && to % count == n);
                let mut inputs: Map<_, _> =
                    links.map(|(at, (from, _))| (format!("i{at}"), json!([id(from % n.max(1)), 0]))).collect();
                if n == 0 {
                    inputs.clear();
                }
                inputs.insert("own".to_owned(), json!(n));
                (id(n), json!({"class_type": "X", "inputs": inputs}))
            };
            Json::Object((0..count).map(node).collect()).to_string()
        };
        (write(&|n| n.to_string()), write(&|n| format!("{}", 1_000 - n)))
    })
}

proptest! {
    #[test]
    fn the_patch_makes_one_of_the_other(before in graph(), after in graph()) {
        let patch = patch(&read(&before), &read(&after));
        let mut json: Json = serde_json::from_str(&before).unwrap();
        json_patch::patch(&mut json, &patch).unwrap();
        prop_assert_eq!(json, serde_json::from_str::<Json>(&after).unwrap());
        // Also after it went over the wire.
        let sent: compare::Patch = serde_json::from_str(&serde_json::to_string(&patch).unwrap()).unwrap();
        prop_assert_eq!(sent, patch);
    }

    #[test]
    fn a_graph_does_not_differ_from_itself(graph in graph()) {
        let it = read(&graph);
        prop_assert_eq!(compare::graphs(&it, &it), domain::GraphDifference::default());
        prop_assert_eq!(patch(&it, &it), compare::Patch::default());
        prop_assert_eq!(unified_diff(&it, &it, ("a", "b")), "");
    }

    #[test]
    fn looked_at_from_the_other_side_it_is_mirrored(before in graph(), after in graph()) {
        let (before, after) = (read(&before), read(&after));
        let (there, back) = (compare::graphs(&before, &after), compare::graphs(&after, &before));
        let (one, other) = (there.summary, back.summary);
        prop_assert_eq!((one.added, one.removed, one.changed, one.renumbered, one.looks),
            (other.removed, other.added, other.changed, other.renumbered, other.looks));
        if one.renumbered == 0 {
            prop_assert_eq!((&there.added, &there.removed), (&back.removed, &back.added));
        }
        if one.is_same() {
            prop_assert_eq!(before.graph().nodes.len(), after.graph().nodes.len());
        }
    }

    #[test]
    fn other_ids_are_never_a_change((before, after) in renumbered()) {
        let found = compare::graphs(&read(&before), &read(&after));
        prop_assert!(found.summary.does_the_same(), "{}\n{}\n{:?}", before, after, found);
        prop_assert_eq!(found.renumbered.len(), read(&before).graph().nodes.len());
    }

    #[test]
    fn reports_stay_in_their_lines_and_drawings_in_their_elements(before in graph(), after in graph()) {
        let (before, after) = (read(&before), read(&after));
        let found = &compare::graphs(&before, &after);
        let said = report(Report { names: ("a\n\u{202e}", "b"), graph: found, contract: None });
        let inputs: usize = found.changed.iter().map(|it| it.inputs.len()).sum();
        let most = 4 + found.added.len() + found.removed.len() + 4 * found.changed.len() + inputs + found.renumbered.len();
        prop_assert!(said.lines().count() <= most && !said.contains(['\u{202e}', '\u{0}', '\r']), "{}", said);
        let svg = picture(&before, &after, Look::System);
        let document = roxmltree::Document::parse(&svg).unwrap();
        let known = ["svg", "title", "style", "rect", "path", "circle", "text", "tspan", "g"];
        prop_assert!(document.descendants().filter(|it| it.is_element()).all(|it| known.contains(&it.tag_name().name())));
        let signs = document.descendants().filter(|it| it.attribute("class").is_some_and(|it| it.starts_with('y'))).count();
        let differ = found.summary.added + found.summary.removed + found.summary.changed;
        prop_assert_eq!(u32::try_from(signs).unwrap(), differ);
    }

    /// Those whose names and ids are few meet each other in every way.
    #[test]
    fn a_call_that_nothing_breaks_is_understood_as_before(
        before in prop::collection::vec(("[1-3]", "[1-3a-b]", any::<bool>()), 0..4),
        after in prop::collection::vec(("[1-3]", "[1-3a-b]", any::<bool>()), 0..4),
        hidden in (prop::collection::btree_set("[1-3]", 0..2), prop::collection::btree_set("[1-3]", 0..2)),
        used in prop::collection::btree_set("[1-3a-b]", 0..4),
    ) {
        let interface = |all: &[(String, String, bool)]| {
            let mut seen = BTreeSet::new();
            let own = all.iter().filter(|(node, ..)| seen.insert(node.clone()));
            let inputs = own.map(|(node, name, required)| InputField {
                node: node.clone(), name: name.clone(), description: String::new(), kind: InputKind::Text,
                default: None, allowed: Vec::new(), required: *required,
            });
            Interface { inputs: inputs.collect(), outputs: Vec::new() }
        };
        let (older, newer) = (interface(&before), interface(&after));
        let (was_hidden, is_hidden) = (Hidden::new(hidden.0).unwrap(), Hidden::new(hidden.1).unwrap());
        let older = Contract { interface: &older, hidden: &was_hidden };
        let newer = Contract { interface: &newer, hidden: &is_hidden };
        let found = contracts(older, newer);
        if is_fine(older, &used) && found.broken_by(&used).next().is_none() {
            prop_assert!(is_fine(newer, &used), "{:?}", found);
        }
    }
}

/// Whether the engine takes a call that gives these, as `engine::inputs` decides it.
fn is_fine(Contract { interface, hidden }: Contract<'_>, used: &BTreeSet<String>) -> bool {
    let mut meant = BTreeSet::new();
    let understood = used.iter().all(|key| {
        let named: Vec<_> = interface.inputs.iter().filter(|it| it.name == *key).collect();
        let by_id = interface.inputs.iter().find(|it| it.node == *key);
        let one = if named.len() == 1 { named.first().copied() } else { by_id };
        one.is_some_and(|it| !hidden.contains(&it.node) && meant.insert(it.node.clone()))
    });
    understood
        && interface.inputs.iter().all(|it| !it.required || hidden.contains(&it.node) || meant.contains(&it.node))
}
