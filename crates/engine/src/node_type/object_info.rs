//! A node type as ComfyUI's `/object_info` shows it.

use super::{InputKind, InputSpec, NodeType, OutputSpec};
use serde_json::{Map, Value as Json, json};

impl NodeType {
    /// This type's member of `/object_info`.
    pub fn object_info(&self) -> Json {
        let group = |optional: bool| self.inputs.iter().filter(move |input| input.optional == optional);
        let mut input = Map::new();
        let mut order = Map::new();
        for (name, optional) in [("required", false), ("optional", true)] {
            let members: Map<_, _> = group(optional).map(|input| (input.name.clone(), input.config())).collect();
            if !members.is_empty() || !optional {
                input.insert(name.to_owned(), Json::Object(members));
                order.insert(name.to_owned(), group(optional).map(|input| input.name.as_str()).collect());
            }
        }
        json!({
            "input": input,
            "input_order": order,
            "output": self.outputs.iter().map(|output| &output.kind).collect::<Vec<_>>(),
            "output_is_list": vec![false; self.outputs.len()],
            "output_name": self.outputs.iter().map(|output| &output.name).collect::<Vec<_>>(),
            "name": self.name,
            "display_name": self.display_name,
            "description": self.description,
            "python_module": self.module,
            "category": self.category,
            "output_node": self.is_output,
        })
    }
}

impl NodeType {
    /// The type that a server's member of `/object_info` tells of, as far as it can be checked here.
    pub fn from_object_info(name: &str, info: &Json) -> Self {
        let text = |member: &str| info[member].as_str().unwrap_or_default();
        let mut node_type = Self::new(name, text("display_name"), text("category"));
        node_type = node_type.about(text("description")).of_module(text("python_module"));
        node_type.is_output = info["output_node"].as_bool().unwrap_or_default();
        for (group, optional) in [("required", false), ("optional", true)] {
            for (name, config) in info["input"][group].as_object().into_iter().flatten() {
                node_type.inputs.push(InputSpec { optional, ..InputSpec::from_config(name, config) });
            }
        }
        let kinds = info["output"].as_array().into_iter().flatten();
        for (at, kind) in kinds.enumerate() {
            let kind = kind.as_str().unwrap_or("COMBO").to_owned();
            let name = info["output_name"][at].as_str().unwrap_or(&kind).to_owned();
            node_type.outputs.push(OutputSpec { kind, name });
        }
        node_type
    }
}

impl InputSpec {
    /// Reads the pair of `/object_info`. A list of choices is not checked here: nodes may accept more than it says.
    fn from_config(name: &str, config: &Json) -> Self {
        let mut spec = Self::new(name, config[0].as_str().unwrap_or("COMBO"));
        spec.hints = config[1].as_object().cloned().unwrap_or_default();
        if config[0].is_array() {
            spec.hints.entry("options").or_insert_with(|| config[0].clone());
        }
        spec.default = spec.hints.shift_remove("default");
        for (bound, name) in [(&mut spec.min, "min"), (&mut spec.max, "max")] {
            *bound = spec.hints.get(name).and_then(Json::as_i64);
        }
        spec
    }

    /// The pair that stands for this input in `/object_info`, and in `input_config` of errors.
    pub fn config(&self) -> Json {
        let mut options = self.hints.clone();
        let numbers = [("min", self.min), ("max", self.max)];
        options.extend(numbers.into_iter().filter_map(|(name, bound)| Some((name.to_owned(), bound?.into()))));
        options.extend(self.default.clone().map(|default| ("default".to_owned(), default)));
        json!([self.type_json(), options])
    }

    fn type_json(&self) -> Json {
        match &self.kind {
            InputKind::Named(name) => json!(name),
            InputKind::Choice(options) => json!(options),
        }
    }

    /// The type as Python prints it.
    pub(crate) fn type_text(&self) -> String {
        crate::python::text::str(&self.type_json())
    }
}
