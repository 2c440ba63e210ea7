//! Runs a recursive guest on a thread with room for its recursion.

use super::node::NodeFailure;
use std::thread;

/// How much room: address space only, the memory is taken as it is used.
pub(super) const STACK_BYTES: usize = 256 << 20;

/// Runs work on a thread of its own and waits for it.
pub(super) fn run<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T, NodeFailure> {
    thread::scope(|scope| {
        let thread = thread::Builder::new().name("brine-guest".to_owned()).stack_size(STACK_BYTES);
        let handle = thread.spawn_scoped(scope, work);
        let handle = handle.map_err(|error| NodeFailure::new("InternalError", &format!("no thread: {error}")))?;
        handle
            .join()
            .map_err(|_| NodeFailure::new("InternalError", "the node failed unexpectedly; the server's log says more"))
    })
}
