//! What flows along a link. Cheap to clone: large things are shared.

use crate::python;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use bytes::Bytes;
use domain::Digest;
use serde_json::{Number, Value as Json, json};
use std::{borrow::Cow, sync::Arc};

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number. Python's have no bounds; these have JSON's, from -2^63 to 2^64-1: see [`Value::int`].
    Int(i128),
    /// Any number, not-a-number and the infinities included.
    Float(f64),
    /// A text.
    Text(Arc<str>),
    /// A list or an object.
    Json(Arc<Json>),
    /// An image, or another file.
    Asset(Arc<Asset>),
}

/// A file and what kind of file it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// What it calls itself: `image/png`.
    pub media_type: String,
    /// Its content.
    pub bytes: Bytes,
}

impl Asset {
    /// What names the content wherever it is kept.
    pub fn digest(&self) -> Digest {
        Digest::of(&self.bytes)
    }
}

impl Value {
    /// A text.
    pub fn text(text: impl Into<Arc<str>>) -> Self {
        Self::Text(text.into())
    }

    /// A whole number; one that is beyond the bounds becomes the bound.
    pub fn int(number: i128) -> Self {
        Self::Int(number.clamp(i64::MIN.into(), u64::MAX.into()))
    }

    /// The value that JSON stands for.
    pub fn from_json(json: &Json) -> Self {
        match json {
            Json::Null => Self::Null,
            Json::Bool(value) => Self::Bool(*value),
            Json::Number(number) => match number.as_i128() {
                Some(value) => Self::int(value),
                None => Self::Float(number.as_f64().unwrap_or(f64::NAN)),
            },
            Json::String(text) => Self::text(text.as_str()),
            Json::Array(_) | Json::Object(_) => Self::Json(Arc::new(json.clone())),
        }
    }

    /// The value as JSON. What JSON cannot say (not-a-number, the infinities) becomes `null`.
    pub fn to_json(&self) -> Json {
        match self {
            Self::Null => Json::Null,
            Self::Bool(value) => json!(value),
            Self::Int(value) => Number::from_i128(*value).map_or(Json::Null, Json::Number),
            Self::Float(value) => json!(value),
            Self::Text(text) => json!(text),
            Self::Json(json) => Json::clone(json),
            Self::Asset(asset) => {
                json!({ "media_type": asset.media_type, "base64": BASE64_STANDARD.encode(&asset.bytes) })
            }
        }
    }

    /// The value as a text, as Python's `str` would print it: `True`, `1.0`, `{'a': None}`.
    pub fn to_text(&self) -> Cow<'_, str> {
        match self {
            Self::Null => "None".into(),
            Self::Bool(true) => "True".into(),
            Self::Bool(false) => "False".into(),
            Self::Int(value) => value.to_string().into(),
            Self::Float(value) => python::number::float_text(*value).into(),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Json(json) => python::text::repr(json).into(),
            Self::Asset(asset) => format!("<{}, {} bytes>", asset.media_type, asset.bytes.len()).into(),
        }
    }

    /// About how much memory the value holds on to.
    pub fn size(&self) -> u64 {
        let bytes = match self {
            Self::Null | Self::Bool(_) | Self::Int(_) | Self::Float(_) => 8,
            Self::Text(text) => text.len(),
            Self::Json(json) => json_size(json),
            Self::Asset(asset) => asset.bytes.len(),
        };
        u64::try_from(bytes).unwrap_or(u64::MAX)
    }

    /// What Python calls the type, in its messages.
    pub(crate) const fn python_type(&self) -> &'static str {
        match self {
            Self::Null => "NoneType",
            Self::Bool(_) => "bool",
            Self::Int(_) => "int",
            Self::Float(_) => "float",
            Self::Text(_) => "str",
            Self::Json(_) => "object",
            Self::Asset(_) => "bytes",
        }
    }
}

fn json_size(json: &Json) -> usize {
    match json {
        Json::String(text) => text.len() + 24,
        Json::Array(items) => items.iter().map(json_size).sum::<usize>() + 24,
        Json::Object(members) => members.iter().map(|(name, value)| name.len() + 48 + json_size(value)).sum(),
        _ => 24,
    }
}
