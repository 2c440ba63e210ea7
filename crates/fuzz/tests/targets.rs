//! What must hold whatever somebody sends, with the bytes that are committed beside this and with random ones.
//!
//! So many at each `cargo test`, and for minutes each under `cargo xtask torture`. A failure names its seed and shows
//! its bytes: what is committed to the corpus is tried again each time.

use std::alloc::System;

/// How much memory all of it together may take. More is refused, and then the program ends.
const MOST_MEMORY: usize = 512 << 20;

#[global_allocator]
static MEMORY: cap::Cap<System> = cap::Cap::new(System, MOST_MEMORY);

#[test]
fn graph() {
    bolero::check!().with_iterations(3_000).for_each(fuzz::graph::check);
}

#[test]
fn conversion() {
    bolero::check!().with_iterations(5_000).for_each(fuzz::conversion::check);
}

#[test]
fn inputs() {
    bolero::check!().with_iterations(20_000).for_each(fuzz::inputs::check);
}

#[test]
fn template() {
    bolero::check!().with_iterations(2_000).for_each(fuzz::template::check);
}

#[test]
fn reply() {
    bolero::check!().with_iterations(5_000).for_each(fuzz::reply::check);
}
