//! What a page hears of executions: how a deployment is doing, and how far a run is.
//!
//! Neither is in the feed. Frames say how things are now; whoever missed one is right again with the next.

use domain::{
    Activity, DeploymentId, Excerpt, ExecutionId, ExecutionStatus, Hour, LastEnd, RunProgress, Subject, WorkflowId,
};

/// How far one run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    /// Which.
    pub(crate) id: ExecutionId,
    /// The deployment or workflow that it runs for.
    pub(crate) of: Subject,
    /// How it is.
    pub(crate) status: ExecutionStatus,
    /// How many of its nodes are done.
    pub(crate) done: u32,
    /// How many there are.
    pub(crate) nodes: u32,
}

/// Reads `ID KIND OF STATUS DONE NODES`.
pub(super) fn run(words: &[&str]) -> Option<Run> {
    let [id, kind, of, status, done, nodes] = *words else { return None };
    let of = match kind {
        "deployment" => Subject::Deployment(of.parse().ok()?),
        _ => Subject::Workflow(of.parse::<WorkflowId>().ok()?),
    };
    let (done, nodes) = (done.parse().ok()?, nodes.parse().ok()?);
    Some(Run { id: id.parse().ok()?, of, status: status.parse().ok()?, done, nodes })
}

/// Reads `ID RUNNING QUEUED HOURS P50 P95`, then `ID STATUS AT` of the last that ended, then `ID DONE NODES NODE` of
/// the newest that runs. What is not there is empty; an hour is
/// `SUCCEEDED,FAILED,CANCELLED`.
pub(super) fn activity(words: &[&str]) -> Option<(DeploymentId, Activity)> {
    let [id, running, queued, hours, p50, p95, last, ended, at, newest, done, nodes, node] = *words else {
        return None;
    };
    let hour = |word: &str| {
        let mut counts = word.split(',').map(|count| count.parse().ok());
        let mut next = || counts.next().flatten();
        Some(Hour { succeeded: next()?, failed: next()?, cancelled: next()? })
    };
    let last = || Some(LastEnd { id: last.parse().ok()?, status: ended.parse().ok()?, at: at.parse().ok()? });
    let progress = || {
        let node = (!node.is_empty()).then(|| Excerpt::of(node));
        Some(RunProgress { id: newest.parse().ok()?, done: done.parse().ok()?, nodes: nodes.parse().ok()?, node })
    };
    let activity = Activity {
        running: running.parse().ok()?,
        queued: queued.parse().ok()?,
        hours: hours.split_ascii_whitespace().map(hour).collect::<Option<_>>()?,
        last: last(),
        p50_ms: p50.parse().ok(),
        p95_ms: p95.parse().ok(),
        progress: progress(),
    };
    Some((id.parse().ok()?, activity))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::sample_deployment::deployment;
    use domain::Timestamp;

    #[test]
    fn reads_how_a_deployment_is_doing() {
        let id = deployment(1).id.to_string();
        let run = ExecutionId::from_bytes([7; 16]);
        let of_run = run.to_string();
        let at = "2026-01-02T03:04:05Z";
        let words = [&*id, "1", "2", "0,0,0 3,1,2", "12", "", &of_run, "failed", at, &of_run, "3", "7", "Template"];
        let wanted = Activity {
            running: 1,
            queued: 2,
            hours: vec![Hour::default(), Hour { succeeded: 3, failed: 1, cancelled: 2 }],
            last: Some(LastEnd { id: run, status: ExecutionStatus::Failed, at: at.parse::<Timestamp>().unwrap() }),
            p50_ms: Some(12),
            p95_ms: None,
            progress: Some(RunProgress { id: run, done: 3, nodes: 7, node: Some(Excerpt::of("Template")) }),
        };
        assert_eq!(activity(&words), Some((deployment(1).id, wanted)));
        let nothing = [&*id, "0", "0", "", "", "", "", "", "", "", "", "", ""];
        assert_eq!(activity(&nothing), Some((deployment(1).id, Activity::default())));
    }

    #[test]
    fn reads_how_far_a_run_is() {
        let (id, of) = (ExecutionId::from_bytes([7; 16]), deployment(1).id);
        let (of_run, of_it) = (id.to_string(), of.to_string());
        let wanted = Run { id, of: Subject::Deployment(of), status: ExecutionStatus::Running, done: 1, nodes: 5 };
        assert_eq!(run(&[&of_run, "deployment", &of_it, "running", "1", "5"]), Some(wanted));
        let of_workflow = run(&[&of_run, "workflow", &of_it, "queued", "0", "0"]);
        assert!(matches!(of_workflow, Some(Run { of: Subject::Workflow(_), .. })), "{of_workflow:?}");
    }

    #[test]
    fn nonsense_is_not_read() {
        assert_eq!(run(&["7", "deployment", "7", "running", "1", "5"]), None);
        assert_eq!(run(&[]), None);
        assert_eq!(activity(&["7"; 13]), None);
        assert_eq!(activity(&[]), None);
    }
}
