//! The command line. Each flag has an environment variable, for containers.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::{net::SocketAddr, path::PathBuf};

/// Deploys AI workflows and keeps each deployment as an immutable snapshot.
#[derive(Debug, Parser)]
#[command(name = "brine", version, about)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the dashboard and the API.
    Serve(ServeArgs),
}

/// How to serve.
#[derive(Debug, Clone, Args)]
pub struct ServeArgs {
    /// The address to listen on; port 0 takes any free one.
    #[arg(long, env = "BRINE_LISTEN", default_value = "127.0.0.1:3000", value_name = "ADDR")]
    pub listen: SocketAddr,
    /// The folder that holds everything; made if there is none.
    #[arg(long, env = "BRINE_DATA", default_value = "./data", value_name = "DIR")]
    pub data: PathBuf,
    /// A host name under which people reach this server, besides localhost; may be given more than once.
    #[arg(long = "host", env = "BRINE_HOST", value_delimiter = ',', value_name = "NAME")]
    pub hosts: Vec<String>,
    /// How the log is written.
    #[arg(long, env = "BRINE_LOG", default_value = "text", value_name = "FORMAT")]
    pub log: LogFormat,
}

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// A line for people.
    Text,
    /// A JSON object a line, for programs.
    Json,
}
