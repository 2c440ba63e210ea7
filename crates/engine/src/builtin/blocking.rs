//! The one place that leaves the async threads.

use super::node::{NodeFailure, NodeResult};
use std::{panic, sync::Arc};
use tokio::sync::Semaphore;

/// Runs work on a thread of its own. Its place is free again when the work ends, not when it is given up.
pub(super) async fn run(threads: Arc<Semaphore>, work: impl FnOnce() -> NodeResult + Send + 'static) -> NodeResult {
    let place =
        threads.acquire_owned().await.map_err(|_| NodeFailure::new("Cancelled", "the engine is shutting down"))?;
    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
    let done = tokio::task::spawn_blocking(move || {
        let _place = place;
        caught(work)
    });
    done.await.unwrap_or_else(|error| Err(NodeFailure::new("InternalError", &error.to_string())))
}

/// Runs work here. A panic is this node's failure, not the process's.
pub(super) fn caught(work: impl FnOnce() -> NodeResult) -> NodeResult {
    panic::catch_unwind(panic::AssertUnwindSafe(work)).unwrap_or_else(|_| {
        tracing::error!("A node of the built-in engine panicked");
        Err(NodeFailure::new("InternalError", "the node failed unexpectedly; the server's log says more"))
    })
}
