//! The difference as plain text, for terminals, messages and the deployment history.

use crate::words::in_line;
use domain::{ContractDifference, Excerpt, GraphDifference, InputChange, InputValue, NodeChange, NodeLabel, Replaced};
use std::fmt::{self, Write as _};

/// What is reported.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// What the older and the newer one are called.
    pub names: (&'a str, &'a str),
    /// What changed in the graph.
    pub graph: &'a GraphDifference,
    /// What changed for callers, where that is known.
    pub contract: Option<&'a ContractDifference>,
}

/// The report, each thing in a line of its own. A line that begins with `!` breaks calls.
pub fn report(report: Report<'_>) -> String {
    let mut text = String::new();
    // Writing to memory does not fail.
    let _ = write(&mut text, report);
    text
}

fn write(out: &mut String, Report { names: (older, newer), graph, contract }: Report<'_>) -> fmt::Result {
    let name = |text| in_line(Excerpt::of(text).as_str());
    writeln!(out, "{} -> {}", name(older), name(newer))?;
    writeln!(out, "{}", graph.summary)?;
    if !(graph.added.is_empty() && graph.removed.is_empty() && graph.changed.is_empty() && graph.renumbered.is_empty())
    {
        writeln!(out, "\nNodes (+ added, - removed, ~ changed)")?;
    }
    graph.added.iter().try_for_each(|node| writeln!(out, "+ {}", said(node)))?;
    graph.removed.iter().try_for_each(|node| writeln!(out, "- {}", said(node)))?;
    graph.changed.iter().try_for_each(|change| node(out, change))?;
    for it in &graph.renumbered {
        writeln!(out, "= {} is node {} now", name(&it.from), name(&it.to))?;
    }
    let Some(contract) = contract else { return Ok(()) };
    writeln!(out, "\nFor callers (! breaks calls)")?;
    if contract.changes.is_empty() {
        writeln!(out, "  nothing changed")?;
    }
    contract.changes.iter().try_for_each(|it| writeln!(out, "{} {}", if it.breaks { '!' } else { ' ' }, it.words))
}

fn said(node: &NodeLabel) -> String {
    let id = in_line(Excerpt::of(&node.id).as_str());
    if node.title == node.class_type {
        return format!("{id} {}", node.class_type);
    }
    format!("{id} {} ({})", node.title, node.class_type)
}

fn node(out: &mut String, change: &NodeChange) -> fmt::Result {
    writeln!(out, "~ {}", said(&change.node))?;
    let mut replaced = |what: &str, it: &Option<Replaced>| match it {
        Some(Replaced { old, new }) => writeln!(out, "    {what}: {old} -> {new}"),
        None => Ok(()),
    };
    replaced("type", &change.class_type)?;
    replaced("title", &change.title)?;
    replaced("mode", &change.mode)?;
    if change.inside {
        writeln!(out, "    the graph inside it changed")?;
    }
    change.inputs.iter().try_for_each(|it| input(out, it))
}

fn input(out: &mut String, InputChange { name, old, new }: &InputChange) -> fmt::Result {
    // A node's id may be any text.
    let said = |value: &InputValue| in_line(&value.to_string());
    match (old.as_ref().map(said), new.as_ref().map(said)) {
        (Some(old), Some(new)) => writeln!(out, "    input {name}: {old} -> {new}"),
        (None, Some(new)) => writeln!(out, "    input {name}: added, {new}"),
        (Some(old), None) => writeln!(out, "    input {name}: removed, was {old}"),
        (None, None) => Ok(()),
    }
}
