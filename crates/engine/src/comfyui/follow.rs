//! Follows one run on one server to its end. One task owns all there is to know of it.

use super::{
    answer::{Ending, History},
    results,
    server::{Answered, Server, ServerError},
    socket::{Said, Socket},
};
use crate::{Failure, Limits, NodeId, Outcome, RunOrder, events::Events};
use serde_json::{Map, Value as Json};
use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};
use tokio::time::{Instant, MissedTickBehavior, interval, sleep, sleep_until, timeout, timeout_at};
use tokio_util::sync::CancellationToken;

/// How often a server is asked when it says nothing by itself.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How often in a row it may fail to answer before the run is given up, and how long it may say nothing at all.
const SILENCES: u32 = 10;
const SILENCE: Duration = Duration::from_secs(60);

/// A run that a server has.
pub(super) struct Follow {
    pub(super) server: Server,
    pub(super) id: String,
    pub(super) order: RunOrder,
    pub(super) limits: Limits,
    pub(super) events: Events,
    pub(super) socket: Option<Socket>,
    pub(super) progress: Progress,
    /// When the server last said something.
    pub(super) heard_at: Instant,
}

/// How far it is, as far as the server told.
#[derive(Default)]
pub(super) struct Progress {
    started: HashSet<NodeId>,
    working: Option<NodeId>,
    shown: HashMap<NodeId, Map<String, Json>>,
    silences: u32,
    /// Whether the server said that no more nodes begin.
    is_told: bool,
}

impl Follow {
    /// Follows the run, and tells how it ended.
    pub(super) async fn run(mut self, cancel: CancellationToken) {
        self.events.started(self.order.graph.ids().cloned().collect());
        let outcome = self.outcome(&cancel).await;
        self.events.ended(outcome);
    }

    async fn outcome(&mut self, cancel: &CancellationToken) -> Outcome {
        let events = self.events.clone();
        let deadline = Instant::now() + self.limits.run_time;
        let mut looks = interval(LOOK_EVERY);
        looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                biased;
                () = cancel.cancelled() => return self.cancelled().await,
                () = events.unread() => return self.cancelled().await,
                () = sleep_until(deadline) => return self.out_of_time().await,
                said = said(&mut self.socket, &self.id) => {
                    if self.heard(said) && let Some(outcome) = self.look().await {
                        return outcome;
                    }
                },
                _ = looks.tick() => if let Some(outcome) = self.look().await { return outcome },
            }
        }
    }

    /// Takes in what the server said; gives whether it is time to look.
    fn heard(&mut self, said: Option<Said>) -> bool {
        if said.is_some() {
            self.heard_at = Instant::now();
        }
        match said {
            None => self.socket = None,
            Some(Said::Executing(node)) => self.begun(node),
            Some(Said::Executed(node, output)) => drop(self.progress.shown.insert(node, output)),
            Some(Said::Over) => self.progress.is_told = true,
            Some(Said::Other) => {}
        }
        self.progress.is_told
    }

    /// The history may know the end before all is heard that was said on the way.
    async fn hear_out(&mut self) {
        while !self.progress.is_told && self.socket.is_some() {
            match timeout(LOOK_EVERY, said(&mut self.socket, &self.id)).await {
                Ok(said) => drop(self.heard(said)),
                Err(_) => self.socket = None,
            }
        }
    }

    /// Asks what became of the run; gives its outcome where it is over.
    async fn look(&mut self) -> Option<Outcome> {
        let answered = timeout_at(self.heard_at + SILENCE, self.server.look(&self.id)).await;
        let Ok(answered) = answered else {
            return Some(self.silent(&format!("for {} s it has said nothing", SILENCE.as_secs())));
        };
        match answered {
            Ok(Answered::Queued) => {
                self.progress.silences = 0;
                self.heard_at = Instant::now();
                None
            }
            Ok(Answered::Over(history)) => Some(self.over(&history).await),
            Ok(Answered::Unknown) => Some(failed(
                "Lost",
                "the ComfyUI server does not know the run any more: it was restarted, or somebody removed the run",
            )),
            Err(error @ ServerError::NoRoute(..)) => Some(failed("Unavailable", &error.to_string())),
            Err(error) => {
                self.progress.silences += 1;
                (self.progress.silences >= SILENCES).then(|| self.silent(&error.to_string()))
            }
        }
    }

    fn silent(&self, why: &str) -> Outcome {
        let url = self.server.url();
        let words = format!("the ComfyUI server {url} has taken the run and does not answer any more: {why}");
        failed("Unavailable", &words)
    }

    async fn over(&mut self, history: &History) -> Outcome {
        match history.ending() {
            Ending::Interrupted => Outcome::Cancelled,
            Ending::Failed(failure) => Outcome::Failed(failure),
            Ending::Succeeded => {
                self.hear_out().await;
                self.finish_working();
                self.catch_up(history);
                match results::fetch(&self.server, &self.order, history, self.limits.output_bytes).await {
                    Ok(outputs) => Outcome::Succeeded(outputs),
                    Err(error @ ServerError::TooLarge(_)) => failed("SizeLimit", &error.to_string()),
                    Err(error) => failed("Unavailable", &format!("the run's outputs cannot be fetched: {error}")),
                }
            }
        }
    }

    /// Cancels the run and makes sure of it, within a time in which a server that lives answers.
    async fn cancelled(&mut self) -> Outcome {
        match timeout(SILENCE, self.let_go()).await {
            Ok(Some(history)) => self.over(&history).await,
            Ok(None) => Outcome::Cancelled,
            Err(_) => {
                tracing::error!(run.id = self.id, "Gave up cancelling a run on a ComfyUI server that says nothing");
                Outcome::Cancelled
            }
        }
    }

    /// Has the server let go of the run; gives its history where it has one.
    async fn let_go(&self) -> Option<Box<History>> {
        for _ in 0..SILENCES {
            if let Err(error) = self.server.cancel(&self.id).await {
                tracing::warn!(run.id = self.id, %error, "Could not cancel a run on a ComfyUI server yet");
            }
            match self.server.look(&self.id).await {
                Ok(Answered::Unknown) => return None,
                Ok(Answered::Over(history)) => return Some(history),
                // The node at work is finished first.
                Ok(Answered::Queued) | Err(_) => sleep(LOOK_EVERY).await,
            }
        }
        tracing::error!(run.id = self.id, "Gave up cancelling a run on a ComfyUI server");
        None
    }

    async fn out_of_time(&mut self) -> Outcome {
        match self.cancelled().await {
            Outcome::Cancelled => {
                let (seconds, url) = (self.limits.run_time.as_secs_f64(), self.server.url());
                failed("TimeLimit", &format!("the run on {url} took longer than its limit of {seconds} s"))
            }
            // It ended in the very last moment.
            ended => ended,
        }
    }

    /// One node begins, so the one before is done. Nodes that the server made up itself are not told of.
    fn begun(&mut self, node: NodeId) {
        self.finish_working();
        if self.order.graph.id(node.as_str()).is_some() && self.progress.started.insert(node.clone()) {
            self.events.node_started(node.clone());
            self.progress.working = Some(node);
        }
    }

    fn finish_working(&mut self) {
        if let Some(node) = self.progress.working.take() {
            let shown = self.progress.shown.remove(&node);
            self.events.node_finished(node, shown);
        }
    }

    /// What was shown while nobody listened.
    fn catch_up(&mut self, history: &History) {
        for (node, shown) in &history.outputs {
            if self.order.graph.id(node.as_str()).is_some() && self.progress.started.insert(node.clone()) {
                self.events.node_started(node.clone());
                self.events.node_finished(node.clone(), Some(shown.clone()));
            }
        }
    }
}

/// What the server says next; nothing, for ever, where there is no connection.
async fn said(socket: &mut Option<Socket>, id: &str) -> Option<Said> {
    match socket {
        Some(socket) => socket.next(id).await,
        None => std::future::pending().await,
    }
}

fn failed(kind: &str, message: &str) -> Outcome {
    let (exception_type, exception_message) = (kind.to_owned(), message.to_owned());
    Outcome::Failed(Failure { node_id: None, node_type: None, exception_type, exception_message })
}
