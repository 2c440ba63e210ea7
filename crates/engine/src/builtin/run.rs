//! Runs a plan. One task owns all of a run's state; nodes work elsewhere and send it what they gave.

use super::{
    blocking,
    context::RunContext,
    node::{Call, Done, NodeFailure, NodeResult, Work},
    plan::{Plan, Step, earlier_steps},
};
use crate::{Failure, Outcome, Value};
use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
};
use tokio::{
    task::JoinSet,
    time::{Instant, timeout},
};
use tokio_util::sync::CancellationToken;

/// Inputs up to this size are worked on in the run's own task: going to a thread and back costs more.
const SMALL: u64 = 64 * 1024;

/// Runs a plan to its end, and tells how it ended.
pub(super) async fn run(plan: Arc<Plan>, context: Arc<RunContext>, cancel: CancellationToken) {
    let events = context.events.clone();
    events.started(plan.steps.iter().map(|step| step.id.clone()).collect());
    let outcome = RunState::new(plan, context, &cancel).finish(&cancel).await;
    events.ended(outcome);
}

struct RunState {
    plan: Arc<Plan>,
    context: Arc<RunContext>,
    /// What each step gave, as long as somebody needs it.
    done: Vec<Option<Vec<Value>>>,
    /// How many of the steps that each step waits for are not done.
    waits_for: Vec<usize>,
    /// How many of the steps that need each step's values have not begun.
    needed_by: Vec<usize>,
    ready: VecDeque<usize>,
    working: JoinSet<(usize, NodeResult)>,
    held_bytes: u64,
    /// What the caller gets, by the place of the node in the graph's text.
    outputs: BTreeMap<usize, (String, Value)>,
    output_bytes: u64,
    /// Cancelled with the run, and when the run is over: what still computes then stops.
    stop: CancellationToken,
    deadline: Instant,
}

/// Why a run is over before its plan is.
enum Stop {
    Failed(Failure),
    Cancelled,
}

impl RunState {
    fn new(plan: Arc<Plan>, context: Arc<RunContext>, cancel: &CancellationToken) -> Self {
        let waits_for: Vec<usize> = plan.steps.iter().map(|step| step.waits_for).collect();
        Self {
            done: vec![None; plan.steps.len()],
            ready: (0..plan.steps.len()).filter(|step| waits_for[*step] == 0).collect(),
            needed_by: plan.steps.iter().map(|step| step.followers.len()).collect(),
            waits_for,
            working: JoinSet::new(),
            held_bytes: 0,
            outputs: BTreeMap::new(),
            output_bytes: 0,
            stop: cancel.child_token(),
            deadline: Instant::now() + context.limits.run_time,
            plan,
            context,
        }
    }

    async fn finish(mut self, cancel: &CancellationToken) -> Outcome {
        let outcome = match self.work(cancel).await {
            Ok(()) => Outcome::Succeeded(std::mem::take(&mut self.outputs).into_values().collect()),
            Err(Stop::Failed(failure)) => Outcome::Failed(failure),
            Err(Stop::Cancelled) => Outcome::Cancelled,
        };
        self.stop.cancel();
        outcome
    }

    async fn work(&mut self, cancel: &CancellationToken) -> Result<(), Stop> {
        let events = self.context.events.clone();
        loop {
            self.begin_ready(cancel).await?;
            if self.working.is_empty() {
                return Ok(());
            }
            tokio::select! {
                biased;
                () = cancel.cancelled() => return Err(Stop::Cancelled),
                () = events.unread() => return Err(Stop::Cancelled),
                () = tokio::time::sleep_until(self.deadline) => return Err(self.out_of_time()),
                Some(worked) = self.working.join_next() => {
                    let (step, result) = worked.map_err(|error| whole_run("InternalError", format!("a node was lost: {error}")))?;
                    self.settle(step, result)?;
                }
            }
        }
    }

    /// Begins what can begin. Small steps are done on the way, and what they make ready too.
    async fn begin_ready(&mut self, cancel: &CancellationToken) -> Result<(), Stop> {
        while self.working.len() < self.context.limits.parallel_nodes.max(1) as usize {
            let Some(step) = self.ready.pop_front() else { break };
            if cancel.is_cancelled() {
                return Err(Stop::Cancelled);
            }
            if Instant::now() >= self.deadline {
                return Err(self.out_of_time());
            }
            let call = self.call(step);
            self.context.events.node_started(call.node.clone());
            match self.plan.steps[step].node.work {
                Work::Quick(work) if call.arguments.size() <= SMALL => {
                    let result = blocking::caught(|| work(&call));
                    self.settle(step, result)?;
                    tokio::task::consume_budget().await;
                }
                work => {
                    self.working.spawn(async move { (step, elsewhere(work, call).await) });
                }
            }
        }
        Ok(())
    }

    fn call(&mut self, step: usize) -> Call {
        let arguments = self.plan.arguments(step, &self.done);
        for earlier in earlier_steps(&self.plan.steps[step]) {
            self.needed_by[earlier] -= 1;
            if self.needed_by[earlier] == 0 {
                let values = self.done[earlier].take().unwrap_or_default();
                self.held_bytes -= values.iter().map(Value::size).sum::<u64>();
            }
        }
        let node = self.plan.steps[step].id.clone();
        Call { node, arguments, context: self.context.clone(), stop: self.stop.child_token() }
    }

    /// Takes in what a step gave.
    fn settle(&mut self, step: usize, result: NodeResult) -> Result<(), Stop> {
        let done =
            result.and_then(|done| self.within_limits(step, done)).map_err(|failure| self.failed(step, failure))?;
        let Step { id, place, .. } = &self.plan.steps[step];
        let (id, place) = (id.clone(), *place);
        if let Some((Some(name), value)) = done.result.filter(|_| !self.context.hidden_outputs.contains(&id)) {
            self.output_bytes += value.size();
            self.outputs.insert(place, (name, value));
        }
        self.context.events.node_finished(id, done.shown);
        if self.needed_by[step] > 0 {
            self.held_bytes += done.outputs.iter().map(Value::size).sum::<u64>();
            self.done[step] = Some(done.outputs);
        }
        for follower in &self.plan.steps[step].followers {
            self.waits_for[*follower] -= 1;
            if self.waits_for[*follower] == 0 {
                self.ready.push_back(*follower);
            }
        }
        Ok(())
    }

    fn within_limits(&self, step: usize, mut done: Done) -> Result<Done, NodeFailure> {
        if let Some((name @ None, _)) = &mut done.result {
            name.clone_from(&self.plan.steps[step].output);
        }
        let limits = &self.context.limits;
        let sizes = || done.outputs.iter().map(Value::size);
        if sizes().any(|size| size > limits.value_bytes) {
            return Err(NodeFailure::too_large("a value", limits.value_bytes));
        }
        if self.needed_by[step] > 0 && self.held_bytes + sizes().sum::<u64>() > limits.held_bytes {
            return Err(NodeFailure::too_large("what the run holds in memory", limits.held_bytes));
        }
        let result = done.result.as_ref().filter(|(name, _)| name.is_some()).map_or(0, |(_, value)| value.size());
        if result > 0 && self.output_bytes + result > limits.output_bytes {
            return Err(NodeFailure::too_large("all outputs together", limits.output_bytes));
        }
        Ok(done)
    }

    fn failed(&self, step: usize, failure: NodeFailure) -> Stop {
        let step = &self.plan.steps[step];
        Stop::Failed(Failure {
            node_id: Some(step.id.clone()),
            node_type: Some(step.node.spec.name.clone()),
            exception_type: failure.kind,
            exception_message: failure.message,
        })
    }

    fn out_of_time(&self) -> Stop {
        let seconds = self.context.limits.run_time.as_secs_f64();
        whole_run("TimeLimit", format!("the run took longer than its limit of {seconds} s"))
    }
}

/// A failure of the run as a whole.
fn whole_run(kind: &str, exception_message: String) -> Stop {
    Stop::Failed(Failure { node_id: None, node_type: None, exception_type: kind.to_owned(), exception_message })
}

/// Does a step's work away from the run's own task, for as long as a node may take.
async fn elsewhere(work: Work, call: Call) -> NodeResult {
    let limit = call.context.limits.node_time;
    let stop = call.stop.clone().drop_guard();
    let work = async move {
        match work {
            Work::Quick(work) | Work::Heavy(work) => {
                blocking::run(call.context.threads.clone(), move || work(&call)).await
            }
            Work::Waiting(work) => work(call).await,
        }
    };
    let done = timeout(limit, work).await;
    drop(stop);
    done.unwrap_or_else(|_| {
        let message = format!("the node took longer than its limit of {} s", limit.as_secs_f64());
        Err(NodeFailure::new("TimeLimit", &message))
    })
}
