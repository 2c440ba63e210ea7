//! A save that came too late: somebody saved after the text was opened.

use crate::Refusal;
use domain::{Revision, WorkflowId};

/// A text that was not saved, because a newer revision is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StaleSave {
    /// The text that was to be saved.
    pub(crate) yours: String,
    /// The revision that it was made from.
    pub(crate) made_from: Revision,
    /// The revision that is saved now.
    pub(crate) saved: Revision,
    /// The text that is saved now.
    pub(crate) theirs: String,
}

/// The `do` of the editor's form.
pub(crate) const ACTION: &str = "save_workflow";

/// The text of a refused save of this workflow, whatever it was refused for.
pub(crate) fn refused_text(refusal: &Refusal, workflow: WorkflowId) -> Option<&str> {
    let same = refusal.field("id").is_none_or(|id| id.parse() == Ok(workflow));
    if refusal.action == ACTION && same { refusal.field("graph") } else { None }
}

impl StaleSave {
    /// The refused form of this page, where it was refused because a newer revision is saved.
    pub(crate) fn refused(refusal: &Refusal, workflow: WorkflowId, saved: Revision, theirs: &str) -> Option<Self> {
        let yours = refused_text(refusal, workflow)?.replace("\r\n", "\n");
        let made_from = Revision::new(refusal.field("expected")?.trim().parse().ok()?);
        (made_from != saved).then(|| Self { yours, made_from, saved, theirs: theirs.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(expected: &str) -> Refusal {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        Refusal {
            action: ACTION.to_owned(),
            messages: vec!["the workflow was changed meanwhile: revision 4 is saved".to_owned()],
            fields: vec![pair("expected", expected), pair("graph", "{\r\n}")],
            ..Refusal::default()
        }
    }

    #[test]
    fn a_refused_save_of_an_old_revision_is_stale() {
        let workflow = WorkflowId::from_bytes([1; 16]);
        let stale = StaleSave::refused(&refusal("3"), workflow, Revision::new(4), "{}").unwrap();
        assert_eq!((&*stale.yours, &*stale.theirs), ("{\n}", "{}"));
        assert_eq!((stale.made_from, stale.saved), (Revision::new(3), Revision::new(4)));
    }

    #[test]
    fn a_save_refused_for_its_text_is_not_stale() {
        let workflow = WorkflowId::from_bytes([1; 16]);
        for expected in ["4", "", "x"] {
            assert_eq!(StaleSave::refused(&refusal(expected), workflow, Revision::new(4), "{}"), None);
        }
        assert_eq!(refused_text(&refusal("4"), workflow), Some("{\r\n}"), "the text is kept all the same");
    }
}
