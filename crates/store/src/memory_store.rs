//! A store that forgets: for tests of everything above the store.

use crate::{
    StoreError,
    cells::{Cells, Edit, Order},
    changes::Changes,
    journal::Journal,
    keyed_store::KeyedStore,
    keys::Key,
    state::State,
};
use std::{
    collections::BTreeMap,
    ops::Range,
    sync::{Arc, PoisonError, RwLock},
};

/// A new, empty store in memory. It keeps the contract, but for surviving anything.
///
/// # Errors
/// Where no thread can be started.
pub fn memory_store() -> Result<Arc<dyn crate::Store>, StoreError> {
    Ok(Arc::new(KeyedStore::start(State::new(Memory::default()), Unwritten)?))
}

/// The cells of such a store.
#[derive(Debug, Default)]
pub(crate) struct Memory(RwLock<BTreeMap<Key, Vec<u8>>>);

impl Cells for Memory {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.0.read().unwrap_or_else(PoisonError::into_inner).get(key).cloned())
    }

    fn range(&self, range: Range<Key>, order: Order, limit: u32) -> Result<Vec<(Key, Vec<u8>)>, StoreError> {
        let map = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let found = map.range(range).map(|(key, value)| (key.clone(), value.clone()));
        Ok(match order {
            Order::Ascending => found.take(limit as usize).collect(),
            Order::Descending => found.rev().take(limit as usize).collect(),
        })
    }

    fn apply(&self, edits: Vec<Edit>) -> Result<(), StoreError> {
        let mut map = self.0.write().unwrap_or_else(PoisonError::into_inner);
        for (key, value) in edits {
            match value {
                Some(value) => map.insert(key, value),
                None => map.remove(&key),
            };
        }
        Ok(())
    }

    fn make_durable(&self) -> Result<(), StoreError> {
        Ok(())
    }

    fn has_room(&self) -> bool {
        true
    }
}

/// The journal of such a store: nothing outlives it.
#[derive(Debug)]
pub(crate) struct Unwritten;

impl Journal for Unwritten {
    fn has_place(&self, _changes: &Changes) -> bool {
        true
    }

    fn rewind(&mut self) {}

    fn append(&mut self, _changes: &Changes) -> Result<(), StoreError> {
        Ok(())
    }
}
