//! Server-rendered pages (to come).

/// Measures and prints.
pub(crate) async fn measure() -> anyhow::Result<()> {
    Ok(())
}
