//! What follows from the entries of one transaction: all of it, or nothing where one does not fit.

use super::Draft;
use crate::{
    StoreError,
    cells::Cells,
    changes::{Row, Written},
    execution_records::SecretsRecord,
    keys::{self, Key, Table},
    record,
    settings::{Setting, SettingKey, SettingKind, SettingOf},
};
use domain::{
    Address, Change, Deployment, DeploymentId, FeedEntry, Retired, RowRevision, Slug, Version, Workflow, WorkflowId,
};
use std::sync::Arc;

/// A row as one entry leaves it.
enum Effect {
    Workflow(WorkflowId, Row<Workflow>),
    Deployment(DeploymentId, Row<Deployment>),
    Version(WorkflowId, Version),
    Retired(DeploymentId, Row<Retired>),
    NoSecrets(DeploymentId, Arc<SecretsRecord>),
    NoSetting(SettingKey, Arc<Setting>),
    Address(Slug, Address),
}

impl<C: Cells> Draft<'_, C> {
    /// Does what entries say that are one line.
    pub(super) fn follow_entries(&mut self, entries: Vec<FeedEntry>) -> Result<(), StoreError> {
        let mut effects = Vec::new();
        let mut head = self.head;
        for entry in &entries {
            if entry.position != head.next() {
                return Err(record::corrupt(Table::Feed, &keys::feed(entry.position)));
            }
            head = entry.position;
            self.collect(entry, &mut effects)?;
        }
        let written = entries.into_iter().map(Written::new).collect::<Result<Vec<_>, _>>()?;
        effects.into_iter().for_each(|effect| self.apply(effect));
        written.iter().for_each(|it| self.census.count(&it.entry.change));
        self.census.serial += 1;
        self.census.head = head.get();
        self.head = head;
        self.changes.push_entries(written, self.census);
        Ok(())
    }

    /// The rows as an entry leaves them. Reads, and changes nothing.
    fn collect(&self, entry: &FeedEntry, effects: &mut Vec<Effect>) -> Result<(), StoreError> {
        match &entry.change {
            Change::WorkflowCreated { workflow: it }
            | Change::WorkflowSaved { after: it, .. }
            | Change::WorkflowRenamed { after: it, .. } => {
                effects.push(Effect::Workflow(it.id, Some(Arc::new(it.clone()))));
            }
            Change::WorkflowDeleted { before } => effects.push(Effect::Workflow(before.id, None)),
            Change::DeploymentCreated { deployment: it } => {
                effects.push(Effect::Version(it.workflow.id, it.version));
                effects.push(Effect::Deployment(it.id, Some(Arc::new(it.clone()))));
            }
            Change::DeploymentStatusSet { id, .. } | Change::DeploymentRenamed { id, .. } => {
                let mut row = found(self.deployment(*id)?, Table::Deployments, &keys::deployment(*id))?;
                Arc::make_mut(&mut row).follow(entry);
                effects.push(Effect::Deployment(*id, Some(row)));
            }
            Change::DeploymentDeleted { before, kept_until } => {
                let id = before.id;
                let now = found(self.deployment(id)?, Table::Deployments, &keys::deployment(id))?;
                let retired = Retired {
                    row: now.row.next(),
                    deployment: Arc::unwrap_or_clone(now),
                    deleted_at: entry.at,
                    kept_until: *kept_until,
                    is_forgotten: false,
                };
                effects.push(Effect::Deployment(id, None));
                effects.push(Effect::Retired(id, Some(Arc::new(retired))));
            }
            Change::DeploymentRestored { deployment: it } => {
                found(self.retired(it.id)?, Table::Retired, &keys::retired(it.id))?;
                effects.push(Effect::Retired(it.id, None));
                effects.push(Effect::Deployment(it.id, Some(Arc::new(it.clone()))));
            }
            Change::SnapshotForgotten { id, row, .. } => self.collect_forgotten(*id, *row, effects)?,
            Change::AddressSet { after, .. } => effects.push(Effect::Address(after.slug, after.clone())),
        }
        Ok(())
    }

    /// With its snapshot go its settings, and what its callbacks were signed with: none of them is due any more.
    fn collect_forgotten(
        &self,
        id: DeploymentId,
        row: RowRevision,
        effects: &mut Vec<Effect>,
    ) -> Result<(), StoreError> {
        let mut retired = found(self.retired(id)?, Table::Retired, &keys::retired(id))?;
        let it = Arc::make_mut(&mut retired);
        (it.is_forgotten, it.row) = (true, row);
        effects.push(Effect::Retired(id, Some(retired)));
        effects.extend(self.secrets(id)?.map(|secrets| Effect::NoSecrets(id, secrets)));
        for kind in SettingKind::ALL {
            let key = SettingKey { of: SettingOf::Deployment(id), kind };
            effects.extend(self.setting(key)?.map(|setting| Effect::NoSetting(key, setting)));
        }
        Ok(())
    }

    fn apply(&mut self, effect: Effect) {
        match effect {
            Effect::Workflow(id, row) => self.changes.put_workflow(id, row),
            Effect::Deployment(id, row) => self.changes.put_deployment(id, row),
            Effect::Version(of, version) => self.changes.put_version(of, version),
            Effect::Retired(id, row) => self.changes.put_retired(id, row),
            Effect::NoSecrets(of, secrets) => {
                self.census.secrets = self.census.secrets.saturating_sub(secrets.row.get());
                self.changes.put_secrets(of, None);
            }
            Effect::NoSetting(key, setting) => {
                self.census.settings = self.census.settings.saturating_sub(setting.row.get());
                self.changes.put_setting(key, None);
            }
            Effect::Address(slug, row) => self.changes.put_address(slug, Some(Arc::new(row))),
        }
    }
}

/// A row that an entry is about has to be there.
fn found<T>(row: Row<T>, table: Table, key: &Key) -> Result<Arc<T>, StoreError> {
    row.ok_or_else(|| record::corrupt(table, key))
}
