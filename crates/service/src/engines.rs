//! Which engine runs a graph, and what keeps one from running.
//!
//! Builtin comes first; ComfyUI, where the operator has one, runs what builtin does not know.

mod hindering;

use crate::ServiceError;
use bytes::Bytes;
use domain::{
    Digest, EngineKind, Graph, GraphFormat, Hindrance, HindranceKind, InputField, InputKind, Interface, OutputField,
    Problem,
};
use engine::{
    ApiGraph, Engine, EngineError,
    conversion::convert,
    inputs::{DeclaredInput, InputType, declared_inputs, declared_outputs},
    node_type::unknown_types,
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// How many graphs are kept ready to be run.
const KEPT: usize = 256;

/// The engines that the operator has.
#[derive(Clone)]
pub struct Engines {
    builtin: Arc<dyn Engine>,
    comfyui: Option<Arc<dyn Engine>>,
    ready: Arc<Mutex<HashMap<Digest, Arc<Runnable>>>>,
}

/// A graph that an engine can run.
#[derive(Debug)]
pub(crate) struct Runnable {
    pub(crate) engine: EngineKind,
    /// In API format, whatever the snapshot is in.
    pub(crate) graph: Arc<ApiGraph>,
    pub(crate) interface: Interface,
}

/// A graph that no engine can run now: why, in short and one by one.
#[derive(Debug)]
pub(crate) struct Hindered {
    pub(crate) hindrance: Hindrance,
    pub(crate) problems: Vec<Problem>,
}

impl Engines {
    /// Builtin alone, or with ComfyUI beside it.
    pub fn new(builtin: Arc<dyn Engine>, comfyui: Option<Arc<dyn Engine>>) -> Self {
        Self { builtin, comfyui, ready: Arc::default() }
    }

    /// The engine of this kind, where the operator has it.
    pub(crate) fn of(&self, kind: EngineKind) -> Option<&Arc<dyn Engine>> {
        match kind {
            EngineKind::Builtin => Some(&self.builtin),
            EngineKind::Comfyui => self.comfyui.as_ref(),
        }
    }

    /// A graph that was found runnable before, and is kept ready.
    pub(crate) fn ready(&self, digest: Digest) -> Option<Arc<Runnable>> {
        self.ready.lock().unwrap_or_else(PoisonError::into_inner).get(&digest).map(Arc::clone)
    }

    /// Finds the engine that runs a graph. What was found is kept by the graph's digest; what hinders is not, for
    /// it may go away.
    pub(crate) async fn examine(&self, digest: Digest, bytes: &Bytes) -> Result<Arc<Runnable>, Box<Hindered>> {
        if let Some(ready) = self.ready(digest) {
            return Ok(ready);
        }
        let text = String::from_utf8_lossy(bytes);
        let (kind, graph) = self.choose(&text).await?;
        let interface = interface(&graph);
        let runnable = Arc::new(Runnable { engine: kind, graph: Arc::new(graph), interface });
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        if ready.len() >= KEPT {
            ready.clear();
        }
        ready.insert(digest, Arc::clone(&runnable));
        Ok(runnable)
    }

    async fn choose(&self, text: &str) -> Result<(EngineKind, ApiGraph), Box<Hindered>> {
        let read = Graph::read(text).map_err(|error| hindering::unreadable(&error.to_string()))?;
        let comfyui = self.comfyui.as_deref();
        let graph = match (read.format, comfyui) {
            (GraphFormat::Api, _) => ApiGraph::read(text).map_err(|error| hindering::unreadable(&error.to_string()))?,
            (GraphFormat::Ui, None) => return Err(hindering::ui_format()),
            (GraphFormat::Ui, Some(comfyui)) => {
                let types = comfyui.node_types().await.map_err(|error| hindering::away(&error.to_string()))?;
                convert(text, &types).map_err(hindering::not_converted)?
            }
        };
        let types = self.builtin.node_types().await.map_err(|error| hindering::away(&error.to_string()))?;
        let unknown = unknown_types(&graph, &types);
        if unknown.is_empty() {
            return valid(&*self.builtin, EngineKind::Builtin, graph).await;
        }
        let Some(comfyui) = comfyui else { return Err(hindering::unknown_types(&unknown, false)) };
        let types = comfyui.node_types().await.map_err(|error| hindering::away(&error.to_string()))?;
        let unknown = unknown_types(&graph, &types);
        if !unknown.is_empty() {
            return Err(hindering::unknown_types(&unknown, true));
        }
        valid(comfyui, EngineKind::Comfyui, graph).await
    }
}

async fn valid(
    engine: &dyn Engine,
    kind: EngineKind,
    graph: ApiGraph,
) -> Result<(EngineKind, ApiGraph), Box<Hindered>> {
    let validation = engine.validate(&graph).await.map_err(|error| hindering::away(&error.to_string()))?;
    if validation.is_valid() { Ok((kind, graph)) } else { Err(hindering::invalid(&validation)) }
}

/// What a graph asks for and gives.
fn interface(graph: &ApiGraph) -> Interface {
    let inputs = declared_inputs(graph).into_iter().map(|it| InputField {
        node: it.node.to_string(),
        kind: input_kind(&it),
        default: match &it.default {
            serde_json::Value::Null => None,
            serde_json::Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        },
        name: it.name,
        description: it.description,
        allowed: it.allowed,
        required: it.required,
    });
    let outputs = declared_outputs(graph).into_iter();
    Interface {
        inputs: inputs.collect(),
        outputs: outputs.map(|(node, name)| OutputField { node: node.to_string(), name }).collect(),
    }
}

const fn input_kind(input: &DeclaredInput) -> InputKind {
    match input.input_type {
        InputType::String => InputKind::Text,
        InputType::Float => InputKind::Number,
        InputType::Int | InputType::Seed => InputKind::Integer,
        InputType::Boolean => InputKind::Boolean,
        InputType::Image | InputType::Mask | InputType::File => InputKind::File,
    }
}

impl From<Box<Hindered>> for ServiceError {
    fn from(hindered: Box<Hindered>) -> Self {
        let Hindered { hindrance, problems } = *hindered;
        Self::Hindered { hindrance, problems }
    }
}

/// Why an engine did not begin a run, as a failure of it.
pub(crate) fn not_begun(error: &EngineError) -> domain::ExecutionFailure {
    let problems = match error {
        EngineError::Invalid(validation) => hindering::problems(validation),
        _ => Vec::new(),
    };
    let first = problems.into_iter().next();
    let message = first.as_ref().map_or_else(|| error.to_string(), |it| it.message.clone());
    domain::ExecutionFailure {
        node: first.and_then(|it| it.node),
        node_type: None,
        kind: match error {
            EngineError::Invalid(_) => "InvalidGraph",
            EngineError::Input(_) => "Input",
            EngineError::Unavailable(_) => "EngineAway",
        }
        .to_owned(),
        message,
    }
}

/// Whether a hindrance of this kind may go away by itself.
pub(crate) const fn may_pass(kind: HindranceKind) -> bool {
    matches!(kind, HindranceKind::EngineAway)
}
