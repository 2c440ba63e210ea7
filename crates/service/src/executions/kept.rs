//! How an execution's parts are written: JSON, but for the files that came of it.

use crate::ServiceError;
use bytes::Bytes;
use domain::{Artefact, Digest, ExecutionFailure, ExecutionId, Output, OutputValue, Part};
use engine::{Failure, Outcome, Value};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value as Json, json};

/// What came of an execution.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Kept {
    /// Its outputs by name.
    pub outputs: Vec<Output>,
    /// Why it failed.
    pub failure: Option<ExecutionFailure>,
}

/// What came of an execution, with the files that go beside it.
pub(super) struct Made {
    pub(super) kept: Kept,
    pub(super) files: Vec<(Part, Bytes)>,
}

impl Made {
    /// What an engine says that came of a run.
    pub(super) fn of(outcome: &Outcome) -> Self {
        let mut made = Self { kept: Kept::default(), files: Vec::new() };
        match outcome {
            Outcome::Succeeded(outputs) => {
                for (name, values) in outputs.iter() {
                    let values = values.iter().map(|value| made.value(value)).collect();
                    made.kept.outputs.push(Output { name: name.to_owned(), values });
                }
            }
            Outcome::Failed(failure) => made.kept.failure = Some(failure_of(failure)),
            Outcome::Cancelled => {}
        }
        made
    }

    /// A failure before or beside the run.
    pub(super) fn failed(failure: ExecutionFailure) -> Self {
        Self { kept: Kept { outputs: Vec::new(), failure: Some(failure) }, files: Vec::new() }
    }

    fn value(&mut self, value: &Value) -> OutputValue {
        match value {
            Value::Text(text) => OutputValue::Text(text.to_string()),
            Value::Asset(asset) => {
                let Ok(number) = u16::try_from(self.files.len()) else {
                    return OutputValue::Text("this execution made more files than are kept".to_owned());
                };
                self.files.push((Part::Artefact(number), asset.bytes.clone()));
                OutputValue::File(Artefact {
                    number,
                    media_type: asset.media_type.clone(),
                    bytes: asset.bytes.len() as u64,
                    digest: Digest::of(&asset.bytes),
                })
            }
            other => OutputValue::Json(other.to_json().to_string()),
        }
    }
}

fn failure_of(failure: &Failure) -> ExecutionFailure {
    ExecutionFailure {
        node: failure.node_id.as_ref().map(ToString::to_string),
        node_type: failure.node_type.clone(),
        kind: failure.exception_type.clone(),
        message: failure.exception_message.clone(),
    }
}

/// An output's values as callers read them. A file is said by where it is: `{"url","media_type","bytes","digest"}`.
pub fn output_values(of: ExecutionId, output: &Output) -> Vec<Json> {
    let value = |value: &OutputValue| match value {
        OutputValue::Text(text) => json!(text),
        OutputValue::Json(text) => serde_json::from_str(text).unwrap_or_default(),
        OutputValue::File(file) => {
            json!({ "url": file.path(of), "media_type": file.media_type, "bytes": file.bytes, "digest": file.digest })
        }
    };
    output.values.iter().map(value).collect()
}

/// Writes a part.
pub(crate) fn write<T: Serialize>(value: &T) -> Result<Bytes, ServiceError> {
    serde_json::to_vec(value).map(Bytes::from).map_err(|error| ServiceError::Internal(error.into()))
}

/// Reads a part; nothing of what was never put.
pub(crate) fn read<T: DeserializeOwned + Default>(part: Option<Bytes>) -> Result<T, ServiceError> {
    let read = part.map(|bytes| serde_json::from_slice(&bytes)).transpose();
    read.map(Option::unwrap_or_default).map_err(|error| ServiceError::Corrupt(error.to_string()))
}
