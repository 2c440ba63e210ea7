//! A Discord that is busy, broken, silent, or says no.

use crate::support::{QUICK, bot, rest, snowflake};
use discord::{DiscordError, Message, Missing, NEEDED, Patience, Rest, Secret};
use discord_stand_in::{APPLICATION, Mishap, Signer, StandIn, TOKEN};
use engine::outbound::{AllowedRanges, Outbound};
use std::time::Duration;
use tokio::time::timeout;

#[tokio::test]
async fn waits_as_long_as_discord_asks() {
    let stand_in = StandIn::start().await;
    stand_in.next(Mishap::RateLimited { retry_after: 0.05 });
    stand_in.next(Mishap::Throttled { retry_after: 1 });
    let begun = std::time::Instant::now();
    assert_eq!(bot(&stand_in, QUICK).account().await.unwrap().name, "brine");
    assert!(begun.elapsed() >= Duration::from_millis(1050));
    assert_eq!(stand_in.requests().len(), 3);
}

#[tokio::test]
async fn does_not_wait_without_end() {
    let stand_in = StandIn::start().await;
    stand_in.next(Mishap::RateLimited { retry_after: 3600.0 });
    let bot = bot(&stand_in, QUICK);
    let error = timeout(Duration::from_secs(60), bot.account()).await.unwrap().unwrap_err();
    assert_eq!(error, DiscordError::RateLimited { after: Duration::from_secs(3600) });
    assert_eq!(error.to_string(), "Discord asks to wait 3600 seconds; try again then");
    for _ in 0..3 {
        stand_in.next(Mishap::RateLimited { retry_after: 0.01 });
    }
    assert!(matches!(bot.account().await, Err(DiscordError::RateLimited { .. })));
    assert_eq!(stand_in.requests().len(), 4);
}

#[tokio::test]
async fn troubles_of_discords_own_are_tried_again_three_times() {
    let stand_in = StandIn::start().await;
    stand_in.next(Mishap::Status(502));
    let answering = rest(&stand_in.url(), QUICK).answering(snowflake(APPLICATION), Secret::new("t"));
    answering.follow_up(&Message::text("x")).await.unwrap();
    assert_eq!(stand_in.messages().len(), 1);
    for status in [500, 503, 504] {
        stand_in.next(Mishap::Status(status));
    }
    assert_eq!(bot(&stand_in, QUICK).account().await, Err(DiscordError::Unavailable { status: 504 }));
    assert_eq!(stand_in.requests().len(), 5);
}

#[tokio::test]
async fn silence_ends_and_nothing_is_posted_twice() {
    let stand_in = StandIn::start().await;
    let hasty = Patience { time: Duration::from_millis(200), tries: 2, ..QUICK };
    stand_in.next(Mishap::Silence);
    let answering = rest(&stand_in.url(), hasty).answering(snowflake(APPLICATION), Secret::new("t0ken"));
    let error = answering.follow_up(&Message::text("x")).await.unwrap_err();
    assert_eq!(error, DiscordError::NoAnswer("it took too long to answer".to_owned()));
    assert_eq!(stand_in.requests().len(), 1);
    stand_in.next(Mishap::Silence);
    stand_in.next(Mishap::Silence);
    assert!(matches!(answering.answer(&Message::text("x")).await, Err(DiscordError::NoAnswer(_))));
    assert_eq!(stand_in.requests().len(), 3);
}

#[tokio::test]
async fn each_refusal_says_what_to_do() {
    let stand_in = StandIn::start().await;
    let token = |token: &str| rest(&stand_in.url(), QUICK).bot(snowflake(APPLICATION), Secret::new(token));
    for wrong in ["", "wrong", "line\nbreak", "ä"] {
        assert_eq!(token(wrong).account().await, Err(DiscordError::TokenRefused), "{wrong:?}");
    }
    stand_in.reset_token("another");
    let error = token(TOKEN).commands().await.unwrap_err();
    assert!(error.to_string().contains("reset it on the application's Bot page"), "{error}");
    let other = rest(&stand_in.url(), QUICK).bot(snowflake("1"), Secret::new("another"));
    let error = other.commands().await.unwrap_err();
    assert_eq!(error.to_string(), "Discord knows no such thing (Unknown Application); check the application id");
    stand_in.next(Mishap::Status(418));
    let status = token("another").account().await;
    assert_eq!(status, Err(DiscordError::Unexpected { status: 418, words: "without a word".to_owned() }));
    stand_in.next(Mishap::Gibberish);
    assert!(matches!(token("another").account().await, Err(DiscordError::Unreadable(_))));
}

#[tokio::test]
async fn says_where_the_bot_is_and_what_it_misses() {
    let stand_in = StandIn::start().await;
    let bot = bot(&stand_in, QUICK);
    assert_eq!(bot.guilds().await.unwrap(), []);
    let application = bot.application().await.unwrap();
    assert_eq!(application.public_key().unwrap().to_string(), Signer::default().public_key());
    assert_eq!((application.id, application.interactions_endpoint_url), (snowflake(APPLICATION), None));
    for n in 1..=450 {
        stand_in.join(n, "server", NEEDED.bits());
    }
    stand_in.join(451, "strict", NEEDED.bits() & !(1 << 15));
    let guilds = bot.guilds().await.unwrap();
    assert_eq!(guilds.len(), 451);
    assert_eq!(guilds[450].missing, [Missing("Attach Files")]);
    assert!(guilds[..450].iter().all(|guild| guild.missing.is_empty()));
}

#[tokio::test]
async fn the_address_is_guarded_as_all_others() {
    let stand_in = StandIn::start().await;
    let outbound = Outbound::new(AllowedRanges::default()).unwrap();
    for address in ["", "discord.com", "ftp://discord.com", "https://discord.com/?a"] {
        assert!(Rest::new(outbound.clone(), address, QUICK).is_err(), "{address}");
    }
    let guarded = Rest::new(outbound, &stand_in.url(), QUICK).unwrap().bot(snowflake(APPLICATION), Secret::new(TOKEN));
    let error = guarded.account().await.unwrap_err();
    assert!(error.to_string().contains("--allow-private 127.0.0.1/32"), "{error}");
    assert_eq!(stand_in.requests(), [] as [String; 0]);
}
