//! JSON as it stands in the text: members in order, repeated ones kept.
//!
//! `serde_json::Value` keeps the last of two members of one name; a node that
//! silently replaces another is a problem that people must be told of.

use super::Unreadable;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// How many characters of a value are for drawings.
const MOST_SHOWN: usize = 400;

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Json {
    Null,
    Bool(bool),
    Number(f64),
    String(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads a text, or says where it is broken.
    pub(super) fn read(text: &str) -> Result<Self, Unreadable> {
        serde_json::from_str(text).map_err(|error| broken(text, &error))
    }

    /// The first member of this name, of an object.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.iter().find(|(member, _)| member == name).map(|(_, value)| value),
            _ => None,
        }
    }

    pub(super) fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    pub(super) fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// A number that counts something: an integer from 0 on.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "both were just ruled out")]
    pub(super) fn as_index(&self) -> Option<u32> {
        let number = self.as_number()?;
        (number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number)).then_some(number as u32)
    }

    /// An id as text: UI graphs number their nodes, newer ones name them.
    pub(super) fn as_id(&self) -> Option<String> {
        match self {
            Self::Number(number) => Some(number.to_string()),
            Self::String(text) => Some(text.clone()),
            _ => None,
        }
    }

    /// The value in a few characters, for drawings.
    pub(super) fn short(&self) -> String {
        let text = match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Number(value) => value.to_string(),
            Self::String(value) => value.clone(),
            Self::Array(items) => format!("[{}]", items.len()),
            Self::Object(_) => "{…}".to_owned(),
        };
        let mut cut: String = text.chars().take(MOST_SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
        if text.chars().nth(MOST_SHOWN).is_some() {
            cut.push('…');
        }
        cut
    }

    /// What kind of value this is, for people.
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a text",
            Self::Array(_) => "a list",
            Self::Object(_) => "an object",
        }
    }
}

/// Where a text stops being JSON. serde counts bytes; people count characters.
pub(crate) fn broken(text: &str, error: &serde_json::Error) -> Unreadable {
    let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
    let before = line.get(..error.column().saturating_sub(1)).map_or(error.column(), |part| part.chars().count() + 1);
    let full = error.to_string();
    let what = full.split(" at line ").next().unwrap_or(&full);
    let what = match what {
        "recursion limit exceeded" => "it is nested deeper than 127 levels, which is more than Brine reads".to_owned(),
        _ if text.trim().is_empty() => "there is nothing in it".to_owned(),
        what => format!("not valid JSON: {what}"),
    };
    let number = |count: usize| u32::try_from(count.max(1)).unwrap_or(u32::MAX);
    Unreadable { line: number(error.line()), column: number(before), message: what }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Number(value))
    }

    #[expect(clippy::cast_precision_loss, reason = "only slots and ids are read out of numbers, and those are small")]
    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(value as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "only slots and ids are read out of numbers, and those are small")]
    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(value as f64))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Json, E> {
        Ok(Json::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Json, A::Error> {
        let mut object = Vec::new();
        while let Some(member) = members.next_entry()? {
            object.push(member);
        }
        Ok(Json::Object(object))
    }
}
