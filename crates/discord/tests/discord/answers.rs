//! Answers, follow-ups and posts, as the stand-in gets them.

use crate::support::{QUICK, bot, rest, snowflake};
use bytes::Bytes;
use discord::{
    DiscordError, Message, Secret,
    outputs::{Content, Output, messages},
};
use discord_stand_in::{APPLICATION, StandIn, interactions::token};
use domain::ExecutionId;
use serde_json::json;

const MIB: usize = 1024 * 1024;

fn file(name: &str, bytes: Bytes) -> Output {
    let content = Content::File { filename: format!("{name}.png"), media_type: "image/png".to_owned(), bytes };
    Output { name: name.to_owned(), content }
}

fn answering(stand_in: &StandIn) -> discord::Answering {
    rest(&stand_in.url(), QUICK).answering(snowflake(APPLICATION), Secret::new(&token(7)))
}

#[tokio::test]
async fn outputs_answer_with_their_files() {
    let stand_in = StandIn::start().await;
    let png = Bytes::from_static(b"\x89PNG\r\n--boundary\r\n");
    let text = Output { name: "caption".to_owned(), content: Content::Text("@everyone look".to_owned()) };
    let all = messages(vec![text, file("ä picture", png.clone())], 10 * MIB as u64);
    answering(&stand_in).answer(&all[0]).await.unwrap();
    let posted = stand_in.messages().remove(0);
    assert_eq!(posted.to, format!("webhooks/{APPLICATION}/{}/messages/@original", token(7)));
    assert_eq!(posted.payload["content"], "**caption**\n@everyone look");
    assert_eq!(posted.payload["allowed_mentions"], json!({"parse": []}));
    assert_eq!(
        posted.payload["attachments"],
        json!([{"id": 0, "filename": "__picture.png", "description": "ä picture"}])
    );
    assert_eq!((posted.files[0].media_type.as_str(), &posted.files[0].bytes), ("image/png", &png));
}

#[tokio::test]
async fn many_files_are_an_answer_and_follow_ups() {
    let stand_in = StandIn::start().await;
    let big = Bytes::from(vec![7; 10 * MIB]);
    let all = messages((0..3).map(|n| file(&format!("f{n}"), big.clone())).collect(), 10 * MIB as u64);
    assert_eq!(all.len(), 2);
    let answering = answering(&stand_in);
    answering.answer(&all[0]).await.unwrap();
    answering.follow_up(&all[1]).await.unwrap();
    let posted = stand_in.messages();
    assert_eq!(posted.iter().map(|it| it.files.len()).collect::<Vec<_>>(), [2, 1]);
    assert!(posted.iter().flat_map(|it| &it.files).all(|file| file.bytes == big));
    assert_eq!(stand_in.requests()[1], format!("POST /api/v10/webhooks/{APPLICATION}/{}", token(7)));
}

#[tokio::test]
async fn long_texts_jsons_and_failures_are_taken() {
    let stand_in = StandIn::start().await;
    let answering = answering(&stand_in);
    for long in [1, 2000, 2001, 4096, 4097, 100_000] {
        let text = Output { name: "story".to_owned(), content: Content::Text("ä".repeat(long)) };
        answering.answer(&messages(vec![text], 10 * MIB as u64)[0]).await.unwrap();
    }
    let json = Output { name: "data".to_owned(), content: Content::Json(json!({"a": [1, 2]})) };
    answering.answer(&messages(vec![json], 10 * MIB as u64)[0]).await.unwrap();
    let id = ExecutionId::from_bytes([7; 16]);
    answering.answer(&Message::failed(id, "node 3: no model")).await.unwrap();
    let failed = stand_in.messages().pop().unwrap().payload;
    assert_eq!(failed["content"], "It failed: node 3: no model");
    assert_eq!(
        failed["components"],
        json!([{"type": 1, "components": [
            {"type": 2, "style": 2, "label": "Retry", "custom_id": format!("brine:retry:{id}")}
        ]}])
    );
    assert_eq!(stand_in.faults(), [] as [String; 0]);
}

#[tokio::test]
async fn an_old_interaction_is_told_apart_and_its_token_not_told() {
    let stand_in = StandIn::start().await;
    stand_in.expire(&token(7));
    let answering = answering(&stand_in);
    assert_eq!(answering.answer(&Message::text("late")).await, Err(DiscordError::Expired));
    assert_eq!(answering.follow_up(&Message::text("late")).await, Err(DiscordError::Expired));
    let bot = bot(&stand_in, QUICK);
    bot.post(snowflake("645027906669510667"), &Message::text("late")).await.unwrap();
    assert_eq!(stand_in.messages()[0].to, "channels/645027906669510667/messages");
    stand_in.forbid_posts();
    let refused = bot.post(snowflake("645027906669510667"), &Message::text("late")).await;
    assert_eq!(refused, Err(DiscordError::Forbidden("Missing Access".to_owned())));
    assert!(!format!("{answering:?} {bot:?}").contains("stand-in"), "tokens are not shown");
}
