//! What the panel says, as the server renders it.

use super::*;
use crate::{
    Extras, Refusal,
    components::html_lines::{check_html, html_lines},
    state::{
        sample_execution::{failed, running, succeeded},
        sample_workflow::detail,
    },
};
use domain::{Excerpt, Hindrance, HindranceKind, WorkflowDetail};

fn html(detail: WorkflowDetail, refusal: Option<Refusal>) -> String {
    html_lines(|| {
        provide_context(Around::start(Extras { refusal, ..Extras::default() }));
        let (editing, _) = Editing::open(detail);
        view! { <TestRun editing form=NodeRef::new()/> }
    })
}

#[test]
fn an_untested_revision_can_be_tested() {
    let says = [r#"value="start_test""#, ">Test run</button>", r#"name="revision" value="4""#];
    check_html(&html(detail(), None), &says, &["See this execution", "It cannot run", ">Cancel<"]);
}

#[test]
fn a_test_that_runs_can_be_cancelled() {
    let running = WorkflowDetail { test: Some(running()), ..detail() };
    check_html(&html(running, None), &[">Cancel<", "Running Template", "See this execution"], &[]);
}

#[test]
fn what_came_of_the_last_test_is_shown_or_where_it_failed() {
    let good = WorkflowDetail { test: Some(succeeded()), ..detail() };
    check_html(&html(good, None), &["Succeeded</span>", " in 1.2 s", "Hello &lt;Ada&gt;"], &[">Cancel<"]);
    let bad = WorkflowDetail { test: Some(failed()), ..detail() };
    check_html(&html(bad, None), &["Failed</span>", "<bdi>2</bdi>", "no such member &lt;x&gt;"], &[]);
}

#[test]
fn what_is_in_the_way_is_said() {
    let words = Excerpt::of("no engine knows `KSampler`; start Brine with --comfyui");
    let hindrance = Hindrance { kind: HindranceKind::UnknownTypes, words };
    let hindered = WorkflowDetail { hindrance: Some(hindrance), ..detail() };
    let refusal =
        Refusal { action: ACTION.to_owned(), messages: vec!["`size` is too large".to_owned()], fields: Vec::new() };
    check_html(
        &html(hindered, Some(refusal)),
        &["It cannot run as it is: no engine knows", "`size` is too large"],
        &[],
    );
}
