//! `RegexExtract`: the first match, all of them, or a group of either. Matches are put on lines of their own.

use super::regex_flags;
use crate::{
    NodeType, Value,
    builtin::node::{Call, Done, Node, NodeFailure, NodeResult},
    node_type::InputSpec,
    python::regex::{Pattern, RegexError, matches, search},
};

pub(super) fn node() -> Node {
    let spec = NodeType::new("RegexExtract", "Regex Extract", "utils/string").of_module("comfy_extras.nodes_string");
    let mode = InputSpec::combo("mode", &["First Match", "All Matches", "First Group", "All Groups"]);
    let group = InputSpec::new("group_index", "INT").default(1).between(0, 100);
    let spec = spec.takes(["string", "regex_pattern"].map(InputSpec::lines)).takes([mode]);
    Node::quick(spec.takes(regex_flags::inputs()).takes([group]).gives("STRING"), extract)
}

fn extract(call: &Call) -> NodeResult {
    let text = call.arguments.text("string")?;
    let group = usize::try_from(call.arguments.int("group_index")?).unwrap_or_default();
    let mode = call.arguments.value("mode").to_text();
    match regex_flags::pattern(call)?.and_then(|pattern| found(&pattern, &mode, text, group)) {
        Ok(found) => found.joined(),
        Err(RegexError::Python(_)) => Done::text(""),
        Err(beyond) => Err(beyond.into()),
    }
}

/// What was found; nothing in the place of a group that took no part.
enum Found<'t> {
    One(Option<&'t str>),
    All(Vec<Option<&'t str>>),
}

fn found<'t>(pattern: &Pattern, mode: &str, text: &'t str, group: usize) -> Result<Found<'t>, RegexError> {
    let has_group = pattern.groups >= group;
    Ok(match mode {
        "First Match" => Found::One(search(pattern, text)?.map_or(Some(""), |it| it.group(0, text))),
        "First Group" if has_group => Found::One(search(pattern, text)?.map_or(Some(""), |it| it.group(group, text))),
        "All Matches" => {
            // `findall` gives the groups where there are any, with nothing for those that took no part.
            let group = pattern.groups.min(1);
            let found = matches(pattern, text, usize::MAX)?;
            Found::All(found.iter().map(|it| Some(it.group(group, text).unwrap_or_default())).collect())
        }
        "All Groups" if has_group && pattern.groups > 0 => {
            Found::All(matches(pattern, text, usize::MAX)?.iter().map(|it| it.group(group, text)).collect())
        }
        _ => Found::One(Some("")),
    })
}

impl Found<'_> {
    fn joined(self) -> NodeResult {
        match self {
            Found::One(Some(text)) => Done::text(text),
            Found::One(None) => Done::value(Value::Null),
            Found::All(all) => {
                let texts: Result<Vec<&str>, usize> =
                    all.into_iter().enumerate().map(|(at, text)| text.ok_or(at)).collect();
                let texts = texts.map_err(|at| {
                    let message = format!("sequence item {at}: expected str instance, NoneType found");
                    NodeFailure::new("TypeError", &message)
                })?;
                Done::text(texts.join("\n"))
            }
        }
    }
}
