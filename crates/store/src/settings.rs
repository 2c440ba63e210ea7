//! Settings: small documents of others' making that belong to a deployment or to an address. The store reads none of them.

use crate::{
    StoreError,
    cells::{Cells, Edit, Order},
    keys::{self, Key, Table},
    record::{self, Stored, corrupt},
    rows,
};
use bytes::Bytes;
use domain::{DeploymentId, RowRevision, Slug, Subject};
use serde::{Deserialize, Serialize};

/// How many bytes a setting has at most.
pub const MAX_SETTING_BYTES: usize = 16 * 1_024;
/// How many of them one value holds.
const CELL: usize = 3_500;

/// Which setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SettingKey {
    /// What it belongs to.
    pub of: SettingOf,
    /// What it is about.
    pub kind: SettingKind,
}

/// What a setting belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SettingOf {
    /// A deployment: it may be put before that is made, and goes when its snapshot is forgotten.
    Deployment(DeploymentId),
    /// An address, whichever deployment it leads to.
    Address(Slug),
}

/// What a setting is about. New ones come at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SettingKind {
    /// A deployment's web form.
    Form,
    /// An address's Discord application.
    Discord,
    /// What is done with a deployment at which times.
    Schedules,
}

/// A setting as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Grows with every write of it; a setting that was removed begins anew.
    pub row: RowRevision,
    /// What was put.
    pub value: Bytes,
}

/// To put a setting, or to remove it.
#[derive(Debug, Clone)]
pub struct PutSetting {
    /// Which.
    pub key: SettingKey,
    /// The row that the caller has seen, none where there is none; another one is a conflict.
    pub expected: Option<RowRevision>,
    /// What it is from now on; nothing removes it.
    pub value: Option<Bytes>,
}

/// A stretch of a setting as it is stored.
#[derive(Debug, Serialize, Deserialize)]
struct SettingCell {
    row: RowRevision,
    /// How many bytes the whole setting has.
    length: u32,
    bytes: Vec<u8>,
}

impl Stored for SettingCell {}

impl SettingKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Form, Self::Discord, Self::Schedules];

    pub(crate) const fn byte(self) -> u8 {
        match self {
            Self::Form => b'f',
            Self::Discord => b'd',
            Self::Schedules => b's',
        }
    }
}

impl SettingOf {
    /// What a conflict is about.
    pub(crate) const fn subject(self) -> Subject {
        match self {
            Self::Deployment(id) => Subject::Deployment(id),
            Self::Address(slug) => Subject::Address(slug),
        }
    }
}

/// One setting that is home.
pub(crate) fn read(cells: &impl Cells, key: SettingKey) -> Result<Option<Setting>, StoreError> {
    let at = keys::setting(key, 0);
    match rows::row(cells, Table::Settings, &at)? {
        Some(first) => rest(cells, key, first).map(Some),
        None => Ok(None),
    }
}

/// Every setting that is home.
pub(crate) fn read_all(cells: &impl Cells) -> Result<Vec<(SettingKey, Setting)>, StoreError> {
    let all = Table::Settings.key(&[])..Table::Settings.end();
    let mut settings = Vec::new();
    for (at, value) in cells.range(all, Order::Ascending, u32::MAX)? {
        let (key, index) = keys::read_setting(&at).ok_or_else(|| corrupt(Table::Settings, &at))?;
        if index == 0 {
            let first = record::decode(Table::Settings, &at, &value)?;
            settings.push((key, rest(cells, key, first)?));
        }
    }
    Ok(settings)
}

/// Joins a setting's cells; none may be missing, or be an older one's.
fn rest(cells: &impl Cells, key: SettingKey, first: SettingCell) -> Result<Setting, StoreError> {
    let SettingCell { row, length, bytes: mut value } = first;
    for index in 1..count(length as usize) {
        let at = keys::setting(key, index);
        let cell: Option<SettingCell> = rows::row(cells, Table::Settings, &at)?;
        let cell = cell.filter(|it| (it.row, it.length) == (row, length));
        value.extend(cell.ok_or_else(|| corrupt(Table::Settings, &at))?.bytes);
    }
    if value.len() != length as usize {
        return Err(corrupt(Table::Settings, &keys::setting(key, 0)));
    }
    Ok(Setting { row, value: value.into() })
}

/// How a setting comes home: its cells, and none of what it was before.
pub(crate) fn edits(cells: &impl Cells, key: SettingKey, now: Option<&Setting>) -> Result<Vec<Edit>, StoreError> {
    let before: Option<SettingCell> = rows::row(cells, Table::Settings, &keys::setting(key, 0))?;
    let stale = before.map_or(0, |it| count(it.length as usize));
    let mut edits = Vec::new();
    let mut kept = 0;
    if let Some(Setting { row, value }) = now {
        kept = count(value.len());
        let length = u32::try_from(value.len()).unwrap_or(u32::MAX);
        for index in 0..kept {
            let begin = usize::from(index) * CELL;
            let bytes = value.slice(begin..value.len().min(begin + CELL)).to_vec();
            let at: Key = keys::setting(key, index);
            let sealed = record::encode(&at, &SettingCell { row: *row, length, bytes })?;
            edits.push((at, Some(sealed)));
        }
    }
    edits.extend((kept..stale).map(|index| (keys::setting(key, index), None)));
    Ok(edits)
}

/// How many cells so many bytes take: one also where there are none.
fn count(length: usize) -> u8 {
    u8::try_from(length.div_ceil(CELL).max(1)).unwrap_or(u8::MAX)
}
