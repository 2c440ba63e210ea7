//! Recognises a workflow in a text that somebody gives us.

use crate::{Graph, Unreadable, download::BRINE_FORMAT, graph::json::broken};
use serde::Deserialize;
use serde_json::value::RawValue;

/// A workflow that was recognised in a text.
#[derive(Debug)]
pub struct Import<'a> {
    /// The graph's bytes: the JSON value's text as it was sent, without surrounding white space.
    pub graph: &'a str,
    /// What the graph says.
    pub facts: Graph,
    /// What the file calls the workflow, where it says.
    pub name_hint: Option<String>,
}

/// The members of a deployment's download that an import needs.
#[derive(Deserialize)]
struct Download<'a> {
    brine_format: u32,
    #[serde(borrow)]
    graph: &'a RawValue,
    workflow: Option<NamedWorkflow>,
}

#[derive(Deserialize)]
struct NamedWorkflow {
    name: String,
}

/// Whether a text may be one of ours: only then is it read as such.
#[derive(Deserialize)]
struct Marked {
    brine_format: Option<serde_json::Value>,
}

impl<'a> Import<'a> {
    /// Recognises the API format, the UI format, and deployments downloaded from Brine.
    ///
    /// # Errors
    /// Where the text is no workflow of a known shape; says where, and what is known.
    pub fn recognise(text: &'a str) -> Result<Self, Unreadable> {
        let text = text.trim_start_matches('\u{feff}').trim_matches([' ', '\t', '\r', '\n']);
        // Serde would take a list for an object whose members come in their order.
        let ours =
            text.starts_with('{') && serde_json::from_str::<Marked>(text).is_ok_and(|it| it.brine_format.is_some());
        if !ours {
            return Ok(Self { graph: text, facts: Graph::read(text)?, name_hint: None });
        }
        let file: Download<'a> = serde_json::from_str(text).map_err(|error| Unreadable {
            message: format!("a damaged Brine download: {error}"),
            ..broken(text, &error)
        })?;
        if file.brine_format > BRINE_FORMAT {
            let message = format!(
                "a download of a newer Brine (format {}; this one reads format {BRINE_FORMAT})",
                file.brine_format
            );
            return Err(Unreadable { line: 1, column: 1, message });
        }
        let graph = file.graph.get();
        Ok(Self { graph, facts: Graph::read(graph)?, name_hint: file.workflow.map(|it| it.name) })
    }
}

/// A textarea's text with the line breaks that were typed: forms send CRLF for each.
pub fn without_form_line_breaks(text: &str) -> String {
    text.replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Deployment, DeploymentId, DeploymentStatus, DeploymentType, Digest, Revision, RowRevision, Timestamp, Version,
        WorkflowId, WorkflowRef, download::download_json,
    };
    use proptest::prelude::*;

    fn deployment(graph: &str) -> Deployment {
        let at = Timestamp::from_millis(1_763_933_133_000);
        Deployment {
            id: DeploymentId::from_bytes([1; 16]),
            name: "Live \"one\"".parse().unwrap(),
            kind: DeploymentType::Api,
            version: Version::new(3),
            status: DeploymentStatus::Running,
            workflow: WorkflowRef {
                id: WorkflowId::from_bytes([2; 16]),
                name: "Flow".parse().unwrap(),
                revision: Revision::FIRST,
            },
            digest: Digest::of(graph.as_bytes()),
            nodes: 1,
            reason: None,
            created_at: at,
            status_since: at,
            pause: crate::PauseMode::Finish,
            hindrance: None,
            engine: None,
            untested: false,
            origin: crate::Origin::Saved,
            hidden: crate::Hidden::default(),
            row: RowRevision::FIRST,
        }
    }

    #[test]
    fn takes_white_space_and_a_byte_order_mark_off() {
        let graph = r#"{"1":{"class_type":"A","inputs":{}}}"#;
        assert_eq!(Import::recognise(&format!("\u{feff} \r\n{graph}\n")).unwrap().graph, graph);
    }

    #[test]
    fn refuses_downloads_that_are_newer_or_damaged() {
        assert!(Import::recognise(r#"{"brine_format":2,"graph":{}}"#).unwrap_err().message.contains("newer"));
        assert!(Import::recognise("[1]").unwrap_err().message.contains("not a ComfyUI workflow"));
        assert!(Import::recognise(r#"{"brine_format":1}"#).unwrap_err().message.contains("damaged"));
    }

    proptest! {
        #[test]
        fn a_download_comes_back_byte_for_byte(value in "[ \\PC]{0,30}", space in "[ \n\t]{0,5}", number in "-?[1-9][0-9]{0,30}(\\.[0-9]{1,9})?") {
            let value = serde_json::to_string(&value).unwrap();
            let graph = format!("{{{space}\"1\":{{\"class_type\":\"A\",{space}\"inputs\":{{\"n\":{number},\"v\":{value}}}}}{space}}}");
            let file = download_json(&deployment(&graph), &graph);
            let import = Import::recognise(&file).unwrap();
            prop_assert_eq!(import.graph, graph);
            prop_assert_eq!(import.name_hint.as_deref(), Some("Flow"));
        }
    }
}
