//! The engine for ComfyUI servers against one that is played here, in words that a real 0.3.75 was heard to say.
//!
//! Each trap of that contract has a test. `BRINE_COMFYUI_URL=http://… cargo test -- --ignored` asks a real one.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test says by a panic what went wrong")]

mod fake;
mod real;
mod runs;
mod traps;

use domain::Timestamp;
use engine::{
    ComfyUi, Limits, RunOrder,
    outbound::{AllowedRanges, Outbound},
};
use serde_json::Value as Json;
use std::sync::Arc;
use uuid::Uuid;

const ID: Uuid = Uuid::from_u128(7);

fn engine(urls: &[String], limits: Limits) -> ComfyUi {
    let outbound = Outbound::new(AllowedRanges::default()).unwrap();
    ComfyUi::new(urls, limits, Arc::new(|| Timestamp::from_millis(0)), outbound).unwrap()
}

/// An engine with this one server.
fn at(fake: &fake::Fake, limits: Limits) -> ComfyUi {
    engine(std::slice::from_ref(&fake.url), limits)
}

fn order(graph: Json) -> RunOrder {
    RunOrder { id: ID, graph: Arc::new(serde_json::from_value(graph).unwrap()), ..RunOrder::default() }
}
