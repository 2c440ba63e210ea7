//! The built-in engine through the door its callers take: a graph goes in, events and outputs come out.

mod limits;
mod network;
mod nodes;
mod planner;
mod salt;
mod support;
mod validation;
