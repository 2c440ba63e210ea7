//! What must hold of Brine whatever somebody sends: one module a door, each with a function that takes any bytes and
//! panics where something does not hold. In reading order:
//!
//! [`sample`] makes of bytes what is sent; [`graph`] is a workflow's text, [`conversion`] an export of the editor,
//! [`inputs`] the body of a request to run, [`template`] a text with holes, [`reply`] the answer to a callback.
//!
//! `tests/targets.rs` gives them bytes: those that are committed, and random ones: some in `cargo test`, for long
//! under `cargo xtask torture`.
#![expect(clippy::expect_used, reason = "what does not hold is said by a panic")]

pub mod conversion;
pub mod graph;
pub mod inputs;
pub mod reply;
pub mod sample;
pub mod template;
