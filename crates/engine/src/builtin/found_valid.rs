//! Which graphs were found valid. A deployment's graph is run again and again, and looked through once.
//!
//! A graph is known by where it is: it does not change while somebody holds it, and the weak hold that is
//! kept here lets no other come to be in its place.

use super::plan::Plan;
use crate::{ApiGraph, NodeId};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};

/// How many graphs are remembered.
const KEPT: usize = 256;

/// The graphs that were found valid.
#[derive(Default)]
pub(super) struct FoundValid(Mutex<HashMap<usize, Known>>);

/// A graph's place, held, and what was found there.
type Known = (Weak<ApiGraph>, Arc<Valid>);

/// What is known of a valid graph.
pub(super) struct Valid {
    /// Its output nodes.
    pub(super) outputs: Vec<NodeId>,
    /// What is run where its caller gives nothing.
    pub(super) plan: Arc<Plan>,
}

impl FoundValid {
    /// What is known of a graph; looked for where nothing is. What is invalid is not remembered.
    pub(super) fn get_or_find<E>(
        &self,
        graph: &Arc<ApiGraph>,
        find: impl FnOnce() -> Result<Valid, E>,
    ) -> Result<Arc<Valid>, E> {
        let place = Arc::as_ptr(graph).addr();
        if let Some((_, valid)) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&place) {
            return Ok(Arc::clone(valid));
        }
        let valid = Arc::new(find()?);
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= KEPT {
            known.clear();
        }
        known.insert(place, (Arc::downgrade(graph), Arc::clone(&valid)));
        Ok(valid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn valid() -> Result<Valid, ()> {
        Ok(Valid { outputs: Vec::new(), plan: Arc::default() })
    }

    #[test]
    fn a_graph_is_looked_through_once_and_each_for_itself() {
        let known = FoundValid::default();
        let graph = Arc::new(ApiGraph::default());
        assert!(known.get_or_find(&graph, || Err(())).is_err());
        known.get_or_find(&graph, valid).unwrap();
        known.get_or_find(&graph, || Err(())).unwrap();
        let other = Arc::new(ApiGraph::default());
        assert!(known.get_or_find(&other, || Err(())).is_err(), "as equal as it may be");
    }

    #[test]
    fn a_graph_that_is_gone_is_not_taken_for_a_later_one() {
        let known = FoundValid::default();
        for _ in 0..KEPT * 2 {
            let mut looked = false;
            let graph = Arc::new(ApiGraph::default());
            known
                .get_or_find(&graph, || {
                    looked = true;
                    valid()
                })
                .unwrap();
            assert!(looked);
        }
        assert!(known.0.lock().unwrap().len() <= KEPT);
    }
}
