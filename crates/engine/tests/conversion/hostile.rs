//! Whatever the text, there is an answer.

use super::{GRAPHS, TYPES};
use engine::convert;
use proptest::prelude::{Just, Strategy, any, prop, prop_oneof, proptest};
use serde_json::{Value as Json, json};

/// A piece of an export, or anything else, where it may not belong.
fn piece() -> impl Strategy<Value = Json> {
    const WORDS: [&str; 7] =
        ["Reroute", "PrimitiveNode", "PreviewAny", "Sampler", "a0000000-0000-4000-8000-000000000001", "-1", "text"];
    prop_oneof![
        Just(Json::Null),
        any::<i64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        Just(json!([])),
        Just(json!({})),
        (0..40_i64).prop_map(Json::from),
        Just(json!(-10)),
        Just(json!(-20)),
        prop::sample::select(&WORDS[..]).prop_map(Json::from),
    ]
}

/// Puts a piece in the place of one part, chosen by these numbers.
fn replace(part: &mut Json, way: &[usize], piece: Json) {
    let next = |count: usize| way.first().filter(|_| count > 0).map(|number| number % count);
    let inner = match part {
        Json::Array(items) => next(items.len()).and_then(|place| items.get_mut(place)),
        Json::Object(members) => next(members.len()).and_then(|place| members.values_mut().nth(place)),
        _ => None,
    };
    match inner {
        Some(inner) => replace(inner, &way[1..], piece),
        None => *part = piece,
    }
}

proptest! {
    #[test]
    fn a_damaged_export_is_refused_or_converted(
        graph in 0..16_usize,
        damage in prop::collection::vec((prop::collection::vec(any::<usize>(), 1..7), piece()), 1..6),
    ) {
        let mut export = GRAPHS[graph % GRAPHS.len()]["ui"].clone();
        for (way, piece) in damage {
            replace(&mut export, &way, piece);
        }
        let _ = convert(&export.to_string(), &TYPES);
    }

    #[test]
    fn any_text_is_refused(text in ".{0,60}") {
        assert!(convert(&text, &TYPES).is_err());
    }
}

/// A hundred thousand reroutes in a row: the way back must not take the stack.
#[test]
fn a_long_way_is_walked() {
    let last = 100_000;
    let mut nodes = vec![json!({ "id": 0, "type": "PrimitiveString", "widgets_values": ["far"] })];
    nodes.extend((1..=last).map(|id| json!({ "id": id, "type": "Reroute", "inputs": [{"link": id}] })));
    nodes.push(json!({ "id": last + 1, "type": "PreviewAny", "inputs": [{"name": "source", "link": last + 1}] }));
    let links: Vec<Json> = (1..=last + 1).map(|id| json!([id, id - 1, 0, id, 0, "*"])).collect();
    let export = json!({ "nodes": nodes, "links": links, "version": 0.4 });
    let made = serde_json::to_value(convert(&export.to_string(), &TYPES).unwrap()).unwrap();
    assert_eq!(made["100001"]["inputs"]["source"], json!(["0", 0]));
}
