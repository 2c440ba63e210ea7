//! Which input or output of the older version is which of the newer one, and what callers' names for them mean.

use domain::Called;
use std::collections::HashMap;

/// The places of each two that belong together, in the newer one's order; then those that are gone.
pub(super) fn pairs(older: &[Called], newer: &[Called]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut before = vec![None; newer.len()];
    let mut is_matched = vec![false; older.len()];
    let mut pair = |by: fn(&Called) -> (Option<&str>, Option<&str>), only_unique: bool| {
        let mut places: HashMap<_, Vec<usize>> = HashMap::new();
        for (old, called) in older.iter().enumerate().rev().filter(|(old, _)| !is_matched[*old]) {
            places.entry(by(called)).or_default().push(old);
        }
        let mut counts: HashMap<_, u32> = HashMap::new();
        let free: Vec<usize> = (0..newer.len()).filter(|new| before[*new].is_none()).collect();
        free.iter().for_each(|new| *counts.entry(by(&newer[*new])).or_default() += 1);
        for new in free {
            let key = by(&newer[new]);
            let Some(found) = places.get_mut(&key) else { continue };
            if only_unique && (found.len() > 1 || counts.get(&key) != Some(&1)) {
                continue;
            }
            if let Some(old) = found.pop() {
                before[new] = Some(old);
                is_matched[old] = true;
            }
        }
    };
    pair(|it| (Some(&it.node), Some(&it.name)), false);
    pair(|it| (None, Some(&it.name)), true);
    pair(|it| (Some(&it.node), None), false);
    let both = before.iter().enumerate().map(|(new, old)| (*old, Some(new)));
    let gone = is_matched.iter().enumerate().filter(|(_, is_matched)| !**is_matched).map(|(old, _)| (Some(old), None));
    both.chain(gone).collect()
}

/// What callers' names and ids mean in one version.
pub(super) struct Meanings<'a> {
    /// The first of each name, and whether it is the only one.
    names: HashMap<&'a str, (&'a Called, bool)>,
    nodes: HashMap<&'a str, &'a Called>,
}

impl<'a> Meanings<'a> {
    pub(super) fn of(all: &'a [Called]) -> Self {
        let (mut names, mut nodes) = (HashMap::new(), HashMap::new());
        for called in all {
            names.entry(called.name.as_str()).and_modify(|(_, is_one)| *is_one = false).or_insert((called, true));
            nodes.entry(called.node.as_str()).or_insert(called);
        }
        Self { names, nodes }
    }

    /// The one input that a caller means, as the engine decides it: a name of several is none, but where it is an id.
    fn meant(&self, key: &str) -> Option<&'a Called> {
        match self.names.get(key) {
            Some((one, true)) => Some(one),
            _ => self.nodes.get(key).copied(),
        }
    }

    /// The name and the id by which a caller may call an input.
    pub(super) fn keys_of(&self, called: &Called) -> Vec<String> {
        let mut keys = vec![&called.name, &called.node];
        keys.dedup();
        keys.into_iter().filter(|key| self.means(key, called)).cloned().collect()
    }

    /// Whether a caller means this input so.
    pub(super) fn means(&self, key: &str, called: &Called) -> bool {
        self.meant(key) == Some(called)
    }
}
