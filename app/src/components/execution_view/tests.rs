//! What an execution's page says, as the server renders it.

use super::*;
use crate::{
    Page as _,
    components::html_lines::{check_html, html_lines},
    pages::ExecutionPage,
    state::sample_execution::{failed, running, succeeded},
};

fn html(detail: ExecutionDetail) -> String {
    html_lines(|| view! { <ExecutionView detail/> })
}

#[test]
fn one_that_runs_can_be_cancelled_and_looked_at_again() {
    let says = ["Running</span>", "Running Template", ">Cancel<", "Look again", "None yet.", ">Run again<"];
    check_html(&html(running()), &says, &["Took", "What went wrong", "Callback"]);
}

#[test]
fn one_that_failed_says_where_and_why() {
    let says =
        ["Failed</span>", "At node ", "<bdi>2</bdi>", "no such member &lt;x&gt;", "Replay callback", "Status 503"];
    check_html(&html(failed()), &says, &[">Cancel<", "Look again", "<x>"]);
}

#[test]
fn one_that_succeeded_shows_what_came_of_it() {
    insta::assert_snapshot!(html(succeeded()));
}

#[test]
fn the_title_says_of_what() {
    assert_eq!(ExecutionPage(succeeded()).title(), "Test of <b>Flow</b> · Brine");
}
