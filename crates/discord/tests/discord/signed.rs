//! Nothing forged is taken, nothing that Discord signed is refused.

use curve25519_dalek::Scalar;
use data_encoding::HEXLOWER;
use discord::{Interaction, Kind, PublicKey, Refusal};
use discord_stand_in::{Signer, interactions};
use domain::Timestamp;
use ed25519_dalek::{Signature, SigningKey, Verifier as _};
use proptest::{
    prelude::*,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use serde_json::json;
use sha2::{Digest as _, Sha512};
use std::cell::Cell;

const NOW: i64 = 1_795_000_000;

/// The encodings of the points of order 1, 2, 4 and 8, some in more than one way: with them anybody could sign.
const LOW_ORDER: [&str; 11] = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "0100000000000000000000000000000000000000000000000000000000000080",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
];

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_millis(seconds * 1000 + 999)
}

fn key_of(signer: &Signer) -> PublicKey {
    signer.public_key().parse().unwrap()
}

/// A signed interaction: seed of its key, seconds before now, and what is asked.
fn interactions_of_all_kinds() -> impl Strategy<Value = ([u8; 32], i64, Vec<u8>)> {
    let kind = (any::<u32>(), 0..3_u8, ".{0,60}").prop_map(|(id, kind, text)| {
        let id = u64::from(id) + 1;
        match kind {
            0 => interactions::ping(id),
            1 => interactions::command(id, "greet", json!([interactions::option("name", 3, text)])),
            _ => interactions::button(id, "brine:retry:07070707-0707-0707-0707-070707070707"),
        }
    });
    (any::<[u8; 32]>(), -300..=300_i64, kind.prop_map(|body| body.to_string().into_bytes()))
}

fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

#[test]
fn ten_thousand_valid_ones_are_all_taken() {
    let seen = Cell::new(0);
    let all = runner(10_000).run(&interactions_of_all_kinds(), |(seed, age, body)| {
        let (signer, timestamp) = (Signer::from_seed(seed), (NOW - age).to_string());
        let signature = signer.sign(&timestamp, &body);
        prop_assert_eq!(key_of(&signer).verify(&timestamp, &body, &signature, at(NOW)), Ok(()));
        let read = Interaction::read(&body).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let known = matches!(read.kind, Kind::Ping | Kind::Command { .. } | Kind::Retry(_));
        prop_assert!(known);
        seen.set(seen.get() + 1);
        Ok(())
    });
    all.unwrap();
    assert_eq!(seen.get(), 10_000);
}

/// What is changed of a signed interaction.
#[derive(Debug, Clone, Copy)]
enum Mutation {
    Body,
    Timestamp,
    Signature,
    Key,
    LowOrderPoint,
    Truncation,
    Replay,
}

#[test]
fn ten_thousand_mutated_ones_are_all_refused() {
    use Mutation::{Body, Key, LowOrderPoint, Replay, Signature, Timestamp, Truncation};
    let mutation = prop::sample::select(vec![Body, Timestamp, Signature, Key, LowOrderPoint, Truncation, Replay]);
    let seen = Cell::new(0);
    let mutated = (interactions_of_all_kinds(), mutation, any::<prop::sample::Index>(), 0..8_u32);
    let none = runner(10_000).run(&mutated, |((seed, age, mut body), mutation, place, bit)| {
        let signer = Signer::from_seed(seed);
        let mut timestamp = (NOW - age).to_string();
        let mut signature = signer.sign(&timestamp, &body);
        let (mut key, mut now) = (key_of(&signer), NOW);
        match mutation {
            Body => {
                let at = place.index(body.len());
                body[at] ^= 1 << bit;
            }
            Timestamp => timestamp = flipped(&timestamp, place, bit),
            // In the bytes: in the digits, a flip may be the same number in upper case.
            Signature => signature = flipped_hex(&signature, place, bit),
            Key => key = key_of(&Signer::from_seed(seed.map(|byte| byte ^ 1 << bit))),
            LowOrderPoint => signature = format!("{}{}", LOW_ORDER[place.index(LOW_ORDER.len())], "00".repeat(32)),
            Truncation => drop(body.split_off(place.index(body.len()))),
            Replay => now += 301 - age,
        }
        prop_assert!(key.verify(&timestamp, &body, &signature, at(now)).is_err(), "{:?}", mutation);
        seen.set(seen.get() + 1);
        Ok(())
    });
    none.unwrap();
    assert_eq!(seen.get(), 10_000);
}

fn flipped(text: &str, place: prop::sample::Index, bit: u32) -> String {
    let mut bytes = text.as_bytes().to_vec();
    // Seven bits: the eighth would make it no text.
    bytes[place.index(text.len())] ^= 1 << (bit % 7);
    String::from_utf8(bytes).unwrap()
}

fn flipped_hex(text: &str, place: prop::sample::Index, bit: u32) -> String {
    let at = place.index(text.len());
    let digit = u32::from_str_radix(&text[at..=at], 16).unwrap() ^ 1 << (bit % 4);
    format!("{}{digit:x}{}", &text[..at], &text[at + 1..])
}

#[test]
fn a_point_of_low_order_is_no_key() {
    for text in LOW_ORDER {
        assert!(text.parse::<PublicKey>().is_err(), "{text}");
    }
    for text in ["", "00", "x", &"g".repeat(64), &"a".repeat(63), &"ä".repeat(32)] {
        assert!(text.parse::<PublicKey>().is_err(), "{text}");
    }
    let key = Signer::default().public_key();
    assert_eq!(format!(" {}\n", key.to_uppercase()).parse::<PublicKey>().unwrap().to_string(), key);
}

/// A signature whose number is written a group's order higher would fit too, if it were not looked at strictly.
#[test]
fn a_signature_has_one_spelling() {
    const ORDER: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let signer = Signer::default();
    let timestamp = NOW.to_string();
    let signature = signer.sign(&timestamp, b"{}");
    let (mut carry, mut higher) = (0_u16, signature[..64].to_owned());
    for (n, order) in ORDER.into_iter().enumerate() {
        let digits = &signature[64 + 2 * n..66 + 2 * n];
        let sum = u16::from_str_radix(digits, 16).unwrap() + u16::from(order) + carry;
        higher.push_str(&format!("{:02x}", sum & 0xff));
        carry = sum >> 8;
    }
    let key = key_of(&signer);
    assert_eq!(key.verify(&timestamp, b"{}", &signature, at(NOW)), Ok(()));
    assert_eq!(key.verify(&timestamp, b"{}", &higher, at(NOW)), Err(Refusal::Forged));
}

/// The key's owner can make a signature around a point of low order. It fits by the equation; strictly it does not.
#[test]
fn a_signature_around_a_point_of_low_order_is_refused() {
    let signer = SigningKey::from_bytes(&[42; 32]);
    let (key, timestamp) = (signer.verifying_key(), NOW.to_string());
    let mut point = [0; 32];
    point[0] = 1;
    let message = [timestamp.as_bytes(), b"{}"].concat();
    let hash = Sha512::new().chain_update(point).chain_update(key.as_bytes()).chain_update(&message).finalize();
    let number = Scalar::from_bytes_mod_order_wide(&hash.into()) * signer.to_scalar();
    let signature: [u8; 64] = [point, number.to_bytes()].concat().try_into().unwrap();
    assert!(key.verify(&message, &Signature::from_bytes(&signature)).is_ok(), "it does fit");
    let ours: PublicKey = HEXLOWER.encode(key.as_bytes()).parse().unwrap();
    assert_eq!(ours.verify(&timestamp, b"{}", &HEXLOWER.encode(&signature), at(NOW)), Err(Refusal::Forged));
}

#[track_caller]
fn check(timestamp: &str, signature: Option<&str>, refusal: Option<Refusal>) {
    let signer = Signer::default();
    let signed = signer.sign(timestamp, b"{}");
    let verified = key_of(&signer).verify(timestamp, b"{}", signature.unwrap_or(&signed), at(NOW));
    assert_eq!(verified.err(), refusal, "{timestamp:?} {signature:?}");
}

#[test]
fn says_why_it_refuses() {
    check(&NOW.to_string(), None, None);
    check(&(NOW - 300).to_string(), None, None);
    check(&(NOW + 300).to_string(), None, None);
    check(&(NOW - 301).to_string(), None, Some(Refusal::Old));
    check(&(NOW + 301).to_string(), None, Some(Refusal::Ahead));
    check("0", None, Some(Refusal::Old));
    check("9223372036854775807", None, Some(Refusal::Ahead));
    for timestamp in ["", " ", "-1", "+1795000000", "1795000000.0", "99999999999999999999", "١", "2026-11-26T00:00:00Z"]
    {
        check(timestamp, None, Some(Refusal::Timestamp));
    }
    let now = NOW.to_string();
    for signature in
        ["", "00", &"0".repeat(127), &"0".repeat(129), &"g".repeat(128), &"ä".repeat(64), &"0".repeat(1 << 20)]
    {
        check(&now, Some(signature), Some(Refusal::Signature));
    }
    check(&now, Some(&"0".repeat(128)), Some(Refusal::Forged));
}

proptest! {
    /// Whatever stands in the headers and the body: it is refused, and nothing panics.
    #[test]
    fn nothing_panics(timestamp in ".{0,30}", signature in "([0-9a-f]{128}|.{0,140})", body: Vec<u8>) {
        prop_assert!(key_of(&Signer::default()).verify(&timestamp, &body, &signature, at(NOW)).is_err());
        let _ = Interaction::read(&body);
    }
}
