//! The deployments in each order, sorted when the first reader of a catalogue asks and kept while it lives.

use domain::{Deployment, Sort, SortKey};
use std::sync::{Arc, OnceLock};

/// A deployment and where it stands.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) key: SortKey,
    pub(super) deployment: Arc<Deployment>,
}

/// One sorted list an order, each made at most once.
#[derive(Debug, Clone, Default)]
pub(super) struct Orders {
    deployed: Arc<OnceLock<Vec<Placed>>>,
    name: Arc<OnceLock<Vec<Placed>>>,
    status: Arc<OnceLock<Vec<Placed>>>,
}

impl Orders {
    pub(super) fn of<'a>(&self, sort: Sort, all: impl Iterator<Item = &'a Arc<Deployment>>) -> &[Placed] {
        let list = match sort {
            Sort::Deployed => &self.deployed,
            Sort::Name => &self.name,
            Sort::Status => &self.status,
        };
        list.get_or_init(|| {
            let mut placed: Vec<_> = all.map(|it| Placed { key: sort.key(it), deployment: Arc::clone(it) }).collect();
            placed.sort_unstable_by(|a, b| a.key.cmp(&b.key));
            placed
        })
    }
}
