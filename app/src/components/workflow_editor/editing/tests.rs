//! How the saved workflow, a refused form and the feed meet in the editor.

use super::*;
use crate::components::workflow_editor::{
    conflict::{ConflictNotice, Theirs},
    source::Source,
};
use crate::{
    Extras, Refusal,
    state::sample_workflow::{GRAPH, detail},
};

fn refused(expected: &str, graph: &str) -> Refusal {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    Refusal {
        action: stale_save::ACTION.to_owned(),
        messages: vec!["refused".to_owned()],
        fields: vec![pair("expected", expected), pair("graph", graph)],
        ..Refusal::default()
    }
}

/// Opens the page, with the refusal that the server left for it, and looks.
fn opened<T>(refusal: Option<Refusal>, look: impl FnOnce(Editing, String) -> T) -> T {
    Owner::new().with(|| {
        provide_context(Around::start(Extras { refusal, ..Extras::default() }));
        let (editing, text) = Editing::open(detail());
        look(editing, text)
    })
}

#[test]
fn opens_with_what_is_saved() {
    opened(None, |editing, text| {
        assert_eq!(text, GRAPH);
        assert!(!editing.changed.get_untracked());
        assert_eq!(untrack(|| editing.expected()), Revision::new(4));
    });
}

#[test]
fn a_stale_save_comes_back_with_both_sides_and_can_be_saved_over_the_newer_one() {
    let html = opened(Some(refused("3", "{\r\n</textarea>}")), |editing, text| {
        assert_eq!(text, "{\n</textarea>}");
        assert!(editing.changed.get_untracked(), "leaving would lose it");
        let stale = editing.stale.get_untracked().unwrap();
        view! { <ConflictNotice editing stale=stale.clone()/> <Source editing text/> <Theirs stale/> }.to_html()
    });
    let html = html.replace("<!>", "");
    for words in [
        "Keep mine (save over revision 4)",
        "Take theirs",
        r#"name="expected" value="4""#,
        "{\n&lt;/textarea&gt;}</textarea>",
        "Saved revision 4",
        &*format!("{GRAPH}</textarea>"),
        ">Workflow JSON</label>",
    ] {
        assert!(html.contains(words), "{words} is not in {html}");
    }
}

#[test]
fn a_save_refused_for_its_text_keeps_the_text_and_says_why() {
    opened(Some(refused("4", "{oops")), |editing, text| {
        assert_eq!(text, "{oops");
        assert_eq!(editing.stale.get_untracked(), None);
        assert_eq!(editing.messages.get_untracked(), ["refused"]);
    });
}

#[test]
fn white_space_around_a_graph_is_not_a_change() {
    assert!(same("{}", "\n {}\r\n"));
    assert!(!same("{}", "{ }"));
}

#[test]
fn a_newer_revision_elsewhere_is_noted_and_an_older_one_is_not() {
    opened(None, |editing, _| {
        editing.note_newer(Revision::new(3));
        assert_eq!(editing.newest.get_untracked(), Revision::new(4));
        editing.note_newer(Revision::new(6));
        assert_eq!(editing.newest.get_untracked(), Revision::new(6));
    });
}
