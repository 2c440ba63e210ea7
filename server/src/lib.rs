//! The Brine server: pages, server functions, REST and live events over HTTP.
//!
//! Everything it does is a call of the service; what is here is HTTP. In reading order:

pub mod cli;
mod serve;

mod router;
mod state;

mod images;
mod pages;
mod server_functions;
mod site;

mod events;
mod health;
mod rest;

mod access_log;
mod guard;
mod response_headers;

pub use router::router;
pub use serve::{ServeError, serve};
pub use state::{AppState, Hosts};
