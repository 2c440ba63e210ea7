//! Runs work that takes more than a moment of a processor off the async threads.

use crate::ServiceError;

/// Runs `work` on a thread of its own kind and waits for it.
///
/// # Errors
/// [`ServiceError::Internal`] where the work panicked.
#[expect(clippy::disallowed_methods, reason = "this is the one place that leaves the async threads")]
pub(crate) async fn run<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, ServiceError> {
    tokio::task::spawn_blocking(work).await.map_err(|error| ServiceError::Internal(error.into()))
}
