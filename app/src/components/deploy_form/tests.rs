//! What the deploy form's HTML says, as the server renders it.

use super::*;
use crate::{
    Extras, Refusal,
    state::{
        sample_execution::{failed, running, succeeded},
        sample_workflow::detail,
    },
};
use domain::{Excerpt, ExecutionDetail, Hindrance, HindranceKind, Interface, OutputField, Problem, WorkflowDetail};

fn workflow(problems: u32) -> Workflow {
    Workflow { name: "<b>Flow</b>".parse().unwrap(), problems, ..detail().workflow }
}

fn facts(test: Option<ExecutionDetail>) -> RevisionFacts {
    let outputs = vec![OutputField { node: "8".to_owned(), name: "picture".to_owned() }];
    RevisionFacts::of(&WorkflowDetail { test, interface: Interface { inputs: Vec::new(), outputs }, ..detail() })
}

fn html(workflow: Workflow, facts: RevisionFacts, refusal: Option<Refusal>) -> String {
    Owner::new().with(|| {
        provide_context(Around::start(Extras { refusal, ..Extras::default() }));
        let on_done = Callback::new(|_| ());
        let html =
            view! { <DeployForm workflow facts=Signal::stored(Some(facts)) on_done>"Cancel"</DeployForm> }.to_html();
        // Marks between texts, for hydration.
        html.replace("<!>", "")
    })
}

#[track_caller]
fn check(html: &str, says: &[&str]) {
    for words in says {
        assert!(html.contains(words), "{words} is not in {html}");
    }
}

#[test]
fn an_untouched_form_has_the_names_that_people_look_for() {
    let html = html(workflow(0), facts(None), None);
    check(
        &html,
        &[
            r#"name="do" value="deploy""#,
            r#"name="workflow" value="01010101-0101-0101-0101-010101010101""#,
            r#"role="radiogroup""#,
            "Type</legend>",
            r#"aria-label="API""#,
            r#"aria-label="Discord bot""#,
            ">Name</label>",
            ">Reason</label>",
            r#"value="&lt;b&gt;Flow&lt;/b&gt;""#,
            "Changes made to the workflow later do not affect this deployment.",
        ],
    );
    assert!(!html.contains("<b>Flow"), "a name is text: {html}");
}

#[test]
fn a_refused_form_keeps_what_was_typed_and_says_what_is_wrong_beside_it() {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let refusal = Refusal {
        action: ACTION.to_owned(),
        messages: vec!["a name has no control characters".to_owned()],
        faults: Vec::new(),
        fields: vec![
            pair("type", "discord"),
            pair("name", "a\tb"),
            pair("reason", "</textarea><script>"),
            pair("hide:8", "true"),
        ],
    };
    let html = html(workflow(0), facts(None), Some(refusal));
    check(&html, &["a\tb", "&lt;/textarea&gt;&lt;script&gt;", r#"aria-invalid="true""#, "there is one at character 2"]);
    assert!(!html.contains("<script>"), "what was typed is text: {html}");
    let discord = html.split("<input").find(|it| it.contains(r#"value="discord""#)).unwrap();
    assert!(discord.contains("checked"), "{discord}");
    let hidden = html.split("<input").find(|it| it.contains("hide:8")).unwrap();
    assert!(hidden.contains("checked"), "{hidden}");
}

#[test]
fn a_graph_with_problems_cannot_be_deployed_and_says_where() {
    let problem = Problem {
        node: Some("7".to_owned()),
        input: Some("images".to_owned()),
        code: "dangling_link".to_owned(),
        message: "there is no node 9".to_owned(),
    };
    let html = html(workflow(1), RevisionFacts { problems: vec![problem], ..facts(None) }, None);
    check(&html, &["cannot be deployed", "1 problem", "<bdi>7</bdi>", "<bdi>images</bdi>", "there is no node 9"]);
    assert!(!html.contains("<form"), "there is nothing to send: {html}");
}

#[test]
fn a_revision_whose_last_test_succeeded_is_deployed_without_more() {
    let html = html(workflow(0), facts(Some(succeeded())), None);
    check(&html, &["The last test of revision 4 succeeded.", "See the test"]);
    assert!(!html.contains("Deploy untested"), "{html}");
}

#[test]
fn any_other_needs_somebody_to_say_so() {
    for (test, words) in [
        (None, "Revision 4 was not tested."),
        (Some(running()), "The test of revision 4 is not over."),
        (Some(failed()), "The last test of revision 4 failed."),
    ] {
        let html = html(workflow(0), facts(test), None);
        check(&html, &[words, "Deploy untested", r#"name="allow_untested" value="true""#]);
    }
}

#[test]
fn what_nothing_can_run_says_so_however_its_test_went() {
    let hindrance = Hindrance { kind: HindranceKind::EngineAway, words: Excerpt::of("ComfyUI does not answer") };
    let html = html(workflow(0), RevisionFacts { hindrance: Some(hindrance), ..facts(Some(succeeded())) }, None);
    check(&html, &["It cannot run: ComfyUI does not answer", "it is Paused", "Deploy untested"]);
}
