//! What was acknowledged survives a power cut, and the test would notice if it did not.
//!
//! A child process writes with many clients into a file system that lives in
//! an image file, and reports each acknowledged write through a pipe. Then the
//! power fails: the process is killed and the image copied as the disk has it,
//! without what the kernel has not written to it yet. The copy is mounted, the
//! store opened, and everything acknowledged must be there.
//!
//! Needs root and loop devices. Where it cannot run it says so on stderr; in
//! CI as root that is a failure. Run it alone with its figures by
//! `cargo test -p store --test power_cut -- --nocapture`.

#![expect(clippy::unwrap_used, reason = "a test says by a panic what went wrong")]

#[path = "power_cut/image.rs"]
mod image;
#[path = "power_cut/ledger.rs"]
mod ledger;
#[path = "power_cut/verdict.rs"]
mod verdict;
#[path = "power_cut/writers.rs"]
mod writers;

use image::{Image, NoImages};
use ledger::Ledger;
use std::{
    io::Write as _,
    os::unix::fs::MetadataExt as _,
    time::{Duration, Instant},
};
use store::SledOptions;
use verdict::Verdict;
use writers::Writers;

/// After how many acknowledged writes the power fails (0: as soon as the store is open), on one disk that lives through all the cuts.
const CUTS: [u32; 28] = [
    40, 900, 0, 2_000, 150, 700, 1, 1_300, 64, 2_500, 0, 500, 1_700, 90, 5, 1_100, 300, 2_200, 10, 0, 0, 1_500, 2, 250,
    600, 0, 1_200, 0,
];
/// The same on a new disk each time: the cut comes while, or just after, the store is made.
const FIRST_CUTS: [u32; 6] = [0, 0, 1, 2, 30, 200];
/// How many times the cuts are made: `cargo xtask torture` says so.
const ROUNDS: &str = "BRINE_TORTURE_ROUNDS";
/// How many cuts the negative control has to lose something.
const CONTROL_CUTS: u32 = 12;

/// What a series of cuts did.
#[derive(Debug, Default)]
struct Tally {
    cuts: u32,
    acknowledged: u64,
    lost: u64,
    not_opened: u32,
}

#[test]
fn nothing_acknowledged_is_lost() {
    let since = Instant::now();
    let Some(image) = image_or_say_why() else { return };
    let mut tally = Tally::default();
    let mut ledger = Ledger::default();
    let mut image = image;
    let rounds = std::env::var(ROUNDS).map_or(1, |it| it.parse().unwrap());
    for (number, after) in (0..).zip(std::iter::repeat_n(CUTS, rounds).flatten()) {
        image = cut(image, &options(), number, after, &mut ledger, &mut tally);
    }
    drop(image);
    for after in FIRST_CUTS {
        drop(cut(Image::make().unwrap(), &options(), 0, after, &mut Ledger::default(), &mut tally));
    }
    say(&format!("power cut: {tally:?} in {:.0?}", since.elapsed()));
    assert!(tally.cuts >= 20 && tally.acknowledged >= 10_000, "{tally:?}");
    assert_eq!((tally.lost, tally.not_opened), (0, 0), "{tally:?}");
}

/// The negative control: the same test with the barrier off must find losses, or it proves nothing.
#[test]
fn without_the_barrier_writes_are_lost() {
    let since = Instant::now();
    let Some(mut image) = image_or_say_why() else { return };
    let mut tally = Tally::default();
    let off = options().without_durability_for_the_negative_control();
    while tally.lost == 0 && tally.not_opened == 0 && tally.cuts < CONTROL_CUTS {
        let mut ledger = Ledger::default();
        image = cut(image, &options(), 0, 200, &mut ledger, &mut Tally::default());
        drop(cut(image, &off, 1, 800, &mut ledger, &mut tally));
        image = Image::make().unwrap();
    }
    say(&format!("power cut, negative control (barrier off): {tally:?} in {:.0?}", since.elapsed()));
    assert!(tally.lost > 0 || tally.not_opened > 0, "the test cannot see losses: {tally:?}");
}

/// The child process. Does nothing where no parent asks for it.
#[test]
#[ignore = "the child process of the tests above"]
fn writes_until_the_power_fails() {
    writers::run_as_child();
}

fn options() -> SledOptions {
    let mut options = SledOptions::default();
    options.reserved_bytes = 8 * 1_024 * 1_024;
    options
}

/// Lets writers loose, cuts the power, and looks at what is left. Returns the disk as it came back.
fn cut(image: Image, options: &SledOptions, number: u32, after: u32, ledger: &mut Ledger, tally: &mut Tally) -> Image {
    let writers = Writers::start(&image.folder(), number, options);
    let (said, acknowledged) = writers.kill_after(after);
    let image = image.cut_power().unwrap();
    tally.cuts += 1;
    tally.acknowledged += acknowledged;
    match verdict::check(&image.folder(), &said, ledger) {
        Verdict::Opened { lost } => tally.lost += lost,
        Verdict::NotOpened(why) => {
            say(&format!("power cut {number}: the store does not open: {why}"));
            tally.not_opened += 1;
        }
    }
    image
}

fn image_or_say_why() -> Option<Image> {
    match Image::make() {
        Ok(image) => Some(image),
        Err(NoImages(why)) => {
            say(&format!("POWER-CUT TEST NOT RUN: it needs root and loop devices ({why})"));
            let is_root = std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0);
            assert!(!(is_root && std::env::var_os("CI").is_some()), "in CI as root this must run: {why}");
            None
        }
    }
}

/// Writes to stderr past the test harness, which keeps to itself what a passing test prints.
fn say(line: &str) {
    std::io::stderr().write_all(format!("{line}\n").as_bytes()).unwrap();
}

/// How long anything here may take before it counts as hung.
const PATIENCE: Duration = Duration::from_secs(60);
