//! An execution's outputs as messages.
//!
//! Texts and JSON stand in the message (2,000 characters), else in embeds (4,096 each, 6,000 together), else in files.
//! Discord takes ten files a message and 25 MiB a request; how large each may be depends on the server (10 MiB in
//! every one, [`Interaction::file_limit`](crate::Interaction) says it). A larger one is named with its size.

use crate::{
    Attached, Message,
    message::{MAX_CONTENT, MAX_FILES, length, shortened, within},
};
use bytes::Bytes;
use serde_json::Value;
use twilight_model::channel::message::Embed;

/// How large a message's files are together: Discord's 25 MiB with room for what is around them.
const MAX_REQUEST: u64 = 24 * 1024 * 1024;
/// How many messages an answer has: Discord lets an app that is no member of a server send five more.
const MAX_MESSAGES: usize = 5;
const MAX_EMBEDS: usize = 10;
const MAX_TITLE: usize = 256;
const MAX_DESCRIPTION: usize = 4096;
const MAX_EMBEDDED: usize = 6000;

/// One output.
#[derive(Debug, Clone, PartialEq)]
pub struct Output {
    /// What it is called.
    pub name: String,
    /// What it gave.
    pub content: Content,
}

/// What an output gave.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A text, shown as it is: Discord's Markdown works, mentions do not.
    Text(String),
    /// Any JSON.
    Json(Value),
    /// A file.
    File {
        /// What it is called.
        filename: String,
        /// `image/png`.
        media_type: String,
        /// What is in it.
        bytes: Bytes,
    },
    /// A file that is not worth reading, for it is larger than the limit.
    Left {
        /// What it is called.
        filename: String,
        /// How many bytes it has.
        size: u64,
    },
}

/// A part of the message's text.
struct Section {
    name: String,
    text: String,
    /// What it is as a file, where it can be one.
    file: Option<Attached>,
}

/// The messages that say these outputs: the first answers, the others follow. No file in them is larger than the limit.
pub fn messages(outputs: Vec<Output>, file_limit: u64) -> Vec<Message> {
    let limit = file_limit.min(MAX_REQUEST);
    let alone = outputs.len() == 1;
    let (mut sections, mut files) = (Vec::new(), Vec::new());
    for Output { name, content } in outputs {
        match content {
            Content::Text(text) => sections.push(of_text(name, text, alone)),
            Content::Json(value) => match of_json(name, &value) {
                Ok(section) => sections.push(section),
                Err(file) => files.push(file),
            },
            Content::File { filename, media_type, bytes } => {
                files.push(Attached { filename, media_type, description: name, bytes });
            }
            Content::Left { filename, size } => sections.push(note(name, &filename, size, limit)),
        }
    }
    let mut first = laid_out(sections, &mut files, alone);
    let (files, large): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| file.bytes.len() as u64 <= limit);
    let notes = large.iter().map(|file| said_large(&file.filename, file.bytes.len() as u64, limit));
    add(&mut first, notes.collect());
    packed(first, files)
}

fn of_text(name: String, text: String, alone: bool) -> Section {
    let filename = if alone { "output.txt".to_owned() } else { format!("{name}.txt") };
    let file = attached(filename, "text/plain; charset=utf-8", &name, text.clone());
    let text = if text.trim().is_empty() { "(empty)".to_owned() } else { text };
    Section { name, text, file: Some(file) }
}

/// In a code block; a file where it would end the block, or is too long for one.
fn of_json(name: String, value: &Value) -> Result<Section, Attached> {
    let text = format!("{value:#}");
    let file = attached(format!("{name}.json"), "application/json", &name, text.clone());
    let block = format!("```json\n{text}\n```");
    if text.contains("```") || length(&block) > MAX_DESCRIPTION {
        return Err(file);
    }
    Ok(Section { name, text: block, file: Some(file) })
}

fn note(name: String, filename: &str, size: u64, limit: u64) -> Section {
    Section { name, text: said_large(filename, size, limit), file: None }
}

fn attached(filename: String, media_type: &str, name: &str, text: String) -> Attached {
    Attached { filename, media_type: media_type.to_owned(), description: name.to_owned(), bytes: text.into() }
}

/// The sections as text, as embeds, or as files, whichever comes first that they fit into.
fn laid_out(sections: Vec<Section>, files: &mut Vec<Attached>, alone: bool) -> Message {
    if sections.is_empty() {
        return Message::default();
    }
    let texts = sections.iter().map(|it| if alone { it.text.clone() } else { format!("**{}**\n{}", it.name, it.text) });
    let text = texts.collect::<Vec<_>>().join("\n\n");
    if length(&text) <= MAX_CONTENT {
        return Message::text(&text);
    }
    let embeds: Vec<Embed> = sections.iter().map(embed).collect();
    let whole = sections.iter().all(|section| length(&section.text) <= MAX_DESCRIPTION);
    let together: usize = embeds.iter().map(embedded).sum();
    if whole && embeds.len() <= MAX_EMBEDS && together <= MAX_EMBEDDED {
        return Message { embeds, ..Message::default() };
    }
    let mut notes = Vec::new();
    for section in sections {
        match section.file {
            Some(file) => files.push(file),
            None => notes.push(section.text),
        }
    }
    let mut message = Message::text("The output is too long for a message; it is in the file.");
    add(&mut message, notes);
    message
}

fn embed(section: &Section) -> Embed {
    Embed {
        author: None,
        color: None,
        description: Some(section.text.clone()),
        fields: Vec::new(),
        flags: None,
        footer: None,
        image: None,
        kind: "rich".to_owned(),
        provider: None,
        thumbnail: None,
        timestamp: None,
        title: (!section.name.trim().is_empty()).then(|| within(&section.name, MAX_TITLE)),
        url: None,
        video: None,
    }
}

fn embedded(embed: &Embed) -> usize {
    [&embed.title, &embed.description].into_iter().flatten().map(|text| length(text)).sum()
}

/// Adds to the message's text.
fn add(message: &mut Message, notes: Vec<String>) {
    if notes.is_empty() {
        return;
    }
    let text = message.content.take().into_iter().chain(notes).collect::<Vec<_>>().join("\n");
    message.content = Some(shortened(&text));
}

/// Gives the files to the first message, and those that it has no room for to others.
fn packed(first: Message, files: Vec<Attached>) -> Vec<Message> {
    let mut messages = vec![first];
    let (mut taken, mut left) = (0, Vec::new());
    for file in files {
        let size = file.bytes.len() as u64;
        let full = messages.last().is_some_and(|it| it.files.len() == MAX_FILES || taken + size > MAX_REQUEST);
        if full && messages.len() == MAX_MESSAGES {
            left.push(file.filename);
            continue;
        }
        if full {
            messages.push(Message::default());
            taken = 0;
        }
        taken += size;
        if let Some(last) = messages.last_mut() {
            last.files.push(file);
        }
    }
    if let (Some(last), false) = (messages.last_mut(), left.is_empty()) {
        add(last, vec![format!("There was no room for {} more: {}", left.len(), left.join(", "))]);
    }
    for message in &mut messages {
        if message.content.is_none() && message.embeds.is_empty() && message.files.is_empty() {
            message.content = Some("It is done, and has no outputs.".to_owned());
        }
    }
    messages
}

fn said_large(filename: &str, size: u64, limit: u64) -> String {
    format!("{filename} is too large for Discord here: {}, of {} at most.", mebibytes(size), mebibytes(limit))
}

fn mebibytes(bytes: u64) -> String {
    // Tenths, rounded up: nothing that is too large is said to be as large as the limit.
    let tenths = bytes.saturating_mul(10).div_ceil(1024 * 1024);
    format!("{}.{} MiB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests;
