//! A stand-in and the guarded client that may reach it.

use discord::{Bot, Patience, Rest, Secret, Snowflake};
use discord_stand_in::{APPLICATION, StandIn, TOKEN};
use domain::{InputField, InputKind};
use engine::outbound::{AllowedRanges, Outbound};
use std::time::Duration;

/// Long enough for a busy machine, short enough to wait for.
pub const QUICK: Patience = Patience { tries: 3, waits: Duration::from_secs(3), time: Duration::from_secs(20) };

pub fn snowflake(text: &str) -> Snowflake {
    text.parse().unwrap()
}

pub fn rest(url: &str, patience: Patience) -> Rest {
    let loopback: AllowedRanges = ["127.0.0.0/8".parse::<ipnet::IpNet>().unwrap()].into_iter().collect();
    Rest::new(Outbound::new(loopback).unwrap(), url, patience).unwrap()
}

pub fn bot(stand_in: &StandIn, patience: Patience) -> Bot {
    rest(&stand_in.url(), patience).bot(snowflake(APPLICATION), Secret::new(TOKEN))
}

/// An input of this name and kind; its node is the name with `#` before it.
pub fn input(name: &str, kind: InputKind) -> InputField {
    InputField {
        node: format!("#{name}"),
        name: name.to_owned(),
        description: String::new(),
        kind,
        default: None,
        allowed: Vec::new(),
        required: false,
    }
}
