//! A web form as it was filled in by whoever deploys it.
//!
//! One value for the page that shows a refused form again, for its preview, and for the server that deploys it.

pub(crate) use super::deploy_draft::HIDE;

use crate::Refusal;
use domain::{FormInput, FormOutput, Hidden, Interface, Name, WebForm};
use std::collections::BTreeSet;

/// The `do` of the form.
pub(crate) const ACTION: &str = "deploy_form";
/// The `do` that only draws the preview anew.
pub(crate) const PREVIEW: &str = "preview_form";

/// What the names of fields begin with that are about one input or output; the node follows.
pub(crate) const LABEL: &str = "label:";
/// The same for what stands in a field at first.
pub(crate) const DEFAULT: &str = "default:";
/// The same for a box that says that an input must be filled in.
pub(crate) const REQUIRE: &str = "require:";

/// The fields as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormDraft {
    /// Where it will be, as typed.
    pub slug: String,
    /// Its name on the dashboard, as typed.
    pub name: String,
    /// Why, as typed.
    pub reason: String,
    /// Whether it is deployed without a successful test, too.
    pub allow_untested: bool,
    /// What the form says.
    pub form: WebForm,
    /// The nodes that are neither asked for nor shown.
    pub hidden: BTreeSet<String>,
}

impl FormDraft {
    /// An untouched form for a workflow.
    pub(crate) fn of(workflow: &Name) -> Self {
        Self {
            slug: domain::Slug::suggested(workflow.as_str()).map(|it| it.to_string()).unwrap_or_default(),
            name: workflow.to_string(),
            reason: String::new(),
            allow_untested: false,
            form: WebForm { heading: workflow.to_string(), button: "Run".to_owned(), ..WebForm::default() },
            hidden: BTreeSet::new(),
        }
    }

    /// What was typed into a form that was refused, or whose preview was asked for.
    pub(crate) fn refused(refusal: &Refusal) -> Option<Self> {
        matches!(&*refusal.action, ACTION | PREVIEW).then(|| Self::read(&refusal.fields))
    }

    /// What the fields of a posted form say. Of a field that was sent twice the last counts.
    pub fn read(fields: &[(String, String)]) -> Self {
        let field = |name: &str| fields.iter().rev().find(|(it, _)| it == name).map(|(_, text)| text.trim().to_owned());
        let text = |name: &str| field(name).unwrap_or_default();
        let nodes = |prefix: &'static str| fields.iter().filter_map(move |(name, _)| name.strip_prefix(prefix));
        // Every input has a field for what stands in it at first, and no output has.
        let asked: BTreeSet<&str> = nodes(DEFAULT).collect();
        let input = |node: &&str| FormInput {
            node: (*node).to_owned(),
            label: text(&[LABEL, node].concat()),
            default: text(&[DEFAULT, node].concat()),
            required: field(&[REQUIRE, node].concat()).is_some(),
        };
        let given: BTreeSet<&str> = nodes(LABEL).filter(|node| !asked.contains(node)).collect();
        let output = |node: &&str| FormOutput { node: (*node).to_owned(), label: text(&[LABEL, node].concat()) };
        Self {
            slug: text("slug"),
            name: text("name"),
            reason: text("reason"),
            allow_untested: field("allow_untested").is_some(),
            form: WebForm {
                heading: text("heading"),
                description: text("description").replace("\r\n", "\n"),
                button: text("button"),
                inputs: asked.iter().map(input).collect(),
                outputs: given.iter().map(output).collect(),
            },
            hidden: nodes(HIDE).map(str::to_owned).collect(),
        }
    }

    /// The inputs and outputs as visitors will see them.
    pub(crate) fn shown(&self, interface: &Interface) -> Interface {
        self.form.shown(interface, &Hidden::new(self.hidden.clone()).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_say_what_is_asked_for_and_what_is_shown() {
        let pair = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        let fields = [
            pair("do", ACTION),
            pair("slug", " say-hello "),
            pair("heading", "Say hello"),
            pair("description", "One\r\ntwo"),
            pair("button", "Go"),
            pair("label:1", "Your name"),
            pair("default:1", "Ada"),
            pair("require:1", "true"),
            pair("label:3", "Greeting"),
            pair("hide:4", "true"),
        ];
        let draft = FormDraft::read(&fields);
        assert_eq!((&*draft.slug, &*draft.form.description, draft.allow_untested), ("say-hello", "One\ntwo", false));
        let input = FormInput { node: "1".into(), label: "Your name".into(), default: "Ada".into(), required: true };
        assert_eq!(draft.form.inputs, [input]);
        assert_eq!(draft.form.outputs, [FormOutput { node: "3".into(), label: "Greeting".into() }]);
        assert_eq!(draft.hidden, ["4".to_owned()].into());
        let refusal = Refusal { action: PREVIEW.into(), fields: fields.to_vec(), ..Refusal::default() };
        assert_eq!(FormDraft::refused(&refusal), Some(draft));
        assert_eq!(FormDraft::refused(&Refusal { action: "deploy".into(), ..refusal }), None);
    }
}
