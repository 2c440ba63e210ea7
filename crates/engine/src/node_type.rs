//! What a node of some type takes and gives: enough to check a graph, and to be shown as `/object_info`.

mod field;
mod object_info;

pub use field::Field;

use indexmap::IndexMap;
use serde_json::{Map, Value as Json};

/// All the types an engine knows, by name.
pub type NodeTypes = IndexMap<String, NodeType>;

/// One type of node.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NodeType {
    /// Its name in graphs: `class_type`.
    pub name: String,
    /// Its name for people.
    pub display_name: String,
    /// Where people look for it: `utils/string`.
    pub category: String,
    /// What it does, for people.
    pub description: String,
    /// Where it comes from, in ComfyUI's way of naming modules.
    pub module: String,
    /// What it takes, in order.
    pub inputs: Vec<InputSpec>,
    /// What it gives, in order.
    pub outputs: Vec<OutputSpec>,
    /// Whether it is a reason to run a graph.
    pub is_output: bool,
}

/// One input of a type.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InputSpec {
    /// Its name.
    pub name: String,
    /// What it takes.
    pub kind: InputKind,
    /// Whether it may be left out.
    pub optional: bool,
    /// What stands for it where it is left out, and what an editor begins with.
    pub default: Option<Json>,
    /// The least number it takes.
    pub min: Option<i64>,
    /// The greatest number it takes.
    pub max: Option<i64>,
    /// What else an editor wants to know: `multiline`, `options`, `tooltip` …
    pub hints: Map<String, Json>,
}

/// What an input takes.
#[derive(Debug, Clone, PartialEq)]
pub enum InputKind {
    /// A type, or several with commas: `STRING`, `INT,FLOAT`; `*` takes anything.
    Named(String),
    /// One of these texts. (ComfyUI's newer `COMBO` is a named type, and its server checks no value of it.)
    Choice(Vec<String>),
}

/// One output of a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputSpec {
    /// What it gives: `STRING`; `*` may be anything.
    pub kind: String,
    /// What people call it.
    pub name: String,
}

impl Default for InputKind {
    fn default() -> Self {
        Self::Named("*".to_owned())
    }
}

impl NodeType {
    /// A type without inputs and outputs.
    pub fn new(name: &str, display_name: &str, category: &str) -> Self {
        Self {
            name: name.to_owned(),
            display_name: display_name.to_owned(),
            category: category.to_owned(),
            module: "brine".to_owned(),
            ..Self::default()
        }
    }

    /// With these inputs.
    #[must_use]
    pub fn takes(mut self, inputs: impl IntoIterator<Item = InputSpec>) -> Self {
        self.inputs.extend(inputs);
        self
    }

    /// With one more output, called after its type.
    #[must_use]
    pub fn gives(self, kind: &str) -> Self {
        self.gives_named(kind, kind)
    }

    /// With one more output.
    #[must_use]
    pub fn gives_named(mut self, kind: &str, name: &str) -> Self {
        self.outputs.push(OutputSpec { kind: kind.to_owned(), name: name.to_owned() });
        self
    }

    /// As a reason to run a graph.
    #[must_use]
    pub fn output(mut self) -> Self {
        self.is_output = true;
        self
    }

    /// With a text that says what it does.
    #[must_use]
    pub fn about(mut self, description: &str) -> Self {
        description.clone_into(&mut self.description);
        self
    }

    /// As it comes from this module of ComfyUI.
    #[must_use]
    pub fn of_module(mut self, module: &str) -> Self {
        module.clone_into(&mut self.module);
        self
    }

    /// The input of this name.
    pub fn input(&self, name: &str) -> Option<&InputSpec> {
        self.inputs.iter().find(|input| input.name == name)
    }
}

impl InputSpec {
    /// A required input of this type.
    pub fn new(name: &str, kind: &str) -> Self {
        Self { name: name.to_owned(), kind: InputKind::Named(kind.to_owned()), ..Default::default() }
    }

    /// A required text on one line.
    pub fn line(name: &str) -> Self {
        Self::new(name, "STRING").hint("multiline", false)
    }

    /// A required text on many lines.
    pub fn lines(name: &str) -> Self {
        Self::new(name, "STRING").hint("multiline", true)
    }

    /// A required choice that ComfyUI's server does not check.
    pub fn combo(name: &str, options: &[&str]) -> Self {
        Self::new(name, "COMBO").hint("multiselect", false).hint("options", options)
    }

    /// A required choice of these texts, checked.
    pub fn choice(name: &str, options: &[&str]) -> Self {
        let options = options.iter().map(|option| (*option).to_owned()).collect();
        Self { name: name.to_owned(), kind: InputKind::Choice(options), ..Default::default() }
    }

    /// As an input that may be left out.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// With a default.
    #[must_use]
    pub fn default(mut self, value: impl Into<Json>) -> Self {
        self.default = Some(value.into());
        self
    }

    /// With bounds, both included.
    #[must_use]
    pub const fn between(mut self, min: i64, max: i64) -> Self {
        self.min = Some(min);
        self.max = Some(max);
        self
    }

    /// With something more for an editor.
    #[must_use]
    pub fn hint(mut self, name: &str, value: impl Into<Json>) -> Self {
        self.hints.insert(name.to_owned(), value.into());
        self
    }
}

/// The types of a graph that are not among these, each once, in the order of the graph.
pub fn unknown_types(graph: &crate::ApiGraph, types: &NodeTypes) -> Vec<String> {
    let mut unknown: Vec<String> = Vec::new();
    for class_type in graph.ids().filter_map(|id| graph.class_type(id.as_str())) {
        if !types.contains_key(class_type) && !unknown.iter().any(|it| it == class_type) {
            unknown.push(class_type.to_owned());
        }
    }
    unknown
}
