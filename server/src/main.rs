//! The `brine` program. What it does is in the library, where tests reach it.

use clap::Parser as _;
use server::{Cli, Command};

fn main() -> anyhow::Result<()> {
    match Cli::parse().command {
        Command::Serve(args) => server::serve(args),
    }
}
