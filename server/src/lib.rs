//! The Brine server: pages, server functions, REST and live events over HTTP.
//!
//! Every door calls the service and nothing else; deciding is the service's
//! work, showing is the app's. In reading order:

mod api_docs;
mod cli;
mod connections;
mod logging;
mod serve;
mod setup;
mod stopping;

mod front;
mod router;
mod state;

mod cookies;
mod etag;
mod oops;
mod problem;
mod request_id;
mod security;

mod graph_file;
mod health;
mod images;
mod page_forms;
mod pages;
mod public;
mod rest;
mod server_functions;
mod site;

pub use cli::{Cli, Command, ServeArgs};
pub use connections::Patience;
pub use front::Front;
pub use public::FormPolicy;
pub use router::router;
pub use security::Hosts;
pub use serve::{run, serve};
pub use site::Site;
pub use state::Brine;
pub use stopping::Stopping;
