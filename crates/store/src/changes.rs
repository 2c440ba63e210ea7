//! What consecutive lines have changed: the lines as they are written, and the rows that they left.

use crate::{
    census::Census,
    chunked::Chunked,
    execution_records::{ExecutionRow, OnceRecord, PartBytes, PartRecord, SecretsRecord},
    line::{self, Line},
    record,
    settings::{Setting, SettingKey},
};
use domain::{
    Address, Deployment, DeploymentId, Digest, ExecutionId, FeedEntry, Part, Position, Retired, Slug, Version,
    Workflow, WorkflowId,
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// How heavy changes may be that come home together, but for the last line: the longest undertaking weighs 53 KiB.
/// Measured: of more than 128 KiB that wait for one fsync of sled's log, a power cut may leave what sled cannot open.
pub(crate) const HEAVY: usize = 72 * 1_024;
/// What a row weighs besides its texts.
const ROW: usize = 192;

/// A row, or that it was deleted; another one than what it is about.
pub(crate) type Row<T> = Option<Arc<T>>;

/// An entry, and how it is written.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) entry: FeedEntry,
    pub(crate) bytes: Vec<u8>,
}

/// Consecutive lines and what became of them.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    /// The lines as the journal has them; empty once it has.
    lines: Vec<u8>,
    /// How many lines.
    count: u64,
    entries: Vec<Written>,
    workflows: BTreeMap<WorkflowId, Row<Workflow>>,
    deployments: BTreeMap<DeploymentId, Row<Deployment>>,
    retired: BTreeMap<DeploymentId, Row<Retired>>,
    addresses: BTreeMap<Slug, Row<Address>>,
    versions: HashMap<WorkflowId, Version>,
    executions: BTreeMap<ExecutionId, Row<ExecutionRow>>,
    parts: HashMap<(ExecutionId, Part), Row<PartRecord>>,
    once: HashMap<Digest, Option<OnceRecord>>,
    secrets: HashMap<DeploymentId, Row<SecretsRecord>>,
    settings: BTreeMap<SettingKey, Row<Setting>>,
    /// Chunks that no row names any more.
    loose: Vec<Chunked>,
    census: Census,
    weight: usize,
}

impl Changes {
    /// Adds the next line's entries, and the sums as they are now. One alone is a line of its own kind.
    pub(crate) fn push_entries(&mut self, written: Vec<Written>, census: Census) {
        line::begin_entries(&mut self.lines, written.len());
        self.count += 1;
        self.census = census;
        for it in written {
            self.lines.extend_from_slice(&it.bytes);
            self.add(it);
        }
    }

    /// Adds the next line, which is not an entry, and the sums as they are now.
    pub(crate) fn push_line(&mut self, line: &Line, census: Census) -> Result<(), crate::StoreError> {
        self.lines.extend(line.write()?);
        self.count += 1;
        self.census = census;
        Ok(())
    }

    /// Adds the changes that come right after these, and that the journal has.
    pub(crate) fn absorb(&mut self, later: Self) {
        later.workflows.into_iter().for_each(|(id, row)| self.put_workflow(id, row));
        later.deployments.into_iter().for_each(|(id, row)| self.put_deployment(id, row));
        later.retired.into_iter().for_each(|(id, row)| self.put_retired(id, row));
        later.addresses.into_iter().for_each(|(slug, row)| self.put_address(slug, row));
        later.executions.into_iter().for_each(|(id, row)| self.put_execution(id, row));
        later.parts.into_iter().for_each(|((id, part), record)| self.put_part(id, part, record));
        later.once.into_iter().for_each(|(key, record)| self.put_once(key, record));
        later.secrets.into_iter().for_each(|(of, record)| self.put_secrets(of, record));
        later.settings.into_iter().for_each(|(key, row)| self.put_setting(key, row));
        later.loose.into_iter().for_each(|chunked| self.loosen(chunked));
        self.versions.extend(later.versions);
        self.census = later.census;
        self.count += later.count;
        later.entries.into_iter().for_each(|written| self.add(written));
    }

    fn add(&mut self, written: Written) {
        // Once for the feed and once for the history.
        self.weight += 2 * written.bytes.len();
        self.entries.push(written);
    }

    /// Says what became of a workflow.
    pub(crate) fn put_workflow(&mut self, id: WorkflowId, row: Row<Workflow>) {
        let weight = ROW + row.as_ref().map_or(0, |it| it.name.as_str().len());
        if self.workflows.insert(id, row).is_none() {
            self.weight += weight;
        }
    }

    /// Says what became of a deployment.
    pub(crate) fn put_deployment(&mut self, id: DeploymentId, row: Row<Deployment>) {
        let weight = ROW + row.as_deref().map_or(0, texts);
        if self.deployments.insert(id, row).is_none() {
            self.weight += weight;
        }
    }

    /// Says what is kept of a deleted deployment.
    pub(crate) fn put_retired(&mut self, id: DeploymentId, row: Row<Retired>) {
        let weight = ROW + row.as_ref().map_or(0, |it| texts(&it.deployment));
        if self.retired.insert(id, row).is_none() {
            self.weight += weight;
        }
    }

    /// Says what became of an address.
    pub(crate) fn put_address(&mut self, slug: Slug, row: Row<Address>) {
        if self.addresses.insert(slug, row).is_none() {
            self.weight += ROW;
        }
    }

    /// Says which version a workflow's newest deployment has.
    pub(crate) fn put_version(&mut self, of: WorkflowId, version: Version) {
        self.versions.insert(of, version);
    }

    /// Says what became of an execution.
    pub(crate) fn put_execution(&mut self, id: ExecutionId, row: Row<ExecutionRow>) {
        // How it failed and a part or two more may follow.
        let weight = 3 * ROW + row.as_ref().map_or(0, |it| it.parts.len() * 8);
        if self.executions.insert(id, row).is_none() {
            self.weight += weight;
        }
    }

    /// Says what became of an execution's part.
    pub(crate) fn put_part(&mut self, of: ExecutionId, part: Part, record: Row<PartRecord>) {
        let bytes = |it: &PartRecord| match &it.bytes {
            PartBytes::Here(bytes) => bytes.len(),
            PartBytes::Chunked(_) => 0,
        };
        self.weight += ROW / 2 + record.as_deref().map_or(0, bytes);
        self.parts.insert((of, part), record);
    }

    /// Says what became of a request's key.
    pub(crate) fn put_once(&mut self, key: Digest, record: Option<OnceRecord>) {
        self.weight += ROW;
        self.once.insert(key, record);
    }

    /// Says what became of a deployment's secrets.
    pub(crate) fn put_secrets(&mut self, of: DeploymentId, record: Row<SecretsRecord>) {
        self.weight += ROW;
        self.secrets.insert(of, record);
    }

    /// Says what became of a setting.
    pub(crate) fn put_setting(&mut self, key: SettingKey, row: Row<Setting>) {
        self.weight += ROW + row.as_ref().map_or(0, |it| it.value.len());
        self.settings.insert(key, row);
    }

    /// Says that no row names these chunks any more.
    pub(crate) fn loosen(&mut self, chunked: Chunked) {
        self.weight += ROW / 4;
        self.loose.push(chunked);
    }

    /// About how many bytes they are at home.
    pub(crate) const fn weight(&self) -> usize {
        self.weight
    }

    /// The lines as they are written, where the journal does not have them yet.
    pub(crate) fn lines(&self) -> &[u8] {
        &self.lines
    }

    /// How many lines there are.
    pub(crate) const fn count(&self) -> u64 {
        self.count
    }

    /// The entries, oldest first; their positions have no gaps.
    pub(crate) fn entries(&self) -> &[Written] {
        &self.entries
    }

    /// The position of the oldest entry.
    pub(crate) fn first(&self) -> Option<Position> {
        self.entries.first().map(|it| it.entry.position)
    }

    /// The position of the newest entry.
    pub(crate) fn last(&self) -> Option<Position> {
        self.entries.last().map(|it| it.entry.position)
    }

    /// The entries after one position, up to and with another.
    pub(crate) fn between(&self, after: Position, until: Position) -> &[Written] {
        let begin = self.entries.partition_point(|it| it.entry.position <= after);
        let end = self.entries.partition_point(|it| it.entry.position <= until);
        self.entries.get(begin..end).unwrap_or_default()
    }

    /// What became of a workflow; nothing where no entry is about it.
    pub(crate) fn workflow(&self, id: WorkflowId) -> Option<&Row<Workflow>> {
        self.workflows.get(&id)
    }

    /// What became of a deployment; nothing where no entry is about it.
    pub(crate) fn deployment(&self, id: DeploymentId) -> Option<&Row<Deployment>> {
        self.deployments.get(&id)
    }

    /// What is kept of a deleted deployment; nothing where no entry is about it.
    pub(crate) fn retired(&self, id: DeploymentId) -> Option<&Row<Retired>> {
        self.retired.get(&id)
    }

    /// What became of an address; nothing where no entry is about it.
    pub(crate) fn address(&self, slug: Slug) -> Option<&Row<Address>> {
        self.addresses.get(&slug)
    }

    /// The newest version of a workflow's deployments; nothing where none was made.
    pub(crate) fn version(&self, of: WorkflowId) -> Option<Version> {
        self.versions.get(&of).copied()
    }

    pub(crate) const fn workflows(&self) -> &BTreeMap<WorkflowId, Row<Workflow>> {
        &self.workflows
    }

    pub(crate) const fn deployments(&self) -> &BTreeMap<DeploymentId, Row<Deployment>> {
        &self.deployments
    }

    pub(crate) const fn all_retired(&self) -> &BTreeMap<DeploymentId, Row<Retired>> {
        &self.retired
    }

    pub(crate) const fn addresses(&self) -> &BTreeMap<Slug, Row<Address>> {
        &self.addresses
    }

    pub(crate) const fn versions(&self) -> &HashMap<WorkflowId, Version> {
        &self.versions
    }

    /// What became of an execution; nothing where no line is about it.
    pub(crate) fn execution(&self, id: ExecutionId) -> Option<&Row<ExecutionRow>> {
        self.executions.get(&id)
    }

    /// What became of an execution's part; nothing where no line is about it.
    pub(crate) fn part(&self, of: ExecutionId, part: Part) -> Option<&Row<PartRecord>> {
        self.parts.get(&(of, part))
    }

    /// What became of a request's key; nothing where no line is about it.
    pub(crate) fn key(&self, key: Digest) -> Option<Option<OnceRecord>> {
        self.once.get(&key).copied()
    }

    /// What became of a deployment's secrets; nothing where no line is about them.
    pub(crate) fn secrets_of(&self, of: DeploymentId) -> Option<&Row<SecretsRecord>> {
        self.secrets.get(&of)
    }

    /// What became of a setting; nothing where no line is about it.
    pub(crate) fn setting(&self, key: SettingKey) -> Option<&Row<Setting>> {
        self.settings.get(&key)
    }

    pub(crate) const fn settings(&self) -> &BTreeMap<SettingKey, Row<Setting>> {
        &self.settings
    }

    pub(crate) const fn executions(&self) -> &BTreeMap<ExecutionId, Row<ExecutionRow>> {
        &self.executions
    }

    pub(crate) const fn parts(&self) -> &HashMap<(ExecutionId, Part), Row<PartRecord>> {
        &self.parts
    }

    pub(crate) const fn once(&self) -> &HashMap<Digest, Option<OnceRecord>> {
        &self.once
    }

    pub(crate) const fn secrets(&self) -> &HashMap<DeploymentId, Row<SecretsRecord>> {
        &self.secrets
    }

    pub(crate) fn loose(&self) -> &[Chunked] {
        &self.loose
    }

    /// The sums after the newest line.
    pub(crate) const fn census(&self) -> Census {
        self.census
    }
}

/// How many bytes a deployment's texts have.
fn texts(deployment: &Deployment) -> usize {
    deployment.name.as_str().len()
        + deployment.workflow.name.as_str().len()
        + deployment.reason.as_ref().map_or(0, |it| it.as_str().len())
}

impl Written {
    /// Writes an entry.
    pub(crate) fn new(entry: FeedEntry) -> Result<Self, crate::StoreError> {
        let bytes = record::write(&entry)?;
        Ok(Self { entry, bytes })
    }
}
