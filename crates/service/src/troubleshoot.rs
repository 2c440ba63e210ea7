//! Looking a deployment over: what works, what does not, and what to do about it.

use crate::{
    Service, ServiceError,
    executions::{Target, read_part},
};
use domain::{
    CallbackAttempt, CallbackState, Checkup, Deployment, DeploymentId, DeploymentStatus, EngineKind, Execution,
    ExecutionState, ExecutionStatus, Finding, HindranceKind, Part, PauseMode, Verdict,
};
use std::sync::Arc;

/// How many of the newest executions are looked at.
const LOOKED_AT: usize = 20;

impl Service {
    /// Looks a deployment over. Nothing is changed, and nothing is run.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`]; where the store cannot be read.
    pub async fn troubleshoot(&self, id: DeploymentId) -> Result<Checkup, ServiceError> {
        let deployment = self.deployment(id)?;
        let over: Vec<_> = self.runs.board.newest(Target::Deployment(id), LOOKED_AT).collect();
        let mut findings = vec![
            self.status_finding(&deployment),
            self.snapshot_finding(&deployment),
            self.engine_finding(&deployment).await?,
            executions_finding(&over),
            self.queue_finding(&deployment),
        ];
        if deployment.kind.no_door().is_none() {
            findings.push(self.callbacks_finding(&over).await?);
        }
        Ok(Checkup { deployment, findings })
    }

    fn status_finding(&self, it: &Deployment) -> Finding {
        const QUESTION: &str = "Is it running?";
        let page = format!("/deployments/{}", it.id);
        if let Some(hindrance) = &it.hindrance {
            let words = format!("No. It cannot: {}", hindrance.words.as_str());
            return Finding::new(QUESTION, Verdict::Wrong, words).advising(advice(hindrance.kind));
        }
        match (it.status, it.pause) {
            (DeploymentStatus::Running, _) => Finding::new(QUESTION, Verdict::Fine, "Yes. It takes requests."),
            (DeploymentStatus::Paused, PauseMode::Hold) => {
                let waiting = self.runs.board.count(Target::Deployment(it.id), ExecutionStatus::Queued);
                let words = format!("No. It is paused, and holds what comes in: {waiting} held.");
                Finding::new(QUESTION, Verdict::Notice, words)
                    .advising("Resume it, and what is held begins.")
                    .leading_to(page, "Its page")
            }
            (DeploymentStatus::Paused, PauseMode::Finish | PauseMode::Stop) => {
                Finding::new(QUESTION, Verdict::Notice, "No. It is paused, and refuses requests with 409.")
                    .advising("Resume it when it is to take requests.")
                    .leading_to(page, "Its page")
            }
        }
    }

    fn snapshot_finding(&self, it: &Deployment) -> Finding {
        const QUESTION: &str = "Is it what the workflow is now?";
        let catalogue = self.catalogue();
        let Some(workflow) = catalogue.workflow(it.workflow.id) else {
            let words = "The workflow was deleted. The snapshot is kept by itself and runs without it.";
            return Finding::new(QUESTION, Verdict::Notice, words);
        };
        if workflow.digest == it.digest {
            let words = format!("Yes. Its snapshot equals the saved workflow, revision {}.", workflow.revision);
            return Finding::new(QUESTION, Verdict::Fine, words);
        }
        let (runs, saved) = (it.workflow.revision, workflow.revision);
        let words = format!("No. It runs revision {runs}, as it was deployed; revision {saved} has been saved since.");
        Finding::new(QUESTION, Verdict::Notice, words)
            .advising("Redeploy it where callers are to get what has changed.")
            .leading_to(format!("/workflows/{}", workflow.id), "The workflow")
    }

    async fn engine_finding(&self, it: &Deployment) -> Result<Finding, ServiceError> {
        const QUESTION: &str = "Does its engine answer, and know all its nodes?";
        let bytes = self.graph(it.digest).await?;
        let runnable = match self.engines.examine(it.digest, &bytes).await {
            Ok(runnable) => runnable,
            Err(hindered) => {
                let mut words = format!("No. {}", hindered.hindrance.words.as_str());
                hindered.problems.iter().for_each(|it| words.extend([" ", &it.message]));
                let finding = Finding::new(QUESTION, Verdict::Wrong, words);
                return Ok(finding.advising(advice(hindered.hindrance.kind)));
            }
        };
        let silent = match self.engines.of(runnable.engine) {
            Some(engine) => engine.silent().await,
            None => Vec::new(),
        };
        let who = match runnable.engine {
            EngineKind::Builtin => "Brine itself",
            EngineKind::Comfyui => "A ComfyUI server",
        };
        Ok(match silent.as_slice() {
            [] => {
                let words = format!("Yes. {who} runs it, and knows the types of all its {} nodes.", it.nodes);
                Finding::new(QUESTION, Verdict::Fine, words)
            }
            silent => {
                Finding::new(QUESTION, Verdict::Wrong, format!("Its node types are known, but {}.", silent.join("; ")))
                    .advising(
                        "Start that server, or look whether Brine reaches it; it is used again as soon as it answers.",
                    )
            }
        })
    }

    fn queue_finding(&self, it: &Deployment) -> Finding {
        const QUESTION: &str = "Does anything wait?";
        let count = |status| self.runs.board.count(Target::Deployment(it.id), status);
        let (waiting, running) = (count(ExecutionStatus::Queued), count(ExecutionStatus::Running));
        let limit = self.runs.policy.waiting_each;
        match (waiting, running) {
            (0, 0) => Finding::new(QUESTION, Verdict::Fine, "No. Nothing waits and nothing runs."),
            (0, running) => Finding::new(QUESTION, Verdict::Fine, format!("No. {running} running, none waiting.")),
            (waiting, running) if waiting >= limit => {
                let words = format!("Yes, as many as may: {waiting} waiting, {running} running. More get 429.");
                Finding::new(QUESTION, Verdict::Wrong, words).advising(
                    "Let more run at once, or wait until some are over; --waiting-each says how many may wait.",
                )
            }
            (waiting, running) => {
                let words = format!("Yes: {waiting} waiting, {running} running; up to {limit} may wait.");
                Finding::new(QUESTION, Verdict::Notice, words)
            }
        }
    }

    async fn callbacks_finding(&self, newest: &[Arc<Execution>]) -> Result<Finding, ServiceError> {
        const QUESTION: &str = "Do its callbacks arrive?";
        let is_sent = |it: &&Arc<Execution>| it.callback.is_some_and(|callback| callback.attempts() > 0);
        let sent: Vec<_> = newest.iter().filter(is_sent).collect();
        let is_delivered = |it: &&&Arc<Execution>| matches!(it.callback, Some(CallbackState::Delivered { .. }));
        let Some(failing) = sent.iter().find(|it| !is_delivered(it)) else {
            let words = match sent.len() {
                0 => "None of the last executions had one to be sent.".to_owned(),
                count => format!("Yes. The last {count} were taken by their receivers."),
            };
            return Ok(Finding::new(QUESTION, Verdict::Fine, words));
        };
        let attempts: Vec<CallbackAttempt> = read_part(self.store.execution_part(failing.id, Part::Attempts).await?)?;
        let last = attempts.last().map(|it| [" ", &it.summary()].concat()).unwrap_or_default();
        let left = sent.iter().filter(|it| !is_delivered(it)).count();
        let words = format!("{left} of the last {} did not arrive yet.{last}", sent.len());
        Ok(Finding::new(QUESTION, Verdict::Wrong, words)
            .advising("Mend the receiver; then replay the callback on the execution's page.")
            .leading_to(format!("/executions/{}", failing.id), "The execution"))
    }
}

fn executions_finding(newest: &[Arc<Execution>]) -> Finding {
    const QUESTION: &str = "Did the last executions work?";
    let over: Vec<_> = newest.iter().filter(|it| it.state.is_over()).collect();
    let failures = over.iter().filter_map(|it| match &it.state {
        ExecutionState::Failed { why, .. } => Some((it.id, why.as_str())),
        _ => None,
    });
    let failures: Vec<_> = failures.collect();
    let (Some(newest), Some((id, why))) = (over.first(), failures.first()) else {
        return match over.len() {
            0 => Finding::new(QUESTION, Verdict::Notice, "It has not processed a request yet.")
                .advising("Send it one: its page shows the lines for curl, JavaScript and Python."),
            count => Finding::new(QUESTION, Verdict::Fine, format!("Yes. None of the last {count} failed.")),
        };
    };
    let is_newest = newest.id == *id;
    let verdict = if is_newest { Verdict::Wrong } else { Verdict::Notice };
    let words = format!(
        "{} of the last {} failed, {}: {why}",
        failures.len(),
        over.len(),
        if is_newest { "the newest among them" } else { "but not the newest. The last failure" }
    );
    Finding::new(QUESTION, verdict, words)
        .advising("The execution's page says at which node and with which inputs.")
        .leading_to(format!("/executions/{id}"), "The execution")
}

/// What to do about what keeps a deployment from running.
const fn advice(kind: HindranceKind) -> &'static str {
    match kind {
        HindranceKind::UnknownTypes => {
            "Install the nodes on a ComfyUI server that Brine is started with (--comfyui URL), or take them out of the workflow and deploy it again."
        }
        HindranceKind::InvalidGraph => "Mend the workflow and deploy it again; a snapshot never changes.",
        HindranceKind::UiFormat => {
            "Start Brine with --comfyui URL, so that the graph can be converted, or export it in API format and deploy that."
        }
        HindranceKind::EngineAway => "Start the ComfyUI server; then resume the deployment.",
        HindranceKind::NoDoor => "Nothing can be done yet: this build has no way to bring it requests.",
    }
}
