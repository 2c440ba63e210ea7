//! A stand-in for Discord, for tests: its REST API on loopback, and interactions signed as Discord signs them.
//!
//! It answers as Discord documents, refuses what Discord would refuse, each fault with its place, and can be told to
//! be busy, broken or silent. What it does not know is a 404, so that a test does not pass by chance.

#![expect(clippy::unwrap_used, reason = "it stands in for Discord in tests, and says by a panic what went wrong")]

mod command_rules;
mod fault;
pub mod interactions;
mod message_rules;
mod mishap;
mod received;
mod routes;
mod signer;

pub use mishap::Mishap;
pub use received::{Posted, Upload};
pub use signer::Signer;

use routes::Discord;
use serde_json::{Value, json};
use std::{net::SocketAddr, sync::Arc};
use tokio::net::TcpListener;

/// The bot token that is valid unless a test says otherwise.
pub const TOKEN: &str = "MTA5MzI1ODAxNzIyNDc2MTQ2NQ.stand-in.token";
/// The application's id.
pub const APPLICATION: &str = "1093258017224761465";

/// Discord, as far as a bot sees it. Ends with the test's runtime.
#[derive(Debug, Clone)]
pub struct StandIn {
    address: SocketAddr,
    discord: Arc<Discord>,
}

impl StandIn {
    /// Starts on a free port of this machine, with one application, its bot, and no servers.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let discord = Arc::new(Discord::default());
        let app = routes::app(Arc::clone(&discord));
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { address, discord }
    }

    /// The REST API's base URL.
    pub fn url(&self) -> String {
        format!("http://{}/api/v10", self.address)
    }

    /// What signs interactions of the application.
    pub fn signer(&self) -> Signer {
        Signer::default()
    }

    /// Meets the next request with this, before anything of it is looked at. Several meet one request each.
    pub fn next(&self, mishap: Mishap) {
        self.discord.state().mishaps.push_back(mishap);
    }

    /// Lets the bot into a server, with these permissions.
    pub fn join(&self, id: u64, name: &str, permissions: u64) {
        let guild = json!({
            "id": id.to_string(), "name": name, "icon": null, "banner": null, "owner": false,
            "permissions": permissions.to_string(), "features": [],
        });
        self.discord.state().guilds.push(guild);
    }

    /// Makes the bot token another one.
    pub fn reset_token(&self, token: &str) {
        self.discord.state().token = token.to_owned();
    }

    /// Lets no more answers come by this interaction's token.
    pub fn expire(&self, interaction_token: &str) {
        self.discord.state().expired.push(interaction_token.to_owned());
    }

    /// Forbids the bot to post.
    pub fn forbid_posts(&self) {
        self.discord.state().posts_forbidden = true;
    }

    /// The commands as they are registered.
    pub fn commands(&self) -> Vec<Value> {
        self.discord.state().commands.clone()
    }

    /// The messages that were taken, in their order.
    pub fn messages(&self) -> Vec<Posted> {
        self.discord.state().messages.clone()
    }

    /// `POST /api/v10/…` of each request, those that met a mishap too.
    pub fn requests(&self) -> Vec<String> {
        self.discord.state().requests.clone()
    }

    /// What was wrong with the requests that were refused for their form: none, if the client is right.
    pub fn faults(&self) -> Vec<String> {
        self.discord.state().faults.clone()
    }
}
