//! Which inputs people type into, in an editor of ComfyUI's kind.

use super::{InputKind, InputSpec};
use serde_json::{Value as Json, json};

/// What people type, or choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// A whole number.
    Int,
    /// Any number.
    Float,
    /// Yes or no.
    Boolean,
    /// A text.
    Text,
    /// One of a list, or several.
    Choice,
    /// Something that only the editor's page can make: a picture of a camera or of a scene.
    Browser,
}

impl InputSpec {
    /// The field of this input; none where only a link can fill it.
    pub fn field(&self) -> Option<Field> {
        if self.is_forced() { None } else { self.field_of_type() }
    }

    /// Whether it was a field once, and older exports have a value for it.
    pub(crate) fn is_forced(&self) -> bool {
        self.hint_is_set("forceInput") && self.field_of_type().is_some()
    }

    fn field_of_type(&self) -> Option<Field> {
        let named = match (self.hints.get("widgetType").and_then(Json::as_str), &self.kind) {
            (Some(name), _) => name,
            (None, InputKind::Choice(_)) => "COMBO",
            (None, InputKind::Named(name)) => name,
        };
        Some(match named {
            "INT" => Field::Int,
            "FLOAT" => Field::Float,
            "BOOLEAN" => Field::Boolean,
            "STRING" | "TEXTAREA" | "MARKDOWN" | "COLOR" => Field::Text,
            "COMBO" => Field::Choice,
            "WEBCAM" | "LOAD_3D" | "AUDIO_RECORD" => Field::Browser,
            _ => return None,
        })
    }

    /// How many fields of the editor's own follow it: what becomes of a seed after a run, and a filter of choices.
    pub(crate) fn controls(&self) -> usize {
        let is_seed = matches!(self.name.as_str(), "seed" | "noise_seed");
        match self.field_of_type() {
            Some(Field::Int) if self.hints.contains_key("control_after_generate") => {
                usize::from(self.hint_is_set("control_after_generate"))
            }
            Some(Field::Int) => usize::from(is_seed),
            Some(Field::Choice) if self.hint_is_set("control_after_generate") => 2,
            _ => 0,
        }
    }

    /// Whether the editor adds a button for files behind the required inputs.
    pub(crate) fn is_upload(&self) -> bool {
        ["image_upload", "file_upload", "video_upload", "animated_image_upload", "audio_upload"]
            .into_iter()
            .any(|hint| self.hint_is_set(hint))
    }

    /// Whether the editor draws lots and leaves out remarks in its text.
    pub(crate) fn has_dynamic_prompts(&self) -> bool {
        self.hint_is_set("dynamicPrompts")
    }

    /// What the field begins with.
    pub(crate) fn beginning(&self, field: Field) -> Json {
        if let Some(default) = &self.default {
            return default.clone();
        }
        match (field, &self.kind) {
            (Field::Int | Field::Float, _) => json!(0),
            (Field::Boolean, _) => json!(false),
            (Field::Text | Field::Browser, _) => json!(""),
            (Field::Choice, InputKind::Choice(options)) => json!(options.first()),
            (Field::Choice, InputKind::Named(_)) => self.hints.get("options").map_or(Json::Null, |it| it[0].clone()),
        }
    }

    fn hint_is_set(&self, name: &str) -> bool {
        match self.hints.get(name) {
            None | Some(Json::Null | Json::Bool(false)) => false,
            Some(Json::String(text)) => !text.is_empty(),
            Some(_) => true,
        }
    }

    /// Whether the editor puts a link's end beside this input; some are fields alone.
    pub(crate) fn has_socket(&self) -> bool {
        !self.hint_is_set("socketless")
    }

    /// The type's name, as links are compared by it.
    pub(crate) fn kind_name(&self) -> &str {
        match &self.kind {
            InputKind::Choice(_) => "COMBO",
            InputKind::Named(name) => name,
        }
    }
}
