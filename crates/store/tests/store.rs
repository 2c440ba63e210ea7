//! The store through its contract: the same sentences for every engine, and what only sled can break.

#![expect(clippy::unwrap_used, reason = "a test says by a panic what went wrong")]

#[path = "store/addresses.rs"]
mod addresses;
#[path = "store/arbitrary.rs"]
mod arbitrary;
#[path = "store/concurrency.rs"]
mod concurrency;
#[path = "store/conformance.rs"]
mod conformance;
#[path = "store/damage.rs"]
mod damage;
#[path = "store/deployments.rs"]
mod deployments;
#[path = "store/execution_keys.rs"]
mod execution_keys;
#[path = "store/execution_model.rs"]
mod execution_model;
#[path = "store/execution_parts.rs"]
mod execution_parts;
#[path = "store/execution_races.rs"]
mod execution_races;
#[path = "store/execution_rules.rs"]
mod execution_rules;
#[path = "store/execution_samples.rs"]
mod execution_samples;
#[path = "store/executions.rs"]
mod executions;
#[path = "store/feed.rs"]
mod feed;
#[path = "store/format.rs"]
mod format;
#[path = "store/graphs.rs"]
mod graphs;
#[path = "store/journal.rs"]
mod journal;
#[path = "store/model.rs"]
mod model;
#[path = "store/reopening.rs"]
mod reopening;
#[path = "store/retiring.rs"]
mod retiring;
#[path = "store/samples.rs"]
mod samples;
#[path = "store/settings.rs"]
mod settings;
#[path = "store/undertakings.rs"]
mod undertakings;
#[path = "store/workflows.rs"]
mod workflows;
