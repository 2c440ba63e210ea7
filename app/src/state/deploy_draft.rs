//! A deploy form as it was filled in: what it says, or what is wrong with which field.
//!
//! The same rules in the browser, before anything is sent, and on the page that
//! shows a refused form again.

use crate::Refusal;
use domain::{DeploymentType, Hidden, Name, Reason, WorkflowId};

/// The fields as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DeployDraft {
    /// Which type is chosen.
    pub(crate) kind: DeploymentType,
    /// The name as typed; nothing means the workflow's.
    pub(crate) name: String,
    /// The reason as typed; nothing means none.
    pub(crate) reason: String,
    /// Whether it is deployed without a successful test, too.
    pub(crate) allow_untested: bool,
    /// The nodes that callers neither set nor see.
    pub(crate) hidden: Vec<String>,
}

/// A deploy form that can be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DeployFields {
    /// How requests will reach it.
    pub(crate) kind: DeploymentType,
    /// What it will be called; none means as the workflow.
    pub(crate) name: Option<Name>,
    /// Why.
    pub(crate) reason: Option<Reason>,
    /// Whether it is deployed without a successful test, too.
    pub(crate) allow_untested: bool,
    /// What callers neither set nor see.
    pub(crate) hidden: Hidden,
}

/// What is wrong with each field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct DeployFaults {
    /// What is wrong with the name.
    pub(crate) name: Option<String>,
    /// What is wrong with the reason.
    pub(crate) reason: Option<String>,
    /// What is wrong with what is to be hidden.
    pub(crate) hidden: Option<String>,
}

/// The `do` of the form.
pub(crate) const ACTION: &str = "deploy";

/// What the name of a box begins with that hides a node; the node follows.
pub(crate) const HIDE: &str = "hide:";

impl DeployDraft {
    /// An untouched form for a workflow.
    pub(crate) fn of(workflow: &Name) -> Self {
        Self {
            kind: DeploymentType::Api,
            name: workflow.to_string(),
            reason: String::new(),
            allow_untested: false,
            hidden: Vec::new(),
        }
    }

    /// What was typed into a refused form, if it was the form for this workflow.
    pub(crate) fn refused(refusal: &Refusal, workflow: WorkflowId) -> Option<Self> {
        let same = refusal.field("workflow").is_none_or(|id| id.parse() == Ok(workflow));
        (refusal.action == ACTION && same).then(|| Self {
            kind: refusal.field("type").and_then(|kind| kind.parse().ok()).unwrap_or(DeploymentType::Api),
            name: refusal.field("name").unwrap_or_default().to_owned(),
            reason: refusal.field("reason").unwrap_or_default().to_owned(),
            allow_untested: refusal.field("allow_untested").is_some(),
            hidden: refusal.fields.iter().filter_map(|(name, _)| Some(name.strip_prefix(HIDE)?.to_owned())).collect(),
        })
    }

    /// What the fields say.
    ///
    /// # Errors
    /// What is wrong with each field that has no meaning, all at once.
    pub(crate) fn read(&self) -> Result<DeployFields, DeployFaults> {
        let name = if self.name.trim().is_empty() { Ok(None) } else { self.name.parse().map(Some) };
        let reason = Reason::from_field(&self.reason);
        let hidden = Hidden::new(self.hidden.iter().cloned().collect());
        match (name, reason, hidden) {
            (Ok(name), Ok(reason), Ok(hidden)) => {
                Ok(DeployFields { kind: self.kind, name, reason, allow_untested: self.allow_untested, hidden })
            }
            (name, reason, hidden) => Err(DeployFaults {
                name: name.err().map(|wrong| wrong.to_string()),
                reason: reason.err().map(|wrong| wrong.to_string()),
                hidden: hidden.err().map(|wrong| wrong.to_string()),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(name: &str, reason: &str) -> DeployDraft {
        DeployDraft {
            kind: DeploymentType::Discord,
            name: name.to_owned(),
            reason: reason.to_owned(),
            allow_untested: true,
            hidden: vec!["7".to_owned()],
        }
    }

    #[test]
    fn empty_fields_mean_the_defaults() {
        let fields = draft("  ", "\r\n").read().unwrap();
        let hidden = Hidden::new(["7".to_owned()].into()).unwrap();
        let wanted =
            DeployFields { kind: DeploymentType::Discord, name: None, reason: None, allow_untested: true, hidden };
        assert_eq!(fields, wanted);
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let hidden = vec!["z".repeat(301)];
        let faults = DeployDraft { hidden, ..draft(&"x".repeat(121), &"y".repeat(501)) }.read().unwrap_err();
        assert_eq!(faults.name.unwrap(), "a name has at most 120 characters; this one has 121");
        assert_eq!(faults.reason.unwrap(), "a reason has at most 500 characters");
        assert!(faults.hidden.unwrap().contains("at most 300 characters"));
    }

    #[test]
    fn a_refused_form_keeps_what_was_typed() {
        let workflow = WorkflowId::from_bytes([1; 16]);
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let mut refusal = Refusal {
            action: "deploy".to_owned(),
            messages: Vec::new(),
            faults: Vec::new(),
            fields: vec![
                pair("workflow", &workflow.to_string()),
                pair("type", "discord"),
                pair("name", "a\tb"),
                pair("allow_untested", "true"),
                pair("hide:7", "true"),
            ],
        };
        assert_eq!(DeployDraft::refused(&refusal, workflow), Some(draft("a\tb", "")));
        assert_eq!(DeployDraft::refused(&refusal, WorkflowId::from_bytes([2; 16])), None, "another workflow's form");
        refusal.action = "rename_workflow".to_owned();
        assert_eq!(DeployDraft::refused(&refusal, workflow), None, "another form");
    }
}
