//! What somebody at Discord asks for, read from a body that was [verified](crate::PublicKey::verify).

use crate::{Secret, Snowflake, retry};
use domain::ExecutionId;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use twilight_model::{
    application::interaction::{
        Interaction as Sent, InteractionData, InteractionDataResolved, InteractionType,
        application_command::{CommandData, CommandOptionValue},
    },
    guild::PartialMember,
    id::Id,
};

/// The files of an interaction have at least this room in an answer, where it does not say itself.
const LEAST_FILE_LIMIT: u64 = 10 * 1024 * 1024;

/// One interaction.
#[derive(Debug, Clone, PartialEq)]
pub struct Interaction {
    /// Its id. Discord sends each once: a second one is a replay.
    pub id: Snowflake,
    /// To which application it was sent.
    pub application: Snowflake,
    /// With it the interaction is answered, for fifteen minutes.
    pub token: Secret,
    /// What is asked.
    pub kind: Kind,
    /// Who asks; nobody where Discord itself does.
    pub user: Option<User>,
    /// In which server; none in direct messages.
    pub guild: Option<Snowflake>,
    /// In which channel.
    pub channel: Option<Snowflake>,
    /// The asker's language, `en-US`.
    pub locale: Option<String>,
    /// How large a file in the answer may be, in bytes: it depends on the server and the asker.
    pub file_limit: u64,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Whether anybody is there. Discord asks when the endpoint's URL is entered, and now and then after.
    Ping,
    /// The command is to be run.
    Command {
        /// Its name.
        name: String,
        /// What was given, by the option's name.
        options: BTreeMap<String, Given>,
    },
    /// The Retry button under a failure was pressed.
    Retry(ExecutionId),
    /// Proposals for an option's value. Brine's commands ask for none.
    Autocomplete,
    /// A button, menu or form that is none of Brine's.
    Other,
}

/// A value that was given for an option.
#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    /// A text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Any number.
    Number(f64),
    /// Yes or no.
    Boolean(bool),
    /// A file.
    File(Attachment),
}

/// A file at Discord.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Where it can be fetched, for about a day.
    pub url: String,
    /// What it is called.
    pub filename: String,
    /// Its media type, as Discord tells it.
    pub content_type: Option<String>,
    /// How many bytes it has.
    pub size: u64,
}

/// Somebody at Discord.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Their id.
    pub id: Snowflake,
    /// What they are called where they asked.
    pub name: String,
}

/// A body that is no interaction as Discord documents them.
#[derive(Debug, thiserror::Error)]
#[error("this is no interaction of Discord's: {0}")]
pub struct Unreadable(String);

impl Interaction {
    /// Reads a body whose signature was verified.
    ///
    /// # Errors
    /// Where it is none of Discord's documented interactions.
    pub fn read(body: &[u8]) -> Result<Self, Unreadable> {
        let whole: Map<String, Value> = serde_json::from_slice(body).map_err(unreadable)?;
        let channel = channel(&whole);
        let limit = whole.get("attachment_size_limit").and_then(Value::as_u64).unwrap_or(LEAST_FILE_LIMIT);
        let mut sent: Sent = serde_json::from_value(needed_of(whole)).map_err(unreadable)?;
        let (guild, locale) = (sent.guild_id.map(snowflake), sent.locale.take());
        let user = user(sent.member.take(), sent.user.take());
        let kind = match (sent.kind, sent.data) {
            (InteractionType::Ping, _) => Kind::Ping,
            (InteractionType::ApplicationCommand, Some(InteractionData::ApplicationCommand(data))) => command(*data)?,
            (InteractionType::MessageComponent, Some(InteractionData::MessageComponent(data))) => {
                retry::execution_of(&data.custom_id).map_or(Kind::Other, Kind::Retry)
            }
            (InteractionType::ApplicationCommandAutocomplete, _) => Kind::Autocomplete,
            _ => Kind::Other,
        };
        let (id, application) = (snowflake(sent.id), snowflake(sent.application_id));
        let token = Secret::new(&sent.token);
        Ok(Self { id, application, token, kind, user, guild, channel, locale, file_limit: limit.max(LEAST_FILE_LIMIT) })
    }
}

/// What is read of it. The rest (the channel's settings, the message that a button is under, what the server paid
/// for) is much, and changes often: what nobody reads must not be able to make an interaction unreadable.
fn needed_of(mut whole: Map<String, Value>) -> Value {
    const ALWAYS: &[&str] = &["application_id", "id", "token", "type"];
    const BUT_FOR_PINGS: &[&str] = &["data", "guild_id", "locale", "member", "user"];
    let is_ping = whole.get("type") == Some(&json!(1));
    whole.retain(|key, _| ALWAYS.contains(&key.as_str()) || (!is_ping && BUT_FOR_PINGS.contains(&key.as_str())));
    whole.insert("authorizing_integration_owners".to_owned(), json!({}));
    whole.insert("attachment_size_limit".to_owned(), json!(LEAST_FILE_LIMIT));
    Value::Object(whole)
}

fn channel(whole: &Map<String, Value>) -> Option<Snowflake> {
    let id = whole.get("channel").and_then(|channel| channel.get("id")).or_else(|| whole.get("channel_id"))?;
    id.as_str()?.parse().ok()
}

/// In a server the member's name counts, as it is shown there.
fn user(member: Option<PartialMember>, user: Option<twilight_model::user::User>) -> Option<User> {
    let (nick, from_member) = member.map_or((None, None), |member| (member.nick, member.user));
    let user = from_member.or(user)?;
    Some(User { id: snowflake(user.id), name: nick.or(user.global_name).unwrap_or(user.name) })
}

fn command(data: CommandData) -> Result<Kind, Unreadable> {
    let resolved = data.resolved;
    let options = data.options.into_iter().map(|option| {
        let given = given(option.value, resolved.as_ref()).ok_or_else(|| {
            Unreadable(format!("the option `{}` has no value that a command of Brine's takes", option.name))
        })?;
        Ok((option.name, given))
    });
    Ok(Kind::Command { name: data.name, options: options.collect::<Result<_, _>>()? })
}

fn given(value: CommandOptionValue, resolved: Option<&InteractionDataResolved>) -> Option<Given> {
    Some(match value {
        CommandOptionValue::String(text) => Given::Text(text),
        CommandOptionValue::Integer(number) => Given::Integer(number),
        CommandOptionValue::Number(number) => Given::Number(number),
        CommandOptionValue::Boolean(yes) => Given::Boolean(yes),
        CommandOptionValue::Attachment(id) => {
            let file = resolved?.attachments.get(&id)?;
            Given::File(Attachment {
                url: file.url.clone(),
                filename: file.filename.clone(),
                content_type: file.content_type.clone(),
                size: file.size,
            })
        }
        _ => return None,
    })
}

fn snowflake<T>(id: Id<T>) -> Snowflake {
    Snowflake::from(id.into_nonzero())
}

fn unreadable(error: serde_json::Error) -> Unreadable {
    Unreadable(error.to_string())
}
