//! Discord's half as Discord sees it: signed bodies, commands, and calls over real sockets to a stand-in.

#![expect(clippy::unwrap_used, reason = "a test says by a panic what went wrong")]

mod answers;
mod commands;
mod interactions;
mod patience;
mod signed;
mod support;
