//! A deployment on the wire.

use domain::{Deployment, DeploymentStatus, DeploymentType, PauseMode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A deployment: one immutable snapshot of a workflow, put to work.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct DeploymentJson {
    /// Its name for programs.
    #[schema(format = Uuid)]
    id: String,
    /// Its name for people.
    #[schema(min_length = 1, max_length = 120)]
    name: String,
    /// How requests reach it.
    #[serde(rename = "type")]
    kind: TypeJson,
    /// Which deployment of its workflow it is; never used again.
    version: u32,
    /// Whether it takes requests.
    status: StatusJson,
    /// What it was made of.
    workflow: WorkflowRefJson,
    /// The SHA-256 of the snapshot's bytes.
    digest: String,
    /// How many nodes the snapshot has.
    nodes: u32,
    /// Why it was deployed.
    reason: Option<String>,
    /// When it was deployed.
    #[schema(format = DateTime)]
    created_at: String,
    /// Since when it has its status.
    #[schema(format = DateTime)]
    status_since: String,
    /// What its pause does to requests; null while it is Running.
    mode: Option<PauseModeJson>,
    /// What keeps it from running; null where nothing does.
    hindrance: Option<String>,
    /// What runs it: `builtin` or `comfyui`; null where nothing can.
    engine: Option<&'static str>,
    /// Whether it was deployed without a successful test.
    untested: bool,
    /// The ids of the input and output nodes that its callers neither set nor see.
    hidden: Vec<String>,
    /// Where requests to it are sent, from this server's root; null where nothing brings it requests yet: a Discord bot.
    endpoint: Option<String>,
}

/// The workflow as it was when it was deployed.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct WorkflowRefJson {
    /// Which workflow; it may have been deleted since.
    #[schema(format = Uuid)]
    id: String,
    /// What it was called.
    name: String,
    /// Which save of it was deployed.
    revision: u32,
}

/// How requests reach a deployment.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TypeJson {
    /// HTTP requests to its endpoint.
    Api,
    /// A command of a Discord bot.
    Discord,
    /// A public page with a form.
    Webform,
}

/// Whether a deployment takes requests.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StatusJson {
    /// Accepts and processes requests.
    Running,
    /// Runs nothing new; can be resumed.
    Paused,
}

/// What becomes of requests while a deployment is paused.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PauseModeJson {
    /// New ones are refused; those accepted before run to their end.
    #[default]
    Finish,
    /// New ones wait; none begins until it is resumed.
    Hold,
    /// New ones are refused; those that run or wait are cancelled.
    Stop,
}

impl From<&Deployment> for DeploymentJson {
    fn from(it: &Deployment) -> Self {
        Self {
            id: it.id.to_string(),
            name: it.name.to_string(),
            kind: it.kind.into(),
            version: it.version.get(),
            status: it.status.into(),
            workflow: WorkflowRefJson {
                id: it.workflow.id.to_string(),
                name: it.workflow.name.to_string(),
                revision: it.workflow.revision.get(),
            },
            digest: it.digest.to_string(),
            nodes: it.nodes,
            reason: it.reason.as_ref().map(ToString::to_string),
            created_at: it.created_at.to_string(),
            status_since: it.status_since.to_string(),
            mode: (it.status == DeploymentStatus::Paused).then(|| it.pause.into()),
            hindrance: it.hindrance.as_ref().map(|it| it.words.to_string()),
            engine: it.engine.map(|it| it.as_str()),
            untested: it.untested,
            hidden: it.hidden.nodes().map(str::to_owned).collect(),
            endpoint: it.endpoint_path(),
        }
    }
}

impl From<PauseMode> for PauseModeJson {
    fn from(mode: PauseMode) -> Self {
        match mode {
            PauseMode::Finish => Self::Finish,
            PauseMode::Hold => Self::Hold,
            PauseMode::Stop => Self::Stop,
        }
    }
}

impl From<PauseModeJson> for PauseMode {
    fn from(mode: PauseModeJson) -> Self {
        match mode {
            PauseModeJson::Finish => Self::Finish,
            PauseModeJson::Hold => Self::Hold,
            PauseModeJson::Stop => Self::Stop,
        }
    }
}

impl From<DeploymentType> for TypeJson {
    fn from(kind: DeploymentType) -> Self {
        match kind {
            DeploymentType::Api => Self::Api,
            DeploymentType::Discord => Self::Discord,
            DeploymentType::Webform => Self::Webform,
        }
    }
}

impl From<TypeJson> for DeploymentType {
    fn from(kind: TypeJson) -> Self {
        match kind {
            TypeJson::Api => Self::Api,
            TypeJson::Discord => Self::Discord,
            TypeJson::Webform => Self::Webform,
        }
    }
}

impl From<DeploymentStatus> for StatusJson {
    fn from(status: DeploymentStatus) -> Self {
        match status {
            DeploymentStatus::Running => Self::Running,
            DeploymentStatus::Paused => Self::Paused,
        }
    }
}

impl From<StatusJson> for DeploymentStatus {
    fn from(status: StatusJson) -> Self {
        match status {
            StatusJson::Running => Self::Running,
            StatusJson::Paused => Self::Paused,
        }
    }
}
