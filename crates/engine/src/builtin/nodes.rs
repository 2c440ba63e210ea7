//! The node types of the built-in engine: one file a type, or a family that shares all but a line.

mod case_converter;
mod http_request;
mod json_query;
mod llm_chat;
mod preview_any;
mod primitive;
mod regex_extract;
mod regex_flags;
mod regex_match;
mod regex_replace;
mod salt_input;
mod salt_output;
mod script;
mod string_compare;
mod string_concatenate;
mod string_contains;
mod string_length;
mod string_replace;
mod string_substring;
mod string_trim;
mod template;
mod variables;

use super::node::Node;

/// All of them.
pub(super) fn all() -> Vec<Node> {
    let mut nodes = primitive::nodes();
    nodes.extend([
        string_concatenate::node(),
        string_substring::node(),
        string_length::node(),
        case_converter::node(),
        string_trim::node(),
        string_replace::node(),
        string_contains::node(),
        string_compare::node(),
        regex_match::node(),
        regex_extract::node(),
        regex_replace::node(),
        preview_any::node(),
        salt_output::node(),
        template::node(),
        json_query::node(),
        http_request::node(),
        llm_chat::node(),
        script::node(),
    ]);
    nodes.extend(salt_input::nodes());
    nodes
}
