//! What a deployment does, and what its pause left, in words.

use domain::{Activity, Deployment, DeploymentStatus, PauseMode};

/// `Running 3/7: Template, 2 waiting`: what runs and waits now; none where nothing does.
///
/// What waits at a paused deployment is what its pause left, and said there.
pub(crate) fn now(it: &Deployment, activity: &Activity) -> Option<String> {
    let runs = match (activity.running, &activity.progress) {
        (0, _) => String::new(),
        (1, Some(newest)) if newest.nodes > 0 => ["Running ", &step(activity)].concat(),
        (many, Some(newest)) if newest.nodes > 0 => {
            [&count(many, "running"), ", the newest ", &*step(activity)].concat()
        }
        (many, _) => count(many, "running"),
    };
    let waits = if it.status == DeploymentStatus::Paused || activity.queued == 0 {
        String::new()
    } else {
        count(activity.queued, "waiting")
    };
    let between = if runs.is_empty() || waits.is_empty() { "" } else { ", " };
    let words = [&*runs, between, &waits].concat();
    (!words.is_empty()).then_some(words)
}

/// `, 2 finishing, 7 held`: what a pause left; nothing where that is nothing, or where it is not paused.
pub(crate) fn left(it: &Deployment, activity: &Activity) -> String {
    let Activity { running, queued, .. } = *activity;
    let (ending, held, word) = match (it.status, it.pause) {
        (DeploymentStatus::Running, _) => return String::new(),
        (_, PauseMode::Finish) => (running + queued, 0, "finishing"),
        (_, PauseMode::Hold) => (running, queued, "finishing"),
        (_, PauseMode::Stop) => (running + queued, 0, "stopping"),
    };
    let part = |number, word| if number == 0 { String::new() } else { [", ", &count(number, word)].concat() };
    [part(ending, word), part(held, "held")].concat()
}

/// `3/7: Template`.
fn step(activity: &Activity) -> String {
    let Some(newest) = &activity.progress else { return String::new() };
    let (between, node) = newest.node.as_ref().map_or(("", ""), |node| (": ", node.as_str()));
    [&newest.done.to_string(), "/", &*newest.nodes.to_string(), between, node].concat()
}

fn count(number: u32, what: &str) -> String {
    [&*number.to_string(), " ", what].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::sample_deployment::deployment;
    use domain::{Excerpt, ExecutionId, RunProgress};

    fn busy(running: u32, queued: u32) -> Activity {
        let id = ExecutionId::from_bytes([7; 16]);
        let progress = RunProgress { id, done: 3, nodes: 7, node: Some(Excerpt::of("Template")) };
        Activity { running, queued, progress: (running > 0).then_some(progress), ..Activity::default() }
    }

    #[track_caller]
    fn check_now(running: u32, queued: u32, words: &str) {
        assert_eq!(now(&deployment(1), &busy(running, queued)).unwrap_or_default(), words);
    }

    #[track_caller]
    fn check_left(pause: PauseMode, running: u32, queued: u32, words: &str) {
        let it = Deployment { status: DeploymentStatus::Paused, pause, ..deployment(1) };
        assert_eq!(left(&it, &busy(running, queued)), words);
        assert!(!now(&it, &busy(running, queued)).unwrap_or_default().contains("waiting"));
    }

    #[test]
    fn says_what_runs_and_what_waits() {
        check_now(0, 0, "");
        check_now(1, 0, "Running 3/7: Template");
        check_now(1, 2, "Running 3/7: Template, 2 waiting");
        check_now(4, 9, "4 running, the newest 3/7: Template, 9 waiting");
        check_now(0, 3, "3 waiting");
        let unknown = Activity { progress: None, ..busy(1, 0) };
        assert_eq!(now(&deployment(1), &unknown).as_deref(), Some("1 running"));
    }

    #[test]
    fn says_what_each_pause_left() {
        check_left(PauseMode::Finish, 0, 0, "");
        check_left(PauseMode::Finish, 2, 7, ", 9 finishing");
        check_left(PauseMode::Hold, 2, 7, ", 2 finishing, 7 held");
        check_left(PauseMode::Hold, 0, 1, ", 1 held");
        check_left(PauseMode::Stop, 2, 0, ", 2 stopping");
        assert_eq!(left(&deployment(1), &busy(2, 7)), "");
    }
}
