//! What of a graph is run, and what waits for what.
//!
//! Only nodes that an output node needs are in a plan, as ComfyUI does it. What a caller gave replaces
//! the input it was given for: what only led there is not run.

use super::{
    arguments::{Arguments, constant},
    node::Node,
};
use crate::{ApiGraph, NodeId, RunOrder, Value, graph::Input, outputs::OutputNames, validation::output_index};
use indexmap::IndexMap;
use petgraph::{algo::toposort, graphmap::DiGraphMap};
use serde_json::Value as Json;
use std::{collections::HashMap, sync::Arc};

/// The node types, by name.
type Nodes = IndexMap<String, Arc<Node>>;

/// The steps of a run, each after those it waits for.
#[derive(Default)]
pub(super) struct Plan {
    pub(super) steps: Vec<Step>,
}

/// One node to be run.
pub(super) struct Step {
    pub(super) id: NodeId,
    pub(super) node: Arc<Node>,
    pub(super) inputs: Vec<(Arc<str>, Source)>,
    /// Its place in the order of the text.
    pub(super) place: usize,
    /// The output under which the caller gets what the node shows; `SaltOutput` has a say of its own.
    pub(super) output: Option<String>,
    /// How many steps it waits for.
    pub(super) waits_for: usize,
    /// The steps that wait for it.
    pub(super) followers: Vec<usize>,
}

/// Where an input comes from.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Source {
    /// The graph's text.
    Constant(Value),
    /// An output of an earlier step.
    Output { step: usize, slot: usize },
}

impl Plan {
    /// Plans a graph that was found valid.
    pub(super) fn of(order: &RunOrder, outputs: &[NodeId], nodes: &Nodes) -> Self {
        let needed = needed_in_order(order, outputs, nodes);
        let places: HashMap<&str, usize> = needed.iter().enumerate().map(|(place, id)| (*id, place)).collect();
        let mut steps: Vec<Step> = Vec::with_capacity(needed.len());
        let names = OutputNames::of(&order.graph);
        for id in &needed {
            let Some(node) = order.graph.class_type(id).and_then(|name| nodes.get(name)) else { continue };
            let mut step = step(order, id, node, &places, nodes);
            step.output = node.spec.is_output.then(|| names.of_node(&step.id)).flatten();
            steps.push(step);
        }
        for place in 0..steps.len() {
            for earlier in earlier_steps(&steps[place]) {
                steps[earlier].followers.push(place);
                steps[place].waits_for += 1;
            }
        }
        Self { steps }
    }

    /// What a step's node is called with, once all it waits for is done.
    pub(super) fn arguments(&self, step: usize, done: &[Option<Vec<Value>>]) -> Arguments {
        let mut arguments = Arguments::default();
        for (name, source) in &self.steps[step].inputs {
            let value = match source {
                Source::Constant(value) => value.clone(),
                Source::Output { step, slot } => {
                    let outputs = done[*step].as_deref().unwrap_or_default();
                    outputs.get(*slot).cloned().unwrap_or(Value::Null)
                }
            };
            arguments.push(name.clone(), value);
        }
        arguments
    }
}

/// The nodes that the outputs need, sources first.
fn needed_in_order<'a>(order: &'a RunOrder, outputs: &'a [NodeId], nodes: &Nodes) -> Vec<&'a str> {
    let mut arrows = DiGraphMap::<&str, ()>::new();
    let mut ahead: Vec<&str> = outputs.iter().map(NodeId::as_str).collect();
    for output in outputs {
        arrows.add_node(output.as_str());
    }
    while let Some(id) = ahead.pop() {
        for (_, source, _) in links(order, id, nodes) {
            if !arrows.contains_node(source) {
                ahead.push(source);
            }
            arrows.add_edge(source, id, ());
        }
    }
    // A valid graph has no cycle among what is needed.
    toposort(&arrows, None).unwrap_or_default()
}

/// The links of a node's inputs that count: input, node, slot. Not those of inputs that its type has not,
/// nor the one that a given value replaces.
fn links<'a>(order: &'a RunOrder, id: &'a str, nodes: &Nodes) -> impl Iterator<Item = (&'a str, &'a str, i64)> {
    let is_given = order.graph.id(id).is_some_and(|id| order.given.get(id).is_some());
    let node = order.graph.class_type(id).and_then(|name| nodes.get(name)).cloned();
    let inputs = order.graph.inputs(id).into_iter().flatten();
    inputs.filter_map(move |(name, value)| {
        let Input::Link(source, slot) = Input::of(value) else { return None };
        let is_known = node.as_ref().is_some_and(|node| node.spec.input(name).is_some());
        let counts = is_known && !(is_given && name == "input_value");
        let source = order.graph.id(source.as_str()?)?;
        counts.then_some((name.as_str(), source.as_str(), slot.as_i64()?))
    })
}

fn step(order: &RunOrder, id: &str, node: &Arc<Node>, places: &HashMap<&str, usize>, nodes: &Nodes) -> Step {
    let mut inputs: Vec<(Arc<str>, Source)> = Vec::new();
    for (name, source, slot) in links(order, id, nodes) {
        let outputs = output_count(&order.graph, source, nodes);
        if let (Some(step), Some(slot)) = (places.get(source), output_index(slot, outputs)) {
            inputs.push((name.into(), Source::Output { step: *step, slot }));
        }
    }
    let given = order.graph.inputs(id);
    for spec in &node.spec.inputs {
        let value = given.and_then(|inputs| inputs.get(&spec.name)).map(Input::of);
        let json = match value {
            Some(Input::Constant(value)) => Some(value),
            Some(_) => None,
            None => spec.default.as_ref().filter(|_| spec.optional),
        };
        inputs
            .extend(json.map(|json: &Json| (spec.name.as_str().into(), Source::Constant(constant(Some(spec), json)))));
    }
    let id = order.graph.id(id).cloned().unwrap_or_else(|| id.into());
    let place = order.graph.place(&id).unwrap_or_default();
    Step { id, node: node.clone(), inputs, place, output: None, waits_for: 0, followers: Vec::new() }
}

fn output_count(graph: &ApiGraph, id: &str, nodes: &Nodes) -> usize {
    graph.class_type(id).and_then(|name| nodes.get(name)).map_or(0, |node| node.spec.outputs.len())
}

/// The steps that this one waits for, each once.
pub(super) fn earlier_steps(step: &Step) -> Vec<usize> {
    let mut earlier: Vec<usize> = step
        .inputs
        .iter()
        .filter_map(|(_, source)| match source {
            Source::Output { step, .. } => Some(*step),
            Source::Constant(_) => None,
        })
        .collect();
    earlier.sort_unstable();
    earlier.dedup();
    earlier
}
