//! Callbacks as their receivers and their owner see them: over real sockets, and over 75 hours of a virtual clock.

#![expect(clippy::unwrap_used, reason = "a test says by a panic what went wrong")]

mod answers;
mod courier;
mod isolation;
mod played;
mod receiver;
mod signed;
mod verifier;
