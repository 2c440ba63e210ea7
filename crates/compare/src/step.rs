//! A node as comparing sees it: what an engine makes of it, in whichever format it is written.

use crate::{Snapshot, linked::LinkEnds, numbers::is_same};
use domain::graph::{Mode, Node, Role};
use serde_json::Value as Json;
use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
};

/// A node.
#[derive(Debug)]
pub(crate) struct Step<'a> {
    /// Its place in the graph's nodes.
    pub(crate) place: usize,
    pub(crate) node: &'a Node,
    pub(crate) inputs: Inputs<'a>,
}

/// What a node's inputs are given, by name.
pub(crate) type Inputs<'a> = BTreeMap<Cow<'a, str>, Input<'a>>;

/// What an input is given.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Input<'a> {
    Value(&'a Json),
    Link { node: &'a str, output: u32 },
}

/// What the editor keeps beside a seed and has no input for.
const SEED_CONTROLS: [&str; 4] = ["fixed", "increment", "decrement", "randomize"];

/// The nodes in the text's order. Of several with one id the last counts: engines see no other.
pub(crate) fn steps(snapshot: &Snapshot) -> Vec<Step<'_>> {
    let nodes = &snapshot.graph().nodes;
    let last: HashMap<&str, usize> = nodes.iter().zip(0..).map(|(node, place)| (node.id.as_str(), place)).collect();
    let ends = LinkEnds::read(snapshot);
    let all = nodes.iter().enumerate().filter(|(place, node)| last.get(node.id.as_str()) == Some(place));
    all.map(|(place, node)| {
        let inputs = if snapshot.is_ui() {
            snapshot.json()["nodes"].get(place).map(|json| ui_inputs(json, node, &ends)).unwrap_or_default()
        } else {
            snapshot.json().get(&node.id).map(api_inputs).unwrap_or_default()
        };
        Step { place, node, inputs }
    })
    .collect()
}

fn api_inputs(json: &Json) -> Inputs<'_> {
    let inputs = json.get("inputs").and_then(Json::as_object);
    inputs.into_iter().flatten().map(|(name, value)| (Cow::from(name), Input::of_api(value))).collect()
}

/// The links by their inputs' names; the values that are typed in by their fields' names, else by their places.
fn ui_inputs<'a>(json: &'a Json, node: &Node, ends: &LinkEnds<'a>) -> Inputs<'a> {
    // A note's text is for readers.
    if let Role::Note { .. } = node.role {
        return Inputs::new();
    }
    let ports = json.get("inputs").and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
    let name = |port: &'a Json, place: usize| match port.get("name").and_then(Json::as_str) {
        Some(name) => Cow::from(name),
        None => Cow::from(format!("input {place}")),
    };
    let links = ports.iter().enumerate().filter_map(|(place, port)| Some((name(port, place), ends.of(port)?)));
    let mut inputs: Inputs<'a> = links.collect();
    let mut typed_in = |name: Cow<'a, str>, value: &'a Json| {
        // What was typed into a field does not count while something is linked to it.
        inputs.entry(name).or_insert(Input::Value(value));
    };
    let named = json.get("widgets_values_named").or(json.get("widgets_values"));
    if let Some(Json::Object(named)) = named {
        named.iter().for_each(|(name, value)| typed_in(Cow::from(name), value));
        return inputs;
    }
    let typed = json.get("widgets_values").and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
    let fields: Vec<&str> = ports.iter().filter_map(|port| port.get("widget")?.get("name")?.as_str()).collect();
    let is_control = |value: &Json| value.as_str().is_some_and(|it| SEED_CONTROLS.contains(&it));
    let meant: Vec<&Json> = typed.iter().filter(|it| fields.len() >= typed.len() || !is_control(it)).collect();
    if fields.len() == meant.len() {
        fields.iter().zip(meant).for_each(|(name, value)| typed_in(Cow::from(*name), value));
    } else {
        (1..).zip(typed).for_each(|(place, value)| typed_in(Cow::from(format!("value {place}")), value));
    }
    inputs
}

impl<'a> Input<'a> {
    /// `["<node id>", output]` is a link; anything else is a value.
    fn of_api(value: &'a Json) -> Self {
        let parts = match value.as_array().map(Vec::as_slice) {
            Some([Json::String(node), output @ Json::Number(_)]) => output.as_f64().map(|output| (node, output)),
            _ => None,
        };
        match parts {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "both were just ruled out")]
            Some((node, output)) if output.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&output) => {
                Self::Link { node, output: output as u32 }
            }
            _ => Self::Value(value),
        }
    }

    /// Whether both give the same, where the older graph's nodes now bear these ids.
    pub(crate) fn is_same(&self, other: &Self, now: impl Fn(&str) -> Option<String>) -> bool {
        match (self, other) {
            (Self::Value(one), Self::Value(other)) => is_same(one, other),
            (Self::Link { node, output }, Self::Link { node: other, output: other_output }) => {
                output == other_output && now(node).as_deref() == Some(other)
            }
            _ => false,
        }
    }
}

/// Whether a node does its work, in a word.
pub(crate) const fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Active => "active",
        Mode::Muted => "muted",
        Mode::Bypassed => "bypassed",
    }
}
