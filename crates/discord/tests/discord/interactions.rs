//! What is read of Discord's bodies.

use crate::support::snowflake;
use discord::{Given, Interaction, Kind, User, answer};
use discord_stand_in::{
    APPLICATION,
    interactions::{CHANNEL, GUILD, USER, attach, button, command, option, ping, token},
};
use domain::ExecutionId;
use serde_json::{Value, json};

fn read(body: &Value) -> Interaction {
    Interaction::read(body.to_string().as_bytes()).unwrap()
}

#[test]
fn a_command_has_who_where_and_what() {
    let options = json!([
        option("prompt", 3, "a lighthouse"),
        option("steps", 4, 20),
        option("strength", 10, 0.5),
        option("whole", 10, 2),
        option("tiled", 5, true),
    ]);
    let read = read(&attach(command(7, "draw", options), "image", "https://cdn.discordapp.com/a.png", "a.png"));
    assert_eq!((read.id, read.application), (snowflake("7"), snowflake(APPLICATION)));
    assert_eq!(read.token.reveal(), token(7));
    assert_eq!(read.user, Some(User { id: snowflake(USER), name: "Ada".to_owned() }));
    assert_eq!((read.guild, read.channel), (Some(snowflake(GUILD)), Some(snowflake(CHANNEL))));
    assert_eq!((read.locale.as_deref(), read.file_limit), (Some("de"), 20 * 1024 * 1024));
    let Kind::Command { name, options } = read.kind else { panic!("a command") };
    assert_eq!(name, "draw");
    assert_eq!(options["prompt"], Given::Text("a lighthouse".to_owned()));
    assert_eq!(options["steps"], Given::Integer(20));
    assert_eq!(options["strength"], Given::Number(0.5));
    assert_eq!(options["whole"], Given::Number(2.0));
    assert_eq!(options["tiled"], Given::Boolean(true));
    let Given::File(file) = &options["image"] else { panic!("a file") };
    assert_eq!((file.url.as_str(), file.filename.as_str()), ("https://cdn.discordapp.com/a.png", "a.png"));
    assert_eq!((file.content_type.as_deref(), file.size), (Some("image/png"), 433_435));
}

#[test]
fn nobody_sees_its_token() {
    assert!(!format!("{:?}", read(&ping(7))).contains(&token(7)));
}

#[test]
fn in_a_server_the_name_there_counts() {
    let mut body = command(7, "draw", json!([]));
    body["member"]["nick"] = json!("The Countess");
    assert_eq!(read(&body).user.unwrap().name, "The Countess");
    let user = body["member"]["user"].take();
    let mut body = command(7, "draw", json!([]));
    body["user"] = user;
    body.as_object_mut().unwrap().retain(|key, _| !["member", "guild", "guild_id", "channel"].contains(&key.as_str()));
    let direct = read(&body);
    assert_eq!(
        (direct.user.unwrap().name.as_str(), direct.guild, direct.channel),
        ("Ada", None, Some(snowflake(CHANNEL)))
    );
}

#[test]
fn the_retry_button_says_which_execution() {
    let id = ExecutionId::from_bytes([7; 16]);
    assert_eq!(read(&button(7, &format!("brine:retry:{id}"))).kind, Kind::Retry(id));
    for foreign in ["vote", "brine:retry:", "brine:retry:1"] {
        assert_eq!(read(&button(7, foreign)).kind, Kind::Other);
    }
}

#[test]
fn everything_else_is_answered_politely() {
    let mut body = command(7, "draw", json!([]));
    body["type"] = json!(4);
    body["data"]["options"] = json!([{"name": "prompt", "type": 3, "value": "a", "focused": true}]);
    assert_eq!(read(&body).kind, Kind::Autocomplete);
    body["type"] = json!(5);
    body["data"] = json!({"custom_id": "form", "components": []});
    assert_eq!(read(&body).kind, Kind::Other);
    assert_eq!(read(&ping(7)).kind, Kind::Ping);
    for kind in [Kind::Autocomplete, Kind::Other, Kind::Ping] {
        assert!(answer::polite(&kind).is_some(), "{kind:?}");
    }
}

/// Discord adds fields as it likes, and leaves out some of its own documentation's.
#[test]
fn what_is_not_read_breaks_nothing() {
    let mut body = command(7, "draw", json!([]));
    for key in ["channel", "message", "entitlements", "guild", "context", "app_permissions", "brand_new"] {
        body[key] = json!([{"nobody": "knows"}]);
    }
    assert!(matches!(read(&body).kind, Kind::Command { .. }));
    let bare = json!({"id": "7", "application_id": APPLICATION, "type": 1, "token": "t", "version": 1});
    assert_eq!(read(&bare).kind, Kind::Ping);
    assert_eq!(read(&bare).file_limit, 10 * 1024 * 1024);
}

#[test]
fn what_is_no_interaction_is_said_to_be_none() {
    let mut lost = attach(command(7, "draw", json!([])), "image", "https://x.example/a.png", "a.png");
    lost["data"]["resolved"] = json!({});
    let role = command(7, "draw", json!([option("role", 8, "1")]));
    for body in [json!({}), json!([]), json!({"type": 99, "id": "1", "token": "t", "application_id": "1"}), lost, role]
    {
        assert!(Interaction::read(body.to_string().as_bytes()).is_err(), "{body}");
    }
}
