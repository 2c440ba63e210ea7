//! What can be done with workflows.

use crate::{
    blocking,
    catalogue::WorkflowKey,
    deployments::unexpected_entry,
    error::{ServiceError, not_found},
    examples,
    service::{ATTEMPTS, Service, is_conflict},
};
use bytes::Bytes;
use domain::{
    Actor, Change, Digest, FeedEntry, GraphFormat, Import, ImportedWorkflow, Interface, Name, Problem, Revision,
    RowRevision, Workflow, WorkflowDetail, WorkflowId, WorkflowListing, WorkflowRow, graph::MAX_GRAPH_BYTES,
    import::without_form_line_breaks,
};
use store::{DeleteWorkflow, GraphFacts, NewWorkflow, RenameWorkflow, SaveWorkflow};

const MAX_BYTES: usize = MAX_GRAPH_BYTES as usize;
/// What a workflow is called whose file says nothing.
const UNTITLED: &str = "Untitled workflow";

/// A text to be imported, and what is known of it.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// The text: a graph in either format, or a file that Brine made.
    pub text: String,
    /// What it shall be called; none means as the file says.
    pub name: Option<Name>,
    /// The file's name, a hint at best.
    pub file_name: Option<String>,
}

/// Some workflows, for programs that page through all of them.
#[derive(Debug, Clone)]
pub struct WorkflowPage {
    /// The workflows, newest change first.
    pub items: Vec<WorkflowRow>,
    /// Where the next page begins; none where this was the last.
    pub next: Option<WorkflowKey>,
}

/// Which state of a workflow the caller has seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// This save: what an editor holds.
    Revision(Revision),
    /// This write of the row: what an `ETag` names.
    Row(RowRevision),
    /// Whatever is there: the newest is replaced.
    Newest,
}

/// A graph that was read and may be kept.
struct Checked {
    import: ImportFacts,
    facts: GraphFacts,
    bytes: Bytes,
}

struct ImportFacts {
    problems: Vec<domain::Problem>,
    name_hint: Option<String>,
}

impl Service {
    /// One page of the workflows for people. Reads no store.
    pub fn list_workflows(&self, page: u32) -> WorkflowListing {
        self.catalogue().workflows(page)
    }

    /// At most `limit` workflows after a place in the order of their changes, newest first. Reads no store.
    pub fn page_workflows(&self, after: Option<WorkflowKey>, limit: u32) -> WorkflowPage {
        let (items, next) = self.catalogue().workflows_after(after, limit);
        WorkflowPage { items, next }
    }

    /// One workflow without its graph. Reads no store.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub fn workflow(&self, id: WorkflowId) -> Result<Workflow, ServiceError> {
        self.catalogue().workflow(id).map(|it| (**it).clone()).ok_or_else(|| not_found("workflow", id))
    }

    /// One workflow with its graph and its newest deployments.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn workflow_detail(&self, id: WorkflowId) -> Result<WorkflowDetail, ServiceError> {
        let catalogue = self.catalogue();
        let workflow = catalogue.workflow(id).ok_or_else(|| not_found("workflow", id))?;
        let graph = self.graph(workflow.digest).await?;
        let problems = self.problems_of(workflow).await?;
        let (interface, hindrance) = match self.engines.examine(workflow.digest, &graph).await {
            Ok(runnable) => (runnable.interface.clone(), None),
            Err(hindered) => (Interface::default(), Some(hindered.hindrance)),
        };
        let newest = catalogue.versions(id).take(WorkflowDetail::MAX_DEPLOYMENTS as usize);
        Ok(WorkflowDetail {
            workflow: (**workflow).clone(),
            graph: String::from_utf8_lossy(&graph).into_owned(),
            problems,
            deployments: newest.map(|it| (**it).clone()).collect(),
            deployment_count: catalogue.version_count(id),
            interface,
            hindrance,
            test: self.last_test_detail(workflow).await?,
        })
    }

    async fn problems_of(&self, workflow: &Workflow) -> Result<Vec<Problem>, ServiceError> {
        // A graph without problems is not read to find them.
        if workflow.problems == 0 { Ok(Vec::new()) } else { self.problems(workflow.digest).await }
    }

    /// Makes a workflow of a text of any known shape; problems of its graph are told, not refused.
    ///
    /// # Errors
    /// [`ServiceError::Unreadable`], [`ServiceError::TooLarge`].
    pub async fn import(&self, actor: Actor, source: Source) -> Result<ImportedWorkflow, ServiceError> {
        let file_stem = source.file_name.as_deref().map(stem).map(str::to_owned);
        let checked = check(source.text).await?;
        let hint = checked.import.name_hint.or(file_stem).unwrap_or_default();
        let name = match source.name {
            Some(name) => name,
            None => Name::lenient(&hint, UNTITLED).map_err(|error| ServiceError::Internal(error.into()))?,
        };
        let workflow = self.create(actor, name, checked.facts, checked.bytes).await?;
        Ok(ImportedWorkflow { workflow, problems: checked.import.problems })
    }

    /// Imports the project's own example workflows.
    ///
    /// # Errors
    /// Where the store takes no writes.
    pub async fn load_examples(&self, actor: Actor) -> Result<Vec<ImportedWorkflow>, ServiceError> {
        let mut imported = Vec::new();
        for (name, text) in examples::ALL {
            let file_name = Some(name.to_owned());
            imported.push(self.import(actor, Source { text: text.to_owned(), name: None, file_name }).await?);
        }
        Ok(imported)
    }

    /// Saves a workflow's next revision.
    ///
    /// # Errors
    /// [`ServiceError::Stale`] where somebody saved after what the caller has seen,
    /// [`ServiceError::Unreadable`], [`ServiceError::TooLarge`], [`ServiceError::NotFound`].
    pub async fn save_workflow(
        &self,
        actor: Actor,
        id: WorkflowId,
        expected: Expected,
        name: Option<Name>,
        text: String,
    ) -> Result<ImportedWorkflow, ServiceError> {
        let text = if actor == Actor::Browser { self.as_stored(id, text).await? } else { text };
        let checked = check(text).await?;
        for _ in 0..ATTEMPTS {
            let now = self.stored_workflow(id).await?;
            expected.check(&now)?;
            let save = SaveWorkflow {
                id,
                expected: now.row,
                name: name.clone().unwrap_or(now.name),
                graph: checked.facts,
                bytes: checked.bytes.clone(),
            };
            match self.store.save_workflow(self.author(actor), save).await {
                Ok(entry) => {
                    let workflow = workflow_after(self.shown(entry).await)?;
                    return Ok(ImportedWorkflow { workflow, problems: checked.import.problems });
                }
                Err(error) if is_conflict(&error) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(ServiceError::Conflict("workflow"))
    }

    /// Gives a workflow another name; its revision stays.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn rename_workflow(&self, actor: Actor, id: WorkflowId, name: Name) -> Result<Workflow, ServiceError> {
        for _ in 0..ATTEMPTS {
            let now = self.stored_workflow(id).await?;
            if now.name == name {
                return Ok(now);
            }
            let rename = RenameWorkflow { id, expected: now.row, name: name.clone() };
            match self.store.rename_workflow(self.author(actor), rename).await {
                Ok(entry) => return workflow_after(self.shown(entry).await),
                Err(error) if is_conflict(&error) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(ServiceError::Conflict("workflow"))
    }

    /// Makes a copy of a workflow's saved revision, at revision 1.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn duplicate_workflow(&self, actor: Actor, id: WorkflowId) -> Result<Workflow, ServiceError> {
        let original = self.stored_workflow(id).await?;
        let bytes = self.graph(original.digest).await?;
        let name = Name::lenient(&format!("Copy of {}", original.name), UNTITLED)
            .map_err(|error| ServiceError::Internal(error.into()))?;
        let Workflow { digest, format, nodes, problems, .. } = original;
        self.create(actor, name, GraphFacts { digest, format, nodes, problems }, bytes).await
    }

    /// Deletes a workflow and returns what it was. Its deployments stay.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`], [`ServiceError::Stale`].
    pub async fn delete_workflow(
        &self,
        actor: Actor,
        id: WorkflowId,
        expected: Expected,
    ) -> Result<Workflow, ServiceError> {
        for _ in 0..ATTEMPTS {
            let now = self.stored_workflow(id).await?;
            expected.check(&now)?;
            let delete = DeleteWorkflow { id, expected: now.row };
            match self.store.delete_workflow(self.author(actor), delete).await {
                Ok(entry) => {
                    self.shown(entry).await;
                    return Ok(now);
                }
                Err(error) if is_conflict(&error) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(ServiceError::Conflict("workflow"))
    }

    /// A textarea knows one kind of line break: where that is all that differs, nothing was edited
    /// and the saved bytes stay.
    async fn as_stored(&self, id: WorkflowId, text: String) -> Result<String, ServiceError> {
        let stored = self.graph(self.stored_workflow(id).await?.digest).await?;
        let stored = String::from_utf8_lossy(&stored);
        let same = stored.contains('\r') && without_form_line_breaks(&stored) == without_form_line_breaks(&text);
        Ok(if same { stored.into_owned() } else { text })
    }

    pub(crate) async fn stored_workflow(&self, id: WorkflowId) -> Result<Workflow, ServiceError> {
        self.store.workflow(id).await?.ok_or_else(|| not_found("workflow", id))
    }

    async fn create(
        &self,
        actor: Actor,
        name: Name,
        graph: GraphFacts,
        bytes: Bytes,
    ) -> Result<Workflow, ServiceError> {
        let new = NewWorkflow { id: WorkflowId::new(self.new_uuid()), name, graph, bytes };
        let entry = self.store.create_workflow(self.author(actor), new).await?;
        workflow_after(self.shown(entry).await)
    }
}

impl Expected {
    fn check(self, now: &Workflow) -> Result<(), ServiceError> {
        let as_seen = match self {
            Self::Revision(revision) => revision == now.revision,
            Self::Row(row) => row == now.row,
            Self::Newest => true,
        };
        if as_seen { Ok(()) } else { Err(ServiceError::Stale(Box::new(now.clone()))) }
    }
}

/// Reads a text off the async threads: 16 MiB take a while.
async fn check(text: String) -> Result<Checked, ServiceError> {
    if text.len() > MAX_BYTES {
        return Err(ServiceError::TooLarge { bytes: text.len() as u64, limit: MAX_BYTES as u64 });
    }
    blocking::run(move || {
        let import = Import::recognise(&text)?;
        let api = import.facts.format == GraphFormat::Api;
        let problems = if api { import.facts.problems } else { Vec::new() };
        let bytes = Bytes::copy_from_slice(import.graph.as_bytes());
        let facts = GraphFacts {
            digest: Digest::of(&bytes),
            format: import.facts.format,
            nodes: u32::try_from(import.facts.nodes.len()).unwrap_or(u32::MAX),
            problems: u32::try_from(problems.len()).unwrap_or(u32::MAX),
        };
        Ok(Checked { import: ImportFacts { problems, name_hint: import.name_hint }, facts, bytes })
    })
    .await?
}

fn workflow_after(entry: FeedEntry) -> Result<Workflow, ServiceError> {
    match entry.change {
        Change::WorkflowCreated { workflow: it }
        | Change::WorkflowSaved { after: it, .. }
        | Change::WorkflowRenamed { after: it, .. } => Ok(it),
        _ => Err(unexpected_entry()),
    }
}

/// `dir/My flow.json` is called `My flow`.
fn stem(file_name: &str) -> &str {
    let base = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    match base.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => base,
    }
}
