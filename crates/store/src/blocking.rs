//! The one place of this crate that leaves the async threads.

use crate::StoreError;

/// Runs `work` on a thread that may block, and waits for it. A panic in it does not reach the caller.
#[expect(clippy::disallowed_methods, reason = "this is the one place that leaves the async threads")]
pub(crate) async fn run<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|error| Err(StoreError::Unavailable(format!("a reader ended early: {error}"))))
}
