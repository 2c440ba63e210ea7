//! Builds, serves, tests and measures Brine: `cargo xtask` lists how.
//!
//! One file a command. Depends on nothing of Brine's own.
#![expect(clippy::print_stdout, reason = "this program talks to the person at the terminal")]

mod bench;
mod browser_half;
mod browser_tests;
mod check;
mod comfyui;
mod dev;
mod npm;
mod pypi;
mod serve;
mod server_half;
mod site;
mod step;
mod tally;
mod test;
mod toolchain;
mod torture;
mod workspace;

use clap::{Parser, Subcommand};
use tally::Tally;

/// Builds, serves, tests and measures Brine.
#[derive(Parser)]
#[command(bin_name = "cargo xtask", arg_required_else_help = true, help_template = "{about}\n\n{subcommands}")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Set up, build and serve http://127.0.0.1:3000; arguments go to `brine serve`
    Serve {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Check and test everything
    Test,
    /// Build both halves in release: target/release/brine
    Build,
    /// Serve a debug build; rebuild and reload the browser on changes
    Dev,
    /// Check formatting, lints, licences and which crate may know which
    Check,
    /// Run the browser tests; arguments go to Playwright
    E2e {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Measure, and print ratios
    Bench,
    /// Run for long what finds more the longer it runs: fuzz targets, power cuts, kills
    Torture {
        #[command(flatten)]
        dose: torture::Dose,
    },
    /// Run the real ComfyUI server that the tests use, on a free port; or the tests that need it
    Comfyui {
        #[arg(long)]
        test: bool,
    },
    /// Take pictures of the main pages
    Screenshots,
}

fn main() -> anyhow::Result<()> {
    std::env::set_current_dir(workspace::root())?;
    match Cli::parse().command {
        Command::Serve { arguments } => serve::run(&arguments),
        Command::Test => test::run(),
        Command::Build => serve::build().map(|_| ()),
        Command::Dev => dev::run(),
        Command::Check => check::run(),
        Command::E2e { arguments } => browser_tests::run(&arguments, &mut Tally::default()),
        Command::Bench => bench::run(),
        Command::Torture { dose } => torture::run(dose),
        Command::Comfyui { test: false } => comfyui::run(),
        Command::Comfyui { test: true } => comfyui::test(&mut Tally::default()),
        Command::Screenshots => browser_tests::screenshots(),
    }
}
