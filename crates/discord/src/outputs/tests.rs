//! Whatever the outputs are, Discord takes the messages; nothing is left out without a word.

use super::*;
use proptest::prelude::*;
use serde_json::json;

const MIB: u64 = 1024 * 1024;

fn text(name: &str, text: &str) -> Output {
    Output { name: name.to_owned(), content: Content::Text(text.to_owned()) }
}

fn file(name: &str, size: u64) -> Output {
    let bytes = vec![0; usize::try_from(size).unwrap()].into();
    Output {
        name: name.to_owned(),
        content: Content::File { filename: format!("{name}.png"), media_type: "image/png".to_owned(), bytes },
    }
}

fn only(outputs: Vec<Output>) -> Message {
    let mut messages = messages(outputs, 10 * MIB);
    assert_eq!(messages.len(), 1);
    messages.remove(0)
}

#[test]
fn short_texts_are_the_message() {
    assert_eq!(only(vec![text("greeting", "Hello Ada")]).content(), Some("Hello Ada"));
    assert_eq!(only(vec![text("a", "x"), text("b", "y")]).content(), Some("**a**\nx\n\n**b**\ny"));
    assert_eq!(only(vec![text("a", " ")]).content(), Some("(empty)"));
    assert_eq!(only(vec![]).content(), Some("It is done, and has no outputs."));
}

#[test]
fn longer_ones_are_embeds_then_a_file() {
    let message = only(vec![text("a", &"x".repeat(2001))]);
    assert_eq!((message.content(), message.embeds.len(), message.files.len()), (None, 1, 0));
    assert_eq!(only(vec![text("a", &"x".repeat(4096))]).embeds.len(), 1);
    let message = only(vec![text("a", &"x".repeat(4097))]);
    assert_eq!((message.embeds.len(), message.files[0].filename.as_str()), (0, "output.txt"));
    assert_eq!(message.files[0].bytes.len(), 4097);
    let message = only(vec![text("a", &"x".repeat(3000)), text("b", &"y".repeat(3000))]);
    assert_eq!(message.files.iter().map(|it| it.filename.as_str()).collect::<Vec<_>>(), ["a.txt", "b.txt"]);
}

#[test]
fn json_is_a_code_block_or_a_file() {
    let json = |value| Output { name: "data".to_owned(), content: Content::Json(value) };
    assert_eq!(only(vec![json(json!({"a": 1}))]).content(), Some("```json\n{\n  \"a\": 1\n}\n```"));
    for value in [json!("``` @everyone"), json!("x".repeat(5000))] {
        assert_eq!(only(vec![json(value)]).files[0].filename, "data.json");
    }
}

#[test]
fn large_files_are_named_with_their_size() {
    let message = only(vec![file("small", 1), file("large", 10 * MIB + 1)]);
    assert_eq!(message.content(), Some("large.png is too large for Discord here: 10.1 MiB, of 10.0 MiB at most."));
    assert_eq!(message.files.len(), 1);
    let left = Content::Left { filename: "film.mp4".to_owned(), size: 300 * MIB };
    let message = only(vec![Output { name: "film".to_owned(), content: left }]);
    assert_eq!(message.content(), Some("film.mp4 is too large for Discord here: 300.0 MiB, of 10.0 MiB at most."));
}

#[test]
fn many_files_are_several_messages_and_the_rest_is_named() {
    assert_eq!(messages((0..25).map(|_| file("a", 1)).collect(), 10 * MIB).len(), 3);
    assert_eq!(messages((0..5).map(|_| file("a", 9 * MIB)).collect(), 10 * MIB).len(), 3);
    let all = messages((0..52).map(|n| file(&format!("f{n}"), 1)).collect(), 10 * MIB);
    assert_eq!(all.len(), 5);
    assert_eq!(all[4].content(), Some("There was no room for 2 more: f50.png, f51.png"));
}

fn outputs() -> impl Strategy<Value = Vec<Output>> {
    let content = prop_oneof![
        (".{0,40}", 1..200_usize).prop_map(|(text, times)| Content::Text(text.repeat(times))),
        (".{0,20}", 1..300_usize).prop_map(|(text, times)| Content::Json(json!([text.repeat(times)]))),
        (".{0,20}", 0..3000_usize).prop_map(|(filename, size)| Content::File {
            filename,
            media_type: "image/png".to_owned(),
            bytes: vec![0; size].into()
        }),
        (".{0,20}", any::<u64>()).prop_map(|(filename, size)| Content::Left { filename, size }),
    ];
    prop::collection::vec((".{0,300}", content).prop_map(|(name, content)| Output { name, content }), 0..30)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn discord_takes_every_message(outputs in outputs()) {
        for message in messages(outputs, 2000) {
            prop_assert!(message.content().is_none_or(|it| !it.is_empty() && length(it) <= MAX_CONTENT));
            prop_assert!(message.content().is_some() || !message.embeds.is_empty() || !message.files.is_empty());
            prop_assert!(message.embeds.len() <= MAX_EMBEDS && message.files.len() <= MAX_FILES);
            prop_assert!(message.embeds.iter().map(embedded).sum::<usize>() <= MAX_EMBEDDED);
            for embed in &message.embeds {
                let (title, description) = (embed.title.as_deref().unwrap_or("x"), embed.description.as_deref().unwrap());
                prop_assert!((1..=MAX_TITLE).contains(&length(title)));
                prop_assert!((1..=MAX_DESCRIPTION).contains(&length(description)));
            }
            prop_assert!(message.files.iter().all(|file| file.bytes.len() <= 2000));
        }
    }
}
