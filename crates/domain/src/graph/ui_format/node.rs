//! One node of the UI format.

use super::{pixels, values::values};
use crate::graph::{Colour, Mode, Node, Port, Role, json::Json};
use std::collections::HashMap;

/// The names of the graphs that nodes may stand for, by the type of those nodes.
pub(super) type Subgraphs<'a> = HashMap<&'a str, &'a str>;

/// Which of a node's inputs are shown as ports, in their order: links count them all.
pub(super) struct ShownPorts(Vec<u32>);

impl ShownPorts {
    /// The place of an input among those that are shown; behind them where it is not.
    pub(super) fn place_of(&self, input: u32) -> u32 {
        let place = self.0.binary_search(&input).unwrap_or(self.0.len());
        u32::try_from(place).unwrap_or(u32::MAX)
    }
}

/// Reads a node; what is not as expected is as if the text did not say it.
pub(super) fn read_node(value: &Json, subgraphs: &Subgraphs<'_>) -> (Node, ShownPorts) {
    let text = |name| value.get(name).and_then(Json::as_str);
    let class_type = text("type").unwrap_or_default();
    let subgraph = subgraphs.get(class_type).copied();
    let is_said = |title: &&str| !title.trim().is_empty();
    let title = text("title").filter(is_said).or(subgraph.filter(is_said));
    let inputs = value.get("inputs").and_then(Json::as_array).unwrap_or_default();
    // An input that is typed in is a port only while something is linked to it.
    let is_port = |input: &Json| input.get("widget").is_none() || is_linked(input);
    let shown: Vec<u32> = (0..).zip(inputs).filter(|(_, input)| is_port(input)).map(|(place, _)| place).collect();
    let role = role(value, class_type, subgraph.is_some());
    let node = Node {
        id: value.get("id").and_then(Json::as_id).unwrap_or_default(),
        title: title.unwrap_or(class_type).to_owned(),
        class_type: class_type.to_owned(),
        values: if matches!(role, Role::Note { .. }) { Vec::new() } else { values(value, inputs) },
        role,
        mode: match value.get("mode").and_then(Json::as_index) {
            Some(2) => Mode::Muted,
            Some(4) => Mode::Bypassed,
            _ => Mode::Active,
        },
        inputs: inputs.iter().filter(|input| is_port(input)).map(port).collect(),
        outputs: value.get("outputs").and_then(Json::as_array).unwrap_or_default().iter().map(port).collect(),
        area: area(value),
        is_collapsed: value.get("flags").and_then(|it| it.get("collapsed")) == Some(&Json::Bool(true)),
        colour: text("color").or(text("bgcolor")).and_then(Colour::read),
    };
    (node, ShownPorts(shown))
}

pub(super) fn is_linked(input: &Json) -> bool {
    input.get("link").is_some_and(|link| *link != Json::Null)
}

fn role(value: &Json, class_type: &str, is_subgraph: bool) -> Role {
    let is_markdown = class_type == "MarkdownNote";
    if is_subgraph {
        return Role::Subgraph;
    }
    if !is_markdown && class_type != "Note" {
        return Role::Step;
    }
    let values = value.get("widgets_values");
    let text = values.and_then(|it| it.as_array().and_then(<[Json]>::first).or(it.get("text")).or(Some(it)));
    Role::Note { text: text.and_then(Json::as_str).unwrap_or_default().to_owned(), is_markdown }
}

/// As people call it: by its label, else in the language of who saved it, else by its name.
fn port(value: &Json) -> Port {
    let text = |name| value.get(name).and_then(Json::as_str).filter(|it| !it.trim().is_empty());
    let name = text("label").or(text("localized_name")).or(text("name")).unwrap_or_default();
    Port { name: name.to_owned(), kind: text("type").map(str::to_owned) }
}

fn area(value: &Json) -> Option<[i32; 4]> {
    let [left, top] = pair(value.get("pos")?)?;
    let [width, height] = value.get("size").and_then(pair).unwrap_or([210.0, 60.0]);
    pixels([left, top, width, height])
}

/// `[x, y]`, or `{"0": x, "1": y}` as older editors wrote it.
fn pair(value: &Json) -> Option<[f64; 2]> {
    match value {
        Json::Array(items) => Some([items.first()?.as_number()?, items.get(1)?.as_number()?]),
        other => Some([other.get("0")?.as_number()?, other.get("1")?.as_number()?]),
    }
}
