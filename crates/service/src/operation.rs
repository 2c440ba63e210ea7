//! What an operator sets up: engines and limits.

use crate::{Clock, Engines, ExecutionPolicy, ServiceError};
use engine::{Builtin, ComfyUi, Policy, outbound::Outbound};
use std::sync::Arc;

/// What executions are run with.
#[derive(Clone)]
pub struct Operation {
    /// The engines.
    pub engines: Engines,
    /// The limits.
    pub policy: ExecutionPolicy,
    /// The way to the network, for callbacks.
    pub outbound: Outbound,
}

/// Where an operation is set up from.
#[derive(Debug, Clone, Default)]
pub struct Setup {
    /// What the built-in engine may do.
    pub builtin: Policy,
    /// The addresses of ComfyUI servers; none where there are none.
    pub comfyui: Vec<String>,
    /// The limits.
    pub policy: ExecutionPolicy,
}

impl Operation {
    /// Sets up the engines.
    ///
    /// # Errors
    /// [`ServiceError::Unavailable`] where an address is no URL, or no client for outgoing requests can be made.
    pub fn new(setup: Setup, clock: &Arc<dyn Clock>) -> Result<Self, ServiceError> {
        let Setup { builtin, comfyui, policy } = setup;
        let time = Arc::clone(clock);
        let time: Arc<dyn engine::Clock> = Arc::new(move || time.now());
        let unavailable = |error: &dyn std::fmt::Display| ServiceError::Unavailable(error.to_string());
        let outbound = Outbound::new(builtin.allowed_ranges.clone()).map_err(|error| unavailable(&error))?;
        let limits = builtin.limits.clone();
        let servers = if comfyui.is_empty() {
            None
        } else {
            let servers = ComfyUi::new(&comfyui, limits, Arc::clone(&time), outbound.clone());
            Some(Arc::new(servers.map_err(|error| unavailable(&error))?) as Arc<dyn engine::Engine>)
        };
        let builtin = Arc::new(Builtin::with_outbound(builtin, time, outbound.clone()));
        Ok(Self { engines: Engines::new(builtin, servers), policy, outbound })
    }
}
