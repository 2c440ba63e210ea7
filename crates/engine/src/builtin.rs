//! The engine inside this process: a dataflow of small nodes, without Python and without models.
//!
//! `plan` decides what is run and in which order, `run` runs it; what a node does is in `nodes`,
//! one file a type. Files of this module do not know each other but through `node`.

mod arguments;
mod big_stack;
mod blocking;
mod bounded_text;
mod context;
mod found_valid;
mod node;
mod nodes;
mod plan;
mod policy;
mod run;

pub use policy::{Policy, Secret};

use crate::{
    ApiGraph, Clock, Engine, EngineError, NodeTypes, Run, RunOrder, Validation, events::Events, outbound::Outbound,
    validation::validate,
};
use async_trait::async_trait;
use context::RunContext;
use found_valid::{FoundValid, Valid};
use indexmap::IndexMap;
use node::Node;
use plan::Plan;
use std::sync::Arc;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

/// The built-in engine. Cheap to clone.
#[derive(Clone)]
pub struct Builtin {
    shared: Arc<Shared>,
}

/// What all runs of one engine share.
struct Shared {
    nodes: IndexMap<String, Arc<Node>>,
    types: Arc<NodeTypes>,
    policy: Policy,
    clock: Arc<dyn Clock>,
    outbound: Outbound,
    /// Work that was given up still holds its place until its thread is free.
    threads: Arc<Semaphore>,
    found_valid: FoundValid,
}

impl Builtin {
    /// An engine with this policy, whose events get their times from this clock.
    ///
    /// # Errors
    /// Where no client for outgoing requests can be made.
    pub fn new(policy: Policy, clock: Arc<dyn Clock>) -> Result<Self, EngineError> {
        let outbound = Outbound::new(policy.allowed_ranges.clone());
        let outbound = outbound.map_err(|error| EngineError::Unavailable(error.to_string()))?;
        Ok(Self::with_outbound(policy, clock, outbound))
    }

    /// The same, with its own way to the network.
    pub fn with_outbound(policy: Policy, clock: Arc<dyn Clock>, outbound: Outbound) -> Self {
        let nodes: IndexMap<_, _> =
            nodes::all().into_iter().map(|node| (node.spec.name.clone(), Arc::new(node))).collect();
        let types = nodes.iter().map(|(name, node)| (name.clone(), node.spec.clone())).collect();
        let threads = Arc::new(Semaphore::new(policy.threads.max(1) as usize));
        let found_valid = FoundValid::default();
        let shared = Shared { nodes, types: Arc::new(types), policy, clock, outbound, threads, found_valid };
        Self { shared: Arc::new(shared) }
    }

    fn check(&self, graph: &ApiGraph) -> Validation {
        let limit = self.shared.policy.limits.graph_nodes;
        if graph.len() > limit as usize {
            return Validation::too_large(graph.len(), limit);
        }
        validate(graph, &self.shared.types, &|class, input, value| {
            let check = self.shared.nodes.get(class)?.check?;
            check(input, value, &self.shared.policy.limits).err()
        })
    }

    /// What is known of a graph that can be run: looked through now, or the last time it was run.
    fn valid(&self, graph: &Arc<ApiGraph>) -> Result<Arc<Valid>, EngineError> {
        self.shared.found_valid.get_or_find(graph, || {
            let validation = self.check(graph);
            if !validation.is_valid() {
                return Err(EngineError::Invalid(Box::new(validation)));
            }
            let outputs = validation.good_outputs;
            let nothing_given = RunOrder { graph: Arc::clone(graph), ..RunOrder::default() };
            let plan = Arc::new(Plan::of(&nothing_given, &outputs, &self.shared.nodes));
            Ok(Valid { outputs, plan })
        })
    }
}

#[async_trait]
impl Engine for Builtin {
    fn name(&self) -> &'static str {
        "builtin"
    }

    async fn node_types(&self) -> Result<Arc<NodeTypes>, EngineError> {
        Ok(self.shared.types.clone())
    }

    async fn validate(&self, graph: &ApiGraph) -> Result<Validation, EngineError> {
        Ok(self.check(graph))
    }

    async fn start(&self, order: RunOrder) -> Result<Run, EngineError> {
        let valid = self.valid(&order.graph)?;
        let plan = if order.given.is_empty() {
            Arc::clone(&valid.plan)
        } else {
            Arc::new(Plan::of(&order, &valid.outputs, &self.shared.nodes))
        };
        let cancel = CancellationToken::new();
        let (events, receiver) = Events::channel(plan.steps.len(), self.shared.clock.clone());
        let context = RunContext {
            limits: self.shared.policy.limits.clone(),
            secrets: self.shared.policy.secrets.clone(),
            outbound: self.shared.outbound.clone(),
            threads: self.shared.threads.clone(),
            given: order.given,
            hidden_outputs: order.hidden_outputs,
            events,
        };
        let run = run::run(plan, Arc::new(context), cancel.clone());
        Ok(Run::done_by_its_reader(receiver, cancel, run))
    }
}
