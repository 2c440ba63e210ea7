//! What is stored of executions: a row, its parts, the key of its request, and secrets.

use bytes::Bytes;
use domain::{Digest, Execution, ExecutionId, Part, RowRevision, Timestamp};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{chunked::Chunked, write::CallbackSecrets};

/// An execution, and which parts it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ExecutionRow {
    pub(crate) execution: Execution,
    /// Each part, and by which write of the row it was put: so that a lost or an older one is found out.
    pub(crate) parts: Vec<(Part, RowRevision)>,
}

/// A part of an execution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PartRecord {
    /// The row's revision when it was put.
    pub(crate) put: RowRevision,
    pub(crate) bytes: PartBytes,
}

/// Where a part's bytes are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum PartBytes {
    /// Here.
    Here(#[serde(serialize_with = "write_bytes", deserialize_with = "read_bytes")] Bytes),
    /// In chunks of their own, for they are long.
    Chunked(Chunked),
}

/// A request's key, and what the request got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OnceRecord {
    pub(crate) execution: ExecutionId,
    /// The SHA-256 of the request's body.
    pub(crate) body: Digest,
    /// Until when the key is kept.
    pub(crate) until: Timestamp,
}

/// A deployment's secrets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SecretsRecord {
    /// How often they were put.
    pub(crate) row: RowRevision,
    pub(crate) secrets: CallbackSecrets,
}

impl ExecutionRow {
    /// By which write of the row a part was put.
    pub(crate) fn put_of(&self, part: Part) -> Option<RowRevision> {
        self.parts.iter().find(|(it, _)| *it == part).map(|(_, put)| *put)
    }
}

impl OnceRecord {
    /// Whether the key is not kept any more.
    pub(crate) fn is_expired(&self, now: Timestamp) -> bool {
        self.until < now
    }
}

fn write_bytes<S: Serializer>(bytes: &Bytes, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(bytes)
}

fn read_bytes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Bytes, D::Error> {
    Vec::<u8>::deserialize(deserializer).map(Bytes::from)
}
