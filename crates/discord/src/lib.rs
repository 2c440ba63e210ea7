//! Discord's half of a bot, without our store, service or HTTP server.
//!
//! What comes from Discord is [verified](PublicKey::verify) before it is [read](Interaction::read); a workflow's
//! visible inputs are made its [command](Command::of), its outputs [messages](outputs::messages), and [`Rest`] is the
//! way to Discord. What is to be run, kept or refused when, and that an interaction's id comes only once, is for
//! others to decide.

pub mod answer;
mod command;
mod interaction;
mod message;
pub mod outputs;
mod permissions;
mod rest;
mod retry;
pub mod sealed;
mod secret;
mod signature;
mod snowflake;

pub use command::{Command, CommandName, InvalidCommandName, MAX_OPTIONS, Registered, TooManyInputs};
pub use interaction::{Attachment, Given, Interaction, Kind, Unreadable, User};
pub use message::{Attached, Message};
pub use permissions::{Missing, NEEDED, invite_link};
pub use rest::{Account, Answering, Application, Bot, DiscordError, Guild, InvalidBase, Patience, Rest};
pub use secret::Secret;
pub use signature::{InvalidPublicKey, PublicKey, Refusal, TOLERANCE};
pub use snowflake::{InvalidSnowflake, Snowflake};
