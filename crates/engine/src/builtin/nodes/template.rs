//! `Template`: a text with holes, in the Jinja language (`minijinja`).
//!
//! Fuel bounds time and memory: minijinja takes it for instructions and for all data that a template makes.

use super::variables;
use crate::{
    Limits, NodeType,
    builtin::node::{Call, Done, Node, NodeFailure, NodeResult},
    node_type::InputSpec,
    python::text,
};
use minijinja::{Environment, ErrorKind, UndefinedBehavior, value::Serde};
use serde_json::Value as Json;
use std::io;

pub(super) fn node() -> Node {
    let spec = NodeType::new("Template", "Template", "brine/text")
        .about("Fills a Jinja template with the values a, b, c and d.")
        .takes([InputSpec::lines("template")])
        .takes(variables::inputs())
        .gives("STRING");
    Node::heavy(spec, render).checked(check)
}

fn check(input: &str, value: &Json, limits: &Limits) -> Result<(), String> {
    if input != "template" {
        return Ok(());
    }
    variables::check_length(&text::str(value))?;
    environment(limits).template_from_str(&text::str(value)).map(drop).map_err(|error| explained(&error))
}

fn render(call: &Call) -> NodeResult {
    let limits = &call.context.limits;
    let environment = environment(limits);
    let text = call.arguments.text("template")?;
    variables::check_length(text).map_err(|why| NodeFailure::new("SizeLimit", &why))?;
    let template = environment.template_from_str(text).map_err(|error| failed(&error))?;
    let mut rendered = Bounded { bytes: Vec::new(), limit: limits.value_bytes, is_full: false };
    let values = minijinja::Value::from(Serde(variables::values(call)));
    let done = template.render_captured_to(values, &mut rendered).map(drop);
    if rendered.is_full {
        return Err(NodeFailure::too_large("the text", limits.value_bytes));
    }
    done.map_err(|error| failed(&error))?;
    Done::text(String::from_utf8_lossy(&rendered.bytes).into_owned())
}

fn environment<'a>(limits: &Limits) -> Environment<'a> {
    let mut environment = Environment::new();
    environment.set_fuel(Some(limits.template_fuel));
    environment.set_recursion_limit(64);
    // A value that is not there is a mistake, not an empty text.
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment
}

fn failed(error: &minijinja::Error) -> NodeFailure {
    let kind = if error.kind() == ErrorKind::OutOfFuel { "StepLimit" } else { "TemplateError" };
    NodeFailure::new(kind, &explained(error))
}

fn explained(error: &minijinja::Error) -> String {
    let line = error.line().map(|line| format!(" (line {line})")).unwrap_or_default();
    format!("{}{}{line}", error.kind(), error.detail().map(|it| format!(": {it}")).unwrap_or_default())
}

/// What is written, up to a limit.
struct Bounded {
    bytes: Vec<u8>,
    limit: u64,
    is_full: bool,
}

impl io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if (self.bytes.len() + bytes.len()) as u64 > self.limit {
            self.is_full = true;
            return Err(io::Error::other("too large"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
