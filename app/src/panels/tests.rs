//! What the panels say, as the server writes them.

use super::*;
use crate::{components::html_lines::check_html, state::sample_deployment::deployment};
use domain::{Deployment, DeploymentStatus, Retired, RowRevision, Timestamp};
use std::sync::Arc;

fn version(number: u32, status: DeploymentStatus) -> Deployment {
    let name = "<b>Flow</b>".parse().unwrap();
    let byte = u8::try_from(number).unwrap();
    Deployment { version: domain::Version::new(number), status, name, ..deployment(byte) }
}

#[track_caller]
fn buttons(versions: Vec<Deployment>, retired: Vec<Deployment>) -> String {
    let kept_until = Some(Timestamp::from_millis(1_763_933_133_000));
    let retired = retired.into_iter().map(|deployment| {
        let deleted_at = deployment.created_at;
        Arc::new(Retired { deployment, deleted_at, kept_until, is_forgotten: false, row: RowRevision::FIRST })
    });
    let (retired, count) = (retired.collect(), u32::try_from(versions.len()).unwrap());
    let this = versions.first().unwrap().id;
    html(|| view! { <Versions this versions count retired/> })
}

#[test]
fn the_way_back_leads_to_every_version_but_the_live_one() {
    let html = buttons(
        vec![version(3, DeploymentStatus::Running), version(1, DeploymentStatus::Paused)],
        vec![version(2, DeploymentStatus::Running)],
    );
    let rows: Vec<_> = html.split("<li").skip(1).collect();
    check_html(rows[0], &["v3", "Running", "aria-current"], &["Roll back"]);
    check_html(
        rows[1],
        &["v2", "Deleted, snapshot kept until", "2025-11-23 21:25 UTC", "Roll back to this version"],
        &[],
    );
    check_html(rows[2], &["v1", "Paused", "Roll back to this version"], &["aria-current"]);
    check_html(&html, &["&lt;b&gt;Flow"], &["<b>Flow"]);
}

#[test]
fn the_newest_of_those_that_are_paused_is_resumed_not_rolled_back_to() {
    let html = buttons(vec![version(2, DeploymentStatus::Paused), version(1, DeploymentStatus::Paused)], Vec::new());
    assert_eq!(html.matches("Roll back to this version").count(), 1, "{html}");
    check_html(&buttons(vec![version(1, DeploymentStatus::Running)], Vec::new()), &[], &["Roll back", "<textarea"]);
}
