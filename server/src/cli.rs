//! The command line. Each flag has an environment variable, for containers.

use crate::FormPolicy;
use clap::{Args, Parser, Subcommand, ValueEnum};
use ipnet::IpNet;
use std::{net::SocketAddr, num::NonZeroU32, path::PathBuf};

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
    /// A ComfyUI server that runs what Brine itself does not know; may be given more than once.
    #[arg(long, env = "BRINE_COMFYUI", value_delimiter = ',', value_name = "URL")]
    pub comfyui: Vec<String>,
    /// A private range of addresses that graphs and callbacks may reach all the same; may be given more than once.
    #[arg(long, env = "BRINE_ALLOW_PRIVATE", value_delimiter = ',', value_name = "CIDR")]
    pub allow_private: Vec<IpNet>,
    /// A JSON file with keys for other services: {"name":{"origin":"https://…","value":"…"}}.
    #[arg(long, env = "BRINE_SECRETS", value_name = "FILE")]
    pub secrets: Option<PathBuf>,
    /// How many executions run at once.
    #[arg(long, env = "BRINE_AT_ONCE", default_value_t = 128, value_name = "N")]
    pub at_once: u32,
    /// How many executions of one deployment run at once.
    #[arg(long, env = "BRINE_AT_ONCE_EACH", default_value_t = 32, value_name = "N")]
    pub at_once_each: u32,
    /// How many executions of one deployment wait at most; more are refused with 429.
    #[arg(long, env = "BRINE_WAITING_EACH", default_value_t = 1_000, value_name = "N")]
    pub waiting_each: u32,
    /// How many executions of one deployment are kept.
    #[arg(long, env = "BRINE_KEEP_EXECUTIONS", default_value_t = 10_000, value_name = "N")]
    pub keep_executions: u32,
    /// For how many days an execution is kept.
    #[arg(long, env = "BRINE_KEEP_DAYS", default_value_t = 30, value_name = "DAYS")]
    pub keep_days: u32,
    /// For how many days the snapshot of a deleted deployment is kept, so that it can be rolled back to; 0 means for ever.
    #[arg(long, env = "BRINE_KEEP_SNAPSHOTS", default_value_t = 90, value_name = "DAYS")]
    pub keep_snapshots: u32,
    /// An origin whose pages may embed web forms, such as https://example.com; may be given more than once.
    #[arg(long = "embed", env = "BRINE_EMBED", value_delimiter = ',', value_name = "ORIGIN")]
    pub embed: Vec<String>,
    /// How many requests one visitor of web forms may send in a minute.
    #[arg(long, env = "BRINE_FORM_RATE", default_value_t = FormPolicy::EACH_MINUTE, value_name = "N")]
    pub form_rate: NonZeroU32,
    /// A proxy stands before this server: visitors are told apart by the last address of its `X-Forwarded-For`.
    #[arg(long, env = "BRINE_BEHIND_PROXY")]
    pub behind_proxy: bool,
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
