//! Checks a graph against the types an engine knows.
//!
//! As ComfyUI does: only what the output nodes need is looked at. Unlike it: a node behind a link of the
//! wrong type is looked at too, one broken link does not hide a node's other problems, and cycles are named.

use super::{
    NodeErrors, Problem, Validation, constant,
    found::{Way, custom_failed, exception, malformed, mismatch, missing},
};
use crate::{
    ApiGraph, NodeId, NodeTypes,
    graph::Input,
    python::{convert::python_type, text},
};
use indexmap::{IndexMap, IndexSet};
use petgraph::{algo::tarjan_scc, graphmap::DiGraphMap};
use serde_json::Value as Json;

/// Says of a constant what the engine's own check finds wrong with it: type of node, name of input, value.
pub type CustomCheck<'a> = &'a dyn Fn(&str, &str, &Json) -> Option<String>;

/// Finds everything that is wrong with a graph.
pub fn validate(graph: &ApiGraph, types: &NodeTypes, custom: CustomCheck<'_>) -> Validation {
    let mut outputs = Vec::new();
    for id in graph.ids() {
        let Some(class_type) = graph.class_type(id.as_str()) else {
            let message = "Cannot execute because a node is missing the class_type property.".to_owned();
            return Validation::refused(Problem::invalid_prompt(message, id.as_str()));
        };
        match types.get(class_type) {
            Some(node_type) if node_type.is_output => outputs.push(id.clone()),
            Some(_) => {}
            None => {
                let message = format!("Cannot execute because node {class_type} does not exist.");
                return Validation::refused(Problem::invalid_prompt(message, id.as_str()));
            }
        }
    }
    if outputs.is_empty() {
        return Validation::refused(Problem::no_outputs());
    }
    let mut check = Check { graph, types, custom, found: IndexMap::new() };
    check.all(&outputs);
    check.conclude(outputs)
}

struct Check<'a> {
    graph: &'a ApiGraph,
    types: &'a NodeTypes,
    custom: CustomCheck<'a>,
    /// What was found at each node that was looked at, and which nodes it is linked to.
    found: IndexMap<NodeId, Found>,
}

#[derive(Default)]
struct Found {
    problems: Vec<Problem>,
    sources: Vec<NodeId>,
}

impl<'a> Check<'a> {
    fn all(&mut self, outputs: &[NodeId]) {
        for output in outputs {
            let mut ahead: Vec<(NodeId, Way<'a>)> = vec![(output.clone(), None)];
            while let Some((id, way)) = ahead.pop() {
                if !self.found.contains_key(&id) {
                    let mut next = Vec::new();
                    let found = self.node(&id, &way, &mut next);
                    self.found.insert(id, found);
                    ahead.extend(next.into_iter().rev());
                }
            }
        }
        self.cycles();
    }

    /// Checks one node, and says where to look next.
    fn node(&self, id: &NodeId, way: &Way<'a>, next: &mut Vec<(NodeId, Way<'a>)>) -> Found {
        let mut found = Found::default();
        let Some(node_type) = self.graph.class_type(id.as_str()).and_then(|name| self.types.get(name)) else {
            return found;
        };
        let Some(inputs) = self.graph.inputs(id.as_str()) else {
            found.problems.push(exception(way, "KeyError", "'inputs'"));
            return found;
        };
        for spec in &node_type.inputs {
            let Some(value) = inputs.get(&spec.name) else {
                if !spec.optional {
                    found.problems.push(missing(spec));
                }
                continue;
            };
            match Input::of(value) {
                Input::Malformed => found.problems.push(malformed(spec, value)),
                Input::Constant(value) => {
                    found.problems.extend(constant::check(spec, value));
                    let words = (self.custom)(&node_type.name, &spec.name, value);
                    found.problems.extend(words.map(|words| custom_failed(spec, &words)));
                }
                Input::Link(source, slot) => match self.source(source, slot) {
                    Err((kind, words)) => found.problems.push(exception(way, kind, &words)),
                    Ok((source, kind)) => {
                        found.problems.extend(mismatch(spec, kind, value));
                        found.sources.push(source.clone());
                        next.push((source, Some((spec, value.clone()))));
                    }
                },
            }
        }
        found
    }

    /// The node at the other end of a link, and the type of what it gives; else Python's exception.
    fn source(&self, source: &Json, slot: &Json) -> Result<(NodeId, &'a str), (&'static str, String)> {
        let unknown = || match source {
            Json::Array(_) | Json::Object(_) => ("TypeError", format!("unhashable type: '{}'", python_type(source))),
            other => ("KeyError", text::repr(other)),
        };
        let id = source.as_str().and_then(|id| self.graph.id(id)).ok_or_else(unknown)?;
        let node_type = self.graph.class_type(id.as_str()).and_then(|name| self.types.get(name)).ok_or_else(unknown)?;
        let list = if node_type.outputs.is_empty() { "tuple" } else { "list" };
        let Some(slot) = slot.as_i64() else {
            let words = format!("{list} indices must be integers or slices, not {}", python_type(slot));
            return Err(("TypeError", words));
        };
        let output = output_index(slot, node_type.outputs.len()).and_then(|index| node_type.outputs.get(index));
        let output = output.ok_or_else(|| ("IndexError", format!("{list} index out of range")))?;
        Ok((id.clone(), &output.kind))
    }

    fn cycles(&mut self) {
        let mut arrows = DiGraphMap::<&str, ()>::new();
        for (id, found) in &self.found {
            for source in &found.sources {
                arrows.add_edge(source.as_str(), id.as_str(), ());
            }
        }
        let rings: Vec<Vec<NodeId>> = tarjan_scc(&arrows)
            .into_iter()
            .filter(|ring| ring.len() > 1 || arrows.contains_edge(ring[0], ring[0]))
            .map(|ring| ring.into_iter().map(NodeId::from).collect())
            .collect();
        for mut ring in rings {
            ring.sort_by_key(|id| self.found.get_index_of(id));
            let problem = Problem::cycle(&ring.iter().take(8).collect::<Vec<_>>());
            if let Some(found) = ring.first().and_then(|id| self.found.get_mut(id)) {
                found.problems.push(problem);
            }
        }
    }

    fn conclude(self, outputs: Vec<NodeId>) -> Validation {
        let mut validation = Validation::default();
        let mut words = Vec::new();
        for output in outputs {
            let faulty: Vec<&NodeId> =
                self.needed_by(&output).into_iter().filter(|id| !self.found[*id].problems.is_empty()).collect();
            if faulty.is_empty() {
                validation.good_outputs.push(output);
                continue;
            }
            for id in faulty {
                let found = &self.found[id];
                if *id == output {
                    words.extend(found.problems.iter().map(|it| format!("{}: {}", it.message, it.details)));
                }
                let class_type = self.graph.class_type(id.as_str()).unwrap_or_default().to_owned();
                let entry = validation.node_errors.entry(id.clone());
                let errors = || NodeErrors { errors: found.problems.clone(), dependent_outputs: [].into(), class_type };
                entry.or_insert_with(errors).dependent_outputs.insert(output.clone());
            }
        }
        if validation.good_outputs.is_empty() {
            let details = words.join("\n");
            validation.error =
                Some(Problem::new("prompt_outputs_failed_validation", "Prompt outputs failed validation", details));
        }
        validation
    }

    fn needed_by(&self, output: &NodeId) -> Vec<&NodeId> {
        let mut needed: IndexSet<&NodeId> = IndexSet::new();
        let mut ahead: Vec<&NodeId> = self.found.get_key_value(output).map(|(id, _)| id).into_iter().collect();
        while let Some(id) = ahead.pop() {
            if needed.insert(id) {
                ahead.extend(self.found.get(id).into_iter().flat_map(|found| &found.sources));
            }
        }
        needed.into_iter().collect()
    }
}

/// A slot as an index: Python counts negative ones from the end.
pub(crate) fn output_index(slot: i64, count: usize) -> Option<usize> {
    match usize::try_from(slot) {
        Ok(index) => (index < count).then_some(index),
        Err(_) => usize::try_from(slot.unsigned_abs()).ok().and_then(|back| count.checked_sub(back)),
    }
}
