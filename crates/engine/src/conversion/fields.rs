//! What was typed into a node's fields: values lie in the export in the fields' order, without their names.

use super::export::Node;
use crate::{
    NodeType,
    node_type::{Field, InputSpec},
};
use serde_json::{Map, Value as Json};

/// One value's place in the list.
enum Slot<'a> {
    Field(&'a InputSpec, Field),
    /// An input that was a field when the export was made, perhaps.
    Former,
    /// The editor's own: what becomes of a seed, a filter of choices, a button.
    Editors,
}

/// A value that its field cannot have.
pub(super) struct Misfit<'a> {
    pub(super) input: &'a str,
    pub(super) code: &'static str,
    pub(super) message: String,
}

/// The values of a node's fields by name; what the export leaves out is as a new node would have it.
pub(super) fn typed_in(node: &Node<'_>, node_type: &NodeType) -> Map<String, Json> {
    let mut slots = slots(node_type);
    if slots.len() != node.typed.len() {
        slots.retain(|slot| !matches!(slot, Slot::Former));
    }
    let mut values = Map::new();
    for (place, slot) in slots.into_iter().enumerate() {
        let Slot::Field(spec, field) = slot else { continue };
        let typed = match node.typed_named {
            Some(named) => named.get(&spec.name),
            None => node.typed.get(place),
        };
        let value = typed.filter(|value| !value.is_null()).cloned().unwrap_or_else(|| spec.beginning(field));
        if !value.is_null() {
            values.insert(spec.name.clone(), super::wrapped(value));
        }
    }
    // Fields that come with a choice made in another one: only the export knows them.
    for port in node.inputs.iter().filter(|port| port.is_field && node_type.input(port.name).is_none()) {
        if let Some(value) = node.typed_named.and_then(|named| named.get(port.name)) {
            values.insert(port.name.to_owned(), super::wrapped(value.clone()));
        }
    }
    values
}

fn slots(node_type: &NodeType) -> Vec<Slot<'_>> {
    let mut slots = Vec::new();
    let last_required = node_type.inputs.iter().rposition(|input| !input.optional);
    let has_upload = node_type.inputs.iter().any(|input| !input.optional && input.is_upload());
    for (place, input) in node_type.inputs.iter().enumerate() {
        match input.field() {
            Some(field) => slots.push(Slot::Field(input, field)),
            None if input.is_forced() => slots.push(Slot::Former),
            None => {}
        }
        if input.field().is_some() || input.is_forced() {
            slots.extend((0..input.controls()).map(|_| Slot::Editors));
        }
        if has_upload && Some(place) == last_required {
            slots.push(Slot::Editors);
        }
    }
    slots
}

/// Which of a node's values its fields cannot have. Which choices there are is the server's to say.
pub(super) fn misfits<'a>(inputs: &Map<String, Json>, node_type: &'a NodeType) -> Vec<Misfit<'a>> {
    let fields: Vec<_> = node_type.inputs.iter().filter_map(|spec| Some((spec, spec.field()?))).collect();
    let is_browsers = |(spec, field): &(&InputSpec, Field)| {
        *field == Field::Browser && inputs.get(&spec.name).is_some_and(|value| !super::is_link(value))
    };
    // The page keeps values of its own beside such a field: what lies where is not to be told.
    let browsers: Vec<_> = fields.iter().copied().filter(is_browsers).collect();
    let fields = if browsers.is_empty() { fields } else { browsers };
    fields
        .into_iter()
        .filter_map(|(spec, field)| {
            let value = inputs.get(&spec.name).filter(|value| !super::is_link(value))?;
            let (code, message) = misfit(field, value)?;
            Some(Misfit { input: &spec.name, code, message })
        })
        .collect()
}

fn misfit(field: Field, value: &Json) -> Option<(&'static str, String)> {
    let is_number = || value.is_number() || value.as_str().is_some_and(|text| text.trim().parse::<f64>().is_ok());
    let (fits, what) = match field {
        Field::Int => (is_number(), "a whole number"),
        Field::Float => (is_number(), "a number"),
        Field::Boolean => (value.is_boolean() || value.is_number(), "yes or no"),
        Field::Text => (!value.is_array() && !value.is_object(), "a text"),
        Field::Choice => (!value.is_object() || value.get("__value__").is_some(), "a choice"),
        Field::Browser => {
            let message = "only the editor's page can make this value; export in API format from there".to_owned();
            return Some(("browser_widget", message));
        }
    };
    let shown: String = value.to_string().chars().take(60).collect();
    let message = format!(
        "this field takes {what}, and the workflow has {shown}; it may come from another version of the node: \
         open it in ComfyUI and export again"
    );
    (!fits).then_some(("widget_misfit", message))
}
