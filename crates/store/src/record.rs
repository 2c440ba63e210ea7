//! The envelope around every stored value: a version, a checksum, the value.
//!
//! The checksum covers the key too, so that a record in another's place is
//! found out. Values are JSON, but for chunks, which are bytes.

use crate::{StoreError, keys::Table};
use serde::{Serialize, de::DeserializeOwned};

/// The version of the envelope and of what is in it.
pub(crate) const FORMAT: u8 = 1;
/// How many bytes a stored value has at most, the envelope included; sled puts much larger ones
/// into files that it never fsyncs.
pub(crate) const MAX_BYTES: usize = 4_096;
const HEAD: usize = 5;

/// Wraps bytes for storage under `key`.
pub(crate) fn seal(key: &[u8], payload: &[u8]) -> Vec<u8> {
    let mut record = Vec::with_capacity(HEAD + payload.len());
    record.push(FORMAT);
    record.extend_from_slice(&checksum(key, payload).to_le_bytes());
    record.extend_from_slice(payload);
    record
}

/// Takes the bytes out again.
pub(crate) fn open<'a>(table: Table, key: &[u8], record: &'a [u8]) -> Result<&'a [u8], StoreError> {
    let (head, payload) = record.split_at_checked(HEAD).ok_or_else(|| corrupt(table, key))?;
    let sum = head[1..].try_into().map(u32::from_le_bytes).map_err(|_| corrupt(table, key))?;
    if head[0] != FORMAT || sum != checksum(key, payload) {
        return Err(corrupt(table, key));
    }
    Ok(payload)
}

/// Wraps a value as JSON. The limits of names and reasons keep every record short enough.
pub(crate) fn encode<T: Serialize>(key: &[u8], value: &T) -> Result<Vec<u8>, StoreError> {
    let json = serde_json::to_vec(value).map_err(|error| StoreError::Unavailable(error.to_string()))?;
    let record = seal(key, &json);
    if record.len() > MAX_BYTES {
        let why = format!("a record of {} bytes is over the limit of {MAX_BYTES}", record.len());
        return Err(StoreError::Unavailable(why));
    }
    Ok(record)
}

/// Reads a value that was wrapped as JSON.
pub(crate) fn decode<T: DeserializeOwned>(table: Table, key: &[u8], record: &[u8]) -> Result<T, StoreError> {
    serde_json::from_slice(open(table, key, record)?).map_err(|_| corrupt(table, key))
}

/// Says that a record is not what was written.
pub(crate) fn corrupt(table: Table, key: &[u8]) -> StoreError {
    let rest = key.get(1..).unwrap_or_default();
    StoreError::Corrupt { table: table.name(), key: rest.iter().map(|byte| format!("{byte:02x}")).collect() }
}

fn checksum(key: &[u8], payload: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
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
