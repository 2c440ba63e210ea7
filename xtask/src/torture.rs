//! `cargo xtask torture`: the tests that find more the longer they run, for as long as one wishes.

use crate::{step::step, tally::Tally};
use std::process::Command;

/// How much of each.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct Dose {
    /// For how many minutes each fuzz target is given other bytes
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    minutes: u32,
    /// How many times as often as in `cargo xtask test` the power is cut and the server killed
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
}

/// Fuzzes, cuts the power, and kills the server.
pub(crate) fn run(dose: Dose) -> anyhow::Result<()> {
    let mut tally = Tally::default();
    let tortured = torture(dose, &mut tally);
    println!("\x1b[1m{tally}\x1b[0m");
    tortured
}

fn torture(Dose { minutes, rounds }: Dose, tally: &mut Tally) -> anyhow::Result<()> {
    step(&format!("Fuzzing, {minutes} min a target"), || {
        let mut fuzz = cargo_test(&["--package", "fuzz", "--test", "targets", "--", "--test-threads", "1"]);
        let millis = u64::from(minutes) * 60_000;
        // The time ends it, not the number that a target has for `cargo test`.
        fuzz.env("BOLERO_RANDOM_TEST_TIME_MS", millis.to_string())
            .env("BOLERO_RANDOM_ITERATIONS", u32::MAX.to_string());
        tally.run(&mut fuzz)
    })?;
    step(&format!("Cutting the power, {rounds} times as often"), || {
        let mut cuts = cargo_test(&["--package", "store", "--test", "power_cut"]);
        tally.run(cuts.env("BRINE_TORTURE_ROUNDS", rounds.to_string()))
    })?;
    step(&format!("Killing the server, {rounds} times as often"), || {
        let mut kills = cargo_test(&["--package", "server", "--test", "crash"]);
        tally.run(kills.env("BRINE_TORTURE_ROUNDS", rounds.to_string()))
    })
}

fn cargo_test(arguments: &[&str]) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["test", "--no-fail-fast"]).args(arguments);
    cargo
}
