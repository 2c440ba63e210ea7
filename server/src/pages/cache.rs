//! Rendered pages, kept while the catalogue stays as it is.

/// The kept pages.
#[derive(Debug, Default)]
pub(crate) struct PageCache {}
