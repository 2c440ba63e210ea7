//! What operators watch, in the words of Prometheus.

use crate::{Service, executions::Target};
use domain::{Execution, ExecutionStatus};
use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{
        counter::Counter,
        family::Family,
        gauge::Gauge,
        histogram::{Histogram, exponential_buckets},
    },
    registry::{Registry, Unit},
};
use std::{sync::Arc, time::Duration};

/// The figures of one service. Cheap to clone: the clones are one.
#[derive(Debug, Clone)]
pub(crate) struct Metrics {
    registry: Arc<Registry>,
    accepted: Counter,
    ended: Family<Outcome, Counter>,
    took: Histogram,
    queued: Gauge,
    running: Gauge,
    callbacks: Family<Attempt, Counter>,
    commits: Histogram,
    readers: Gauge,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Outcome {
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Attempt {
    result: &'static str,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("brine");
        let accepted = Counter::default();
        let ended = Family::default();
        let took = Histogram::new(exponential_buckets(0.001, 2.0, 20));
        let (queued, running, readers) = (Gauge::default(), Gauge::default(), Gauge::default());
        let callbacks = Family::default();
        let commits = Histogram::new(exponential_buckets(0.0001, 2.0, 16));
        registry.register("executions_accepted", "Executions that were accepted", accepted.clone());
        registry.register("executions_ended", "Executions that ended, by how", ended.clone());
        registry.register_with_unit(
            "execution_duration",
            "From begin to end, of those that succeeded or failed",
            Unit::Seconds,
            took.clone(),
        );
        registry.register("executions_queued", "Executions that wait", queued.clone());
        registry.register("executions_running", "Executions that run", running.clone());
        registry.register("callback_attempts", "Attempts to call back, by what became of them", callbacks.clone());
        registry.register_with_unit(
            "store_commit",
            "Writes of executions, until durable",
            Unit::Seconds,
            commits.clone(),
        );
        registry.register("event_stream_clients", "Readers of the event stream", readers.clone());
        let registry = Arc::new(registry);
        Self { registry, accepted, ended, took, queued, running, callbacks, commits, readers }
    }
}

impl Metrics {
    /// One more was accepted.
    pub(crate) fn accepted(&self) {
        self.accepted.inc();
    }

    /// One more ended.
    pub(crate) fn ended(&self, execution: &Execution) {
        let status = execution.state.status();
        self.ended.get_or_create(&Outcome { outcome: status.as_str() }).inc();
        if let (Some(since), Some(at)) = (execution.state.begun_at(), execution.state.ended_at())
            && status != ExecutionStatus::Cancelled
        {
            let millis = u64::try_from(at.as_millis() - since.as_millis()).unwrap_or_default();
            self.took.observe(Duration::from_millis(millis).as_secs_f64());
        }
    }

    /// One more attempt to call back.
    pub(crate) fn called_back(&self, delivered: bool) {
        let result = if delivered { "delivered" } else { "failed" };
        self.callbacks.get_or_create(&Attempt { result }).inc();
    }

    /// A write became durable, after so long.
    pub(crate) fn committed(&self, took: Duration) {
        self.commits.observe(took.as_secs_f64());
    }
}

/// A reader of the event stream, for as long as this lives.
#[derive(Debug)]
pub struct Reader(Gauge);

impl Drop for Reader {
    fn drop(&mut self) {
        self.0.dec();
    }
}

impl Service {
    /// Counts one more reader of the event stream.
    pub fn count_reader(&self) -> Reader {
        let readers = self.runs.metrics.readers.clone();
        readers.inc();
        Reader(readers)
    }

    /// All figures as Prometheus reads them: OpenMetrics text.
    pub fn metrics(&self) -> String {
        let metrics = &self.runs.metrics;
        let count = |status| {
            let all = self.runs.board.targets();
            all.into_iter().map(|target: Target| i64::from(self.runs.board.count(target, status))).sum()
        };
        metrics.queued.set(count(ExecutionStatus::Queued));
        metrics.running.set(count(ExecutionStatus::Running));
        let mut text = String::new();
        match encode(&mut text, &metrics.registry) {
            Ok(()) => text,
            Err(error) => {
                tracing::error!(%error, "Could not write the metrics");
                String::new()
            }
        }
    }

    /// Waits for a write, and notes how long it took.
    pub(crate) async fn timed<T>(&self, write: impl Future<Output = T>) -> T {
        let begun = tokio::time::Instant::now();
        let written = write.await;
        self.runs.metrics.committed(begun.elapsed());
        written
    }
}
