//! Every form of every page: what a browser without JavaScript can post.
//!
//! A form is posted to its page's own address, with `do` saying what it is for.
//! After success the reader is sent to `back` (a path of this site), or to the
//! page that fits; after a refusal the page is rendered again with a
//! [`crate::Refusal`]. With JavaScript the same forms call server functions.

use domain::{DeploymentId, DeploymentStatus, DeploymentType, ExecutionId, PauseMode, WorkflowId};
use serde::Deserialize;

/// A posted form. Names, reasons and numbers are read later, so that what is wrong with one can be
/// said beside its field.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum PageForm {
    /// Pauses or resumes a deployment.
    SetStatus {
        /// Which deployment.
        id: DeploymentId,
        /// Its status from now on.
        status: DeploymentStatus,
        /// What a pause does to requests.
        #[serde(default)]
        pause: PauseMode,
        /// The reason as typed; nothing means none.
        #[serde(default)]
        reason: String,
    },
    /// Sends a test delivery, as callbacks are.
    TestCallback {
        /// Which deployment's.
        id: DeploymentId,
        /// Where to, as typed.
        url: String,
    },
    /// Makes another secret to sign callbacks with.
    RotateCallbackSecret {
        /// Which deployment's.
        id: DeploymentId,
    },
    /// Gives a deployment another name.
    RenameDeployment {
        /// Which deployment.
        id: DeploymentId,
        /// The name as typed.
        name: String,
    },
    /// Deletes a deployment.
    DeleteDeployment {
        /// Which deployment.
        id: DeploymentId,
        /// The reason as typed; nothing means none.
        #[serde(default)]
        reason: String,
        /// Whether its snapshot is kept no longer than the delete can be undone: nothing means that it is kept.
        #[serde(default)]
        forget: String,
    },
    /// Undoes a delete.
    RestoreDeployment {
        /// Which deployment.
        id: DeploymentId,
    },
    /// Removes the snapshot of a deleted deployment.
    ForgetSnapshot {
        /// Which deployment.
        id: DeploymentId,
    },
    /// Deploys the workflow's saved revision in the place of a version.
    Redeploy {
        /// Which version is replaced.
        replaces: DeploymentId,
        /// What becomes of it: `pause` or `delete`.
        #[serde(default)]
        replaced: String,
        /// The reason as typed; nothing means none.
        #[serde(default)]
        reason: String,
        /// Whether it is deployed without a successful test, too: nothing means no.
        #[serde(default)]
        allow_untested: String,
    },
    /// Makes an earlier version the live one; the newest other one that runs is paused.
    RollBack {
        /// Which version.
        to: DeploymentId,
        /// The reason as typed; nothing means none.
        #[serde(default)]
        reason: String,
    },
    /// Gives a deployment an address that is not there yet.
    CreateAddress {
        /// The address as typed.
        slug: String,
        /// Which deployment answers.
        deployment: DeploymentId,
        /// The reason as typed; nothing means none.
        #[serde(default)]
        reason: String,
    },
    /// Sets where an address leads.
    SetAddress {
        /// The address.
        slug: String,
        /// Which deployment answers.
        deployment: DeploymentId,
        /// Which one is tried out beside it; nothing means none.
        #[serde(default)]
        trial: String,
        /// How many of a hundred requests that one gets, as typed.
        #[serde(default)]
        share: String,
        /// How many of a hundred may fail until the trial ends by itself, as typed; nothing means that it does not.
        #[serde(default)]
        limit: String,
        /// How many have to be over before that is looked at, as typed.
        #[serde(default)]
        after: String,
        /// The reason as typed; nothing means none.
        #[serde(default)]
        reason: String,
    },
    /// Removes an address.
    RemoveAddress {
        /// The address.
        slug: String,
        /// The reason as typed; nothing means none.
        #[serde(default)]
        reason: String,
    },
    /// Does one thing with the deployments of the `id` fields, or with all that the page's address finds, for the reason
    /// of the `reason` field.
    Bulk {
        /// What: `pause`, `resume`, `delete`, `restore` or `download`.
        action: String,
        /// `all` means what the address finds.
        #[serde(default)]
        scope: String,
        /// Whether it was asked whether they shall be deleted: nothing means no.
        #[serde(default)]
        confirmed: String,
    },
    /// Imports the files of `file` fields and the text of the `text` field.
    Import {
        /// A graph that was typed or pasted.
        #[serde(default)]
        text: String,
    },
    /// Imports the example workflows.
    LoadExamples,
    /// Saves a workflow's next revision.
    SaveWorkflow {
        /// Which workflow.
        id: WorkflowId,
        /// The revision that the editor holds.
        expected: String,
        /// The graph as typed.
        graph: String,
    },
    /// Gives a workflow another name.
    RenameWorkflow {
        /// Which workflow.
        id: WorkflowId,
        /// The name as typed.
        name: String,
    },
    /// Makes a copy of a workflow.
    DuplicateWorkflow {
        /// Which workflow.
        id: WorkflowId,
    },
    /// Deletes a workflow.
    DeleteWorkflow {
        /// Which workflow.
        id: WorkflowId,
    },
    /// Deploys a workflow's saved revision.
    Deploy {
        /// Which workflow.
        workflow: WorkflowId,
        /// The type.
        #[serde(rename = "type")]
        kind: DeploymentType,
        /// The name as typed; nothing means the workflow's.
        #[serde(default)]
        name: String,
        /// The reason as typed; nothing means none.
        #[serde(default)]
        reason: String,
        /// Whether it is deployed without a successful test, too: nothing means no. What is hidden are its `hide:NODE`
        /// fields.
        #[serde(default)]
        allow_untested: String,
    },
    /// Deploys a workflow's saved revision as a web form: what it says are the other fields, which
    /// [`crate::FormDraft`] reads.
    DeployForm {
        /// Which workflow.
        workflow: WorkflowId,
    },
    /// Draws the page of a web form that is being made again, with a preview of what was typed.
    PreviewForm,
    /// Runs a workflow's saved revision as a test, with its `input:NODE` fields and `input:NODE` files.
    StartTest {
        /// Which workflow.
        workflow: WorkflowId,
        /// The revision that the form was made for.
        revision: String,
    },
    /// Asks an execution to end.
    CancelExecution {
        /// Which execution.
        id: ExecutionId,
    },
    /// Runs again what an execution ran.
    RerunExecution {
        /// Which execution.
        id: ExecutionId,
    },
    /// Calls back once more.
    ReplayCallback {
        /// Which execution.
        id: ExecutionId,
    },
    /// Chooses the colours.
    SetTheme {
        /// One of `system`, `light`, `dark`.
        theme: String,
    },
}
