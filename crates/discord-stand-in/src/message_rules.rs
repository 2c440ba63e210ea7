//! What Discord documents of messages: <https://discord.com/developers/docs/resources/message>.

use crate::{fault::Faults, received::Upload};
use serde_json::{Value, json};

const KEYS: &[&str] = &[
    "content",
    "embeds",
    "components",
    "attachments",
    "allowed_mentions",
    "flags",
    "tts",
    "nonce",
    "enforce_nonce",
    "message_reference",
    "sticker_ids",
    "poll",
    "username",
    "avatar_url",
    "thread_name",
    "applied_tags",
];
const EMBED_KEYS: &[&str] =
    &["title", "type", "description", "url", "timestamp", "color", "footer", "image", "thumbnail", "author", "fields"];

pub(crate) fn check(message: &Value, files: &[Upload], faults: &mut Faults) {
    faults.known_keys(message, "", KEYS);
    let content = message["content"].as_str().unwrap_or_default();
    faults.ensure(content.chars().count() <= 2000, "content", "Must be 2000 or fewer in length.");
    // Discord allows more. Brine lets nobody be mentioned by what a workflow says.
    faults.ensure(
        message["allowed_mentions"] == json!({"parse": []}),
        "allowed_mentions",
        "somebody could be mentioned",
    );
    let embeds = list(message, "embeds");
    let says = !content.trim().is_empty() || !embeds.is_empty() || !files.is_empty();
    faults.ensure(says, "", "Cannot send an empty message");
    faults.ensure(embeds.len() <= 10, "embeds", "Must be 10 or fewer in length.");
    let mut together = 0;
    for (n, embed) in embeds.iter().enumerate() {
        let place = format!("embeds.{n}");
        faults.known_keys(embed, &place, EMBED_KEYS);
        if embed.get("title").is_some() {
            faults.length(&embed["title"], &format!("{place}.title"), 1, 256);
        }
        faults.length(&embed["description"], &format!("{place}.description"), 1, 4096);
        let texts = ["title", "description"].into_iter().filter_map(|key| embed[key].as_str());
        together += texts.map(|text| text.chars().count()).sum::<usize>();
    }
    faults.ensure(together <= 6000, "embeds", "Embed size exceeds maximum size of 6000");
    components(message, faults);
    attachments(message, files, faults);
}

fn components(message: &Value, faults: &mut Faults) {
    let rows = list(message, "components");
    faults.ensure(rows.len() <= 5, "components", "Must be 5 or fewer in length.");
    for (n, row) in rows.iter().enumerate() {
        let place = format!("components.{n}");
        faults.known_keys(row, &place, &["type", "components", "id"]);
        faults.ensure(row["type"] == 1, &place, "Must be an action row.");
        let within = list(row, "components");
        faults.ensure((1..=5).contains(&within.len()), &place, "Must be between 1 and 5 in length.");
        for (m, button) in within.iter().enumerate() {
            let place = format!("{place}.components.{m}");
            let keys = ["type", "style", "label", "emoji", "custom_id", "sku_id", "url", "disabled", "id"];
            faults.known_keys(button, &place, &keys);
            faults.ensure(button["type"] == 2, &place, "the stand-in knows buttons only");
            faults.ensure((1..=4).contains(&button["style"].as_u64().unwrap_or_default()), &place, "style");
            faults.length(&button["label"], &format!("{place}.label"), 1, 80);
            faults.length(&button["custom_id"], &format!("{place}.custom_id"), 1, 100);
        }
    }
}

fn attachments(message: &Value, files: &[Upload], faults: &mut Faults) {
    faults.ensure(files.len() <= 10, "files", "Must be 10 or fewer in length.");
    let said = list(message, "attachments");
    faults.ensure(
        said.len() == files.len(),
        "attachments",
        "Each file has its attachment, and each attachment its file.",
    );
    for (n, (attachment, file)) in said.iter().zip(files).enumerate() {
        let place = format!("attachments.{n}");
        faults.known_keys(attachment, &place, &["id", "filename", "title", "description", "is_spoiler"]);
        faults.ensure(file.part == format!("files[{}]", attachment["id"]), &place, "the id is not its file's");
        faults.ensure(attachment["filename"] == file.filename.as_str(), &place, "the file is called otherwise");
        let description = attachment["description"].as_str().unwrap_or_default();
        faults.ensure(description.chars().count() <= 1024, &place, "Must be 1024 or fewer in length.");
        let plain = file.filename.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'));
        faults.ensure(plain, &place, "Discord would call the file otherwise");
    }
}

fn list<'a>(node: &'a Value, key: &str) -> &'a [Value] {
    node[key].as_array().map(Vec::as_slice).unwrap_or_default()
}
