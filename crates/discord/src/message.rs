//! One message to Discord: text or embeds, buttons, files; and its body, with which nobody is ever mentioned.

use bytes::Bytes;
use domain::ExecutionId;
use futures::TryStreamExt as _;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use twilight_model::channel::message::{
    AllowedMentions, Component, Embed,
    component::{ActionRow, Button, ButtonStyle},
};

/// How long a message's text may be, in UTF-16 units (Discord's clients count so, its servers count fewer).
pub(crate) const MAX_CONTENT: usize = 2000;

/// How many files a message may have.
pub(crate) const MAX_FILES: usize = 10;

/// One message.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Message {
    pub(crate) content: Option<String>,
    pub(crate) embeds: Vec<Embed>,
    pub(crate) components: Vec<Component>,
    pub(crate) files: Vec<Attached>,
}

/// A file of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// What it is called; letters, digits, `.`, `-` and `_` stay, others become `_`.
    pub filename: String,
    /// `image/png`.
    pub media_type: String,
    /// What those hear or read who do not see it.
    pub description: String,
    /// What is in it.
    pub bytes: Bytes,
}

/// A body and the header `Content-Type` that goes with it.
pub(crate) struct Body {
    pub(crate) content_type: String,
    pub(crate) bytes: Bytes,
}

impl Message {
    /// A text, cut to what Discord takes.
    pub fn text(text: &str) -> Self {
        Self { content: Some(shortened(text)), ..Self::default() }
    }

    /// That an execution failed and why, with a button that runs it again.
    pub fn failed(execution: ExecutionId, why: &str) -> Self {
        let retry = Button {
            custom_id: Some(crate::retry::custom_id(execution)),
            disabled: false,
            emoji: None,
            id: None,
            label: Some("Retry".to_owned()),
            sku_id: None,
            style: ButtonStyle::Secondary,
            url: None,
        };
        let row = ActionRow { components: vec![Component::Button(retry)], id: None };
        let text = format!("It failed: {why}");
        Self { components: vec![Component::ActionRow(row)], ..Self::text(&text) }
    }

    /// Its text.
    pub fn content(&self) -> Option<&str> {
        self.content.as_deref()
    }

    /// Its files.
    pub fn files(&self) -> &[Attached] {
        &self.files
    }

    /// What is said besides the files' bytes. Each field is there, also an empty one: an edit leaves nothing behind.
    fn payload(&self) -> Value {
        let attachments = self.files.iter().enumerate().map(|(n, file)| {
            json!({"id": n, "filename": plain(&file.filename), "description": within(&file.description, 1024)})
        });
        json!({
            "content": self.content.as_deref().unwrap_or_default(),
            "embeds": self.embeds,
            "components": self.components,
            "attachments": attachments.collect::<Vec<_>>(),
            "allowed_mentions": AllowedMentions::default(),
        })
    }

    /// JSON, or a form with the files where there are any.
    pub(crate) async fn body(&self) -> Result<Body, reqwest::Error> {
        let payload = self.payload().to_string();
        if self.files.is_empty() {
            return Ok(Body { content_type: "application/json".to_owned(), bytes: payload.into() });
        }
        let mut form = Form::new().part("payload_json", Part::text(payload).mime_str("application/json")?);
        for (n, file) in self.files.iter().enumerate() {
            form = form.part(format!("files[{n}]"), part(file));
        }
        let content_type = format!("multipart/form-data; boundary={}", form.boundary());
        let bytes = form.into_stream().try_collect::<Vec<_>>().await?.concat().into();
        Ok(Body { content_type, bytes })
    }
}

/// The file's part; a media type that cannot be written is left out.
fn part(file: &Attached) -> Part {
    let plain_part = || Part::stream(file.bytes.clone()).file_name(plain(&file.filename));
    plain_part().mime_str(&file.media_type).unwrap_or_else(|_| plain_part())
}

/// Discord replaces other characters itself, and then the name is not the one that was said.
fn plain(filename: &str) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' };
    let name: String = filename.chars().map(kept).collect();
    // The end stays: there the kind of file is told.
    let name = name.get(name.len().saturating_sub(100)..).unwrap_or_default().trim_start_matches('.');
    if name.is_empty() { "file".to_owned() } else { name.to_owned() }
}

/// A text that is a message's: not empty, and not too long.
pub(crate) fn shortened(text: &str) -> String {
    if text.trim().is_empty() { "(empty)".to_owned() } else { within(text, MAX_CONTENT) }
}

/// At most so many UTF-16 units of a text; `…` says that more was there.
pub(crate) fn within(text: &str, limit: usize) -> String {
    if length(text) <= limit {
        return text.to_owned();
    }
    let mut room = limit - 1;
    let kept = text.chars().take_while(|c| {
        let fits = c.len_utf16() <= room;
        room = room.saturating_sub(c.len_utf16());
        fits
    });
    kept.chain(['…']).collect()
}

/// How long Discord says that a text is, at most.
pub(crate) fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_between_characters() {
        assert_eq!(within("abc", 3), "abc");
        assert_eq!(within("abcd", 3), "ab…");
        assert_eq!(within("🦀🦀🦀", 4), "🦀…");
        assert_eq!(length(&shortened(&"ä".repeat(5000))), MAX_CONTENT);
    }

    #[test]
    fn mentions_nobody() {
        let payload = Message::text("@everyone <@1> <@&2>").payload();
        assert_eq!(payload["allowed_mentions"], json!({"parse": []}));
    }

    #[test]
    fn files_have_plain_names() {
        for (name, is) in [("a b.png", "a_b.png"), ("../../etc/x", "_.._etc_x"), ("", "file"), ("ä.png", "_.png")] {
            assert_eq!(plain(name), is);
        }
        assert!(plain(&format!("{}.png", "x".repeat(300))).ends_with(".png"));
    }
}
