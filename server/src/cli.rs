//! The command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::{net::SocketAddr, path::PathBuf};

/// Deploys AI workflows and keeps each deployment as an immutable snapshot.
#[derive(Debug, Parser)]
#[command(name = "brine", version)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the dashboard and the API
    Serve(ServeOptions),
}

/// How to serve.
#[derive(Debug, Clone, Args)]
pub struct ServeOptions {
    /// The address to listen on; port 0 lets the system choose
    #[arg(long, env = "BRINE_LISTEN", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,
    /// The folder that holds everything
    #[arg(long, env = "BRINE_DATA", default_value = "./data")]
    pub data: PathBuf,
    /// A further host name under which browsers may reach this server; can be repeated
    #[arg(long = "host", env = "BRINE_HOST", value_delimiter = ',')]
    pub hosts: Vec<String>,
    /// How the log is written
    #[arg(long, env = "BRINE_LOG", value_enum, default_value_t = LogFormat::Text)]
    pub log: LogFormat,
}

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// Lines for people
    Text,
    /// One JSON object a line
    Json,
}
