//! The rules of every write of executions: what it needs to find, the line that it is, and its answer.

use super::Plan;
use crate::{
    StoreError,
    answer::Answer,
    cells::Cells,
    draft::Draft,
    execution_records::{ExecutionRow, OnceRecord},
    execution_write::{ExecutionWrite, MAX_PARTS, Parts},
    line::{ExecutionLine, Line},
    settings::PutSetting,
    write::{Acceptance, ClaimExecution, Claimed, FinishExecution, NewExecution, NewRun, NoteCallback},
};
use domain::{
    CallbackState, Deployment, Digest, Execution, ExecutionId, ExecutionState, Lease, NoTransition, RowRevision, RunOf,
    Subject, Timestamp,
};
use std::sync::Arc;

/// Plans a write of executions. Some need none, for what they ask for is so already or is refused.
///
/// # Errors
/// Where the write cannot be made.
pub(crate) fn plan_execution<C: Cells>(
    draft: &Draft<'_, C>,
    write: &ExecutionWrite,
    parts: &Parts,
) -> Result<Plan, StoreError> {
    match write {
        ExecutionWrite::Accept(new) => accept(draft, new, parts),
        ExecutionWrite::Claim(claim) => self::claim(draft, *claim),
        ExecutionWrite::Renew { id, token, until } => change(draft, *id, parts, |it| {
            it.state = it.state.clone().renew(*token, *until)?;
            Ok(())
        }),
        ExecutionWrite::Finish(FinishExecution { id, token, at, end, .. }) => change(draft, *id, parts, |it| {
            it.state = it.state.clone().finish(*token, *at, end.clone())?;
            Ok(())
        }),
        ExecutionWrite::Release { id, token, at } => change(draft, *id, parts, |it| {
            it.state = it.state.clone().release(*token, *at)?;
            Ok(())
        }),
        ExecutionWrite::Cancel { id, at } => cancel(draft, *id, *at),
        ExecutionWrite::NoteCallback(note) => note_callback(draft, note, parts),
        ExecutionWrite::Remove(id) => remove(draft, *id),
        ExecutionWrite::Forget { now, limit } => {
            let keys = draft.expired(*now, *limit)?;
            let answer = Answer::Forgotten(u32::try_from(keys.len()).unwrap_or(u32::MAX));
            if keys.is_empty() { Ok(Plan::nothing(answer)) } else { Ok(Plan::line(Line::Forgotten(keys), answer)) }
        }
        ExecutionWrite::PutSecrets(of, secrets) => Ok(Plan::line(Line::Secrets(*of, secrets.clone()), Answer::Done)),
        ExecutionWrite::PutSetting(put) => put_setting(draft, put),
    }
}

fn put_setting<C: Cells>(draft: &Draft<'_, C>, put: &PutSetting) -> Result<Plan, StoreError> {
    let now = draft.setting(put.key)?;
    if now.as_ref().map(|it| it.row) != put.expected {
        return Err(StoreError::Conflict(put.key.of.subject()));
    }
    if now.is_none() && put.value.is_none() {
        return Ok(Plan::nothing(Answer::Setting(None)));
    }
    let value = put.value.as_ref().map(|it| it.to_vec());
    let row = now.map_or(RowRevision::FIRST, |it| it.row.next());
    let answer = Answer::Setting(value.is_some().then_some(row));
    Ok(Plan::line(Line::Setting(put.key, value), answer))
}

fn accept<C: Cells>(draft: &Draft<'_, C>, new: &NewExecution, parts: &Parts) -> Result<Plan, StoreError> {
    // Of a deployment that is gone no request is known any more; an address remembers what it was asked.
    let mut deployment = if new.through.is_none() { called(draft, new.of)? } else { None };
    if let Some(once) = new.once
        && let Some(kept) = draft.once(once.key)?.filter(|it| !it.is_expired(new.at))
    {
        let known = if kept.body == once.body { Acceptance::Known(kept.execution) } else { Acceptance::KeyTaken };
        return Ok(Plan::nothing(Answer::Accepted(known)));
    }
    if draft.is_known(Subject::Execution(new.id))? {
        return Err(StoreError::Conflict(Subject::Execution(new.id)));
    }
    if let Some(through) = new.through {
        if draft.address(through.slug)?.is_none_or(|it| it.row != through.row) {
            return Ok(Plan::nothing(Answer::Accepted(Acceptance::Moved)));
        }
        deployment = called(draft, new.of)?;
    }
    let Some(mut execution) = queued(new, deployment.as_deref()) else {
        return Ok(Plan::nothing(Answer::Accepted(Acceptance::Paused)));
    };
    if !new.has_room {
        return Ok(Plan::nothing(Answer::Accepted(Acceptance::Full)));
    }
    if let Some(until) = new.begin_until
        && deployment.as_ref().is_none_or(|it| it.begins())
    {
        begin(&mut execution, new.at, until).map_err(|_| StoreError::Conflict(Subject::Execution(new.id)))?;
    }
    let once = new.once.map(|it| (it.key, OnceRecord { execution: new.id, body: it.body, until: it.until }));
    let line = written(None, execution.clone(), parts, once)?;
    Ok(Plan::line(line, Answer::Accepted(Acceptance::Accepted(execution))))
}

/// The deployment that is to run it; none where it is a test.
fn called<C: Cells>(draft: &Draft<'_, C>, of: NewRun) -> Result<Option<Arc<Deployment>>, StoreError> {
    match of {
        NewRun::Deployment(id) => draft.deployment(id)?.ok_or(StoreError::NotFound(Subject::Deployment(id))).map(Some),
        NewRun::Workflow { .. } => Ok(None),
    }
}

/// The execution as it waits; none where its deployment accepts nothing, or has nothing that could run it.
fn queued(new: &NewExecution, deployment: Option<&Deployment>) -> Option<Execution> {
    let (of, digest, engine) = match (new.of, deployment) {
        (NewRun::Workflow { id, revision, digest, engine }, _) => (RunOf::Workflow { id, revision }, digest, engine),
        (NewRun::Deployment(id), Some(it)) if it.accepts() => {
            (RunOf::Deployment { id, version: it.version }, it.digest, it.engine?)
        }
        (NewRun::Deployment(_), _) => return None,
    };
    Some(Execution {
        id: new.id,
        of,
        digest,
        engine,
        state: ExecutionState::Queued,
        accepted_at: new.at,
        claims: 0,
        callback: new.calls_back.then_some(CallbackState::Waiting),
        row: RowRevision::FIRST,
    })
}

fn begin(execution: &mut Execution, at: Timestamp, until: Timestamp) -> Result<(), NoTransition> {
    let lease = Lease { token: execution.claims.saturating_add(1), until };
    execution.state = execution.state.clone().claim(at, lease)?;
    if matches!(execution.state, ExecutionState::Running { .. }) {
        execution.claims = lease.token;
    }
    Ok(())
}

fn claim<C: Cells>(draft: &Draft<'_, C>, claim: ClaimExecution) -> Result<Plan, StoreError> {
    let before = found(draft, claim.id)?;
    let mut execution = before.execution.clone();
    if begin(&mut execution, claim.at, claim.until).is_err() {
        return Ok(Plan::nothing(Answer::Claimed(Claimed::NotNow)));
    }
    let is_begun = !execution.state.is_over();
    let begins = match execution.of.deployment() {
        Some(id) => draft.deployment(id)?.is_some_and(|it| it.begins()),
        None => true,
    };
    if is_begun && !begins {
        return Ok(Plan::nothing(Answer::Claimed(Claimed::NotNow)));
    }
    next(&mut execution);
    let line = written(Some(&before), execution.clone(), &Parts::default(), None)?;
    let answer = if is_begun { Claimed::Begun(execution) } else { Claimed::Cancelled(execution) };
    Ok(Plan::line(line, Answer::Claimed(answer)))
}

fn cancel<C: Cells>(draft: &Draft<'_, C>, id: ExecutionId, at: Timestamp) -> Result<Plan, StoreError> {
    let before = found(draft, id)?;
    match before.execution.state.clone().cancel(at) {
        Ok(state) if state != before.execution.state => change(draft, id, &Parts::default(), |it| {
            it.state = state;
            Ok(())
        }),
        _ => Ok(Plan::nothing(Answer::Execution(before.execution.clone()))),
    }
}

fn note_callback<C: Cells>(draft: &Draft<'_, C>, note: &NoteCallback, parts: &Parts) -> Result<Plan, StoreError> {
    let before = found(draft, note.id)?;
    let can = before.execution.row == note.expected
        && before.execution.callback.is_some()
        && before.execution.state.is_over();
    if !can {
        return Err(StoreError::Conflict(Subject::Execution(note.id)));
    }
    let mut execution = before.execution.clone();
    execution.callback = Some(note.state);
    execution.row = execution.row.next();
    let line = written(Some(&before), execution.clone(), parts, None)?;
    Ok(Plan::line(line, Answer::Execution(execution)))
}

fn remove<C: Cells>(draft: &Draft<'_, C>, id: ExecutionId) -> Result<Plan, StoreError> {
    match draft.execution(id)? {
        Some(row) if row.execution.state.is_over() => Ok(Plan::line(Line::Removed(id), Answer::Done)),
        _ => Ok(Plan::nothing(Answer::Done)),
    }
}

/// Another state of an execution that is there; one that does not exist is a conflict.
fn change<C: Cells>(
    draft: &Draft<'_, C>,
    id: ExecutionId,
    parts: &Parts,
    change: impl FnOnce(&mut Execution) -> Result<(), NoTransition>,
) -> Result<Plan, StoreError> {
    let before = found(draft, id)?;
    let mut execution = before.execution.clone();
    change(&mut execution).map_err(|_| StoreError::Conflict(Subject::Execution(id)))?;
    next(&mut execution);
    let line = written(Some(&before), execution.clone(), parts, None)?;
    Ok(Plan::line(line, Answer::Execution(execution)))
}

/// The row's next revision. What is over has to be told.
fn next(execution: &mut Execution) {
    execution.row = execution.row.next();
    if let (Some(CallbackState::Waiting), Some(at)) = (execution.callback, execution.state.ended_at()) {
        execution.callback = Some(CallbackState::Due { attempts: 0, next: at });
    }
}

fn found<C: Cells>(draft: &Draft<'_, C>, id: ExecutionId) -> Result<Arc<ExecutionRow>, StoreError> {
    draft.execution(id)?.ok_or(StoreError::NotFound(Subject::Execution(id)))
}

/// The line of an execution as it is now, with the parts that were put.
fn written(
    before: Option<&ExecutionRow>,
    execution: Execution,
    put: &Parts,
    once: Option<(Digest, OnceRecord)>,
) -> Result<Line, StoreError> {
    let mut parts = before.map(|it| it.parts.clone()).unwrap_or_default();
    parts.retain(|(part, _)| put.0.iter().all(|(it, _)| it != part));
    parts.extend(put.0.iter().map(|(part, _)| (*part, execution.row)));
    if parts.len() > MAX_PARTS {
        let why = format!("an execution has at most {MAX_PARTS} parts, not {}", parts.len());
        return Err(StoreError::Unavailable(why));
    }
    Ok(Line::Execution(ExecutionLine { row: ExecutionRow { execution, parts }, parts: put.0.clone(), once }))
}
