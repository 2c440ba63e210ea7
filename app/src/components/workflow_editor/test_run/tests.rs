//! What the panel says, as the server renders it.

use super::*;
use crate::{
    Extras, Refusal,
    components::html_lines::{check_html, html_lines},
    state::{
        sample_execution::{failed, running, succeeded},
        sample_workflow::{detail, input},
    },
};
use domain::{Excerpt, Hindrance, HindranceKind, InputFault, InputKind, Interface, WorkflowDetail};

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
fn each_wrong_input_says_so_at_its_field_and_in_a_summary_that_has_the_focus() {
    let inputs = vec![input("3", "size", InputKind::Integer), input("4", "tone", InputKind::Text)];
    let detail = WorkflowDetail { interface: Interface { inputs, outputs: Vec::new() }, ..detail() };
    let refusal = Refusal {
        action: ACTION.to_owned(),
        messages: vec!["Input '3' must be an integer".to_owned()],
        faults: vec![InputFault { node: Some("3".to_owned()), words: "must be an integer".to_owned() }],
        fields: vec![("input:3".to_owned(), "1e3".to_owned()), ("input:4".to_owned(), "kept".to_owned())],
    };
    let html = html(detail.clone(), Some(refusal));
    let wrong = html.lines().find(|line| line.contains(r#"name="input:3""#)).unwrap();
    for part in
        [r#"aria-invalid="true""#, r#"aria-describedby="test-input-0-hint test-input-0-fault""#, r#"value="1e3""#]
    {
        assert!(wrong.contains(part), "{part} is not in {wrong}");
    }
    let right = html.lines().find(|line| line.contains(r#"name="input:4""#)).unwrap();
    assert!(!right.contains("aria-invalid") && right.contains(">kept<"), "{right}");
    let summary = html.lines().find(|line| line.contains(r#"id="test-faults""#)).unwrap();
    assert!(summary.contains("autofocus") && !summary.contains("hidden"), "{summary}");
    check_html(
        &html,
        &[r##"<a href="#test-input-0">"##, "<bdi>size</bdi> must be an integer</a>", r#"id="test-input-0-fault""#],
        &["Input '3'"],
    );
    let untouched = self::html(detail, None);
    assert!(
        untouched.lines().any(|line| line.contains(r#"id="test-faults""#) && line.contains("hidden")),
        "{untouched}"
    );
}

#[test]
fn what_is_in_the_way_is_said() {
    let words = Excerpt::of("no engine knows `KSampler`; start Brine with --comfyui");
    let hindrance = Hindrance { kind: HindranceKind::UnknownTypes, words };
    let hindered = WorkflowDetail { hindrance: Some(hindrance), ..detail() };
    let messages = vec!["`size` is too large".to_owned()];
    let refusal = Refusal { action: ACTION.to_owned(), messages, ..Refusal::default() };
    check_html(
        &html(hindered, Some(refusal)),
        &["It cannot run as it is: no engine knows", "`size` is too large"],
        &[],
    );
}
