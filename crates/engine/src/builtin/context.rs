//! What a node may use of the run it is part of.

use super::Secret;
use crate::{Given, Limits, NodeId, events::Events, outbound::Outbound};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use tokio::sync::Semaphore;

/// One run's surroundings, shared by its nodes.
pub(super) struct RunContext {
    pub(super) limits: Limits,
    pub(super) secrets: Arc<BTreeMap<String, Secret>>,
    pub(super) outbound: Outbound,
    pub(super) threads: Arc<Semaphore>,
    pub(super) given: Given,
    pub(super) hidden_outputs: BTreeSet<NodeId>,
    pub(super) events: Events,
}
