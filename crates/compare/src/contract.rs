//! What changed for callers: what they send and what they get, and what of it would break a call.
//!
//! An input stays itself where its node's id and its name stay, else where just its name does, which callers know it by,
//! else where just the id does. Defaults and descriptions are no part of it: no call is refused for them. Nor is what the
//! interface does not say: a whole number and a seed, which must not be negative, are one type to it.

mod allowed;
mod change;
mod pairs;

use change::{About, Changes};
use domain::{
    Called, ContractChangeKind as Kind, ContractDifference, ContractSide, Hidden, InputField, InputKind, Interface,
    OutputField,
};
use pairs::{Meanings, pairs};

/// What callers see of a version.
#[derive(Debug, Clone, Copy)]
pub struct Contract<'a> {
    /// What its graph asks for and gives.
    pub interface: &'a Interface,
    /// What is kept from callers.
    pub hidden: &'a Hidden,
}

/// What changed for callers from the older version to the newer one.
pub fn contracts(before: Contract<'_>, after: Contract<'_>) -> ContractDifference {
    let mut changes = Changes::default();
    inputs(&mut changes, before, after);
    outputs(&mut changes, before, after);
    changes.all()
}

fn inputs(changes: &mut Changes, before: Contract<'_>, after: Contract<'_>) {
    let (older, newer) = (&before.interface.inputs, &after.interface.inputs);
    let called = |it: &InputField| Called { node: it.node.clone(), name: it.name.clone() };
    let old_names: Vec<Called> = older.iter().map(called).collect();
    let new_names: Vec<Called> = newer.iter().map(called).collect();
    let (meant, means) = (Meanings::of(&old_names), Meanings::of(&new_names));
    for (old, new) in pairs(&old_names, &new_names) {
        let is_hidden = |contract: Contract<'_>, at: Option<usize>| {
            at.is_some_and(|at| contract.hidden.contains(&contract.interface.inputs[at].node))
        };
        let (was_hidden, is_hidden) = (is_hidden(before, old), is_hidden(after, new));
        let (old_name, new_name) = (old.map(|at| &old_names[at]), new.map(|at| &new_names[at]));
        let keys = old_name.map(|it| meant.keys_of(it)).unwrap_or_default();
        let mut about = changes.about(ContractSide::Input, old_name, new_name, keys);
        match (old.map(|at| &older[at]), new.map(|at| &newer[at])) {
            (None, Some(new)) => about.add(Kind::Added { required: new.required }, new.required && !is_hidden),
            (Some(_), None) => about.add(Kind::Removed, !was_hidden),
            (Some(old), Some(new)) => {
                stays(&mut about, (old, was_hidden), (new, is_hidden));
                if !was_hidden && !is_hidden {
                    let new = called(new);
                    let is_kept = |key: &String| *key == new.name || *key == new.node;
                    let taken = about.keys().iter().filter(|key| is_kept(key) && !means.means(key, &new));
                    let taken: Vec<String> = taken.cloned().collect();
                    taken.into_iter().for_each(|key| about.add(Kind::Taken { key }, true));
                }
            }
            (None, None) => {}
        }
    }
}

/// An input of both versions, each with whether it is hidden there.
fn stays(about: &mut About<'_>, (old, was_hidden): (&InputField, bool), (new, is_hidden): (&InputField, bool)) {
    match (was_hidden, is_hidden) {
        // Neither was nor is any of a caller's business.
        (true, true) => return,
        (false, true) => about.add(Kind::Hidden, true),
        (true, false) => about.add(Kind::Shown { required: new.required }, new.required),
        (false, false) => {}
    }
    // Who could not set it before is not refused for what else is new about it; who cannot now is refused for that.
    let breaks = !was_hidden && !is_hidden;
    if old.name != new.name {
        about.add(Kind::Renamed, breaks);
    }
    if old.node != new.node {
        about.add(Kind::Moved, breaks);
    }
    if old.kind != new.kind {
        let takes_all = (old.kind, new.kind) == (InputKind::Integer, InputKind::Number);
        about.add(Kind::Retyped { old: old.kind, new: new.kind }, breaks && !takes_all);
    }
    match (old.required, new.required) {
        (false, true) => about.add(Kind::NewlyRequired, breaks),
        (true, false) => about.add(Kind::NowOptional, false),
        _ => {}
    }
    let (gone, more) = allowed::changes(old, new);
    if let Some(gone) = gone {
        about.add(Kind::Narrowed { gone }, breaks);
    }
    if let Some(new) = more {
        about.add(Kind::Widened { new }, false);
    }
}

/// Callers know outputs by name alone; those of one name share a list.
fn outputs(changes: &mut Changes, before: Contract<'_>, after: Contract<'_>) {
    let called = |it: &OutputField| Called { node: it.node.clone(), name: it.name.clone() };
    let older: Vec<Called> = before.interface.outputs.iter().map(called).collect();
    let newer: Vec<Called> = after.interface.outputs.iter().map(called).collect();
    for (old, new) in pairs(&older, &newer) {
        let (old, new) = (old.map(|at| &older[at]), new.map(|at| &newer[at]));
        let was_hidden = old.is_some_and(|it| before.hidden.contains(&it.node));
        let is_hidden = new.is_some_and(|it| after.hidden.contains(&it.node));
        let mut about = changes.about(ContractSide::Output, old, new, Vec::new());
        match (old, new) {
            (None, Some(new)) => {
                // A graph without declared outputs gives what its output nodes show, until it declares its first; and
                // a list of another length is another shape.
                let breaks = older.is_empty() || older.iter().any(|old| old.name == new.name);
                about.add(Kind::Added { required: false }, breaks && !is_hidden);
            }
            (Some(_), None) => about.add(Kind::Removed, !was_hidden),
            (Some(old), Some(new)) => {
                match (was_hidden, is_hidden) {
                    (false, true) => about.add(Kind::Hidden, true),
                    (true, false) => about.add(Kind::Shown { required: false }, false),
                    _ => {}
                }
                if old.name != new.name {
                    about.add(Kind::Renamed, !was_hidden && !is_hidden);
                }
                if old.node != new.node {
                    about.add(Kind::Moved, false);
                }
            }
            (None, None) => {}
        }
    }
}
