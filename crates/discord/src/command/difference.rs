//! Whether what is registered at Discord is what the deployment asks for.

use super::Command;
use crate::Snowflake;
use serde::Deserialize;
use twilight_model::application::command::{
    CommandOption, CommandOptionChoice, CommandOptionChoiceValue, CommandOptionType,
};

/// A command as Discord has it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Registered {
    /// Its id at Discord.
    pub id: Snowflake,
    /// What it is called.
    pub name: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    options: Vec<CommandOption>,
}

impl Registered {
    /// The first thing in which it is not as wanted, for people; none where they are equal.
    pub fn differs(&self, wanted: &Command) -> Option<String> {
        if self.name != wanted.name.to_string() {
            return Some(format!("it is called `{}`, not `{}`", self.name, wanted.name));
        }
        if self.description != wanted.description {
            return Some("its description is another one".to_owned());
        }
        for option in &wanted.options {
            match self.options.iter().find(|it| it.name == option.name) {
                None => return Some(format!("the option `{}` is missing", option.name)),
                Some(registered) => {
                    if let Some(what) = option_differs(registered, option) {
                        return Some(format!("the option `{}` {what}", option.name));
                    }
                }
            }
        }
        if let Some(more) = self.options.iter().find(|it| wanted.options.iter().all(|option| option.name != it.name)) {
            return Some(format!("it has the option `{}`, which stands for no visible input", more.name));
        }
        let in_order = self.options.iter().map(|it| &it.name).eq(wanted.options.iter().map(|it| &it.name));
        (!in_order).then(|| "its options stand in another order".to_owned())
    }
}

fn option_differs(registered: &CommandOption, wanted: &CommandOption) -> Option<String> {
    if registered.kind != wanted.kind {
        return Some(format!("takes {}, not {}", takes(registered.kind), takes(wanted.kind)));
    }
    let (is, should) = (registered.required.unwrap_or(false), wanted.required.unwrap_or(false));
    if is != should {
        return Some(
            if should { "can be left out, but is required" } else { "is required, but can be left out" }.to_owned(),
        );
    }
    if registered.description != wanted.description {
        return Some("has another description".to_owned());
    }
    if !same_choices(registered.choices.as_deref(), wanted.choices.as_deref()) {
        return Some("offers other values".to_owned());
    }
    let bounded = registered.min_value.is_some() || registered.max_value.is_some();
    let bounded = bounded || registered.min_length.is_some() || registered.max_length.is_some();
    bounded.then(|| "has bounds that the input has not".to_owned())
}

/// A number is the same written as `1` and as `1.0`.
fn same_choices(a: Option<&[CommandOptionChoice]>, b: Option<&[CommandOptionChoice]>) -> bool {
    let (a, b) = (a.unwrap_or_default(), b.unwrap_or_default());
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.name == b.name && same_value(&a.value, &b.value))
}

fn same_value(a: &CommandOptionChoiceValue, b: &CommandOptionChoiceValue) -> bool {
    use CommandOptionChoiceValue::{Integer, Number};
    match (a, b) {
        #[expect(clippy::cast_precision_loss, reason = "choices stay within 2^53, where doubles are exact")]
        (Integer(whole), Number(number)) | (Number(number), Integer(whole)) => *whole as f64 == *number,
        _ => a == b,
    }
}

fn takes(kind: CommandOptionType) -> &'static str {
    match kind {
        CommandOptionType::String => "a text",
        CommandOptionType::Integer => "a whole number",
        CommandOptionType::Number => "a number",
        CommandOptionType::Boolean => "yes or no",
        CommandOptionType::Attachment => "a file",
        _ => "something else",
    }
}
