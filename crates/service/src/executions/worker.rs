//! Runs one execution: claims it, holds its lease, and writes how it ended.
//!
//! Whoever lost the lease writes nothing: the store compares the token.

use super::{
    Kept, Target,
    kept::{self, Made},
    live::LiveRun,
    read_inputs,
    runs::Place,
};
use crate::{Service, ServiceError, engines};
use domain::{End, Excerpt, Execution, ExecutionFailure, ExecutionId, ExecutionState, Part, RunOf, Timestamp};
use engine::{ApiGraph, Engine, EngineError, Given, Outcome, Run, RunEvent, RunOrder};
use std::{collections::BTreeSet, sync::Arc, time::Duration};
use store::{ClaimExecution, Claimed, FinishExecution, StoreError};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// How long to wait before something that failed for now is tried again.
const PAUSE: Duration = Duration::from_secs(2);

/// Claims an execution whose turn it is, and runs it.
pub(super) async fn begin(service: Service, id: ExecutionId, place: Place) {
    let at = service.clock.now();
    let claim = ClaimExecution { id, at, until: service.lease_end(at) };
    match service.timed(service.store.claim_execution(claim)).await {
        Ok(Claimed::Begun(execution)) => {
            service.runs.board.note(execution.clone());
            run(service, execution, place, None).await;
        }
        Ok(Claimed::Cancelled(execution)) => service.note_end(execution, None),
        Ok(Claimed::NotNow) => not_now(&service, id, &place).await,
        Err(error) => {
            tracing::error!(execution.id = %id, %error, "Could not begin an execution; it waits");
            service.put_back(&place, id);
            tokio::time::sleep(PAUSE).await;
        }
    }
}

/// An execution that could not be claimed waits again where it still waits, and is forgotten where it does not.
async fn not_now(service: &Service, id: ExecutionId, place: &Place) {
    match service.store.execution(id).await {
        Ok(Some(row)) => {
            let status = row.state.status();
            service.runs.board.note(row.clone());
            match row.state {
                ExecutionState::Queued => service.put_back(place, id),
                ExecutionState::Running { lease, .. } => service.take_over_after(id, place.target, lease.until),
                _ => tracing::debug!(execution.id = %id, %status, "Its turn came after its end"),
            }
        }
        Ok(None) => {}
        Err(error) => tracing::error!(execution.id = %id, %error, "Could not look why an execution cannot begin"),
    }
}

/// How a run came to its end.
struct Ended {
    end: End,
    made: Made,
}

/// Runs an execution that was claimed; `given` is what its caller gave, where that was just read.
pub(super) async fn run(service: Service, execution: Execution, place: Place, given: Option<Given>) {
    let id = execution.id;
    let ExecutionState::Running { lease, .. } = execution.state else { return };
    let cancel = service.runs.canceller(id);
    let ended = tokio::select! {
        // In this order: a run that is over at once needs no timer and no ear for the rest.
        biased;
        ended = perform(&service, &execution, place.target, given, &cancel) => Some(ended),
        () = hold_lease(&service, id, lease.token, &cancel) => None,
        () = service.runs.stopping.cancelled() => {
            release(&service, id, lease.token).await;
            None
        }
    };
    // A place is for what runs: the next one need not wait until this end is durable, and its claim becomes so
    // in the same group.
    drop(place);
    if let Some(ended) = ended {
        finish(&service, &execution, lease.token, ended).await;
    }
    service.runs.forget_canceller(id);
}

/// Renews the lease as long as it is this worker's; passes on that it is to be cancelled. Returns when it is lost.
async fn hold_lease(service: &Service, id: ExecutionId, token: u32, cancel: &CancellationToken) {
    loop {
        tokio::time::sleep(service.runs.policy.lease / 3).await;
        let until = service.lease_end(service.clock.now());
        match service.store.renew_execution(id, token, until).await {
            Ok(row) => {
                if matches!(row.state, ExecutionState::Running { cancelling: true, .. }) {
                    cancel.cancel();
                }
                service.runs.board.note(row);
            }
            Err(StoreError::Conflict(_) | StoreError::NotFound(_)) => {
                tracing::warn!(execution.id = %id, "Another worker has taken an execution over; its run here is given up");
                return;
            }
            Err(error) => tracing::error!(execution.id = %id, %error, "Could not renew a lease"),
        }
    }
}

/// Gives an execution back: the server stops.
async fn release(service: &Service, id: ExecutionId, token: u32) {
    match service.store.release_execution(id, token, service.clock.now()).await {
        Ok(row) if row.state.is_over() => service.note_end(row, None),
        Ok(row) => service.runs.board.note(row),
        Err(error) => {
            tracing::warn!(execution.id = %id, %error, "Could not give an execution back; its lease runs out")
        }
    }
}

async fn finish(service: &Service, execution: &Execution, token: u32, Ended { end, made }: Ended) {
    let id = execution.id;
    let spans = service.runs.board.live_run(id).map(LiveRun::into_spans).unwrap_or_default();
    let parts = kept::write(&made.kept).and_then(|outcome| {
        let mut parts = vec![(Part::Outcome, outcome)];
        if !spans.is_empty() {
            parts.push((Part::Timeline, kept::write(&spans)?));
        }
        parts.extend(made.files);
        Ok(parts)
    });
    let at = service.clock.now();
    let written = match parts {
        Ok(parts) => {
            let finish = FinishExecution { id, token, at, end, parts };
            service.timed(service.store.finish_execution(finish)).await.map_err(ServiceError::from)
        }
        Err(error) => Err(error),
    };
    match written {
        Ok(row) => service.note_end(row, Some(Arc::new(made.kept))),
        // What counts is what the other worker writes, or this one after the next start.
        Err(error) => tracing::error!(execution.id = %id, error = ?error, "Could not write how an execution ended"),
    }
}

/// Runs an execution's graph to its end.
async fn perform(
    service: &Service,
    execution: &Execution,
    target: Target,
    given: Option<Given>,
    cancel: &CancellationToken,
) -> Ended {
    if execution.claims > service.runs.policy.claims {
        let message = format!("the server went down {} times while it ran", execution.claims - 1);
        return failed(of_the_whole("ServerDown", message));
    }
    match prepare(service, execution, given).await {
        Ok((engine, order)) => {
            let graph = Arc::clone(&order.graph);
            match start(service, &*engine, order, cancel).await {
                Ok(Some(run)) => follow(service, execution.id, target, run, &graph, cancel).await,
                Ok(None) => ended(&Outcome::Cancelled),
                Err(error) => failed(engines::not_begun(&error)),
            }
        }
        Err(error) => failed(of_the_whole("NotPrepared", error.to_string())),
    }
}

/// Everything that the engine is told.
async fn prepare(
    service: &Service,
    execution: &Execution,
    given: Option<Given>,
) -> Result<(Arc<dyn Engine>, RunOrder), ServiceError> {
    let runnable = service.runnable(execution.digest).await?;
    let engine = service.engines.of(runnable.engine).map(Arc::clone);
    let engine = engine.ok_or_else(|| ServiceError::Unavailable(format!("no {} engine is set up", runnable.engine)))?;
    let deployment = execution.of.deployment().and_then(|id| service.catalogue().deployment(id).map(Arc::clone));
    let hidden: BTreeSet<_> = deployment.iter().flat_map(|it| it.hidden.nodes()).map(engine::NodeId::from).collect();
    let given = match given {
        Some(given) => given,
        None => {
            let inputs = service.store.execution_part(execution.id, Part::Inputs).await?;
            read_inputs(&runnable, &hidden, &kept::read(inputs)?)?
        }
    };
    let hidden_outputs = hidden;
    let id = Uuid::from_bytes(*execution.id.as_bytes());
    Ok((engine, RunOrder { id, graph: Arc::clone(&runnable.graph), given, hidden_outputs }))
}

/// Begins the run, and waits for an engine that does not answer, within limits. None where it was cancelled first.
async fn start(
    service: &Service,
    engine: &dyn Engine,
    order: RunOrder,
    cancel: &CancellationToken,
) -> Result<Option<Run>, EngineError> {
    let patience = i64::try_from(service.runs.policy.engine_patience.as_millis()).unwrap_or(i64::MAX);
    let until = service.clock.now().as_millis().saturating_add(patience);
    loop {
        match engine.start(order.clone()).await {
            Err(EngineError::Unavailable(_)) if service.clock.now().as_millis() < until => {}
            other => return other.map(Some),
        }
        tokio::select! {
            () = tokio::time::sleep(PAUSE) => {}
            () = cancel.cancelled() => return Ok(None),
        }
    }
}

/// Follows a run to its end.
async fn follow(
    service: &Service,
    id: ExecutionId,
    target: Target,
    mut run: Run,
    graph: &ApiGraph,
    cancel: &CancellationToken,
) -> Ended {
    let mut is_cancelled = false;
    loop {
        let event = tokio::select! {
            event = run.next() => event,
            () = cancel.cancelled(), if !is_cancelled => {
                is_cancelled = true;
                run.cancel();
                continue;
            }
        };
        match event {
            Some(RunEvent::Ended { outcome, .. }) => return ended(&outcome),
            Some(event) => {
                let outcome = service.runs.board.live(target, id, |live| follow_all(live, event, &mut run, graph));
                if let Some(outcome) = outcome {
                    return ended(&outcome);
                }
            }
            None => return ended(&Outcome::Cancelled),
        }
    }
}

/// Follows an event and all that have happened by now. Gives the run's end, where it is among them.
fn follow_all(live: &mut LiveRun, first: RunEvent, run: &mut Run, graph: &ApiGraph) -> Option<Outcome> {
    let mut next = Some(first);
    while let Some(event) = next {
        if let RunEvent::Ended { outcome, .. } = event {
            return Some(outcome);
        }
        live.follow(&event, graph);
        next = run.next_at_once();
    }
    None
}

fn ended(outcome: &Outcome) -> Ended {
    let end = match outcome {
        Outcome::Succeeded(_) => End::Succeeded,
        Outcome::Failed(failure) => End::Failed(Excerpt::of(&failure.exception_message)),
        Outcome::Cancelled => End::Cancelled,
    };
    Ended { end, made: Made::of(outcome) }
}

/// A failure that is about the run as a whole.
fn of_the_whole(kind: &str, message: String) -> ExecutionFailure {
    ExecutionFailure { node: None, node_type: None, kind: kind.to_owned(), message }
}

fn failed(failure: ExecutionFailure) -> Ended {
    Ended { end: End::Failed(Excerpt::of(&failure.message)), made: Made::failed(failure) }
}

impl Service {
    /// Notes that an execution is over, and has its callback sent.
    pub(super) fn note_end(&self, row: Execution, kept: Option<Arc<Kept>>) {
        let (id, of, due) = (row.id, row.of, row.callback.and_then(|it| it.due()));
        // Two who cancel it at once both come here; cards and metrics count it once.
        if self.runs.board.note_with(row.clone(), kept) {
            self.runs.metrics.ended(&row);
        }
        if let Some(due) = due {
            self.call_back(id, due);
        }
        if let RunOf::Deployment { id, .. } = of {
            self.judge_trials(id);
        }
    }

    /// Until when a lease is held that is taken now.
    pub(super) fn lease_end(&self, now: Timestamp) -> Timestamp {
        after(now, self.runs.policy.lease)
    }

    /// Takes an execution over when another worker's lease is over: it waits for its turn again, or ends where its
    /// deployment runs nothing any more. A deployment that is held begins nothing, so that this cannot wait for its turn.
    pub(super) fn take_over_after(&self, id: ExecutionId, target: Target, until: Timestamp) {
        let service = self.clone();
        let wait = until.as_millis().saturating_sub(self.clock.now().as_millis());
        let wait = Duration::from_millis(u64::try_from(wait).unwrap_or_default());
        tokio::spawn(async move {
            tokio::select! {
                () = tokio::time::sleep(wait) => {
                    while let Err(error) = service.take_over(id, target).await {
                        tracing::error!(execution.id = %id, error = ?error, "Could not take an execution over");
                        tokio::time::sleep(PAUSE).await;
                    }
                }
                () = service.runs.stopping.cancelled() => {}
            }
        });
    }

    async fn take_over(&self, id: ExecutionId, target: Target) -> Result<(), ServiceError> {
        let Some(row) = self.store.execution(id).await? else { return Ok(()) };
        let row = match row.state {
            ExecutionState::Running { lease, .. } if lease.until > self.clock.now() => {
                // Its worker lives after all.
                self.runs.board.note(row);
                self.take_over_after(id, target, lease.until);
                return Ok(());
            }
            ExecutionState::Running { lease, .. } => {
                match self.store.release_execution(id, lease.token, self.clock.now()).await {
                    // Somebody else was first, and goes on with it.
                    Err(StoreError::Conflict(_) | StoreError::NotFound(_)) => return Ok(()),
                    released => released?,
                }
            }
            _ => row,
        };
        match row.state {
            ExecutionState::Queued if self.is_to_be_cancelled(target) => {
                self.runs.board.note(row);
                self.end_execution(id).await.map(|_| ())
            }
            ExecutionState::Queued => {
                self.runs.board.note(row);
                self.enqueue(target, id);
                Ok(())
            }
            _ => {
                if self.runs.board.row(id).is_some_and(|it| !it.state.is_over()) {
                    self.note_end(row, None);
                }
                Ok(())
            }
        }
    }
}

/// A moment so much later.
pub(crate) fn after(moment: Timestamp, time: Duration) -> Timestamp {
    let millis = i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
    Timestamp::from_millis(moment.as_millis().saturating_add(millis))
}
