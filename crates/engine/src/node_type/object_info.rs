//! A node type as ComfyUI's `/object_info` shows it.

use super::{InputKind, InputSpec, NodeType};
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

impl InputSpec {
    /// The pair that stands for this input in `/object_info`, and in `input_config` of errors.
    pub fn config(&self) -> Json {
        let mut options: Map<String, Json> =
            self.hints.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
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
