//! How much a run may take. Plain data: what is not here is not limited.

use std::time::Duration;

/// The limits of one run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// How long all of it may take.
    pub run_time: Duration,
    /// How long one node may take.
    pub node_time: Duration,
    /// How many nodes may work at the same time.
    pub parallel_nodes: u32,
    /// How many nodes a graph may have.
    pub graph_nodes: u32,
    /// How large one value may be, in bytes.
    pub value_bytes: u64,
    /// How large all values together may be that are still needed, in bytes.
    pub held_bytes: u64,
    /// How large all outputs together may be, in bytes.
    pub output_bytes: u64,
    /// How often a regular expression may go back in one search.
    pub regex_backtracks: u32,
    /// How many instructions a template may take; 64 bytes of data count as one.
    pub template_fuel: u64,
    /// How many steps a JSON query may take; a step on a large value counts several times.
    pub query_fuel: u64,
    /// How many operations a script may take.
    pub script_operations: u64,
    /// How deep a script's calls and expressions may be nested.
    pub script_depth: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            run_time: Duration::from_secs(600),
            node_time: Duration::from_secs(120),
            parallel_nodes: 8,
            graph_nodes: 2_000,
            value_bytes: 16 << 20,
            held_bytes: 128 << 20,
            output_bytes: 32 << 20,
            regex_backtracks: 1_000_000,
            template_fuel: 500_000,
            query_fuel: 1_000_000,
            script_operations: 5_000_000,
            script_depth: 32,
        }
    }
}
