//! Which node of the older graph is which of the newer one.
//!
//! A node keeps its id where both graphs have that id and it does the same. The others are compared by what they are:
//! their type and all that they are given, links followed to the nodes that they come from. Each is matched with one that
//! is the same, and where several are the same, with the one that is linked to the same place.

use crate::{
    spelling::{write_text, write_value},
    step::{Input, Step, mode},
};
use domain::Digest;
use std::collections::{HashMap, VecDeque};

/// Which nodes belong together, by their places among the steps.
pub(crate) struct Matching {
    /// For each older node the newer one.
    pub(crate) after: Vec<Option<usize>>,
    /// For each newer node the older one.
    pub(crate) before: Vec<Option<usize>>,
}

/// One graph's nodes, and which of them have no counterpart by id and type.
struct Side<'s, 'a> {
    steps: &'s [Step<'a>],
    places: HashMap<&'a str, usize>,
    is_loose: Vec<bool>,
    digests: Vec<Option<Digest>>,
    depths: Vec<u32>,
}

/// Matches the nodes of two graphs.
pub(crate) fn matching(before: &[Step<'_>], after: &[Step<'_>]) -> Matching {
    let (mut older, mut newer) = (Side::of(before), Side::of(after));
    let mut found = Matching { after: vec![None; before.len()], before: vec![None; after.len()] };
    for (old, step) in before.iter().enumerate() {
        let same_id = newer.places.get(step.node.id.as_str()).copied();
        if let Some(new) = same_id.filter(|new| after[*new].node.class_type == step.node.class_type) {
            found.pair(old, new);
        }
    }
    older.find_loose(&found.after);
    newer.find_loose(&found.before);
    follow_links(&older, &newer, &mut found);
    // What is left bears the same id, and does something else.
    for (old, step) in before.iter().enumerate().filter(|(old, _)| older.is_loose[*old]) {
        let same_id = newer.places.get(step.node.id.as_str()).copied();
        if let Some(new) = same_id.filter(|new| found.after[old].is_none() && found.before[*new].is_none()) {
            found.pair(old, new);
        }
    }
    found
}

/// From the nodes that are known on to those that they are linked to, then from the last in line to the first.
fn follow_links(older: &Side<'_, '_>, newer: &Side<'_, '_>, found: &mut Matching) {
    let known: Vec<_> = found.after.iter().enumerate().filter_map(|(old, new)| Some((old, (*new)?))).collect();
    for pair in known {
        follow(older, newer, found, pair);
    }
    let mut alike: HashMap<Digest, VecDeque<usize>> = HashMap::new();
    for (new, digest) in newer.digests.iter().enumerate() {
        if let Some(digest) = digest {
            alike.entry(*digest).or_default().push_back(new);
        }
    }
    let mut loose: Vec<usize> = (0..older.steps.len()).filter(|old| older.is_loose[*old]).collect();
    loose.sort_by_key(|old| std::cmp::Reverse(older.depths[*old]));
    for old in loose {
        let Some(candidates) = older.digests[old].and_then(|digest| alike.get_mut(&digest)) else { continue };
        while found.after[old].is_none()
            && let Some(new) = candidates.pop_front()
        {
            if found.before[new].is_none() {
                found.pair(old, new);
                follow(older, newer, found, (old, new));
            }
        }
    }
}

/// Matches what two nodes that belong together are linked to, and so on.
fn follow(older: &Side<'_, '_>, newer: &Side<'_, '_>, found: &mut Matching, pair: (usize, usize)) {
    let mut waiting = vec![pair];
    while let Some((old, new)) = waiting.pop() {
        for (name, input) in &older.steps[old].inputs {
            let ends = (older.loose_end(Some(input)), newer.loose_end(newer.steps[new].inputs.get(name)));
            let (Some(old), Some(new)) = ends else { continue };
            let is_free = found.after[old].is_none() && found.before[new].is_none();
            if is_free && older.digests[old] == newer.digests[new] {
                found.pair(old, new);
                waiting.push((old, new));
            }
        }
    }
}

impl Matching {
    fn pair(&mut self, old: usize, new: usize) {
        self.after[old] = Some(new);
        self.before[new] = Some(old);
    }
}

impl<'s, 'a> Side<'s, 'a> {
    fn of(steps: &'s [Step<'a>]) -> Self {
        let places = steps.iter().zip(0..).map(|(step, place)| (step.node.id.as_str(), place)).collect();
        Self { steps, places, is_loose: Vec::new(), digests: vec![None; steps.len()], depths: vec![0; steps.len()] }
    }

    /// The node without counterpart that an input is linked to.
    fn loose_end(&self, input: Option<&Input<'_>>) -> Option<usize> {
        let Some(Input::Link { node, .. }) = input else { return None };
        self.places.get(node).copied().filter(|place| self.is_loose[*place])
    }

    /// Finds what the nodes without counterpart are, each after those that it is linked to.
    fn find_loose(&mut self, counterparts: &[Option<usize>]) {
        self.is_loose = counterparts.iter().map(Option::is_none).collect();
        let mut is_open = vec![false; self.steps.len()];
        for first in (0..self.steps.len()).filter(|place| counterparts[*place].is_none()) {
            let mut waiting = vec![first];
            while let Some(&place) = waiting.last() {
                if !is_open[place] {
                    is_open[place] = true;
                    let sources = self.steps[place].inputs.values().filter_map(|input| self.loose_end(Some(input)));
                    waiting.extend(sources.filter(|source| !is_open[*source]));
                    continue;
                }
                waiting.pop();
                if self.digests[place].is_none() {
                    self.find(place);
                }
            }
        }
    }

    /// In a ring, the node that closes it counts by its type alone.
    fn find(&mut self, place: usize) {
        let step = &self.steps[place];
        let mut said = Vec::new();
        write_text(&mut said, &step.node.class_type);
        write_text(&mut said, mode(step.node.mode));
        let mut depth = 0;
        for (name, input) in &step.inputs {
            write_text(&mut said, name);
            match (input, self.loose_end(Some(input))) {
                (Input::Value(value), _) => write_value(&mut said, value),
                (Input::Link { output, .. }, Some(source)) => {
                    let digest = self.digests[source].map(|digest| digest.to_string());
                    write_text(&mut said, "loose");
                    write_text(&mut said, digest.as_deref().unwrap_or(&self.steps[source].node.class_type));
                    write_text(&mut said, &output.to_string());
                    depth = depth.max(self.depths[source] + 1);
                }
                (Input::Link { node, output }, None) => {
                    write_text(&mut said, "link");
                    write_text(&mut said, node);
                    write_text(&mut said, &output.to_string());
                }
            }
        }
        self.digests[place] = Some(Digest::of(&said));
        self.depths[place] = depth;
    }
}
