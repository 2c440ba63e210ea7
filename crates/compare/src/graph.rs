//! What changed from one graph to another, node by node.

use crate::{
    Snapshot,
    renumbering::{Matching, matching},
    step::{Input, Step, mode},
    subgraphs,
    words::{count, excerpt, value, values},
};
use domain::{
    GraphDifference, InputChange, InputValue, NodeChange, NodeLabel, Renumbered, Replaced, Summary, graph::Node,
};
use std::collections::{HashMap, HashSet};

/// What changed from the older graph to the newer one.
///
/// Nodes are matched by id. One whose id is gone, or now does something else, is the one of another id that has the same
/// type and is given the same: it is renumbered, which is no change, and links follow it. One that was renumbered *and*
/// changed counts as removed and added.
pub fn graphs(before: &Snapshot, after: &Snapshot) -> GraphDifference {
    Compared::new(before, after).difference(before.json() != after.json())
}

/// Two graphs, and which of their nodes belong together.
pub(crate) struct Compared<'a> {
    pub(crate) before: Vec<Step<'a>>,
    pub(crate) after: Vec<Step<'a>>,
    pub(crate) matching: Matching,
    /// Under which ids the older nodes go on; none for those that are gone.
    ids: HashMap<&'a str, Option<&'a str>>,
    subgraphs: HashSet<&'a str>,
}

impl<'a> Compared<'a> {
    pub(crate) fn new(before: &'a Snapshot, after: &'a Snapshot) -> Self {
        let subgraphs = subgraphs::changed(before, after);
        let (before, after) = (before.steps(), after.steps());
        let matching = matching(&before, &after);
        let id = |place: &Option<usize>| place.map(|place| after[place].node.id.as_str());
        let ids = before.iter().zip(&matching.after).map(|(step, place)| (step.node.id.as_str(), id(place))).collect();
        Self { before, after, matching, ids, subgraphs }
    }

    fn difference(&self, looks: bool) -> GraphDifference {
        let unmatched = |steps: &[Step<'_>], found: &[Option<usize>]| {
            let alone = steps.iter().zip(found).filter(|(_, found)| found.is_none());
            alone.map(|(step, _)| label(step.node)).collect::<Vec<_>>()
        };
        let added = unmatched(&self.after, &self.matching.before);
        let removed = unmatched(&self.before, &self.matching.after);
        let changed: Vec<_> = self.changes().map(|(_, change)| change).collect();
        let both = self.pairs().filter(|(old, new)| old.node.id != new.node.id);
        let renumbered: Vec<_> =
            both.map(|(old, new)| Renumbered { from: old.node.id.clone(), to: new.node.id.clone() }).collect();
        let summary = Summary {
            added: count(added.len()),
            removed: count(removed.len()),
            changed: count(changed.iter().filter(|change| change.does_other()).count()),
            renumbered: count(renumbered.len()),
            looks,
        };
        GraphDifference { summary, added, removed, changed, renumbered }
    }

    /// The older and the newer of each two that belong together, in the newer graph's order.
    fn pairs(&self) -> impl Iterator<Item = (&Step<'a>, &Step<'a>)> {
        let both = self.after.iter().zip(&self.matching.before);
        both.filter_map(|(new, old)| Some((&self.before[(*old)?], new)))
    }

    /// What is other about nodes that both graphs have, each with the newer node's place in its graph.
    pub(crate) fn changes(&self) -> impl Iterator<Item = (usize, NodeChange)> {
        self.pairs().filter_map(|(old, new)| Some((new.place, self.change(old, new)?)))
    }

    fn change(&self, before: &Step<'_>, after: &Step<'_>) -> Option<NodeChange> {
        let (old, new) = (before.node, after.node);
        let says_type = old.title == old.class_type && new.title == new.class_type;
        let change = NodeChange {
            node: label(new),
            class_type: replaced(&old.class_type, &new.class_type),
            title: if says_type { None } else { replaced(&old.title, &new.title) },
            mode: replaced(mode(old.mode), mode(new.mode)),
            inside: old.class_type == new.class_type && self.subgraphs.contains(new.class_type.as_str()),
            inputs: self.inputs(before, after),
        };
        (change.does_other() || change.title.is_some()).then_some(change)
    }

    /// Those that are new or other, then those that are gone.
    fn inputs(&self, before: &Step<'_>, after: &Step<'_>) -> Vec<InputChange> {
        let now = |id: &str| self.ids.get(id).map_or_else(|| Some(id.to_owned()), |id| id.map(str::to_owned));
        let new = after.inputs.iter().filter_map(|(name, new)| {
            let old = before.inputs.get(name);
            if old.is_some_and(|old| old.is_same(new, now)) {
                return None;
            }
            let (old, new) = match (old, new) {
                (Some(Input::Value(old)), Input::Value(new)) => {
                    let (old, new) = values(old, new);
                    (Some(old), new)
                }
                (old, new) => (old.map(given), given(new)),
            };
            Some(InputChange { name: excerpt(name), old, new: Some(new) })
        });
        let gone = before.inputs.iter().filter(|(name, _)| !after.inputs.contains_key(*name));
        new.chain(gone.map(|(name, old)| InputChange { name: excerpt(name), old: Some(given(old)), new: None }))
            .collect()
    }
}

fn label(node: &Node) -> NodeLabel {
    NodeLabel { id: node.id.clone(), class_type: excerpt(&node.class_type), title: excerpt(&node.title) }
}

fn replaced(old: &str, new: &str) -> Option<Replaced> {
    (old != new).then(|| Replaced { old: excerpt(old), new: excerpt(new) })
}

fn given(input: &Input<'_>) -> InputValue {
    match input {
        Input::Value(json) => value(json),
        Input::Link { node, output } => InputValue::Link { node: (*node).to_owned(), output: *output },
    }
}
