//! How Python reads, prints and changes texts and numbers, as far as ComfyUI's text nodes show it.
//!
//! Checked against recorded answers of a real server, see `tests/parity`.

pub(crate) mod case;
pub(crate) mod convert;
pub(crate) mod json;
pub(crate) mod number;
pub(crate) mod regex;
pub(crate) mod space;
pub(crate) mod text;
