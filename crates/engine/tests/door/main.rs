//! The built-in engine through the door its callers take: a graph goes in, events and outputs come out.
#![expect(clippy::unwrap_used, reason = "a test says by a panic what went wrong")]

mod limits;
mod network;
mod nodes;
mod planner;
mod salt;
mod ssrf;
mod support;
mod validation;
