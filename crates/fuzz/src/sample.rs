//! Makes of any bytes what somebody may send.
//!
//! Bytes that begin like a text of ours (`{`, `[`, a space, any ASCII) are that text, so that a committed sample can
//! be read and a fuzzer may damage it. Others are choices by which something of the right shape is made: random
//! bytes come past the first bracket, too.

use arbitrary::{Result, Unstructured};
use serde_json::{Map, Number, Value as Json, json};

/// Words that mean something to a reader of graphs.
const WORDS: [&str; 24] = [
    "1",
    "2",
    "3",
    "12:3",
    "name",
    "",
    " ",
    "é",
    "\u{feff}",
    "]]>&<\"'",
    "\u{0}",
    "value",
    "source",
    "string_a",
    "STRING",
    "INT",
    "*",
    "SaltInput",
    "PrimitiveString",
    "PreviewAny",
    "StringConcatenate",
    "Reroute",
    "PrimitiveNode",
    "MarkdownNote",
];
/// The ids of nodes.
const IDS: [&str; 6] = ["1", "2", "3", "4", "12:3", "é"];
/// One in so many things is of another shape than it should be.
const ODD: u8 = 12;

/// The text that these bytes are, or one that is made by them.
pub fn text(bytes: &[u8], made: impl FnOnce(&mut Unstructured<'_>) -> Result<Json>) -> String {
    match bytes.first() {
        Some(first) if !first.is_ascii() => {
            made(&mut Unstructured::new(&bytes[1..])).map_or_else(|_| String::new(), |json| json.to_string())
        }
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Any JSON, not deep.
///
/// # Errors
/// Where there are no more bytes to choose by; the others say the same.
pub fn json(choices: &mut Unstructured<'_>, depth: u8) -> Result<Json> {
    Ok(match choices.int_in_range(0..=if depth == 0 { 6 } else { 8 })? {
        0 => Json::Null,
        1 => Json::Bool(choices.arbitrary()?),
        2 => Json::from(choices.int_in_range(-30..=30_i64)?),
        3 => Json::from(choices.arbitrary::<i64>()?),
        4 => Number::from_f64(choices.arbitrary()?).map_or(Json::Null, Json::Number),
        5 => json!(choices.choose(&WORDS)?),
        6 => json!(choices.arbitrary::<&str>()?),
        7 => Json::Array(several(choices, 4, |choices| json(choices, depth - 1))?),
        _ => {
            let members =
                several(choices, 4, |choices| Ok(((*choices.choose(&WORDS)?).to_owned(), json(choices, depth - 1)?)))?;
            Json::Object(Map::from_iter(members))
        }
    })
}

/// A graph in API format, more or less; each node is one of these types, with inputs of these names.
///
/// # Errors
/// As [`json`].
pub fn api_graph(choices: &mut Unstructured<'_>, types: &[(&str, &[&str])]) -> Result<Json> {
    let nodes = several(choices, 6, |choices| {
        let id = (*choices.choose(&IDS)?).to_owned();
        let (class_type, names) = *choices.choose(types)?;
        let inputs = several(choices, 6, |choices| {
            let name =
                if names.is_empty() || odd(choices)? { choices.choose(&WORDS)? } else { choices.choose(names)? };
            let link = choices.arbitrary()?;
            let value =
                if link { json!([choices.choose(&IDS)?, choices.int_in_range(0..=2)?]) } else { json(choices, 2)? };
            Ok(((*name).to_owned(), value))
        })?;
        let node = json!({ "class_type": class_type, "inputs": Map::from_iter(inputs), "_meta": {"title": choices.choose(&WORDS)?} });
        Ok((id, or_odd(choices, node)?))
    })?;
    Ok(Json::Object(Map::from_iter(nodes)))
}

/// An export of the editor, more or less; each node is one of these types.
///
/// # Errors
/// As [`json`].
pub fn ui_graph(choices: &mut Unstructured<'_>, types: &[&str]) -> Result<Json> {
    const SUBGRAPH: &str = "a0000000-0000-4000-8000-000000000001";
    let body = |choices: &mut Unstructured<'_>| {
        let nodes = several(choices, 6, |choices| {
            let named = if odd(choices)? { SUBGRAPH } else { choices.choose(types)? };
            let node = json!({
                "id": choices.int_in_range(-1..=6)?, "type": named, "mode": choices.choose(&[0, 0, 0, 2, 4])?,
                "pos": [choices.int_in_range(-500..=500)?, json(choices, 1)?], "size": json(choices, 1)?,
                "inputs": several(choices, 3, socket)?, "outputs": several(choices, 3, socket)?,
                "widgets_values": json(choices, 2)?, "flags": json(choices, 1)?, "title": choices.choose(&WORDS)?,
            });
            or_odd(choices, node)
        })?;
        let links = several(choices, 6, |choices| {
            let mut end = || choices.int_in_range(-20..=6);
            let (id, from, slot, to, port) = (end()?, end()?, end()?, end()?, end()?);
            let link = match choices.arbitrary()? {
                true => json!([id, from, slot, to, port, "*"]),
                false => {
                    json!({ "id": id, "origin_id": from, "origin_slot": slot, "target_id": to, "target_slot": port })
                }
            };
            or_odd(choices, link)
        })?;
        Ok((nodes, links))
    };
    let (nodes, links) = body(choices)?;
    let (inner, inner_links) = body(choices)?;
    let subgraph = json!({
        "id": SUBGRAPH, "name": choices.choose(&WORDS)?, "nodes": inner, "links": inner_links, "inputNode": {"id": -10}, "outputNode": {"id": -20},
        "inputs": several(choices, 2, socket)?, "outputs": several(choices, 2, socket)?,
    });
    let groups = several(choices, 2, |choices| {
        Ok(json!({ "title": choices.choose(&WORDS)?, "bounding": json(choices, 2)?, "color": json(choices, 0)? }))
    })?;
    Ok(
        json!({ "version": 0.4, "nodes": nodes, "links": links, "groups": groups, "definitions": {"subgraphs": [subgraph]} }),
    )
}

fn socket(choices: &mut Unstructured<'_>) -> Result<Json> {
    let (name, link) = (choices.choose(&WORDS)?, choices.int_in_range(-1..=6)?);
    let socket = json!({ "name": name, "type": choices.choose(&WORDS)?, "link": link, "links": [link], "widget": {"name": name} });
    or_odd(choices, socket)
}

/// Up to so many of something.
///
/// # Errors
/// As [`json`].
pub fn several<T>(
    choices: &mut Unstructured<'_>,
    most: u8,
    mut one: impl FnMut(&mut Unstructured<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let count = choices.int_in_range(0..=most)?;
    (0..count).map(|_| one(choices)).collect()
}

fn odd(choices: &mut Unstructured<'_>) -> Result<bool> {
    choices.ratio(1, ODD)
}

fn or_odd(choices: &mut Unstructured<'_>, usual: Json) -> Result<Json> {
    if odd(choices)? { json(choices, 2) } else { Ok(usual) }
}
