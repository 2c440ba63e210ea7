//! Discord's addresses, as far as a bot with one command needs them.

use crate::{APPLICATION, Mishap, Posted, Signer, TOKEN, command_rules, fault::Faults, message_rules, received};
use axum::{
    Json, Router,
    body::to_bytes,
    extract::{DefaultBodyLimit, Request, State},
    http::{Method, StatusCode, header::AUTHORIZATION},
    response::{IntoResponse as _, Response},
};
use serde_json::{Value, json};
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard},
};

/// Discord takes requests up to this size.
const MAX_REQUEST: usize = 25 * 1024 * 1024;
/// And files up to this one, in a server that nobody boosts.
const MAX_FILE: usize = 20 * 1024 * 1024;

/// What Discord knows.
#[derive(Debug, Default)]
pub(crate) struct Discord(Mutex<Known>);

#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) token: String,
    pub(crate) commands: Vec<Value>,
    pub(crate) guilds: Vec<Value>,
    pub(crate) messages: Vec<Posted>,
    pub(crate) requests: Vec<String>,
    pub(crate) faults: Vec<String>,
    pub(crate) expired: Vec<String>,
    pub(crate) mishaps: VecDeque<Mishap>,
    pub(crate) posts_forbidden: bool,
    next_id: u64,
}

impl Default for Known {
    fn default() -> Self {
        Self {
            token: TOKEN.to_owned(),
            commands: Vec::new(),
            guilds: Vec::new(),
            messages: Vec::new(),
            requests: Vec::new(),
            faults: Vec::new(),
            expired: Vec::new(),
            mishaps: VecDeque::new(),
            posts_forbidden: false,
            next_id: 1_100_000_000_000_000_000,
        }
    }
}

impl Discord {
    pub(crate) fn state(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap()
    }

    fn refuse(&self, faults: &Faults) -> Response {
        self.state().faults.extend(faults.said());
        (StatusCode::BAD_REQUEST, Json(faults.body())).into_response()
    }
}

pub(crate) fn app(discord: Arc<Discord>) -> Router {
    Router::new().fallback(answer).layer(DefaultBodyLimit::max(MAX_REQUEST)).with_state(discord)
}

async fn answer(State(discord): State<Arc<Discord>>, request: Request) -> Response {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let mishap = {
        let mut known = discord.state();
        known.requests.push(format!("{method} {path}"));
        known.mishaps.pop_front()
    };
    if let Some(mishap) = mishap {
        return mishap.happen().await;
    }
    let agent = request.headers().get("user-agent").and_then(|it| it.to_str().ok()).unwrap_or_default();
    if !agent.starts_with("DiscordBot (") {
        return error(StatusCode::FORBIDDEN, 40_333, "internal network error");
    }
    let authorization = request.headers().get(AUTHORIZATION).and_then(|it| it.to_str().ok()).map(str::to_owned);
    let Some(path) = path.strip_prefix("/api/v10/") else { return unknown() };
    let parts: Vec<&str> = path.split('/').collect();
    if let ["webhooks", application, token, rest @ ..] = parts.as_slice() {
        return webhook(&discord, &method, (application, token, rest), authorization.is_some(), request).await;
    }
    if authorization != Some(format!("Bot {}", discord.state().token)) {
        return error(StatusCode::UNAUTHORIZED, 0, "401: Unauthorized");
    }
    match (method, parts.as_slice()) {
        (Method::GET, ["users", "@me"]) => {
            Json(json!({"id": APPLICATION, "username": "brine", "discriminator": "0", "bot": true})).into_response()
        }
        (Method::GET, ["users", "@me", "guilds"]) => guilds(&discord, request.uri().query().unwrap_or_default()),
        (Method::GET, ["applications", "@me"]) => {
            let key = Signer::default().public_key();
            Json(json!({"id": APPLICATION, "name": "Brine", "verify_key": key, "interactions_endpoint_url": null}))
                .into_response()
        }
        (method, ["applications", application, "commands", rest @ ..]) => {
            if *application != APPLICATION {
                return error(StatusCode::NOT_FOUND, 10_002, "Unknown Application");
            }
            commands(&discord, &method, rest, request).await
        }
        (Method::POST, ["channels", channel, "messages"]) if channel.parse::<u64>().is_ok() => {
            if discord.state().posts_forbidden {
                return error(StatusCode::FORBIDDEN, 50_001, "Missing Access");
            }
            message(&discord, path, request).await
        }
        _ => unknown(),
    }
}

async fn commands(discord: &Discord, method: &Method, rest: &[&str], request: Request) -> Response {
    match (method, rest) {
        (&Method::GET, []) => Json(discord.state().commands.clone()).into_response(),
        (&Method::POST, []) => register(discord, request).await,
        (&Method::DELETE, [id]) => {
            let mut known = discord.state();
            let before = known.commands.len();
            known.commands.retain(|command| command["id"] != *id);
            if known.commands.len() == before {
                return error(StatusCode::NOT_FOUND, 10_063, "Unknown application command");
            }
            StatusCode::NO_CONTENT.into_response()
        }
        _ => unknown(),
    }
}

async fn register(discord: &Discord, request: Request) -> Response {
    let body = to_bytes(request.into_body(), MAX_REQUEST).await.unwrap_or_default();
    let mut command: Value = serde_json::from_slice(&body).unwrap_or_default();
    let faults = command_rules::check(&command);
    if !faults.said().is_empty() {
        return discord.refuse(&faults);
    }
    let mut known = discord.state();
    known.next_id += 1;
    let place = known.commands.iter().position(|it| it["name"] == command["name"]);
    let id = place.map_or_else(|| known.next_id.to_string().into(), |place| known.commands[place]["id"].clone());
    // Discord says more of a command than it was told, and leaves out what is as it always is.
    command["id"] = id;
    command["application_id"] = APPLICATION.into();
    command["version"] = known.next_id.to_string().into();
    command["default_member_permissions"] = Value::Null;
    command["dm_permission"] = true.into();
    command["nsfw"] = false.into();
    if command["options"].as_array().is_some_and(Vec::is_empty) {
        command.as_object_mut().unwrap().remove("options");
    }
    let status = match place {
        Some(place) => {
            known.commands[place] = command.clone();
            StatusCode::OK
        }
        None => {
            known.commands.push(command.clone());
            StatusCode::CREATED
        }
    };
    (status, Json(command)).into_response()
}

async fn webhook(
    discord: &Discord,
    method: &Method,
    (application, token, rest): (&str, &str, &[&str]),
    authorized: bool,
    request: Request,
) -> Response {
    if application != APPLICATION {
        return error(StatusCode::NOT_FOUND, 10_015, "Unknown Webhook");
    }
    if discord.state().expired.iter().any(|it| it == token) {
        return error(StatusCode::UNAUTHORIZED, 50_027, "Invalid Webhook Token");
    }
    if authorized {
        let mut faults = Faults::default();
        faults.add("authorization", "the bot token goes where nobody asks for it");
        return discord.refuse(&faults);
    }
    let to = request.uri().path().trim_start_matches("/api/v10/").to_owned();
    match (method, rest) {
        (&Method::PATCH, ["messages", "@original"]) | (&Method::POST, []) => message(discord, &to, request).await,
        _ => unknown(),
    }
}

async fn message(discord: &Discord, to: &str, request: Request) -> Response {
    let mut faults = Faults::default();
    let (payload, files) = received::read(request, &mut faults).await;
    if files.iter().any(|file| file.bytes.len() > MAX_FILE) {
        return error(StatusCode::PAYLOAD_TOO_LARGE, 40_005, "Request entity too large");
    }
    message_rules::check(&payload, &files, &mut faults);
    if !faults.said().is_empty() {
        return discord.refuse(&faults);
    }
    let mut known = discord.state();
    known.next_id += 1;
    let answer = json!({"id": known.next_id.to_string(), "type": 0, "content": payload["content"], "attachments": []});
    known.messages.push(Posted { to: to.to_owned(), payload, files });
    Json(answer).into_response()
}

fn guilds(discord: &Discord, query: &str) -> Response {
    let of = |key: &str| query.split('&').find_map(|pair| pair.strip_prefix(key)).and_then(|it| it.parse::<u64>().ok());
    let (limit, after) = (of("limit=").unwrap_or(200), of("after=").unwrap_or(0));
    if !(1..=200).contains(&limit) {
        let mut faults = Faults::default();
        faults.add("limit", "int value should be between 1 and 200.");
        return discord.refuse(&faults);
    }
    let id = |guild: &Value| guild["id"].as_str().and_then(|id| id.parse::<u64>().ok());
    let mut found: Vec<Value> = discord.state().guilds.iter().filter(|it| id(it) > Some(after)).cloned().collect();
    found.sort_by_key(id);
    found.truncate(usize::try_from(limit).unwrap());
    Json(found).into_response()
}

fn unknown() -> Response {
    error(StatusCode::NOT_FOUND, 0, "404: Not Found")
}

fn error(status: StatusCode, code: u32, message: &str) -> Response {
    (status, Json(json!({"message": message, "code": code}))).into_response()
}
