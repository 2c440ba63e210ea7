//! The card's HTML, as the server renders it.

use super::*;
use crate::{components::html_lines::html_lines, state::sample_deployment::deployment};
use domain::{
    Activity, DeploymentStatus, DeploymentType, Excerpt, ExecutionId, ExecutionStatus, Hindrance, HindranceKind, Hour,
    LastEnd, PauseMode, RunProgress, Timestamp,
};

fn card(change: impl FnOnce(&mut Deployment)) -> String {
    doing(Activity::default(), change)
}

fn doing(activity: Activity, change: impl FnOnce(&mut Deployment)) -> String {
    html_lines(|| {
        let mut it = deployment(1);
        change(&mut it);
        let shown = Shown::new(it, activity);
        let (on_status, on_action) = (Callback::new(|_| ()), Callback::new(|_| ()));
        view! { <DeploymentCard shown on_status on_action/> }
    })
}

#[test]
fn a_running_deployment() {
    insta::assert_snapshot!(card(|_| ()));
}

#[test]
fn a_paused_discord_bot_with_a_hostile_name() {
    let html = card(|it| {
        it.name = "\u{202e}<script>alert(1)</script>\"".parse().unwrap();
        it.status = DeploymentStatus::Paused;
        it.kind = DeploymentType::Discord;
    });
    assert!(!html.contains("<script"), "a name is text: {html}");
    for part in [
        "<bdi>\u{202e}&lt;script",
        r#"aria-checked="false""#,
        r#"value="running""#,
        r#"aria-label="Discord bot""#,
        ">Paused</span>",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
}

#[test]
fn a_deployment_that_never_did_anything_is_quiet() {
    let html = card(|_| ());
    assert!(html.contains(r#"<div hidden class="doing">"#) && !html.contains("hour-chart"), "{html}");
    assert!(html.contains(r#" hidden class="hindrance">"#), "{html}");
}

#[test]
fn a_busy_deployment_says_what_it_did_and_does() {
    let id = ExecutionId::from_bytes([7; 16]);
    let last = LastEnd { id, status: ExecutionStatus::Failed, at: Timestamp::from_millis(1_763_933_133_000) };
    let progress = RunProgress { id, done: 3, nodes: 7, node: Some(Excerpt::of("Template")) };
    let activity = Activity {
        running: 2,
        queued: 7,
        hours: vec![Hour { succeeded: 125, failed: 3, cancelled: 2 }],
        last: Some(last),
        p50_ms: Some(12),
        p95_ms: Some(1_240),
        progress: Some(progress),
    };
    insta::assert_snapshot!(doing(activity, |it| {
        it.status = DeploymentStatus::Paused;
        it.pause = PauseMode::Hold;
    }));
}

#[test]
fn what_cannot_run_says_why() {
    let html = card(|it| {
        it.status = DeploymentStatus::Paused;
        it.hindrance =
            Some(Hindrance { kind: HindranceKind::UnknownTypes, words: Excerpt::of("no engine knows <FooNode>") });
    });
    for part in ["Cannot run: no engine knows &lt;FooNode>", "switch switch--hindered"] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
}
