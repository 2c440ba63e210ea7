//! What the command line says of executions, as the service is set up with it.

use crate::ServeArgs;
use anyhow::Context as _;
use serde::Deserialize;
use service::{BuiltinPolicy, ExecutionPolicy, Secret, Setup};
use std::{collections::BTreeMap, fs, path::Path, sync::Arc, time::Duration};

/// A key as the operator's file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SecretEntry {
    origin: String,
    value: String,
}

/// Reads the arguments, and the file of keys that they name.
pub(crate) fn setup(args: &ServeArgs) -> anyhow::Result<Setup> {
    let secrets = args.secrets.as_deref().map(secrets).transpose()?.unwrap_or_default();
    let builtin = BuiltinPolicy {
        allowed_ranges: args.allow_private.iter().copied().collect(),
        secrets: Arc::new(secrets),
        ..BuiltinPolicy::default()
    };
    let policy = ExecutionPolicy {
        at_once: args.at_once,
        at_once_each: args.at_once_each,
        waiting_each: args.waiting_each,
        kept_each: args.keep_executions,
        kept_for: days(args.keep_days),
        snapshots_kept_for: (args.keep_snapshots > 0).then(|| days(args.keep_snapshots)),
        ..ExecutionPolicy::default()
    };
    Ok(Setup { builtin, comfyui: args.comfyui.clone(), policy })
}

fn days(count: u32) -> Duration {
    Duration::from_secs(u64::from(count) * 24 * 3_600)
}

fn secrets(file: &Path) -> anyhow::Result<BTreeMap<String, Secret>> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let entries: BTreeMap<String, SecretEntry> = serde_json::from_str(&text)
        .with_context(|| format!("{} has no keys as `brine serve --help` shows them", file.display()))?;
    let secret = |it: SecretEntry| Secret { origin: it.origin, value: it.value };
    Ok(entries.into_iter().map(|(name, it)| (name, secret(it))).collect())
}
