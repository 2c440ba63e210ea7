//! A web form: what a deployment's public page is headed with, and how it asks for inputs and names outputs.

use crate::{Hidden, InputField, Interface, OutputField};
use serde::{Deserialize, Serialize};

/// A form as its deployment has it. It names nodes of the snapshot: what it says of others is passed over.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WebForm {
    /// What the page is headed with.
    pub heading: String,
    /// What stands below the heading; line breaks are kept.
    pub description: String,
    /// The words on the button.
    pub button: String,
    /// What is said of inputs otherwise than the graph does.
    pub inputs: Vec<FormInput>,
    /// What is said of outputs otherwise than the graph does.
    pub outputs: Vec<FormOutput>,
}

/// What a form says of one input.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FormInput {
    /// The node that asks for it.
    pub node: String,
    /// What it is called; nothing means as the graph calls it.
    pub label: String,
    /// What stands in the field at first; nothing means the graph's own.
    pub default: String,
    /// Whether it must be filled in, also where the graph could do without.
    pub required: bool,
}

/// What a form says of one output.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FormOutput {
    /// The node that gives it.
    pub node: String,
    /// What it is called; nothing means as the graph calls it.
    pub label: String,
}

/// What is wrong with a form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{member} {problem}")]
pub struct InvalidForm {
    /// Which member: `inputs[2].label`.
    pub member: String,
    /// What is wrong with it.
    pub problem: String,
}

impl WebForm {
    /// How many characters a heading or a label has at most.
    pub const MAX_LABEL: u32 = 120;
    /// How many characters the words on the button have at most.
    pub const MAX_BUTTON: u32 = 40;
    /// How many characters a description or a default has at most.
    pub const MAX_TEXT: u32 = 2_000;

    /// Looks at the lengths of all texts, and whether each node is one of the graph's.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self, interface: &Interface) -> Result<(), InvalidForm> {
        short("heading", &self.heading, Self::MAX_LABEL)?;
        short("description", &self.description, Self::MAX_TEXT)?;
        short("button", &self.button, Self::MAX_BUTTON)?;
        for (at, input) in self.inputs.iter().enumerate() {
            let member = |name: &str| format!("inputs[{at}].{name}");
            let field = interface.inputs.iter().find(|it| it.node == input.node);
            let field = field.ok_or_else(|| unknown(member("node"), &input.node, "input"))?;
            short(&member("label"), &input.label, Self::MAX_LABEL)?;
            short(&member("default"), &input.default, Self::MAX_TEXT)?;
            let is_allowed = field.allowed.is_empty() || field.allowed.contains(&input.default);
            if !input.default.is_empty() && !is_allowed {
                let problem = format!("must be one of {}", field.allowed.join(", "));
                return Err(InvalidForm { member: member("default"), problem });
            }
        }
        for (at, output) in self.outputs.iter().enumerate() {
            let member = |name: &str| format!("outputs[{at}].{name}");
            if !interface.outputs.iter().any(|it| it.node == output.node) {
                return Err(unknown(member("node"), &output.node, "output"));
            }
            short(&member("label"), &output.label, Self::MAX_LABEL)?;
        }
        Ok(())
    }

    /// The graph's inputs and outputs as this form shows them, in the order of the graph; what is hidden is left out.
    pub fn shown(&self, interface: &Interface, hidden: &Hidden) -> Interface {
        let inputs = interface.inputs.iter().filter(|it| !hidden.contains(&it.node)).map(|it| self.input(it));
        let outputs = interface.outputs.iter().filter(|it| !hidden.contains(&it.node)).map(|it| self.output(it));
        Interface { inputs: inputs.collect(), outputs: outputs.collect() }
    }

    /// The words on the button.
    pub fn button(&self) -> &str {
        if self.button.is_empty() { "Run" } else { &self.button }
    }

    fn input(&self, graph: &InputField) -> InputField {
        let mut shown = graph.clone();
        if let Some(said) = self.inputs.iter().find(|it| it.node == graph.node) {
            if !said.label.is_empty() {
                shown.name = said.label.clone();
            }
            if !said.default.is_empty() {
                shown.default = Some(said.default.clone());
            }
            shown.required |= said.required;
        }
        shown
    }

    fn output(&self, graph: &OutputField) -> OutputField {
        let said = self.outputs.iter().find(|it| it.node == graph.node && !it.label.is_empty());
        OutputField { node: graph.node.clone(), name: said.map_or_else(|| graph.name.clone(), |it| it.label.clone()) }
    }
}

fn short(member: &str, text: &str, most: u32) -> Result<(), InvalidForm> {
    if text.chars().count() <= most as usize {
        return Ok(());
    }
    Err(InvalidForm { member: member.to_owned(), problem: format!("has at most {most} characters") })
}

fn unknown(member: String, node: &str, what: &str) -> InvalidForm {
    let node: String = node.chars().take(64).collect();
    InvalidForm { member, problem: format!("`{node}` is no {what} node of the graph") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::InputKind;

    fn interface() -> Interface {
        let input = |node: &str, allowed: &[&str]| InputField {
            node: node.to_owned(),
            name: format!("input {node}"),
            description: String::new(),
            kind: InputKind::Text,
            default: Some("graph's".to_owned()),
            allowed: allowed.iter().map(|&it| it.to_owned()).collect(),
            required: false,
        };
        let outputs = ["8", "9"].map(|node| OutputField { node: node.to_owned(), name: format!("output {node}") });
        Interface { inputs: vec![input("1", &[]), input("2", &["a", "b"])], outputs: outputs.to_vec() }
    }

    fn form(json: &str) -> WebForm {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn an_empty_form_shows_what_the_graph_says() {
        assert_eq!(WebForm::default().shown(&interface(), &Hidden::default()), interface());
        assert_eq!(WebForm::default().button(), "Run");
    }

    #[test]
    fn labels_defaults_and_what_must_be_given_are_the_forms_and_what_is_hidden_is_left_out() {
        let form = form(
            r#"{"button":"Go","inputs":[{"node":"2","label":"Tone","default":"b","required":true},{"node":"gone"}],
                "outputs":[{"node":"9","label":"Picture"}]}"#,
        );
        let shown = form.shown(&interface(), &Hidden::new(["1".to_owned(), "8".to_owned()].into()).unwrap());
        let [tone] = &shown.inputs[..] else { panic!("{shown:?}") };
        assert_eq!((&*tone.name, tone.default.as_deref(), tone.required), ("Tone", Some("b"), true));
        assert_eq!(shown.outputs, [OutputField { node: "9".to_owned(), name: "Picture".to_owned() }]);
    }

    #[track_caller]
    fn check(json: &str, wrong: &str) {
        assert_eq!(form(json).check(&interface()).unwrap_err().to_string(), wrong);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let long = "x".repeat(121);
        check(&format!(r#"{{"heading":"{long}"}}"#), "heading has at most 120 characters");
        check(&format!(r#"{{"button":"{long}"}}"#), "button has at most 40 characters");
        check(r#"{"inputs":[{"node":"1"},{"node":"8"}]}"#, "inputs[1].node `8` is no input node of the graph");
        check(r#"{"inputs":[{"node":"2","default":"c"}]}"#, "inputs[0].default must be one of a, b");
        check(r#"{"outputs":[{"node":"1"}]}"#, "outputs[0].node `1` is no output node of the graph");
        check(
            &format!(r#"{{"outputs":[{{"node":"9","label":"{long}"}}]}}"#),
            "outputs[0].label has at most 120 characters",
        );
        assert!(form(r#"{"inputs":[{"node":"2","default":"a"}]}"#).check(&interface()).is_ok());
        assert!(serde_json::from_str::<WebForm>(r#"{"title":"x"}"#).is_err(), "a misspelt member is refused");
    }
}
