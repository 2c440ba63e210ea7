//! The rules of every write: what it needs to find, and the change that it is.
//!
//! Only reads. What follows from the change is the draft's work, the rest the
//! committer's, which plans one write after the other.

mod executions;

pub(crate) use executions::plan_execution;

use crate::{
    Author, StoreError,
    answer::Answer,
    cells::Cells,
    draft::Draft,
    graphs::{self, Staged},
    line::Line,
    write::{
        DeleteDeployment, DeleteWorkflow, GraphFacts, NewDeployment, NewWorkflow, RenameDeployment, RenameWorkflow,
        SaveWorkflow, SetStatus, Write,
    },
};
use domain::{
    Change, Deployment, DeploymentId, DeploymentStatus, FeedEntry, PauseMode, Revision, RowRevision, Subject, Version,
    Workflow, WorkflowId, WorkflowRef,
};
use std::sync::Arc;

/// How many entries the feed keeps.
pub(crate) const FEED_WINDOW: u64 = 10_000;
/// How many entries each thing's history keeps.
pub(crate) const HISTORY_WINDOW: u64 = 1_000;

/// What a write will be.
#[derive(Debug)]
pub(crate) struct Plan {
    /// What is written; none where nothing has to be.
    pub(crate) line: Option<Line>,
    /// A graph that must be kept before the line is written.
    pub(crate) graph: Option<Staged>,
    /// The answer, once that is durable.
    pub(crate) answer: Answer,
}

impl Plan {
    const fn nothing(answer: Answer) -> Self {
        Self { line: None, graph: None, answer }
    }

    const fn line(line: Line, answer: Answer) -> Self {
        Self { line: Some(line), graph: None, answer }
    }
}

/// Plans a write as the next entry.
///
/// # Errors
/// Where the write cannot be made.
pub(crate) fn plan<C: Cells>(draft: &Draft<'_, C>, author: Author, write: &Write) -> Result<Plan, StoreError> {
    let change = match write {
        Write::CreateWorkflow(new) => create_workflow(draft, author, new)?,
        Write::SaveWorkflow(save) => save_workflow(draft, author, save)?,
        Write::RenameWorkflow(rename) => rename_workflow(draft, author, rename)?,
        Write::DeleteWorkflow(delete) => delete_workflow(draft, *delete)?,
        Write::CreateDeployment(new) => create_deployment(draft, author, new)?,
        Write::SetStatus(set) => set_status(draft, set)?,
        Write::RenameDeployment(rename) => rename_deployment(draft, rename)?,
        Write::DeleteDeployment(delete) => delete_deployment(draft, *delete)?,
    };
    let graph = match write {
        Write::CreateWorkflow(NewWorkflow { graph, bytes, .. })
        | Write::SaveWorkflow(SaveWorkflow { graph, bytes, .. }) => graphs::plan(draft.home(), graph.digest, bytes)?,
        _ => None,
    };
    let entry = FeedEntry { position: draft.head().next(), at: author.at, actor: author.actor, change };
    Ok(Plan { line: Some(Line::Entry(entry.clone())), graph, answer: Answer::Entry(entry) })
}

fn create_workflow<C: Cells>(draft: &Draft<'_, C>, author: Author, new: &NewWorkflow) -> Result<Change, StoreError> {
    refuse_known(draft, Subject::Workflow(new.id))?;
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
    Ok(Change::WorkflowCreated { workflow })
}

fn save_workflow<C: Cells>(draft: &Draft<'_, C>, author: Author, save: &SaveWorkflow) -> Result<Change, StoreError> {
    let before = expected_workflow(draft, save.id, save.expected)?;
    let GraphFacts { digest, format, nodes, problems } = save.graph;
    let after = Workflow {
        name: save.name.clone(),
        revision: before.revision.next(),
        digest,
        format,
        nodes,
        problems,
        changed_at: author.at,
        row: before.row.next(),
        ..before.clone()
    };
    Ok(Change::WorkflowSaved { before, after })
}

fn rename_workflow<C: Cells>(
    draft: &Draft<'_, C>,
    author: Author,
    rename: &RenameWorkflow,
) -> Result<Change, StoreError> {
    let before = expected_workflow(draft, rename.id, rename.expected)?;
    let (name, row) = (rename.name.clone(), before.row.next());
    let after = Workflow { name, changed_at: author.at, row, ..before.clone() };
    Ok(Change::WorkflowRenamed { before, after })
}

fn delete_workflow<C: Cells>(draft: &Draft<'_, C>, delete: DeleteWorkflow) -> Result<Change, StoreError> {
    let before = expected_workflow(draft, delete.id, delete.expected)?;
    Ok(Change::WorkflowDeleted { before })
}

fn create_deployment<C: Cells>(
    draft: &Draft<'_, C>,
    author: Author,
    new: &NewDeployment,
) -> Result<Change, StoreError> {
    refuse_known(draft, Subject::Deployment(new.id))?;
    let of = Subject::Workflow(new.workflow);
    let workflow = draft.workflow(new.workflow)?.ok_or(StoreError::NotFound(of))?;
    if workflow.revision != new.expected {
        return Err(StoreError::Conflict(of));
    }
    let deployment = Deployment {
        id: new.id,
        name: new.name.clone().unwrap_or_else(|| workflow.name.clone()),
        kind: new.kind,
        version: draft.version(new.workflow)?.map_or(Version::FIRST, Version::next),
        status: if new.hindrance.is_some() { DeploymentStatus::Paused } else { DeploymentStatus::Running },
        workflow: WorkflowRef { id: workflow.id, name: workflow.name.clone(), revision: workflow.revision },
        digest: workflow.digest,
        nodes: workflow.nodes,
        reason: new.reason.clone(),
        created_at: author.at,
        status_since: author.at,
        pause: PauseMode::default(),
        hindrance: new.hindrance.clone(),
        engine: new.engine,
        untested: new.untested,
        hidden: new.hidden.clone(),
        row: RowRevision::FIRST,
    };
    Ok(Change::DeploymentCreated { deployment })
}

fn set_status<C: Cells>(draft: &Draft<'_, C>, set: &SetStatus) -> Result<Change, StoreError> {
    let now = expected_deployment(draft, set.id, set.expected)?;
    Ok(Change::DeploymentStatusSet {
        id: set.id,
        name: now.name.clone(),
        before: now.status,
        after: set.status,
        row: now.row.next(),
        pause: set.pause,
        hindrance: set.hindrance.clone(),
        engine: set.engine,
    })
}

fn rename_deployment<C: Cells>(draft: &Draft<'_, C>, rename: &RenameDeployment) -> Result<Change, StoreError> {
    let now = expected_deployment(draft, rename.id, rename.expected)?;
    let (before, row) = (now.name.clone(), now.row.next());
    Ok(Change::DeploymentRenamed { id: rename.id, before, after: rename.name.clone(), row })
}

fn delete_deployment<C: Cells>(draft: &Draft<'_, C>, delete: DeleteDeployment) -> Result<Change, StoreError> {
    let before = expected_deployment(draft, delete.id, delete.expected)?;
    Ok(Change::DeploymentDeleted { before: Arc::unwrap_or_clone(before) })
}

fn expected_workflow<C: Cells>(
    draft: &Draft<'_, C>,
    id: WorkflowId,
    expected: RowRevision,
) -> Result<Workflow, StoreError> {
    let subject = Subject::Workflow(id);
    let row = draft.workflow(id)?.ok_or(StoreError::NotFound(subject))?;
    if row.row == expected { Ok(Arc::unwrap_or_clone(row)) } else { Err(StoreError::Conflict(subject)) }
}

fn expected_deployment<C: Cells>(
    draft: &Draft<'_, C>,
    id: DeploymentId,
    expected: RowRevision,
) -> Result<Arc<Deployment>, StoreError> {
    let subject = Subject::Deployment(id);
    let row = draft.deployment(id)?.ok_or(StoreError::NotFound(subject))?;
    if row.row == expected { Ok(row) } else { Err(StoreError::Conflict(subject)) }
}

/// An id that lives or lived cannot be given again.
fn refuse_known<C: Cells>(draft: &Draft<'_, C>, subject: Subject) -> Result<(), StoreError> {
    if draft.is_known(subject)? { Err(StoreError::Conflict(subject)) } else { Ok(()) }
}
