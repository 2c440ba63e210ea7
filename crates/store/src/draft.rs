//! What a group of writes will have changed once it is durable. Nobody but its writer sees it.

mod entries;

use crate::{
    StoreError,
    cells::Cells,
    census::Census,
    changes::{Changes, Row},
    execution_records::{ExecutionRow, OnceRecord, PartBytes, PartRecord, SecretsRecord},
    keys::{self, Table},
    line::{ExecutionLine, Line},
    record,
    settings::{Setting, SettingKey},
    state::State,
};
use domain::{
    Address, Deployment, DeploymentId, Digest, ExecutionId, Part, Position, Retired, RowRevision, Slug, Subject,
    Timestamp, Version, Workflow, WorkflowId,
};
use std::{cell::RefCell, collections::HashMap, sync::Arc};

/// Changes over the durable state, line by line.
#[derive(Debug)]
pub(crate) struct Draft<'a, C> {
    under: &'a State<C>,
    changes: Changes,
    head: Position,
    census: Census,
    /// The deployments that were read below: a group asks for the same ones again and again, and nobody else
    /// writes meanwhile.
    read: RefCell<HashMap<DeploymentId, Row<Deployment>>>,
}

impl<'a, C: Cells> Draft<'a, C> {
    /// Nothing yet, after the entry at `head`, with the sums as they are there.
    pub(crate) fn new(under: &'a State<C>, head: Position, census: Census) -> Self {
        Self { under, changes: Changes::default(), head, census, read: RefCell::default() }
    }

    /// The newest entry's position.
    pub(crate) const fn head(&self) -> Position {
        self.head
    }

    /// The cells where kept graphs are.
    pub(crate) const fn home(&self) -> &'a C {
        self.under.home()
    }

    pub(crate) fn workflow(&self, id: WorkflowId) -> Result<Row<Workflow>, StoreError> {
        self.changes.workflow(id).map_or_else(|| self.under.workflow(id), |row| Ok(row.clone()))
    }

    pub(crate) fn deployment(&self, id: DeploymentId) -> Result<Row<Deployment>, StoreError> {
        if let Some(row) = self.changes.deployment(id).or(self.read.borrow().get(&id)) {
            return Ok(row.clone());
        }
        let row = self.under.deployment(id)?;
        self.read.borrow_mut().insert(id, row.clone());
        Ok(row)
    }

    /// A deployment that was deleted, while something is kept of it.
    pub(crate) fn retired(&self, id: DeploymentId) -> Result<Row<Retired>, StoreError> {
        self.changes.retired(id).map_or_else(|| self.under.retired(id), |row| Ok(row.clone()))
    }

    pub(crate) fn address(&self, slug: Slug) -> Result<Row<Address>, StoreError> {
        self.changes.address(slug).map_or_else(|| self.under.address(slug), |row| Ok(row.clone()))
    }

    /// The newest version of a workflow's deployments.
    pub(crate) fn version(&self, of: WorkflowId) -> Result<Option<Version>, StoreError> {
        self.changes.version(of).map_or_else(|| self.under.version(of), |version| Ok(Some(version)))
    }

    /// Whether an id lives or lived.
    pub(crate) fn is_known(&self, subject: Subject) -> Result<bool, StoreError> {
        let is_here = match subject {
            Subject::Workflow(id) => self.changes.workflow(id).is_some(),
            Subject::Deployment(id) => self.changes.deployment(id).is_some(),
            Subject::Execution(id) => return Ok(self.execution(id)?.is_some()),
            Subject::Address(slug) => return Ok(self.address(slug)?.is_some()),
        };
        if is_here { Ok(true) } else { self.under.is_known(subject) }
    }

    pub(crate) fn execution(&self, id: ExecutionId) -> Result<Row<ExecutionRow>, StoreError> {
        self.changes.execution(id).map_or_else(|| self.under.execution(id), |row| Ok(row.clone()))
    }

    /// What is kept of a request's key, also where it is expired.
    pub(crate) fn once(&self, key: Digest) -> Result<Option<OnceRecord>, StoreError> {
        self.changes.key(key).map_or_else(|| self.under.once(key), Ok)
    }

    /// At most `limit` keys that were kept until before `now`.
    pub(crate) fn expired(&self, now: Timestamp, limit: u32) -> Result<Vec<Digest>, StoreError> {
        let mut found = self.under.maybe_expired(now, limit, self.changes.once())?;
        found.extend(
            self.changes.once().iter().filter(|(_, it)| it.is_some_and(|it| it.is_expired(now))).map(|it| *it.0),
        );
        found.truncate(limit as usize);
        Ok(found)
    }

    fn secrets(&self, of: DeploymentId) -> Result<Row<SecretsRecord>, StoreError> {
        self.changes.secrets_of(of).map_or_else(|| self.under.secrets(of), |row| Ok(row.clone()))
    }

    pub(crate) fn setting(&self, key: SettingKey) -> Result<Row<Setting>, StoreError> {
        self.changes.setting(key).map_or_else(|| self.under.setting(key), |row| Ok(row.clone()))
    }

    fn part(&self, of: ExecutionId, part: Part) -> Result<Row<PartRecord>, StoreError> {
        self.changes.part(of, part).map_or_else(|| self.under.part(of, part), |row| Ok(row.clone()))
    }

    /// Does what a line says: rows, versions, sums and indexes all follow from it, when it is written
    /// and again when it is read in the journal.
    ///
    /// # Errors
    /// Where it does not fit what is there; then nothing was changed.
    pub(crate) fn follow(&mut self, line: Line) -> Result<(), StoreError> {
        match line {
            Line::Entry(entry) => return self.follow_entries(vec![entry]),
            Line::Entries(entries) => return self.follow_entries(entries),
            Line::Swept(ref ids) => {
                for id in ids {
                    self.sweep(*id)?;
                }
            }
            Line::Execution(ref it) => self.put_execution(it)?,
            Line::Removed(id) => self.remove_execution(id)?,
            Line::Forgotten(ref keys) => {
                for key in keys {
                    self.forget(*key)?;
                }
            }
            Line::Secrets(of, ref secrets) => {
                let row = self.secrets(of)?.map_or(RowRevision::FIRST, |it| it.row.next());
                self.census.secrets += 1;
                self.changes.put_secrets(of, Some(Arc::new(SecretsRecord { row, secrets: secrets.clone() })));
            }
            Line::Setting(key, ref value) => self.put_setting(key, value.as_deref())?,
        }
        self.census.serial += 1;
        self.changes.push_line(&line, self.census)
    }

    fn put_setting(&mut self, key: SettingKey, value: Option<&[u8]>) -> Result<(), StoreError> {
        let before = self.setting(key)?.map(|it| it.row);
        let now = value.map(|value| {
            let row = before.map_or(RowRevision::FIRST, RowRevision::next);
            Arc::new(Setting { row, value: value.to_vec().into() })
        });
        self.census.settings = self.census.settings.saturating_sub(before.map_or(0, RowRevision::get));
        self.census.settings += now.as_ref().map_or(0, |it| it.row.get());
        self.changes.put_setting(key, now);
        Ok(())
    }

    fn put_execution(&mut self, line: &ExecutionLine) -> Result<(), StoreError> {
        let id = line.row.execution.id;
        let before = self.execution(id)?;
        if line.row.execution.row != before.as_ref().map_or(RowRevision::FIRST, |it| it.execution.row.next()) {
            return Err(record::corrupt(Table::Executions, &keys::execution(id)));
        }
        for (part, bytes) in &line.parts {
            if before.as_ref().is_some_and(|it| it.put_of(*part).is_some()) {
                self.loosen(id, *part)?;
            }
            let record = PartRecord { put: line.row.execution.row, bytes: bytes.clone() };
            self.changes.put_part(id, *part, Some(Arc::new(record)));
        }
        if let Some((key, record)) = line.once {
            self.census.once += u64::from(self.once(key)?.is_none());
            self.changes.put_once(key, Some(record));
        }
        self.census.executions += u64::from(before.is_none());
        self.census.execution_revisions += 1;
        self.changes.put_execution(id, Some(Arc::new(line.row.clone())));
        Ok(())
    }

    fn remove_execution(&mut self, id: ExecutionId) -> Result<(), StoreError> {
        let row = self.execution(id)?;
        let row = row.ok_or_else(|| record::corrupt(Table::Executions, &keys::execution(id)))?;
        for (part, _) in &row.parts {
            self.loosen(id, *part)?;
            self.changes.put_part(id, *part, None);
        }
        self.census.executions = self.census.executions.saturating_sub(1);
        self.census.execution_revisions = self.census.execution_revisions.saturating_sub(row.execution.row.get());
        self.changes.put_execution(id, None);
        Ok(())
    }

    /// A part's bytes are needed no more.
    fn loosen(&mut self, of: ExecutionId, part: Part) -> Result<(), StoreError> {
        if let Some(PartBytes::Chunked(chunked)) = self.part(of, part)?.map(|it| it.bytes.clone()) {
            self.changes.loosen(chunked);
        }
        Ok(())
    }

    fn forget(&mut self, key: Digest) -> Result<(), StoreError> {
        if self.once(key)?.is_some() {
            self.census.once = self.census.once.saturating_sub(1);
            self.changes.put_once(key, None);
        }
        Ok(())
    }

    /// Nothing is kept any more of a deployment that was deleted.
    fn sweep(&mut self, id: DeploymentId) -> Result<(), StoreError> {
        if self.retired(id)?.is_some() {
            self.census.retired = self.census.retired.saturating_sub(1);
            self.census.forgotten = self.census.forgotten.saturating_sub(1);
            self.changes.put_retired(id, None);
        }
        Ok(())
    }

    /// About how many bytes the changes are at home.
    pub(crate) const fn weight(&self) -> usize {
        self.changes.weight()
    }

    /// The changes.
    pub(crate) fn into_changes(self) -> Changes {
        self.changes
    }
}
