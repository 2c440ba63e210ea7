//! The rules of every write: what it needs to find, and the change that it is.
//!
//! Only reads. What follows from the change is the draft's work, the rest the
//! committer's, which plans one write after the other.

mod addresses;
mod deployments;
mod executions;

pub(crate) use executions::plan_execution;

use crate::{
    Author, StoreError,
    answer::Answer,
    cells::Cells,
    draft::Draft,
    graphs::{self, Staged},
    line::Line,
    write::{DeleteWorkflow, GraphFacts, NewWorkflow, RenameWorkflow, SaveWorkflow, Write},
};
use domain::{Change, FeedEntry, Position, Revision, RowRevision, Subject, Workflow, WorkflowId};
use std::{collections::HashSet, sync::Arc};

/// How many entries the feed keeps.
pub(crate) const FEED_WINDOW: u64 = 10_000;
/// How many entries each thing's history keeps.
pub(crate) const HISTORY_WINDOW: u64 = 1_000;

/// How many steps an undertaking has at most: its line has to come home as a whole.
const MAX_STEPS: usize = 8;
/// How many of them are about deployments, which weigh most.
const MAX_DEPLOYMENT_STEPS: usize = 2;

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

/// Plans writes as the next entries: one transaction, and one line.
///
/// Each is planned over what is there before all of them, so that they have to be about different things.
///
/// # Errors
/// Where one of them cannot be made; or [`StoreError::Conflict`] where two are about the same thing.
pub(crate) fn plan<C: Cells>(draft: &Draft<'_, C>, author: &Author, writes: &[Write]) -> Result<Plan, StoreError> {
    check_length(writes)?;
    let first = draft.head().next();
    let undertaking = (writes.len() > 1).then_some(first);
    let mut subjects = HashSet::new();
    let mut entries = Vec::with_capacity(writes.len());
    for (write, place) in writes.iter().zip(0..) {
        let change = change(draft, author, write, writes)?;
        let subject = change.subject();
        // Two deployments of one workflow would be the same version.
        let of = match &change {
            Change::DeploymentCreated { deployment } => Some(Subject::Workflow(deployment.workflow.id)),
            _ => None,
        };
        if !subjects.insert(subject) || of.is_some_and(|of| !subjects.insert(of)) {
            return Err(StoreError::Conflict(subject));
        }
        let position = Position::new(first.get() + place);
        let reason = author.reason.clone().filter(|_| has_own_reason(&change));
        entries.push(FeedEntry { position, at: author.at, actor: author.actor, change, reason, undertaking });
    }
    let graph = match writes {
        [
            Write::CreateWorkflow(NewWorkflow { graph, bytes, .. })
            | Write::SaveWorkflow(SaveWorkflow { graph, bytes, .. }),
        ] => graphs::plan(draft.home(), graph.digest, bytes)?,
        _ => None,
    };
    let line = match &entries[..] {
        [entry] => Line::Entry(entry.clone()),
        _ => Line::Entries(entries.clone()),
    };
    Ok(Plan { line: (!entries.is_empty()).then_some(line), graph, answer: Answer::Entries(entries) })
}

fn check_length(writes: &[Write]) -> Result<(), StoreError> {
    let heavy = writes.iter().filter(|it| !matches!(it, Write::SetAddress(_))).count();
    if writes.len() <= MAX_STEPS && heavy <= MAX_DEPLOYMENT_STEPS {
        return Ok(());
    }
    let steps = writes.len();
    Err(StoreError::Unavailable(format!("an undertaking of {steps} steps, {heavy} about deployments, is too long")))
}

/// A deployment that is made keeps its reason itself, and one that is restored has it still.
const fn has_own_reason(change: &Change) -> bool {
    !matches!(change, Change::DeploymentCreated { .. } | Change::DeploymentRestored { .. })
}

fn change<C: Cells>(
    draft: &Draft<'_, C>,
    author: &Author,
    write: &Write,
    beside: &[Write],
) -> Result<Change, StoreError> {
    match write {
        Write::CreateWorkflow(new) => create_workflow(draft, author, new),
        Write::SaveWorkflow(save) => save_workflow(draft, author, save),
        Write::RenameWorkflow(rename) => rename_workflow(draft, author, rename),
        Write::DeleteWorkflow(delete) => delete_workflow(draft, *delete),
        Write::CreateDeployment(new) => deployments::create(draft, author, new),
        Write::SetStatus(set) => deployments::set_status(draft, set),
        Write::RenameDeployment(rename) => deployments::rename(draft, rename),
        Write::DeleteDeployment(delete) => deployments::delete(draft, *delete),
        Write::RestoreDeployment(id) => deployments::restore(draft, author.at, *id),
        Write::ForgetSnapshot(id) => deployments::forget(draft, *id),
        Write::SetAddress(set) => addresses::set(draft, *set, beside),
    }
}

fn create_workflow<C: Cells>(draft: &Draft<'_, C>, author: &Author, new: &NewWorkflow) -> Result<Change, StoreError> {
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

fn save_workflow<C: Cells>(draft: &Draft<'_, C>, author: &Author, save: &SaveWorkflow) -> Result<Change, StoreError> {
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
    author: &Author,
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

fn expected_workflow<C: Cells>(
    draft: &Draft<'_, C>,
    id: WorkflowId,
    expected: RowRevision,
) -> Result<Workflow, StoreError> {
    let subject = Subject::Workflow(id);
    let row = draft.workflow(id)?.ok_or(StoreError::NotFound(subject))?;
    if row.row == expected { Ok(Arc::unwrap_or_clone(row)) } else { Err(StoreError::Conflict(subject)) }
}

/// An id that lives or lived cannot be given again.
fn refuse_known<C: Cells>(draft: &Draft<'_, C>, subject: Subject) -> Result<(), StoreError> {
    if draft.is_known(subject)? { Err(StoreError::Conflict(subject)) } else { Ok(()) }
}
