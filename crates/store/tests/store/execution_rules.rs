//! What the contract says of executions, told once more: too simple to be wrong.

use crate::execution_samples::{at, execution_id};
use crate::samples::deployment_id;
use bytes::Bytes;
use domain::{
    CallbackState, Deployment, DeploymentId, DeploymentStatus, Digest, End, Excerpt, Execution, ExecutionId,
    ExecutionState, Lease, Part, PauseMode, RowRevision, RunOf, Timestamp,
};
use std::collections::BTreeMap;
use store::{Acceptance, CallbackSecrets, Claimed};

/// One step. Few ids and keys, so that steps meet; each takes ten seconds.
#[derive(Debug, Clone)]
pub enum Step {
    Accept { id: u64, of: u64, length: usize, key: Option<(u8, u8)>, calls_back: bool, begins: bool },
    Claim { id: u64, lease: i64 },
    Renew { id: u64, token: u32, lease: i64 },
    Finish { id: u64, token: u32, how: u8, length: usize },
    Release { id: u64, token: u32 },
    Cancel { id: u64 },
    Note { id: u64, length: usize, stale: bool },
    Remove { ids: Vec<u64> },
    Forget { limit: u32 },
    Pause { of: u64, mode: PauseMode },
    Resume { of: u64 },
    Delete { of: u64 },
    Secrets { of: u64, byte: u8 },
    Reopen,
}

#[derive(Debug, Default)]
pub struct Model {
    pub deployments: BTreeMap<DeploymentId, Deployment>,
    pub executions: BTreeMap<ExecutionId, (Execution, BTreeMap<Part, Bytes>)>,
    pub keys: BTreeMap<Digest, (ExecutionId, Digest, Timestamp)>,
    pub secrets: BTreeMap<DeploymentId, CallbackSecrets>,
}

/// An answer, or why there was none.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    Accepted(Acceptance),
    Claimed(Claimed),
    Execution(Execution),
    Count(u32),
    Done,
    NotFound,
    Conflict,
}

pub fn bytes(length: usize, second: i64) -> Bytes {
    (0..length).map(|at| (at as i64 * 7 + second).to_le_bytes()[0]).collect()
}

pub fn ends(how: u8) -> End {
    match how {
        0 => End::Succeeded,
        1 => End::Failed(Excerpt::of("why")),
        _ => End::Cancelled,
    }
}

impl Model {
    /// Does a step, as the contract has it.
    pub fn take(&mut self, step: &Step, second: i64) -> Answer {
        let now = at(second);
        match step.clone() {
            Step::Accept { .. } => self.accept(step, second),
            Step::Claim { id, lease } => self.claim(execution_id(id), now, at(second + lease)),
            Step::Renew { id, token, lease } => self.change(id, |it| match &mut it.state {
                ExecutionState::Running { lease: held, .. } if held.token == token => {
                    held.until = at(second + lease);
                    true
                }
                _ => false,
            }),
            Step::Finish { id, token, how, length } => {
                let answer = self.change(id, |it| match it.state {
                    ExecutionState::Running { since, lease, .. } if lease.token == token => {
                        it.state = match ends(how) {
                            End::Succeeded => ExecutionState::Succeeded { since, at: now },
                            End::Failed(why) => ExecutionState::Failed { since: Some(since), at: now, why },
                            End::Cancelled => ExecutionState::Cancelled { since: Some(since), at: now },
                        };
                        true
                    }
                    _ => false,
                });
                if matches!(answer, Answer::Execution(_)) {
                    let (_, parts) = self.executions.get_mut(&execution_id(id)).unwrap();
                    parts.insert(Part::Outcome, bytes(length, second));
                    parts.insert(Part::Artefact(7), bytes(length, second + 1));
                }
                answer
            }
            Step::Release { id, token } => self.change(id, |it| match it.state {
                ExecutionState::Running { since, lease, cancelling } if lease.token == token => {
                    let cancelled = ExecutionState::Cancelled { since: Some(since), at: now };
                    it.state = if cancelling { cancelled } else { ExecutionState::Queued };
                    true
                }
                _ => false,
            }),
            Step::Cancel { id } => {
                let before = self.executions.get(&execution_id(id)).map(|(it, _)| it.clone());
                let answer = self.change(id, |it| match &mut it.state {
                    ExecutionState::Queued => {
                        it.state = ExecutionState::Cancelled { since: None, at: now };
                        true
                    }
                    ExecutionState::Running { cancelling, .. } => !std::mem::replace(cancelling, true),
                    _ => false,
                });
                if answer == Answer::Conflict { Answer::Execution(before.unwrap()) } else { answer }
            }
            Step::Note { id, length, stale } => {
                let answer = self.change(id, |it| {
                    let can = !stale && it.callback.is_some() && it.state.is_over();
                    if can {
                        it.callback = Some(CallbackState::Delivered { attempts: 3, at: now });
                    }
                    can
                });
                if matches!(answer, Answer::Execution(_)) {
                    let (_, parts) = self.executions.get_mut(&execution_id(id)).unwrap();
                    parts.insert(Part::Attempts, bytes(length, second));
                }
                answer
            }
            Step::Remove { ids } => {
                let ids: Vec<_> = ids.into_iter().map(execution_id).collect();
                self.executions.retain(|id, (it, _)| !(ids.contains(id) && it.state.is_over()));
                Answer::Done
            }
            Step::Forget { limit } => {
                let expired: Vec<_> = self.keys.iter().filter(|(_, it)| it.2 < now).map(|(key, _)| *key).collect();
                Answer::Count(limit.min(expired.len() as u32))
            }
            Step::Secrets { of, byte } => {
                self.secrets.insert(deployment_id(of), secrets(byte));
                Answer::Done
            }
            Step::Pause { .. } | Step::Resume { .. } | Step::Delete { .. } | Step::Reopen => Answer::Done,
        }
    }

    fn accept(&mut self, step: &Step, second: i64) -> Answer {
        let Step::Accept { id, of, length, key, calls_back, begins } = step.clone() else { panic!("{step:?}") };
        let (id, now) = (execution_id(id), at(second));
        let Some(row) = self.deployments.get(&deployment_id(of)) else { return Answer::NotFound };
        if let Some((known, body, until)) = key.and_then(|(key, _)| self.keys.get(&Digest::of(&[key])))
            && *until >= now
        {
            let is_same = *body == Digest::of(&[key.unwrap().1]);
            return Answer::Accepted(if is_same { Acceptance::Known(*known) } else { Acceptance::KeyTaken });
        }
        if self.executions.contains_key(&id) {
            return Answer::Conflict;
        }
        let is_running = row.status == DeploymentStatus::Running;
        if !is_running && row.pause != PauseMode::Hold {
            return Answer::Accepted(Acceptance::Paused);
        }
        let lease = Lease { token: 1, until: at(second + 30) };
        let running = ExecutionState::Running { since: now, lease, cancelling: false };
        let begins = begins && is_running;
        let execution = Execution {
            id,
            of: RunOf::Deployment { id: row.id, version: row.version },
            digest: row.digest,
            engine: row.engine.unwrap(),
            state: if begins { running } else { ExecutionState::Queued },
            accepted_at: now,
            claims: begins.into(),
            callback: calls_back.then_some(CallbackState::Waiting),
            row: RowRevision::FIRST,
        };
        let parts = BTreeMap::from([(Part::Inputs, bytes(length, second))]);
        self.executions.insert(id, (execution.clone(), parts));
        if let Some((key, body)) = key {
            self.keys.insert(Digest::of(&[key]), (id, Digest::of(&[body]), at(second + 100)));
        }
        Answer::Accepted(Acceptance::Accepted(execution))
    }

    fn claim(&mut self, id: ExecutionId, now: Timestamp, until: Timestamp) -> Answer {
        let Some((execution, _)) = self.executions.get_mut(&id) else { return Answer::NotFound };
        let row = execution.of.deployment().and_then(|of| self.deployments.get(&of));
        let begins = row.is_some_and(|row| row.status == DeploymentStatus::Running || row.pause == PauseMode::Finish);
        let lease = Lease { token: execution.claims + 1, until };
        let cancelled = match execution.state {
            ExecutionState::Running { since, lease, cancelling: true } if lease.until <= now => Some(since),
            ExecutionState::Running { lease, cancelling: false, .. } if lease.until <= now && begins => None,
            ExecutionState::Queued if begins => None,
            _ => return Answer::Claimed(Claimed::NotNow),
        };
        execution.row = execution.row.next();
        Answer::Claimed(if let Some(since) = cancelled {
            execution.state = ExecutionState::Cancelled { since: Some(since), at: now };
            due(execution);
            Claimed::Cancelled(execution.clone())
        } else {
            execution.state = ExecutionState::Running { since: now, lease, cancelling: false };
            execution.claims += 1;
            Claimed::Begun(execution.clone())
        })
    }

    fn change(&mut self, id: u64, change: impl FnOnce(&mut Execution) -> bool) -> Answer {
        let Some((execution, _)) = self.executions.get_mut(&execution_id(id)) else { return Answer::NotFound };
        if !change(execution) {
            return Answer::Conflict;
        }
        execution.row = execution.row.next();
        due(execution);
        Answer::Execution(execution.clone())
    }
}

fn due(execution: &mut Execution) {
    if let (Some(CallbackState::Waiting), Some(next)) = (execution.callback, execution.state.ended_at()) {
        execution.callback = Some(CallbackState::Due { attempts: 0, next });
    }
}

pub fn secrets(byte: u8) -> CallbackSecrets {
    CallbackSecrets { current: [byte; 32], previous: None, since: at(i64::from(byte)) }
}
