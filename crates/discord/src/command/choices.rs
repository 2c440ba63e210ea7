//! The only values that an option takes, where Discord can offer them.

use domain::{InputField, InputKind};
use twilight_model::application::command::{CommandOptionChoice, CommandOptionChoiceValue};

/// How many Discord offers.
const MAX: usize = 25;
/// How long each may be, in characters.
const MAX_LENGTH: usize = 100;
/// The largest whole number that Discord's clients do not round.
const MAX_INTEGER: u64 = 1 << 53;

/// The choices; none where every value is taken, or one of them cannot be offered: then all are left free.
pub(super) fn of(input: &InputField) -> Option<Vec<CommandOptionChoice>> {
    if input.allowed.is_empty() || input.allowed.len() > MAX {
        return None;
    }
    let mut choices: Vec<CommandOptionChoice> = Vec::new();
    for text in &input.allowed {
        let value = value(input.kind, text)?;
        if !choices.iter().any(|choice| choice.name == *text) {
            choices.push(CommandOptionChoice { name: text.clone(), name_localizations: None, value });
        }
    }
    Some(choices)
}

/// How long they are together, as Discord counts.
pub(super) fn length(choices: &[CommandOptionChoice]) -> usize {
    let value = |value: &CommandOptionChoiceValue| match value {
        CommandOptionChoiceValue::String(text) => text.chars().count(),
        CommandOptionChoiceValue::Integer(number) => number.to_string().len(),
        CommandOptionChoiceValue::Number(number) => number.to_string().len(),
    };
    choices.iter().map(|choice| choice.name.chars().count() + value(&choice.value)).sum()
}

fn value(kind: InputKind, text: &str) -> Option<CommandOptionChoiceValue> {
    // Discord trims names, and takes no empty ones.
    if text.trim() != text || !(1..=MAX_LENGTH).contains(&text.encode_utf16().count()) {
        return None;
    }
    match kind {
        InputKind::Text => Some(CommandOptionChoiceValue::String(text.to_owned())),
        InputKind::Integer => {
            let number: i64 = text.parse().ok()?;
            (number.unsigned_abs() <= MAX_INTEGER).then_some(CommandOptionChoiceValue::Integer(number))
        }
        InputKind::Number => {
            let number: f64 = text.parse().ok()?;
            (number.abs() <= 2_f64.powi(53)).then_some(CommandOptionChoiceValue::Number(number))
        }
        InputKind::Boolean | InputKind::File => None,
    }
}
