//! The file that *Download JSON* gives, and that import takes back.
//!
//! The graph stands in it byte for byte as it was deployed, which no `Value`
//! could promise: the text is put together around it.

use crate::Deployment;
use serde_json::json;

/// The version of the file's format, in its `brine_format` member.
pub const BRINE_FORMAT: u32 = 1;

/// A deployment's configuration with its graph's bytes inside, unchanged.
pub fn download_json(deployment: &Deployment, graph: &str) -> String {
    let head = json!({
        "brine_format": BRINE_FORMAT,
        "id": deployment.id,
        "name": deployment.name,
        "type": deployment.kind,
        "version": deployment.version,
        "status": deployment.status,
        "created_at": deployment.created_at,
        "reason": deployment.reason,
        "workflow": deployment.workflow,
        "digest": deployment.digest,
    });
    let head = head.to_string();
    let open = head.strip_suffix('}').unwrap_or(&head);
    format!("{open},\"graph\":{graph}}}\n")
}

/// The file's name: the deployment's, made safe for every file system, with its version.
pub fn download_file_name(deployment: &Deployment) -> String {
    let safe: String = deployment.name.as_str().chars().map(safe_in_file_name).collect();
    let cut: String = safe.trim_matches(['.', ' ']).chars().take(80).collect();
    let stem = if cut.is_empty() { "deployment" } else { &cut };
    format!("{stem} {}.json", deployment.version)
}

fn safe_in_file_name(c: char) -> char {
    let turns_text = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if turns_text || c.is_control() || r#"/\:*?"<>|%"#.contains(c) { '_' } else { c }
}
