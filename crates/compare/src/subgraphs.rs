//! The graphs that nodes of the UI format stand for, and which of them changed.

use crate::{
    Snapshot,
    numbers::{is_same, spelled},
};
use serde_json::{Map, Value as Json};
use std::collections::{HashMap, HashSet};

/// What the editor keeps of a graph that no engine reads.
const LOOKS: [&str; 15] = [
    "pos",
    "size",
    "flags",
    "order",
    "color",
    "bgcolor",
    "groups",
    "bounding",
    "extra",
    "state",
    "config",
    "revision",
    "properties",
    "title",
    "localized_name",
];

/// The types of those nodes whose graphs changed, themselves or in what stands in them.
pub(crate) fn changed<'a>(before: &'a Snapshot, after: &'a Snapshot) -> HashSet<&'a str> {
    let (older, newer) = (definitions(before), definitions(after));
    let mut changed = HashSet::new();
    let mut users: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut waiting = Vec::new();
    for (id, graph) in &newer {
        if older.get(id).is_some_and(|older| !does_same(older, graph)) {
            waiting.push(*id);
        }
        for node in graph["nodes"].as_array().into_iter().flatten() {
            if let Some(kind) = node["type"].as_str() {
                users.entry(kind).or_default().push(id);
            }
        }
    }
    while let Some(id) = waiting.pop() {
        if changed.insert(id) {
            waiting.extend(users.get(id).into_iter().flatten());
        }
    }
    changed
}

fn definitions(snapshot: &Snapshot) -> HashMap<&str, &Json> {
    let all = snapshot.json()["definitions"]["subgraphs"].as_array().filter(|_| snapshot.is_ui());
    all.into_iter().flatten().filter_map(|graph| Some((graph["id"].as_str()?, graph))).collect()
}

/// Whether two parts of a graph do the same, looks aside. Things with ids may stand in any order.
fn does_same(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Object(one), Json::Object(other)) => {
            let all = |one: &Map<String, Json>, other: &Map<String, Json>| {
                one.iter().filter(|(name, _)| !LOOKS.contains(&name.as_str())).all(|(name, value)| {
                    other.get(name).is_some_and(|other| {
                        // What was typed in may be called like a place.
                        if name.starts_with("widgets_values") { is_same(value, other) } else { does_same(value, other) }
                    })
                })
            };
            let are_there = |name: &String| LOOKS.contains(&name.as_str()) || one.contains_key(name);
            all(one, other) && other.keys().all(are_there)
        }
        (Json::Array(one), Json::Array(other)) if one.len() == other.len() => match (by_id(one), by_id(other)) {
            (Some(one), Some(other)) => {
                one.iter().all(|(id, value)| other.get(id).is_some_and(|other| does_same(value, other)))
            }
            _ => one.iter().zip(other).all(|(one, other)| does_same(one, other)),
        },
        _ => is_same(one, other),
    }
}

/// Things by their ids, where each has one of its own.
fn by_id(items: &[Json]) -> Option<HashMap<String, &Json>> {
    let id = |item: &Json| match item.get("id")? {
        Json::String(id) => Some(["\"", id].concat()),
        Json::Number(id) => Some(spelled(id)),
        _ => None,
    };
    let all: HashMap<String, &Json> = items.iter().map(|item| Some((id(item)?, item))).collect::<Option<_>>()?;
    (all.len() == items.len()).then_some(all)
}
