//! Where each record lies: one ordered key space, a table a prefix byte.
//!
//! Numbers are big-endian, so that a scan meets keys in the order of what they
//! name. The layout is a public format: `docs/storage-format.md` has it.

use crate::settings::{SettingKey, SettingKind, SettingOf};
use domain::{DeploymentId, Digest, ExecutionId, Part, Position, Slug, Subject, Timestamp, WorkflowId};

/// A key, or the part of one that a scan begins or ends with.
pub(crate) type Key = Vec<u8>;

/// A table: the first byte of its keys, and its name in errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Table {
    Meta = 1,
    Workflows = 2,
    Deployments = 3,
    /// The highest version that each workflow's deployments ever had.
    Versions = 4,
    Feed = 5,
    History = 6,
    /// Length and number of chunks of each graph.
    Graphs = 7,
    Chunks = 8,
    /// Ids of what was deleted.
    Dead = 9,
    Executions = 10,
    /// What is kept of executions beside their rows.
    Parts = 11,
    PartChunks = 12,
    /// Marks of chunks that no row names.
    Loose = 13,
    /// Keys of requests.
    Once = 14,
    /// The same keys by the time until which they are kept.
    OnceUntil = 15,
    /// What deployments' callbacks are signed with.
    Secrets = 16,
    /// Deployments that were deleted.
    Retired = 17,
    Addresses = 18,
    /// Settings of deployments and addresses.
    Settings = 19,
}

impl Table {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Workflows => "workflows",
            Self::Deployments => "deployments",
            Self::Versions => "versions",
            Self::Feed => "feed",
            Self::History => "history",
            Self::Graphs => "graphs",
            Self::Chunks => "chunks",
            Self::Dead => "dead",
            Self::Executions => "executions",
            Self::Parts => "parts",
            Self::PartChunks => "part chunks",
            Self::Loose => "loose",
            Self::Once => "once",
            Self::OnceUntil => "once until",
            Self::Secrets => "secrets",
            Self::Retired => "retired",
            Self::Addresses => "addresses",
            Self::Settings => "settings",
        }
    }

    /// The key of `rest` in this table.
    pub(crate) fn key(self, rest: &[u8]) -> Key {
        let mut key = Vec::with_capacity(1 + rest.len());
        key.push(self as u8);
        key.extend_from_slice(rest);
        key
    }

    /// The key after the last one of this table.
    pub(crate) fn end(self) -> Key {
        vec![self as u8 + 1]
    }
}

pub(crate) fn format() -> Key {
    Table::Meta.key(b"format")
}

/// How many rows there are.
pub(crate) fn census() -> Key {
    Table::Meta.key(b"census")
}

pub(crate) fn workflow(id: WorkflowId) -> Key {
    Table::Workflows.key(id.as_bytes())
}

pub(crate) fn deployment(id: DeploymentId) -> Key {
    Table::Deployments.key(id.as_bytes())
}

pub(crate) fn versions(of: WorkflowId) -> Key {
    Table::Versions.key(of.as_bytes())
}

/// Workflows and deployments have ids of their own: the same bytes may name one of each.
pub(crate) fn dead(subject: Subject) -> Key {
    Table::Dead.key(&named(subject))
}

pub(crate) fn feed(position: Position) -> Key {
    Table::Feed.key(&position.get().to_be_bytes())
}

/// The first keys of one thing's history; its entries' keys begin so.
pub(crate) fn history_of(subject: Subject) -> Key {
    Table::History.key(&named(subject))
}

fn named(subject: Subject) -> Vec<u8> {
    match subject {
        Subject::Deployment(id) => [b"d", &id.as_bytes()[..]].concat(),
        Subject::Workflow(id) => [b"w", &id.as_bytes()[..]].concat(),
        Subject::Execution(id) => [b"e", &id.as_bytes()[..]].concat(),
        // The zero ends it: no slug's keys begin with another's.
        Subject::Address(slug) => [b"a", slug.as_str().as_bytes(), &[0]].concat(),
    }
}

pub(crate) fn history(subject: Subject, position: Position) -> Key {
    let mut key = history_of(subject);
    key.extend_from_slice(&position.get().to_be_bytes());
    key
}

pub(crate) fn graph(digest: Digest) -> Key {
    Table::Graphs.key(digest.as_bytes())
}

pub(crate) fn chunk(digest: Digest, index: u32) -> Key {
    let mut key = Table::Chunks.key(digest.as_bytes());
    key.extend_from_slice(&index.to_be_bytes());
    key
}

pub(crate) fn execution(id: ExecutionId) -> Key {
    Table::Executions.key(id.as_bytes())
}

pub(crate) fn part(of: ExecutionId, part: Part) -> Key {
    let mut key = Table::Parts.key(of.as_bytes());
    match part {
        Part::Inputs => key.push(b'i'),
        Part::CallbackUrl => key.push(b'u'),
        Part::Outcome => key.push(b'o'),
        Part::Timeline => key.push(b't'),
        Part::Attempts => key.push(b'c'),
        Part::Artefact(number) => {
            key.push(b'a');
            key.extend_from_slice(&number.to_be_bytes());
        }
    }
    key
}

pub(crate) fn part_chunk(stage: u64, index: u32) -> Key {
    let mut key = Table::PartChunks.key(&stage.to_be_bytes());
    key.extend_from_slice(&index.to_be_bytes());
    key
}

pub(crate) fn loose(stage: u64) -> Key {
    Table::Loose.key(&stage.to_be_bytes())
}

pub(crate) fn once(key: Digest) -> Key {
    Table::Once.key(key.as_bytes())
}

/// Where the keys begin that are kept until this time.
pub(crate) fn once_until(until: Timestamp) -> Key {
    // With the sign turned round, earlier times sort first.
    let until = until.as_millis().cast_unsigned() ^ (1 << 63);
    Table::OnceUntil.key(&until.to_be_bytes())
}

pub(crate) fn once_until_of(until: Timestamp, key: Digest) -> Key {
    let mut at = once_until(until);
    at.extend_from_slice(key.as_bytes());
    at
}

pub(crate) fn secrets(of: DeploymentId) -> Key {
    Table::Secrets.key(of.as_bytes())
}

pub(crate) fn retired(id: DeploymentId) -> Key {
    Table::Retired.key(id.as_bytes())
}

pub(crate) fn address(slug: Slug) -> Key {
    Table::Addresses.key(slug.as_str().as_bytes())
}

/// Where one stretch of a setting is.
pub(crate) fn setting(key: SettingKey, index: u8) -> Key {
    let mut at = Table::Settings.key(&named(key.of.subject()));
    at.extend([key.kind.byte(), index]);
    at
}

/// Which stretch of which setting a key is of.
pub(crate) fn read_setting(key: &[u8]) -> Option<(SettingKey, u8)> {
    let (name, &[kind, index]) = key.get(1..)?.split_last_chunk::<2>()?;
    let of = match name.split_first()? {
        (b'd', id) => SettingOf::Deployment(DeploymentId::from_bytes(id.try_into().ok()?)),
        (b'a', slug) => SettingOf::Address(std::str::from_utf8(slug.strip_suffix(&[0])?).ok()?.parse().ok()?),
        _ => return None,
    };
    let kind = SettingKind::ALL.into_iter().find(|it| it.byte() == kind)?;
    Some((SettingKey { of, kind }, index))
}
