//! Executions for tests.

use domain::{
    Artefact, CallbackAttempt, CallbackState, Digest, EngineKind, Excerpt, Execution, ExecutionDetail,
    ExecutionFailure, ExecutionId, ExecutionState, Lease, NodeSpan, Output, OutputValue, Revision, RowRevision, RunOf,
    Timestamp, WorkflowId,
};

const AT: i64 = 1_763_933_133_000;

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(AT + millis)
}

fn of(state: ExecutionState, nodes: Vec<NodeSpan>) -> ExecutionDetail {
    ExecutionDetail {
        execution: Execution {
            id: ExecutionId::from_bytes([7; 16]),
            of: RunOf::Workflow { id: WorkflowId::from_bytes([9; 16]), revision: Revision::new(3) },
            digest: Digest::of(b"{}"),
            engine: EngineKind::Builtin,
            state,
            accepted_at: at(-20),
            claims: 1,
            callback: None,
            row: RowRevision::FIRST,
        },
        of_name: Some("<b>Flow</b>".parse().unwrap()),
        inputs: r#"{"name":{"value":"Ada"}}"#.to_owned(),
        outputs: Vec::new(),
        failure: None,
        nodes,
        callback_url: None,
        attempts: Vec::new(),
    }
}

fn node(node: &str, name: &str, since: i64, until: Option<i64>) -> NodeSpan {
    NodeSpan { node: node.to_owned(), name: name.to_owned(), since: at(since), until: until.map(at) }
}

/// One that took 1.2 seconds, with a text, a value, a picture and a file.
pub(crate) fn succeeded() -> ExecutionDetail {
    let file = |number, media_type: &str| {
        let digest = Digest::of(media_type.as_bytes());
        OutputValue::File(Artefact { number, media_type: media_type.to_owned(), bytes: 34_567, digest })
    };
    let values = vec![
        OutputValue::Text("Hello <Ada>".to_owned()),
        OutputValue::Json(r#"{"a":[1]}"#.to_owned()),
        file(0, "image/png"),
        file(1, "audio/mpeg"),
    ];
    let state = ExecutionState::Succeeded { since: at(0), at: at(1_200) };
    let nodes = vec![node("1", "Name", 0, Some(0)), node("2", "Template", 0, Some(1_200))];
    ExecutionDetail { outputs: vec![Output { name: "greeting".to_owned(), values }], ..of(state, nodes) }
}

/// One whose second node runs.
pub(crate) fn running() -> ExecutionDetail {
    let lease = Lease { token: 1, until: at(30_000) };
    let state = ExecutionState::Running { since: at(0), lease, cancelling: false };
    of(state, vec![node("1", "Name", 0, Some(400)), node("2", "Template", 400, None)])
}

/// One whose second node failed, and whose callback was refused once.
pub(crate) fn failed() -> ExecutionDetail {
    let state = ExecutionState::Failed { since: Some(at(0)), at: at(900), why: Excerpt::of("no such member") };
    let nodes = vec![node("1", "Name", 0, Some(400)), node("2", "Template", 400, None)];
    let mut detail = of(state, nodes);
    detail.failure = Some(ExecutionFailure {
        node: Some("2".to_owned()),
        node_type: Some("Template".to_owned()),
        kind: "template".to_owned(),
        message: "no such member <x>".to_owned(),
    });
    detail.callback_url = Some("https://example.com/back".to_owned());
    detail.execution.callback = Some(CallbackState::Due { attempts: 1, next: at(60_000) });
    let words = Excerpt::of("service unavailable");
    detail.attempts = vec![CallbackAttempt { at: at(950), took_ms: 40, status: Some(503), words }];
    detail
}
