//! What is run, and in which order: graphs drawn by lot against a plain reading of them.

use super::support::{builtin, events, graph, node, order, output};
use engine::{Engine, Outcome, Policy, RunEvent};
use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeSet;

/// Each node concatenates two earlier ones, or is a text of its own.
type Nodes = Vec<Option<(prop::sample::Index, prop::sample::Index)>>;

fn any_nodes() -> impl Strategy<Value = Nodes> {
    prop::collection::vec(prop::option::weighted(0.7, any::<(prop::sample::Index, prop::sample::Index)>()), 1..30)
}

struct Drawn {
    /// The two nodes that each node needs.
    needs: Vec<Option<(usize, usize)>>,
    shown: BTreeSet<usize>,
}

impl Drawn {
    fn of(nodes: &Nodes, shown: &[prop::sample::Index]) -> Self {
        let needs = nodes
            .iter()
            .enumerate()
            .map(|(at, it)| it.as_ref().filter(|_| at > 0).map(|(a, b)| (a.index(at), b.index(at))));
        Self { needs: needs.collect(), shown: shown.iter().map(|it| it.index(nodes.len())).collect() }
    }

    fn json(&self, shuffle: bool) -> Json {
        let mut members: Vec<(String, Json)> = Vec::new();
        for (at, needs) in self.needs.iter().enumerate() {
            let inputs = match needs {
                Some((a, b)) => {
                    json!({ "string_a": [a.to_string(), 0], "string_b": [b.to_string(), 0], "delimiter": "+" })
                }
                None => json!({ "string_a": at.to_string(), "string_b": "", "delimiter": "" }),
            };
            members.push((at.to_string(), node("StringConcatenate", inputs)));
        }
        members.extend(self.shown.iter().map(|it| (format!("out {it}"), output(&it.to_string(), &it.to_string()))));
        if shuffle {
            members.reverse();
        }
        Json::Object(Map::from_iter(members))
    }

    /// Whether no text grows too long: a ladder that doubles thirty times is a test of limits, not of plans.
    fn is_small(&self) -> bool {
        let mut sizes: Vec<u64> = Vec::new();
        for needs in &self.needs {
            sizes.push(needs.map_or(2, |(a, b)| sizes[a].saturating_add(sizes[b]).saturating_add(1)));
        }
        sizes.iter().all(|size| *size < 20_000)
    }

    /// What each node gives.
    fn value(&self) -> Vec<String> {
        let mut values: Vec<String> = Vec::new();
        for (at, needs) in self.needs.iter().enumerate() {
            values.push(match needs {
                Some((a, b)) => format!("{}+{}", values[*a], values[*b]),
                None => at.to_string(),
            });
        }
        values
    }

    fn needed(&self) -> BTreeSet<usize> {
        let mut needed = BTreeSet::new();
        let mut ahead: Vec<usize> = self.shown.iter().copied().collect();
        while let Some(at) = ahead.pop() {
            if needed.insert(at) {
                ahead.extend(self.needs[at].into_iter().flat_map(|(a, b)| [a, b]));
            }
        }
        needed
    }
}

fn block_on<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn runs_what_is_needed_after_what_it_needs(
        nodes in any_nodes(),
        shown in prop::collection::vec(any::<prop::sample::Index>(), 1..4),
        shuffle: bool,
    ) {
        let drawn = Drawn::of(&nodes, &shown);
        prop_assume!(drawn.is_small());
        let events = block_on(events(&builtin(Policy::default()), order(drawn.json(shuffle))));
        let (mut started, mut finished) = (BTreeSet::new(), BTreeSet::new());
        for event in &events {
            match event {
                RunEvent::NodeStarted { node, .. } => {
                    if let Ok(at) = node.as_str().parse::<usize>() {
                        for earlier in drawn.needs[at].into_iter().flat_map(|(a, b)| [a, b]) {
                            prop_assert!(finished.contains(&earlier), "{at} before {earlier}");
                        }
                        prop_assert!(started.insert(at), "{at} twice");
                    }
                }
                RunEvent::NodeFinished { node, .. } => finished.extend(node.as_str().parse::<usize>()),
                _ => {}
            }
        }
        prop_assert_eq!(&started, &drawn.needed());
        let Some(RunEvent::Ended { outcome: Outcome::Succeeded(outputs), .. }) = events.last() else {
            return Err(TestCaseError::fail("not succeeded"));
        };
        let values = drawn.value();
        let expected: Map<String, Json> = drawn.shown.iter().map(|it| (it.to_string(), json!([values[*it]]))).collect();
        prop_assert_eq!(outputs.to_json(), Json::Object(expected));
    }

    #[test]
    fn never_panics_on_damaged_graphs(
        links in prop::collection::vec((0..6_usize, prop_oneof![Just("string_a"), Just("string_b"), Just("delimiter"), Just("other")], any_input()), 0..20),
    ) {
        let mut members: Vec<Map<String, Json>> = vec![Map::new(); 6];
        for (at, name, value) in links {
            members[at].insert(name.to_owned(), value);
        }
        let mut json: Map<String, Json> = members
            .into_iter()
            .enumerate()
            .map(|(at, inputs)| (at.to_string(), node("StringConcatenate", Json::Object(inputs))))
            .collect();
        json.insert("out".to_owned(), output("o", "0"));
        let engine = builtin(Policy::default());
        block_on(async {
            if let Ok(run) = engine.start(order(Json::Object(json))).await {
                match run.outcome().await {
                    Outcome::Failed(failure) => prop_assert_ne!(failure.exception_type, "InternalError"),
                    Outcome::Succeeded(_) => {}
                    Outcome::Cancelled => prop_assert!(false, "cancelled"),
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn never_panics_on_any_json(json in any_json()) {
        if json.is_object() {
            let engine = builtin(Policy::default());
            block_on(engine.validate(&graph(json))).unwrap();
        }
    }
}

fn any_input() -> impl Strategy<Value = Json> {
    prop_oneof![
        3 => (0..6_usize).prop_map(|at| json!([at.to_string(), 0])),
        1 => any_json(),
        1 => Just(json!("x")),
        1 => any::<i64>().prop_map(|slot| json!(["1", slot])),
    ]
}

fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        prop_oneof![Just("PreviewAny"), Just("class_type"), Just("inputs"), Just("1"), Just("é")].prop_map(Json::from),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        let name = prop_oneof![Just("class_type"), Just("inputs"), Just("source"), Just("1"), Just("__value__")];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::Array),
            prop::collection::vec((name.prop_map(str::to_owned), inner), 0..4)
                .prop_map(|it| Json::Object(it.into_iter().collect())),
        ]
    })
}
