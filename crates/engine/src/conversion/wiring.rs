//! Follows links back to where a value comes from: through reroutes, bypassed nodes, and in and out of subgraphs.

use super::{
    expansion::{Expansion, Place},
    export::{INPUTS, Mode},
    fields,
};
use serde_json::Value as Json;
use std::collections::HashSet;

/// Where what comes into an input comes from.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Origin {
    /// Nowhere: what was typed in stays.
    Nothing,
    /// A node that only holds a value.
    Typed(Json),
    /// The field of a subgraph's node.
    Promoted(Json),
    /// The output of a node that is run.
    Output(Place, usize),
}

/// The way leads in a circle.
#[derive(Debug)]
pub(super) struct Circle;

/// Where the way has come to.
enum Step<'a> {
    /// A link's end; what is asked for, where it is not what the socket takes.
    Into(Place, usize, Option<&'a str>),
    /// A link's beginning, and what is asked for.
    OutOf(Place, usize, &'a str),
}

impl<'a> Expansion<'a> {
    /// What comes into a socket.
    pub(super) fn origin_of(&self, place: Place, socket: usize) -> Result<Origin, Circle> {
        let mut passed = HashSet::new();
        let mut step = Step::Into(place, socket, None);
        loop {
            let here = match step {
                Step::Into(place, socket, _) => (place, socket, true),
                Step::OutOf(place, slot, _) => (place, slot, false),
            };
            if !passed.insert(here) {
                return Err(Circle);
            }
            let next = match step {
                Step::Into(place, socket, asked) => self.before_socket(place, socket, asked),
                Step::OutOf(place, slot, asked) => self.before_output(place, slot, asked),
            };
            match next {
                Ok(next) => step = next,
                Err(origin) => return Ok(origin),
            }
        }
    }

    /// The step before a socket, or where the way ends.
    fn before_socket(&self, place: Place, socket: usize, asked: Option<&'a str>) -> Result<Step<'a>, Origin> {
        let socket = self.sockets(place).get(socket).ok_or(Origin::Nothing)?;
        let instance = self.instance(place);
        let link = socket.link.and_then(|id| instance.level.links.get(id)).ok_or(Origin::Nothing)?;
        if let (INPUTS, Some(host)) = (link.from.as_str(), instance.host) {
            let outer = self.sockets(host).get(link.slot).ok_or(Origin::Nothing)?;
            return match outer.link {
                Some(_) => Ok(Step::Into(host, link.slot, None)),
                None => Err(self.promoted(host, link.slot).map_or(Origin::Nothing, Origin::Promoted)),
            };
        }
        let from = self.beside(place, &link.from).ok_or(Origin::Nothing)?;
        Ok(Step::OutOf(from, link.slot, asked.unwrap_or(socket.kind)))
    }

    /// The step before an output, or where the way ends.
    fn before_output(&self, place: Place, slot: usize, asked: &'a str) -> Result<Step<'a>, Origin> {
        let node = self.node(place);
        match node.class_type {
            "PrimitiveNode" if self.node_type(place).is_none() => {
                return Err(node.typed.first().cloned().map_or(Origin::Nothing, Origin::Typed));
            }
            "Reroute" if self.node_type(place).is_none() => return Ok(Step::Into(place, 0, Some(asked))),
            _ => {}
        }
        if node.mode == Mode::Bypassed {
            let socket = self.bypass(place, slot, asked).ok_or(Origin::Nothing)?;
            return Ok(Step::Into(place, socket, None));
        }
        let Some(level) = self.level_inside(place) else { return Err(Origin::Output(place, slot)) };
        let link = level.link_of_output(slot).ok_or(Origin::Nothing)?;
        if link.from == INPUTS {
            return Ok(Step::Into(place, link.slot, Some(asked)));
        }
        let from = self.inside(place, &link.from).ok_or(Origin::Nothing)?;
        Ok(Step::OutOf(from, link.slot, asked))
    }

    /// The socket whose value a bypassed node hands on: the one beside the output where it fits, else the first that does.
    fn bypass(&self, place: Place, slot: usize, asked: &str) -> Option<usize> {
        let sockets = self.sockets(place);
        if matches!(asked, "*" | "") {
            return (!sockets.is_empty()).then_some(if slot < sockets.len() { slot } else { 0 });
        }
        let known = self.node_type(place).and_then(|it| it.outputs.get(slot)).map(|it| it.kind.as_str());
        let given = known.or_else(|| Some(self.node(place).outputs.get(slot)?.kind)).unwrap_or("*");
        let hands_on = |socket: &&super::expansion::Socket<'_>| fits(socket.kind, given) && fits(socket.kind, asked);
        let beside = sockets.get(slot).filter(hands_on).map(|_| slot);
        let same = || sockets.iter().position(|socket| socket.kind == asked);
        beside.or_else(same).or_else(|| sockets.iter().position(|socket| hands_on(&socket)))
    }

    /// What was typed into a field that a subgraph's node shows of its inside.
    fn promoted(&self, host: Place, slot: usize) -> Option<Json> {
        let node = self.node(host);
        let name = self.level_inside(host)?.inputs.get(slot)?.name;
        let place = match node.shown_fields.iter().any(|(id, _)| id == "-1") {
            true => node.shown_fields.iter().position(|(id, shown)| id == "-1" && *shown == name),
            false => Some((0..slot).filter(|before| self.first_field(host, *before).is_some()).count()),
        };
        let (target, field) = self.first_field(host, slot)?;
        let named = || node.typed_named?.get(name);
        let typed = named().or_else(|| node.typed.get(place?)).filter(|value| !value.is_null());
        match typed {
            Some(typed) => Some(typed.clone()),
            None if self.is_subgraph(target) => {
                let inner = self.sockets(target).iter().position(|socket| socket.name == field)?;
                self.promoted(target, inner)
            }
            None => fields::typed_in(self.node(target), self.node_type(target)?).get(field).cloned(),
        }
    }

    /// The first field inside that a subgraph's input leads to: node, name.
    fn first_field(&self, host: Place, slot: usize) -> Option<(Place, &'a str)> {
        self.level_inside(host)?.fed_by_input(slot).find_map(|(node, port)| {
            let target = self.inside(host, &node.id)?;
            let spec = || self.node_type(target)?.input(port.name)?.field();
            let is_field = port.is_field
                || spec().is_some()
                || self
                    .sockets(target)
                    .iter()
                    .position(|it| it.name == port.name)
                    .is_some_and(|inner| self.is_subgraph(target) && self.first_field(target, inner).is_some());
            is_field.then_some((target, port.name))
        })
    }
}

/// Whether two types may be linked: one name in common, or anything goes.
fn fits(one: &str, other: &str) -> bool {
    let anything = |kind: &str| matches!(kind, "*" | "");
    let mut names = one.split(',').map(str::trim);
    anything(one)
        || anything(other)
        || names.any(|name| other.split(',').any(|other| other.trim().eq_ignore_ascii_case(name)))
}
