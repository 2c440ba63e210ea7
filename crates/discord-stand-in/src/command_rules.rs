//! What Discord documents of commands: <https://discord.com/developers/docs/interactions/application-commands>.

use crate::fault::Faults;
use fancy_regex::Regex;
use serde_json::Value;
use std::{collections::HashSet, sync::LazyLock};

const KEYS: &[&str] = &[
    "name",
    "name_localizations",
    "description",
    "description_localizations",
    "options",
    "default_member_permissions",
    "dm_permission",
    "default_permission",
    "integration_types",
    "contexts",
    "type",
    "nsfw",
    "handler",
];
const OPTION_KEYS: &[&str] = &[
    "type",
    "name",
    "name_localizations",
    "description",
    "description_localizations",
    "required",
    "choices",
    "options",
    "channel_types",
    "min_value",
    "max_value",
    "min_length",
    "max_length",
    "autocomplete",
    "file_types",
];
const STRING: u64 = 3;
const INTEGER: u64 = 4;
const NUMBER: u64 = 10;

static NAME: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$").unwrap());

pub(crate) fn check(command: &Value) -> Faults {
    let mut faults = Faults::default();
    faults.known_keys(command, "", KEYS);
    faults.ensure(command.get("type").is_none_or(|it| *it == 1), "type", "the stand-in knows chat input only");
    name(&mut faults, &command["name"], "name");
    faults.length(&command["description"], "description", 1, 100);
    let options = command["options"].as_array().map(Vec::as_slice).unwrap_or_default();
    faults.ensure(command.get("options").is_none_or(Value::is_array), "options", "Only iterables may be used");
    faults.ensure(options.len() <= 25, "options", "Must be 25 or fewer in length.");
    let (mut names, mut optional) = (HashSet::new(), false);
    for (n, it) in options.iter().enumerate() {
        let place = format!("options.{n}");
        option(&mut faults, it, &place);
        faults.ensure(names.insert(it["name"].as_str()), &place, "Option name must be unique");
        let required = it["required"] == true;
        faults.ensure(!(required && optional), &place, "Required options must be placed before non-required options");
        optional |= !required;
    }
    faults.ensure(said(command) <= 8000, "", "Command exceeds maximum size (8000)");
    faults
}

fn option(faults: &mut Faults, option: &Value, place: &str) {
    faults.known_keys(option, place, OPTION_KEYS);
    let kind = option["type"].as_u64().unwrap_or_default();
    faults.ensure((3..=11).contains(&kind), &format!("{place}.type"), "Value must be one of {3, …, 11}.");
    name(faults, &option["name"], &format!("{place}.name"));
    faults.length(&option["description"], &format!("{place}.description"), 1, 100);
    let required = option.get("required").is_none_or(Value::is_boolean);
    faults.ensure(required, &format!("{place}.required"), "Must be either true or false.");
    for bound in ["min_value", "max_value"] {
        let fits = option.get(bound).is_none_or(|it| it.is_number() && [INTEGER, NUMBER].contains(&kind));
        faults.ensure(fits, &format!("{place}.{bound}"), "is for numbers only");
    }
    let Some(choices) = option.get("choices") else { return };
    let place = format!("{place}.choices");
    faults.ensure([STRING, INTEGER, NUMBER].contains(&kind), &place, "Option type does not support choices");
    faults.ensure(option["autocomplete"] != true, &place, "Choices and autocomplete exclude each other");
    let choices = choices.as_array().map(Vec::as_slice).unwrap_or_default();
    faults.ensure(choices.len() <= 25, &place, "Must be 25 or fewer in length.");
    let mut names = HashSet::new();
    for (n, choice) in choices.iter().enumerate() {
        let place = format!("{place}.{n}");
        faults.known_keys(choice, &place, &["name", "name_localizations", "value"]);
        faults.length(&choice["name"], &format!("{place}.name"), 1, 100);
        faults.ensure(names.insert(choice["name"].as_str()), &place, "Choice name must be unique");
        value(faults, kind, &choice["value"], &format!("{place}.value"));
    }
}

fn value(faults: &mut Faults, kind: u64, value: &Value, place: &str) {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match kind {
        STRING => faults.length(value, place, 1, 100),
        INTEGER => faults.ensure(
            value.is_i64() && value.as_f64().is_some_and(|it| it.abs() <= EXACT),
            place,
            "is not an integer value.",
        ),
        _ => faults.ensure(value.as_f64().is_some_and(|it| it.abs() <= EXACT), place, "is not a number value."),
    }
}

fn name(faults: &mut Faults, name: &Value, place: &str) {
    let text = name.as_str().unwrap_or_default();
    let lower = text.chars().all(|c| c.to_lowercase().eq([c]));
    faults.ensure(NAME.is_match(text).unwrap(), place, "String value did not match validation regex.");
    faults.ensure(lower, place, "Command name is invalid: upper case");
}

/// The names, descriptions and values together.
fn said(node: &Value) -> usize {
    let own = ["name", "description", "value"].into_iter().filter_map(|key| node.get(key)).map(|value| match value {
        Value::String(text) => text.chars().count(),
        other => other.to_string().len(),
    });
    let within = ["options", "choices"].into_iter().filter_map(|key| node[key].as_array()).flatten().map(said);
    own.chain(within).sum()
}
