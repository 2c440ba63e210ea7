//! A workflow for tests.

use domain::{
    Digest, GraphFormat, InputField, InputKind, Interface, Revision, RowRevision, Timestamp, Workflow, WorkflowDetail,
    WorkflowId,
};

/// The graph of [`detail`].
pub(crate) const GRAPH: &str = r#"{"1":{"class_type":"A","inputs":{}}}"#;

/// An input that a graph asks for at this node.
pub(crate) fn input(node: &str, name: &str, kind: InputKind) -> InputField {
    InputField {
        node: node.to_owned(),
        name: name.to_owned(),
        description: String::new(),
        kind,
        default: None,
        allowed: Vec::new(),
        required: false,
    }
}

/// The workflow `Flow`, whose revision 4 is saved and was neither tested nor deployed.
pub(crate) fn detail() -> WorkflowDetail {
    let at = Timestamp::from_millis(0);
    WorkflowDetail {
        workflow: Workflow {
            id: WorkflowId::from_bytes([1; 16]),
            name: "Flow".parse().unwrap(),
            revision: Revision::new(4),
            digest: Digest::of(GRAPH.as_bytes()),
            format: GraphFormat::Api,
            nodes: 1,
            problems: 0,
            created_at: at,
            changed_at: at,
            row: RowRevision::FIRST,
        },
        graph: GRAPH.to_owned(),
        problems: Vec::new(),
        deployments: Vec::new(),
        deployment_count: 0,
        interface: Interface::default(),
        hindrance: None,
        test: None,
    }
}
