//! Callbacks: what is sent when an execution is over, to whom, when, and when again. In reading order:
//!
//! [`body`] is what is said and [`delivery`] all that is sent, signed with [`secret`]s by `signature`;
//! [`schedule`] is when it is tried again, `retry_after` what the receiver wishes. [`sender`] is the way out,
//! [`attempt`](mod@attempt) sends once and says what became of it. [`outbox`] is what the [`courier`] reads and
//! notes; the courier owns the `queue` and never lets one receiver keep the others waiting.
//!
//! Nothing here knows a store, nothing reads the machine's clock. Callbacks are sent *at least once*: after a crash
//! between sending and noting, the same callback is sent again, under the same `webhook-id`.

pub mod attempt;
pub mod body;
pub mod courier;
pub mod delivery;
pub mod outbox;
mod queue;
mod retry_after;
pub mod schedule;
pub mod secret;
pub mod sender;
mod signature;

pub use attempt::{Attempted, attempt};
pub use courier::{Courier, CourierHandle};
pub use delivery::{About, Delivery};
pub use outbox::{Due, Outbox, OutboxError, Pending};
pub use queue::Places;
pub use secret::Secret;
pub use sender::{Letter, NoReply, Reply, Sender};
