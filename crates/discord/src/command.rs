//! A workflow's slash command: one option per visible input.
//!
//! Discord asks for required options before all others; apart from that they stand in the graph's order. Values that
//! Discord cannot offer (more than 25, longer than its 100 characters, or more than its 8,000 in all) are left free: the run then says what
//! is wrong with them, as it does by REST. Numbers are bounded by Discord itself, at 2^53 either way.

mod choices;
mod difference;
mod name;

pub use difference::Registered;
pub use name::{CommandName, InvalidCommandName};

use domain::{InputField, InputKind};
use serde::Serialize;
use twilight_model::application::command::{CommandOption, CommandOptionType, CommandType};

/// How many options Discord gives a command.
pub const MAX_OPTIONS: u32 = 25;

/// How long Discord lets a description be, in characters.
const MAX_DESCRIPTION: usize = 100;

/// How long a command is at most, all its names, descriptions and values together.
const MAX_TOGETHER: usize = 8000;

/// A command as it is registered, and which option stands for which input.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Command {
    name: CommandName,
    description: String,
    #[serde(rename = "type")]
    kind: CommandType,
    options: Vec<CommandOption>,
    /// The inputs' nodes, in the options' order.
    #[serde(skip)]
    nodes: Vec<String>,
}

/// More inputs than Discord gives options.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "a Discord command has at most {MAX_OPTIONS} options, and this workflow has {} visible inputs; hide at least {}, for example {}",
    .names.len(), .names.len() - MAX_OPTIONS as usize, .names[MAX_OPTIONS as usize..].join(", ")
)]
pub struct TooManyInputs {
    /// What the inputs are called, in the graph's order.
    pub names: Vec<String>,
}

impl Command {
    /// The command of a deployment that asks for these inputs: only the visible ones.
    ///
    /// # Errors
    /// Where there are more than Discord gives options.
    pub fn of(name: CommandName, description: &str, inputs: &[&InputField]) -> Result<Self, TooManyInputs> {
        if inputs.len() > MAX_OPTIONS as usize {
            return Err(TooManyInputs { names: inputs.iter().map(|input| input.name.clone()).collect() });
        }
        let names = name::distinct(inputs.iter().map(|input| input.name.as_str()));
        let mut options: Vec<_> = names.into_iter().zip(inputs).collect();
        // Stable: the graph's order stays within each half.
        options.sort_by_key(|(_, input)| !input.required);
        let nodes = options.iter().map(|(_, input)| input.node.clone()).collect();
        let options = options.into_iter().map(|(name, input)| option(name, input)).collect();
        let description = described(&[description, &format!("Runs {name}")]);
        let mut command = Self { name, description, kind: CommandType::ChatInput, options, nodes };
        command.leave_free();
        Ok(command)
    }

    /// What it is called.
    pub const fn name(&self) -> &CommandName {
        &self.name
    }

    /// The node that asks for what an option gives.
    pub fn node_of(&self, option: &str) -> Option<&str> {
        self.mapping().find(|(name, _)| *name == option).map(|(_, node)| node)
    }

    /// Which option stands for which input's node, in the order in which Discord shows them.
    pub fn mapping(&self) -> impl Iterator<Item = (&str, &str)> {
        self.options.iter().map(|option| option.name.as_str()).zip(self.nodes.iter().map(String::as_str))
    }

    /// Leaves options free whose choices have no room any more. Without choices a command always has.
    fn leave_free(&mut self) {
        let own = self.name.to_string().chars().count() + self.description.chars().count();
        let mut room = MAX_TOGETHER.saturating_sub(own);
        for option in &self.options {
            room = room.saturating_sub(option.name.chars().count() + option.description.chars().count());
        }
        for option in &mut self.options {
            let long = choices::length(option.choices.as_deref().unwrap_or_default());
            if long > room {
                option.choices = None;
            } else {
                room -= long;
            }
        }
    }
}

fn option(name: String, input: &InputField) -> CommandOption {
    CommandOption {
        autocomplete: None,
        channel_types: None,
        choices: choices::of(input),
        description: described(&[&input.description, &input.name, &name]),
        description_localizations: None,
        kind: match input.kind {
            InputKind::Text => CommandOptionType::String,
            InputKind::Number => CommandOptionType::Number,
            InputKind::Integer => CommandOptionType::Integer,
            InputKind::Boolean => CommandOptionType::Boolean,
            InputKind::File => CommandOptionType::Attachment,
        },
        max_length: None,
        max_value: None,
        min_length: None,
        min_value: None,
        name,
        name_localizations: None,
        options: None,
        file_types: None,
        required: input.required.then_some(true),
    }
}

/// The first of these that says something, in one line, cut to what Discord takes.
fn described(texts: &[&str]) -> String {
    let lines = texts.iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    let line = lines.into_iter().find(|line| !line.is_empty()).unwrap_or_default();
    if line.chars().count() <= MAX_DESCRIPTION {
        return line;
    }
    line.chars().take(MAX_DESCRIPTION - 1).chain(['…']).collect()
}
