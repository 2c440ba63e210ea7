//! The card's HTML, as the server renders it.

use super::*;
use crate::{components::html_lines::html_lines, state::sample_deployment::deployment};

fn card(change: impl FnOnce(&mut Deployment)) -> String {
    html_lines(|| {
        let mut it = deployment(1);
        change(&mut it);
        let shown = Shown::new(it);
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
