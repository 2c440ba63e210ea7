//! The envelope around every stored value: a version, a checksum, the value.
//!
//! The checksum covers the key too, so that a record in another's place is
//! found out. The version says how the value is written: JSON in version 1,
//! postcard since, in some other shapes in versions 2 and 3; chunks are bytes in all.

mod version_2;
mod version_3;

pub(crate) use version_3::OldEntry as EntryOfVersion3;

use crate::{
    StoreError,
    execution_records::{ExecutionRow, OnceRecord, PartRecord, SecretsRecord},
    keys::Table,
};
use domain::{Address, FeedEntry, Retired, Version, Workflow};
use serde::{Serialize, de::DeserializeOwned};

/// The version of the envelope and of what is in it.
pub(crate) const FORMAT: u8 = 4;
/// The version whose values are JSON.
const JSON: u8 = 1;
/// The version before executions.
const VERSION_2: u8 = 2;
/// The version before addresses.
const VERSION_3: u8 = 3;
/// The newest format in which nothing was in a journal.
pub(crate) const WITHOUT_JOURNAL: u8 = 1;
/// The newest format whose journal held entries alone.
pub(crate) const WITHOUT_LINES: u8 = 2;
/// The newest format before addresses.
pub(crate) const WITHOUT_ADDRESSES: u8 = 3;
/// How many bytes a stored value has at most, the envelope included; sled puts much larger ones
/// into files that it never fsyncs.
pub(crate) const MAX_BYTES: usize = 4_096;
/// How many bytes of it a value has at most.
pub(crate) const MAX_PAYLOAD: usize = MAX_BYTES - HEAD;
const HEAD: usize = 5;

/// A type whose values are stored; it knows how they were written before.
pub(crate) trait Stored: Serialize + DeserializeOwned {
    /// Reads a value as version 2 wrote it: as version 3 did, unless it says otherwise.
    fn read_version_2(bytes: &[u8]) -> Option<(Self, &[u8])> {
        Self::read_version_3(bytes)
    }

    /// Reads a value as version 3 wrote it: as it is written now, unless it says otherwise.
    fn read_version_3(bytes: &[u8]) -> Option<(Self, &[u8])> {
        read_one(bytes)
    }
}

impl Stored for Workflow {}
impl Stored for Version {}
impl Stored for u32 {}
impl Stored for ExecutionRow {}
impl Stored for PartRecord {}
impl Stored for OnceRecord {}
impl Stored for SecretsRecord {}
impl Stored for Retired {}
impl Stored for Address {}

/// Wraps bytes for storage under `key`.
pub(crate) fn seal(key: &[u8], payload: &[u8]) -> Vec<u8> {
    let mut record = Vec::with_capacity(HEAD + payload.len());
    record.push(FORMAT);
    record.extend_from_slice(&checksum(FORMAT, key, payload).to_le_bytes());
    record.extend_from_slice(payload);
    record
}

/// Takes the bytes out again.
pub(crate) fn open<'a>(table: Table, key: &[u8], record: &'a [u8]) -> Result<&'a [u8], StoreError> {
    let (head, payload) = record.split_at_checked(HEAD).ok_or_else(|| corrupt(table, key))?;
    let sum = head[1..].try_into().map(u32::from_le_bytes).map_err(|_| corrupt(table, key))?;
    if !(JSON..=FORMAT).contains(&head[0]) || sum != checksum(head[0], key, payload) {
        return Err(corrupt(table, key));
    }
    Ok(payload)
}

/// Writes a value as it is stored. The limits of names and reasons keep every one short enough.
pub(crate) fn write<T: Serialize>(value: &T) -> Result<Vec<u8>, StoreError> {
    let bytes = postcard::to_allocvec(value).map_err(|error| StoreError::Unavailable(error.to_string()))?;
    if bytes.len() > MAX_PAYLOAD {
        let why = format!("a value of {} bytes is over the limit of {MAX_PAYLOAD}", bytes.len());
        return Err(StoreError::Unavailable(why));
    }
    Ok(bytes)
}

/// Writes a value and wraps it.
pub(crate) fn encode<T: Serialize>(key: &[u8], value: &T) -> Result<Vec<u8>, StoreError> {
    Ok(seal(key, &write(value)?))
}

/// Reads a value that was written and wrapped.
pub(crate) fn decode<T: Stored>(table: Table, key: &[u8], record: &[u8]) -> Result<T, StoreError> {
    let payload = open(table, key, record)?;
    let value = match record[0] {
        JSON => serde_json::from_slice(payload).ok(),
        VERSION_2 => T::read_version_2(payload).filter(|(_, rest)| rest.is_empty()).map(|(value, _)| value),
        VERSION_3 => T::read_version_3(payload).filter(|(_, rest)| rest.is_empty()).map(|(value, _)| value),
        _ => read_one(payload).filter(|(_, rest)| rest.is_empty()).map(|(value, _)| value),
    };
    value.ok_or_else(|| corrupt(table, key))
}

/// Reads a run: entries that were written one after the other. In version 1 each was alone.
pub(crate) fn decode_run(table: Table, key: &[u8], record: &[u8]) -> Result<Vec<FeedEntry>, StoreError> {
    let payload = open(table, key, record)?;
    if record[0] == JSON {
        return Ok(vec![decode(table, key, record)?]);
    }
    let run = match record[0] {
        VERSION_2 => read_run_of_version_2(payload),
        VERSION_3 => read_all(payload, Stored::read_version_3),
        _ => read_run(payload),
    };
    run.filter(|run| !run.is_empty()).ok_or_else(|| corrupt(table, key))
}

/// Reads values that were written one after the other, to the last byte.
pub(crate) fn read_run<T: DeserializeOwned>(bytes: &[u8]) -> Option<Vec<T>> {
    read_all(bytes, read_one)
}

/// Reads entries that version 2 has written one after the other, to the last byte.
pub(crate) fn read_run_of_version_2(bytes: &[u8]) -> Option<Vec<FeedEntry>> {
    read_all(bytes, Stored::read_version_2)
}

fn read_all<T>(mut bytes: &[u8], read: impl Fn(&[u8]) -> Option<(T, &[u8])>) -> Option<Vec<T>> {
    let mut run = Vec::new();
    while !bytes.is_empty() {
        let (value, rest) = read(bytes)?;
        run.push(value);
        bytes = rest;
    }
    Some(run)
}

/// Reads what was written in an older shape.
fn read_as<Old: DeserializeOwned, New: From<Old>>(bytes: &[u8]) -> Option<(New, &[u8])> {
    read_one::<Old>(bytes).map(|(old, rest)| (old.into(), rest))
}

fn read_one<T: DeserializeOwned>(bytes: &[u8]) -> Option<(T, &[u8])> {
    postcard::take_from_bytes(bytes).ok()
}

/// Says that a record is not what was written.
pub(crate) fn corrupt(table: Table, key: &[u8]) -> StoreError {
    let rest = key.get(1..).unwrap_or_default();
    StoreError::Corrupt { table: table.name(), key: rest.iter().map(|byte| format!("{byte:02x}")).collect() }
}

/// Since version 3 the version is covered too: none may be taken for an older one.
fn checksum(version: u8, key: &[u8], payload: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    if version > VERSION_2 {
        hasher.update(&[version]);
    }
    hasher.update(key);
    hasher.update(payload);
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_flipped_bit() {
        let key = Table::Feed.key(b"k");
        let record = seal(&key, b"payload");
        assert_eq!(open(Table::Feed, &key, &record).unwrap(), b"payload");
        for bit in 0..record.len() * 8 {
            let mut damaged = record.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert!(matches!(open(Table::Feed, &key, &damaged), Err(StoreError::Corrupt { .. })), "bit {bit}");
        }
        assert!(open(Table::Feed, &Table::Feed.key(b"l"), &record).is_err(), "a record in another's place");
        assert!(open(Table::Feed, &key, &record[..3]).is_err(), "a cut record");
    }
}
