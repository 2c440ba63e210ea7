//! The Brine server: pages, server functions, REST and live events over HTTP.
//!
//! Every door calls the service and nothing else; deciding is the service's
//! work, showing is the app's. In reading order:

mod cli;
mod logging;
mod serve;
mod stopping;

mod router;
mod state;

mod etag;
mod problem;

mod health;
mod pages;
mod rest;
mod server_functions;

pub use cli::{Cli, Command, ServeArgs};
pub use router::router;
pub use serve::{run, serve};
pub use state::Brine;
pub use stopping::Stopping;
