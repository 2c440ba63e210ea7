//! Which input or output of the older version is which of the newer one, and what callers' names for them mean.

use domain::Called;
use std::collections::{HashMap, HashSet};

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

/// The names and ids that meant an input and that it still bears, but that mean another one now, or several.
pub(super) fn taken(older: &[Called], newer: &[Called], (old, new): (&Called, &Called)) -> Vec<String> {
    let keys = [(&old.name, &new.name), (&old.node, &new.node)];
    let kept: HashSet<&str> = keys.iter().filter(|(old, new)| old == new).map(|(key, _)| key.as_str()).collect();
    let mut taken: Vec<String> = kept
        .into_iter()
        .filter(|key| meant(older, key) == Some(old) && meant(newer, key) != Some(new))
        .map(str::to_owned)
        .collect();
    taken.sort_unstable();
    taken
}

/// The one input that a caller means, as the engine decides it: a name of several is none, but where it is an id.
fn meant<'a>(all: &'a [Called], key: &str) -> Option<&'a Called> {
    let mut named = all.iter().filter(|it| it.name == key);
    match (named.next(), named.next()) {
        (Some(one), None) => Some(one),
        _ => all.iter().find(|it| it.node == key),
    }
}
