//! `RegexReplace`: what a pattern finds, replaced. Here a broken pattern is a failure.

use super::regex_flags;
use crate::{
    NodeType,
    builtin::{
        bounded_text::BoundedText,
        node::{Call, Done, Node, NodeResult},
    },
    node_type::InputSpec,
    python::regex::{Template, matches},
};

pub(super) fn node() -> Node {
    let spec = NodeType::new("RegexReplace", "Regex Replace", "utils/string").of_module("comfy_extras.nodes_string");
    let flags = regex_flags::inputs().map(|input| match input.name.as_str() {
        "dotall" => input.optional().hint("tooltip", DOTALL),
        _ => input.optional(),
    });
    let count = InputSpec::new("count", "INT").optional().default(0).between(0, 100).hint("tooltip", COUNT);
    let spec = spec.about("Replaces what a regular expression finds.");
    let spec = spec.takes(["string", "regex_pattern", "replace"].map(InputSpec::lines)).takes(flags).takes([count]);
    Node::quick(spec.gives("STRING"), replace)
}

const DOTALL: &str = "On: the dot matches line breaks too.";
const COUNT: &str = "How many matches to replace, from the first on; 0 replaces all.";

fn replace(call: &Call) -> NodeResult {
    let text = call.arguments.text("string")?;
    let pattern = regex_flags::pattern(call)??;
    let template = Template::read(call.arguments.text("replace")?, &pattern)?;
    let most = match call.arguments.int("count")? {
        count @ 1.. => usize::try_from(count).unwrap_or(usize::MAX),
        _ => usize::MAX,
    };
    let mut replaced = BoundedText::new(call.context.limits.value_bytes);
    let mut rest = 0;
    for found in matches(&pattern, text, most)? {
        let range = found.range();
        replaced.push(&text[rest..range.start])?;
        template.fill(&found, text).try_for_each(|piece| replaced.push(piece))?;
        rest = range.end;
    }
    replaced.push(&text[rest..])?;
    Done::text(replaced.finish())
}
