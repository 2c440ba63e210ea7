//! The bodies that Discord sends to an interactions endpoint.

use crate::APPLICATION;
use serde_json::{Value, json};

/// The user who asks.
pub const USER: &str = "80351110224678912";
/// The server in which they ask.
pub const GUILD: &str = "290926798626357999";
/// The channel in which they ask.
pub const CHANNEL: &str = "645027906669510667";

/// A ping, as when the endpoint's URL is entered.
pub fn ping(id: u64) -> Value {
    json!({
        "app_permissions": "562949953601536", "application_id": APPLICATION, "attachment_size_limit": 524_288_000,
        "authorizing_integration_owners": {}, "entitlements": [], "id": id.to_string(), "token": token(id), "type": 1,
        "user": user(), "version": 1,
    })
}

/// A command with these options, as Discord writes them: `[{"name", "type", "value"}]`.
pub fn command(id: u64, name: &str, options: Value) -> Value {
    let data = json!({"id": "771825006014889984", "name": name, "type": 1, "options": options, "resolved": {}});
    interaction(id, 2, data)
}

/// An option of a command.
pub fn option(name: &str, kind: u64, value: impl Into<Value>) -> Value {
    json!({"name": name, "type": kind, "value": value.into()})
}

/// Gives a command's option a file.
pub fn attach(mut command: Value, option: &str, url: &str, filename: &str) -> Value {
    let id = "690922406474154014";
    command["data"]["options"].as_array_mut().unwrap().push(json!({"name": option, "type": 11, "value": id}));
    command["data"]["resolved"]["attachments"] = json!({ id: {
        "id": id, "filename": filename, "size": 433_435, "url": url, "proxy_url": url, "content_type": "image/png",
        "content_scan_version": 1, "height": 900, "width": 1200, "ephemeral": true,
    }});
    command
}

/// A press of a button with this custom id.
pub fn button(id: u64, custom_id: &str) -> Value {
    let mut button = interaction(id, 3, json!({"component_type": 2, "custom_id": custom_id, "id": 2}));
    button["message"] = json!({"type": 20, "what": "a message with fields that nobody documents yet"});
    button
}

/// The token of an interaction with this id.
pub fn token(id: u64) -> String {
    format!("aW50ZXJhY3Rpb246{id}_stand-in")
}

fn interaction(id: u64, kind: u64, data: Value) -> Value {
    json!({
        "app_permissions": "442368", "application_id": APPLICATION, "attachment_size_limit": 20_971_520,
        "authorizing_integration_owners": {"0": GUILD}, "context": 0, "entitlements": [],
        "channel": {"id": CHANNEL, "type": 0, "name": "general", "guild_id": GUILD, "flags": 0}, "channel_id": CHANNEL,
        "guild": {"id": GUILD, "locale": "en-US", "features": []}, "guild_id": GUILD, "guild_locale": "en-US",
        "data": data, "id": id.to_string(), "locale": "de", "token": token(id), "type": kind, "version": 1,
        "member": {
            "avatar": null, "banner": null, "communication_disabled_until": null, "deaf": false, "flags": 0,
            "joined_at": "2020-05-20T22:33:44.555000+00:00", "mute": false, "nick": null, "pending": false,
            "permissions": "2147483647", "premium_since": null, "roles": ["539082325061836999"],
            "unusual_dm_activity_until": null, "user": user(),
        },
    })
}

fn user() -> Value {
    json!({
        "id": USER, "username": "ada", "global_name": "Ada", "discriminator": "0", "avatar": null,
        "avatar_decoration_data": null, "public_flags": 64, "primary_guild": null, "clan": null, "collectibles": null,
    })
}
