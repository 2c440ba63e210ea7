//! What the deploy form's HTML says, as the server renders it.

use super::*;
use crate::{Extras, Refusal};
use domain::{Digest, GraphFormat, Revision, RowRevision, Timestamp, WorkflowId};

fn workflow(problems: u32) -> Workflow {
    let at = Timestamp::from_millis(0);
    Workflow {
        id: WorkflowId::from_bytes([1; 16]),
        name: "<b>Flow</b>".parse().unwrap(),
        revision: Revision::new(3),
        digest: Digest::of(b"{}"),
        format: GraphFormat::Api,
        nodes: 2,
        problems,
        created_at: at,
        changed_at: at,
        row: RowRevision::FIRST,
    }
}

fn html(workflow: Workflow, problems: Vec<Problem>, refusal: Option<Refusal>) -> String {
    Owner::new().with(|| {
        provide_context(Around::start(Extras { refusal, ..Extras::default() }));
        let on_done = Callback::new(|_| ());
        let html =
            view! { <DeployForm workflow problems=Signal::stored(problems) on_done>"Cancel"</DeployForm> }.to_html();
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
    let html = html(workflow(0), Vec::new(), None);
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
        fields: vec![pair("type", "discord"), pair("name", "a\tb"), pair("reason", "</textarea><script>")],
    };
    let html = html(workflow(0), Vec::new(), Some(refusal));
    check(&html, &["a\tb", "&lt;/textarea&gt;&lt;script&gt;", r#"aria-invalid="true""#, "there is one at character 2"]);
    assert!(!html.contains("<script>"), "what was typed is text: {html}");
    let discord = html.split("<input").find(|it| it.contains(r#"value="discord""#)).unwrap();
    assert!(discord.contains("checked"), "{discord}");
}

#[test]
fn a_graph_with_problems_cannot_be_deployed_and_says_where() {
    let problem = Problem {
        node: Some("7".to_owned()),
        input: Some("images".to_owned()),
        code: "dangling_link".to_owned(),
        message: "there is no node 9".to_owned(),
    };
    let html = html(workflow(1), vec![problem], None);
    check(&html, &["cannot be deployed", "1 problem", "<bdi>7</bdi>", "<bdi>images</bdi>", "there is no node 9"]);
    assert!(!html.contains("<form"), "there is nothing to send: {html}");
}
