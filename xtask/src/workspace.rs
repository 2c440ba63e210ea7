//! Where things are.

use std::path::{Path, PathBuf};

/// The top of the checkout.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// Everything that builds leave behind.
pub(crate) fn target() -> PathBuf {
    root().join("target")
}

/// The site that goes into the server.
pub(crate) fn site() -> PathBuf {
    target().join("site")
}

/// The finished server.
pub(crate) fn server() -> PathBuf {
    target().join("release/brine")
}
