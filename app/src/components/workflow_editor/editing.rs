//! What the editor page holds: the saved workflow, the text being edited, and how they meet.
//!
//! Signals and the steps between them; drawing them is the components' work.

mod surroundings;

use crate::{
    AppError,
    api::workflows::{read_workflow, save_workflow},
    around::Around,
    browser,
    live::Watched,
    state::{
        problem_marks::{self, Place},
        revision_facts::{RevisionFacts, problem_of},
        stale_save::{self, StaleSave},
    },
};
use domain::{Deployment, Problem, Revision, Workflow, WorkflowDetail, WorkflowId};
use leptos::{html::Textarea, prelude::*, task::spawn_local};

/// One workflow being edited. Cheap to copy: the copies are one.
#[derive(Clone, Copy)]
pub(super) struct Editing {
    pub(super) id: WorkflowId,
    /// The workflow as of the save that the text was made from.
    pub(super) workflow: RwSignal<Workflow>,
    /// What is wrong with the text that is shown: saved, or as of its last preview.
    pub(super) problems: RwSignal<Vec<Problem>>,
    /// Its newest deployments.
    pub(super) deployments: RwSignal<Vec<Deployment>>,
    /// How many deployments of it there are.
    pub(super) deployment_count: RwSignal<u32>,
    /// The graph's text as it is saved.
    pub(super) saved: RwSignal<String>,
    /// Whether the text differs from it.
    pub(super) changed: RwSignal<bool>,
    /// Grows with every change of the text.
    pub(super) edits: RwSignal<u32>,
    /// A save that was refused because a newer revision is there.
    pub(super) stale: RwSignal<Option<StaleSave>>,
    /// The newest revision that is known to be saved, maybe by somebody else.
    pub(super) newest: RwSignal<Revision>,
    /// Why the last save was refused.
    pub(super) messages: RwSignal<Vec<String>>,
    /// What just happened, in a few words.
    pub(super) told: RwSignal<String>,
    pub(super) busy: RwSignal<bool>,
    /// What is known of the newest saved revision.
    pub(super) facts: RwSignal<RevisionFacts>,
    /// The last test of it, or the one that was begun here.
    pub(super) watched: Watched,
    pub(super) textarea: NodeRef<Textarea>,
}

impl Editing {
    /// The page as it was asked for, and the text that stands in the editor at first.
    pub(super) fn open(detail: WorkflowDetail) -> (Self, String) {
        let facts = RevisionFacts::of(&detail);
        let WorkflowDetail { workflow, graph, problems, deployments, deployment_count, test, .. } = detail;
        let refusal = Around::of_page().refusal();
        // A form too large to be read comes back without its fields.
        let unread = refusal.as_ref().filter(|it| it.action.is_empty()).map(|it| it.messages.clone());
        let of_save = refusal.filter(|refusal| stale_save::refused_text(refusal, workflow.id).is_some());
        let stale = of_save.as_ref().and_then(|it| StaleSave::refused(it, workflow.id, workflow.revision, &graph));
        let typed = of_save.as_ref().and_then(|it| stale_save::refused_text(it, workflow.id));
        let text = typed.map_or_else(|| graph.clone(), |typed| typed.replace("\r\n", "\n"));
        let messages =
            if stale.is_some() { Vec::new() } else { of_save.map(|it| it.messages).or(unread).unwrap_or_default() };
        let editing = Self {
            id: workflow.id,
            newest: RwSignal::new(workflow.revision),
            workflow: RwSignal::new(workflow),
            problems: RwSignal::new(problems),
            deployments: RwSignal::new(deployments),
            deployment_count: RwSignal::new(deployment_count),
            changed: RwSignal::new(!same(&text, &graph)),
            saved: RwSignal::new(graph),
            edits: RwSignal::new(0),
            stale: RwSignal::new(stale),
            messages: RwSignal::new(messages),
            told: RwSignal::new(String::new()),
            busy: RwSignal::new(false),
            facts: RwSignal::new(facts),
            watched: Watched::start(test),
            textarea: NodeRef::new(),
        };
        (editing, text)
    }

    /// The text as it stands in the editor.
    pub(super) fn text(self) -> String {
        self.textarea.get_untracked().map(|it| it.value()).unwrap_or_default()
    }

    /// The revision that a save replaces.
    pub(super) fn expected(self) -> Revision {
        self.stale.with(|stale| stale.as_ref().map_or_else(|| self.workflow.read().revision, |stale| stale.saved))
    }

    /// Hears that the text changed. Comparing long texts waits for a pause in the typing.
    pub(super) fn note_edit(self) {
        self.changed.set(true);
        self.told.set(String::new());
        self.edits.update(|edits| *edits = edits.wrapping_add(1));
    }

    /// Looks whether the text is as saved after all.
    pub(super) fn compare(self) {
        self.changed.set(!same(&self.text(), &self.saved.read_untracked()));
    }

    /// Saves the text as the next revision. A stale save changes nothing and shows both sides.
    pub(super) fn save(self) {
        spawn_local(async move {
            self.saved_now().await;
        });
    }

    /// The same; says whether the text is saved then.
    pub(super) async fn saved_now(self) -> bool {
        if self.busy.get_untracked() {
            return false;
        }
        let text = self.text();
        let expected = untrack(|| self.expected());
        let is_newest = self.newest.get_untracked() <= expected && self.stale.read_untracked().is_none();
        if is_newest && same(&text, &self.saved.read_untracked()) {
            self.changed.set(false);
            self.messages.set(Vec::new());
            self.told.set(["Nothing to save: this is revision ", &expected.to_string()].concat());
            return true;
        }
        self.busy.set(true);
        let answer = save_workflow(self.id, expected, text.clone()).await;
        let is_saved = answer.is_ok();
        match answer {
            Ok(saved) => {
                self.settle(saved.workflow, saved.problems, text);
                self.told.set(["Revision ", &self.workflow.read_untracked().revision.to_string(), " saved"].concat());
                self.look_around().await;
            }
            Err(AppError::Stale { .. }) => self.show_both(expected).await,
            Err(error) => self.refuse(&error),
        }
        self.busy.set(false);
        is_saved
    }

    /// Fetches what is saved and shows it beside the text.
    pub(super) async fn show_both(self, made_from: Revision) {
        match read_workflow(self.id).await {
            Ok(detail) => {
                self.note_newer(detail.workflow.revision);
                self.stale.set(Some(StaleSave {
                    yours: self.text(),
                    made_from,
                    saved: detail.workflow.revision,
                    theirs: detail.graph,
                }));
            }
            Err(error) => self.refuse(&error),
        }
    }

    /// Takes what is saved into the editor. The editor's undo brings the other text back.
    pub(super) fn take_theirs(self) {
        self.busy.set(true);
        spawn_local(async move {
            match read_workflow(self.id).await {
                Ok(detail) => {
                    if let Some(textarea) = self.textarea.get_untracked() {
                        textarea.set_value(&detail.graph);
                    }
                    let facts = RevisionFacts::of(&detail);
                    self.deployments.set(detail.deployments);
                    self.deployment_count.set(detail.deployment_count);
                    let revision = detail.workflow.revision.to_string();
                    self.facts.set(facts);
                    self.settle(detail.workflow, detail.problems, detail.graph);
                    self.told.set(["Showing revision ", &revision, ". Undo brings your text back"].concat());
                }
                Err(error) => self.refuse(&error),
            }
            self.busy.set(false);
        });
    }

    /// Hears of a revision that is saved.
    pub(super) fn note_newer(self, revision: Revision) {
        if revision > self.newest.get_untracked() {
            self.newest.set(revision);
        }
    }

    /// Where the last test failed, while the revision that it ran is the one that is open.
    pub(super) fn failed(self) -> Option<Problem> {
        let digest = self.workflow.read().digest;
        self.watched.detail.read().as_ref().filter(|it| it.execution.digest == digest).and_then(problem_of)
    }

    /// Leads to where a problem is in the text.
    pub(super) fn go_to(self, problem: &Problem) {
        if let [Some(place)] = problem_marks::places(&self.text(), std::slice::from_ref(problem))[..] {
            self.show(place);
        }
    }

    fn settle(self, workflow: Workflow, problems: Vec<Problem>, text: String) {
        self.stale.set(None);
        self.messages.set(Vec::new());
        self.note_newer(workflow.revision);
        self.workflow.set(workflow);
        self.problems.set(problems);
        self.saved.set(text);
        self.compare();
    }

    fn show(self, place: Place) {
        if let Some(textarea) = self.textarea.get_untracked() {
            browser::go_to_in_editor(&textarea, place.line, place.column);
        }
    }

    fn refuse(self, error: &AppError) {
        self.messages.set(error.lines());
        if let AppError::Unreadable { problem } = error {
            self.show(Place { line: problem.line, column: problem.column });
        }
    }
}

/// Whether two texts are one graph's bytes: white space around a graph is not kept.
fn same(one: &str, other: &str) -> bool {
    let bare = |text: &str| text.trim_matches([' ', '\t', '\r', '\n']).to_owned();
    one == other || bare(one) == bare(other)
}

#[cfg(test)]
mod tests;
