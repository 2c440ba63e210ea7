//! What may differ between one opening of a store and another.

use super::barrier::Barrier;

/// How a store is opened. None of it is part of the format: it may change with every start.
#[derive(Debug, Clone)]
pub struct SledOptions {
    /// How much of the data the engine keeps in memory, in bytes.
    pub cache_bytes: u64,
    /// How much room the disk must have for a write to begin, in bytes. The engine needs room to
    /// start again, so that writes end before the disk is full.
    pub reserved_bytes: u64,
    pub(super) barrier: Barrier,
}

impl Default for SledOptions {
    fn default() -> Self {
        Self { cache_bytes: 64 * 1_024 * 1_024, reserved_bytes: 64 * 1_024 * 1_024, barrier: Barrier::Fsync }
    }
}

impl SledOptions {
    /// Answers **before** writes survive a power cut.
    ///
    /// The negative control of the power-cut test: what must fail where the barrier is missing.
    #[doc(hidden)]
    #[must_use]
    pub fn without_durability_for_the_negative_control(mut self) -> Self {
        self.barrier = Barrier::Missing;
        self
    }
}
