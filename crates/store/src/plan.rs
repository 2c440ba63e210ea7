//! The rules of every write: what it needs to find, and which edits it makes.
//!
//! Pure but for reading: given the cells and a write, a plan. Applying it is
//! the committer's work, which plans and applies one write after the other.

use crate::{
    Author, StoreError,
    cells::{Cells, Edit, Order},
    census::{self, Census},
    graphs::{self, Staged},
    keys::{self, Table},
    record, rows,
    write::{
        DeleteDeployment, DeleteWorkflow, GraphFacts, NewDeployment, NewWorkflow, RenameDeployment, RenameWorkflow,
        SaveWorkflow, SetStatus, Write,
    },
};
use bytes::Bytes;
use domain::{
    Change, Deployment, DeploymentStatus, Digest, FeedEntry, Position, Revision, RowRevision, Subject, Version,
    Workflow, WorkflowRef,
};
use serde::Serialize;

/// How many entries the feed keeps.
pub(crate) const FEED_WINDOW: u64 = 10_000;
/// How many entries each thing's history keeps.
pub(crate) const HISTORY_WINDOW: u64 = 1_000;

/// Edits to be made together, and the entry that tells of them.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) edits: Vec<Edit>,
    pub(crate) entry: FeedEntry,
    /// A graph whose chunks must be in place before the edits are made.
    pub(crate) staged: Option<Staged>,
}

/// Plans a write as the entry after `head`.
///
/// # Errors
/// Where the write cannot be made; then nothing was changed that anybody could see.
pub(crate) fn plan(cells: &impl Cells, head: Position, author: Author, write: &Write) -> Result<Plan, StoreError> {
    let mut edits = Edits::default();
    let (change, row) = match write {
        Write::CreateWorkflow(new) => create_workflow(cells, &mut edits, author, new)?,
        Write::SaveWorkflow(save) => save_workflow(cells, &mut edits, author, save)?,
        Write::RenameWorkflow(rename) => rename_workflow(cells, &mut edits, author, rename)?,
        Write::DeleteWorkflow(delete) => delete_workflow(cells, &mut edits, *delete)?,
        Write::CreateDeployment(new) => create_deployment(cells, &mut edits, author, new)?,
        Write::SetStatus(set) => set_status(cells, &mut edits, author, *set)?,
        Write::RenameDeployment(rename) => rename_deployment(cells, &mut edits, rename)?,
        Write::DeleteDeployment(delete) => delete_deployment(cells, &mut edits, *delete)?,
    };
    let entry = FeedEntry { position: head.next(), at: author.at, actor: author.actor, change };
    append(cells, &mut edits, &entry, row)?;
    Ok(Plan { edits: edits.made, entry, staged: edits.staged })
}

type Planned = Result<(Change, RowRevision), StoreError>;

fn create_workflow(cells: &impl Cells, edits: &mut Edits, author: Author, new: &NewWorkflow) -> Planned {
    let subject = Subject::Workflow(new.id);
    refuse_known(cells, &keys::workflow(new.id), subject)?;
    edits.keep_graph(cells, new.graph.digest, &new.bytes)?;
    let GraphFacts { digest, format, nodes, problems } = new.graph;
    let workflow = Workflow {
        id: new.id,
        name: new.name.clone(),
        revision: Revision::FIRST,
        digest,
        format,
        nodes,
        problems,
        created_at: author.at,
        changed_at: author.at,
        row: RowRevision::FIRST,
    };
    edits.put(keys::workflow(new.id), &workflow)?;
    edits.count(cells, |census| {
        census.workflows += 1;
        census.wrote();
    })?;
    Ok((Change::WorkflowCreated { workflow }, RowRevision::FIRST))
}

fn save_workflow(cells: &impl Cells, edits: &mut Edits, author: Author, save: &SaveWorkflow) -> Planned {
    let before = expected_workflow(cells, save.id, save.expected)?;
    edits.keep_graph(cells, save.graph.digest, &save.bytes)?;
    let GraphFacts { digest, format, nodes, problems } = save.graph;
    let (revision, row) = (before.revision.next(), before.row.next());
    let after = Workflow {
        name: save.name.clone(),
        revision,
        digest,
        format,
        nodes,
        problems,
        changed_at: author.at,
        row,
        ..before.clone()
    };
    edits.put(keys::workflow(save.id), &after)?;
    edits.count(cells, Census::wrote)?;
    Ok((Change::WorkflowSaved { before, after }, row))
}

fn rename_workflow(cells: &impl Cells, edits: &mut Edits, author: Author, rename: &RenameWorkflow) -> Planned {
    let before = expected_workflow(cells, rename.id, rename.expected)?;
    let row = before.row.next();
    let after = Workflow { name: rename.name.clone(), changed_at: author.at, row, ..before.clone() };
    edits.put(keys::workflow(rename.id), &after)?;
    edits.count(cells, Census::wrote)?;
    Ok((Change::WorkflowRenamed { before, after }, row))
}

fn delete_workflow(cells: &impl Cells, edits: &mut Edits, delete: DeleteWorkflow) -> Planned {
    let before = expected_workflow(cells, delete.id, delete.expected)?;
    edits.remove(keys::workflow(delete.id));
    edits.count(cells, |census| {
        census.workflows = census.workflows.saturating_sub(1);
        census.buried(before.row);
    })?;
    edits.bury(Subject::Workflow(delete.id));
    let row = before.row.next();
    Ok((Change::WorkflowDeleted { before }, row))
}

fn create_deployment(cells: &impl Cells, edits: &mut Edits, author: Author, new: &NewDeployment) -> Planned {
    refuse_known(cells, &keys::deployment(new.id), Subject::Deployment(new.id))?;
    let of = Subject::Workflow(new.workflow);
    let workflow = rows::workflow(cells, new.workflow)?.ok_or(StoreError::NotFound(of))?;
    if workflow.revision != new.expected {
        return Err(StoreError::Conflict(of));
    }
    let counter = keys::versions(new.workflow);
    let version = rows::row::<Version>(cells, Table::Versions, &counter)?.map_or(Version::FIRST, Version::next);
    let deployment = Deployment {
        id: new.id,
        name: new.name.clone().unwrap_or_else(|| workflow.name.clone()),
        kind: new.kind,
        version,
        status: DeploymentStatus::Running,
        workflow: WorkflowRef { id: workflow.id, name: workflow.name, revision: workflow.revision },
        digest: workflow.digest,
        nodes: workflow.nodes,
        reason: new.reason.clone(),
        created_at: author.at,
        status_since: author.at,
        row: RowRevision::FIRST,
    };
    edits.put(counter, &version)?;
    edits.put(keys::deployment(new.id), &deployment)?;
    edits.count(cells, |census| {
        census.deployments += 1;
        census.versions += 1;
        census.wrote();
    })?;
    Ok((Change::DeploymentCreated { deployment }, RowRevision::FIRST))
}

fn set_status(cells: &impl Cells, edits: &mut Edits, author: Author, set: SetStatus) -> Planned {
    let mut deployment = expected_deployment(cells, set.id, set.expected)?;
    let before = std::mem::replace(&mut deployment.status, set.status);
    deployment.status_since = author.at;
    deployment.row = deployment.row.next();
    edits.put(keys::deployment(set.id), &deployment)?;
    edits.count(cells, Census::wrote)?;
    let Deployment { id, name, status: after, row, .. } = deployment;
    Ok((Change::DeploymentStatusSet { id, name, before, after, row }, row))
}

fn rename_deployment(cells: &impl Cells, edits: &mut Edits, rename: &RenameDeployment) -> Planned {
    let mut deployment = expected_deployment(cells, rename.id, rename.expected)?;
    let before = std::mem::replace(&mut deployment.name, rename.name.clone());
    deployment.row = deployment.row.next();
    edits.put(keys::deployment(rename.id), &deployment)?;
    edits.count(cells, Census::wrote)?;
    let Deployment { id, name: after, row, .. } = deployment;
    Ok((Change::DeploymentRenamed { id, before, after, row }, row))
}

fn delete_deployment(cells: &impl Cells, edits: &mut Edits, delete: DeleteDeployment) -> Planned {
    let before = expected_deployment(cells, delete.id, delete.expected)?;
    edits.remove(keys::deployment(delete.id));
    edits.count(cells, |census| {
        census.deployments = census.deployments.saturating_sub(1);
        census.buried(before.row);
    })?;
    edits.bury(Subject::Deployment(delete.id));
    let row = before.row.next();
    Ok((Change::DeploymentDeleted { before }, row))
}

/// Writes the entry to the feed and to its subject's history, and drops what falls out of either.
/// `row` counts the subject's writes, each of which made one entry.
fn append(cells: &impl Cells, edits: &mut Edits, entry: &FeedEntry, row: RowRevision) -> Result<(), StoreError> {
    let subject = entry.change.subject();
    edits.put(keys::feed(entry.position), entry)?;
    edits.put(keys::history(subject, entry.position), entry)?;
    if let Some(fallen) = entry.position.get().checked_sub(FEED_WINDOW) {
        edits.remove(keys::feed(Position::new(fallen)));
    }
    if row.get() > HISTORY_WINDOW {
        let range = keys::history(subject, Position::START)..keys::history(subject, entry.position);
        edits.made.extend(cells.range(range, Order::Ascending, 1)?.into_iter().map(|(key, _)| (key, None)));
    }
    Ok(())
}

fn expected_workflow(
    cells: &impl Cells,
    id: domain::WorkflowId,
    expected: RowRevision,
) -> Result<Workflow, StoreError> {
    let subject = Subject::Workflow(id);
    let row = rows::workflow(cells, id)?.ok_or(StoreError::NotFound(subject))?;
    if row.row == expected { Ok(row) } else { Err(StoreError::Conflict(subject)) }
}

fn expected_deployment(
    cells: &impl Cells,
    id: domain::DeploymentId,
    expected: RowRevision,
) -> Result<Deployment, StoreError> {
    let subject = Subject::Deployment(id);
    let row = rows::deployment(cells, id)?.ok_or(StoreError::NotFound(subject))?;
    if row.row == expected { Ok(row) } else { Err(StoreError::Conflict(subject)) }
}

/// An id that lives or lived cannot be given again. Whatever lived has a history.
fn refuse_known(cells: &impl Cells, row: &[u8], subject: Subject) -> Result<(), StoreError> {
    let is_known = cells.get(row)?.is_some()
        || cells.get(&keys::dead(subject))?.is_some()
        || !rows::history(cells, subject, Position::new(u64::MAX), 1)?.is_empty();
    if is_known {
        return Err(StoreError::Conflict(subject));
    }
    Ok(())
}

/// Edits as they come together.
#[derive(Debug, Default)]
struct Edits {
    made: Vec<Edit>,
    staged: Option<Staged>,
}

impl Edits {
    fn put<T: Serialize>(&mut self, key: Vec<u8>, value: &T) -> Result<(), StoreError> {
        let value = record::encode(&key, value)?;
        self.made.push((key, Some(value)));
        Ok(())
    }

    fn remove(&mut self, key: Vec<u8>) {
        self.made.push((key, None));
    }

    fn bury(&mut self, subject: Subject) {
        let key = keys::dead(subject);
        let value = record::seal(&key, &[]);
        self.made.push((key, Some(value)));
    }

    fn keep_graph(&mut self, cells: &impl Cells, digest: Digest, bytes: &Bytes) -> Result<(), StoreError> {
        if let Some((staged, edit)) = graphs::plan(cells, digest, bytes)? {
            self.staged = Some(staged);
            self.made.push(edit);
        }
        Ok(())
    }

    fn count(&mut self, cells: &impl Cells, adjust: impl FnOnce(&mut Census)) -> Result<(), StoreError> {
        let mut census = census::read(cells)?;
        adjust(&mut census);
        self.put(keys::census(), &census)
    }
}
