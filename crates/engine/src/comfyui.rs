//! The engine outside: ComfyUI servers of the operator, asked over HTTP.
//!
//! One server runs one graph at a time and forgets all when it restarts: nothing it says later counts more than
//! what was seen. A run goes to the least loaded server that answers; one that does not is passed over until it does.
//! Asked again with the same run id, the engine looks for what became of it before it sends anything.

mod answer;
mod follow;
mod results;
mod server;
mod socket;

use crate::{
    ApiGraph, Clock, Engine, EngineError, Limits, NodeTypes, Run, RunOrder, Validation,
    events::Events,
    inputs::GivenValue,
    outbound::{Fetch, Outbound},
    validation::validate,
};
use async_trait::async_trait;
use follow::{Follow, Progress};
use serde_json::json;
use server::{Answered, Server, ServerError, Submitted};
use std::{sync::Arc, time::Duration};
use tokio::{sync::Mutex, time::Instant};
use tokio_util::sync::CancellationToken;

/// How long a server may take to say how much waits there: one that hangs must not hold up runs for the others.
const LOAD_WITHIN: Duration = Duration::from_secs(5);
/// The same for those who ask whether it lives: they have little patience themselves.
const SIGN_OF_LIFE_WITHIN: Duration = Duration::from_millis(500);

/// One or more ComfyUI servers.
pub struct ComfyUi {
    servers: Vec<Server>,
    limits: Limits,
    clock: Arc<dyn Clock>,
    /// For files that callers give by reference; the servers themselves are the operator's choice.
    outbound: Outbound,
    /// What the servers last said they know; asked again when it does not cover a graph.
    types: Mutex<Option<Arc<NodeTypes>>>,
}

impl ComfyUi {
    /// The servers at these addresses: `http://127.0.0.1:8188`.
    ///
    /// # Errors
    /// Where an address is no URL, or no client can be made.
    pub fn new(
        urls: &[String],
        limits: Limits,
        clock: Arc<dyn Clock>,
        outbound: Outbound,
    ) -> Result<Self, EngineError> {
        let servers: Result<_, _> = urls.iter().map(|url| Server::new(url, limits.value_bytes)).collect();
        Ok(Self { servers: servers?, limits, clock, outbound, types: Mutex::new(None) })
    }

    /// The servers that answer, the least loaded first.
    async fn by_load(&self) -> Result<Vec<&Server>, EngineError> {
        let asked = futures::future::join_all(self.servers.iter().map(|it| it.load(LOAD_WITHIN))).await;
        let mut answering: Vec<(u64, &Server)> = Vec::new();
        let mut silent = Vec::new();
        for (server, load) in self.servers.iter().zip(asked) {
            match load {
                Ok(load) => answering.push((load, server)),
                Err(error) => silent.push(format!("{}: {error}", server.url())),
            }
        }
        answering.sort_by_key(|(load, _)| *load);
        match answering.is_empty() {
            true => Err(EngineError::Unavailable(format!("no ComfyUI server answers ({})", silent.join("; ")))),
            false => Ok(answering.into_iter().map(|(_, server)| server).collect()),
        }
    }

    async fn types_for(&self, graph: Option<&ApiGraph>) -> Result<Arc<NodeTypes>, EngineError> {
        let mut known = self.types.lock().await;
        let covers =
            |types: &NodeTypes| graph.is_some_and(|graph| crate::node_type::unknown_types(graph, types).is_empty());
        match known.as_ref().filter(|types| covers(types)) {
            Some(types) => Ok(types.clone()),
            None => {
                let types = Arc::new(self.by_load().await?[0].node_types().await?);
                *known = Some(types.clone());
                Ok(types)
            }
        }
    }

    /// The graph as it is sent: with what the caller gave in the place of the workflow's values.
    async fn filled(&self, order: &RunOrder, server: &Server) -> Result<ApiGraph, EngineError> {
        let mut graph = ApiGraph::clone(&order.graph);
        for (node, given) in order.given.iter() {
            let value = match given {
                GivenValue::Value(crate::Value::Asset(asset)) => json!(server.upload(asset).await?),
                GivenValue::Value(value) => value.to_json(),
                GivenValue::Reference(url) => {
                    let answer = self.outbound.fetch(Fetch::get(url, self.limits.value_bytes)).await;
                    let answer = answer.map_err(|error| EngineError::Input(format!("{url}: {error}")))?;
                    if !(200..300).contains(&answer.status) {
                        return Err(EngineError::Input(format!("{url} answered with status {}", answer.status)));
                    }
                    json!(server.upload(&answer.into_asset()).await?)
                }
            };
            graph.set_input(node.as_str(), "input_value", value);
        }
        Ok(graph)
    }

    /// The server that already has this run, if one does.
    async fn already_at<'a>(&self, id: &str, servers: &[&'a Server]) -> Result<Option<&'a Server>, ServerError> {
        for server in servers {
            if !matches!(server.look(id).await?, Answered::Unknown) {
                return Ok(Some(server));
            }
        }
        Ok(None)
    }

    /// Sends the run to the first server that takes it.
    async fn submit<'a>(&self, id: &str, order: &RunOrder, servers: &[&'a Server]) -> Result<&'a Server, EngineError> {
        let mut last = EngineError::Unavailable("no ComfyUI server answers".to_owned());
        for server in servers {
            let graph = self.filled(order, server).await?;
            match server.submit(id, &graph).await {
                Ok(Submitted::Accepted) => return Ok(server),
                Ok(Submitted::Refused(validation)) => return Err(EngineError::Invalid(validation)),
                Ok(Submitted::Partly(validation)) => {
                    // The server would run what is left of the graph, and say nothing of the rest.
                    server.cancel(id).await?;
                    return Err(EngineError::Invalid(validation));
                }
                // It may have taken the run all the same: only a connection that was never made is safe to try elsewhere.
                Err(ServerError::NotReached(why)) => last = EngineError::Unavailable(why),
                Err(error) => return Err(error.into()),
            }
        }
        Err(last)
    }
}

#[async_trait]
impl Engine for ComfyUi {
    fn name(&self) -> &'static str {
        "comfyui"
    }

    async fn node_types(&self) -> Result<Arc<NodeTypes>, EngineError> {
        self.types_for(None).await
    }

    async fn validate(&self, graph: &ApiGraph) -> Result<Validation, EngineError> {
        let limit = self.limits.graph_nodes;
        if graph.len() > limit as usize {
            return Ok(Validation::too_large(graph.len(), limit));
        }
        Ok(validate(graph, &*self.types_for(Some(graph)).await?, &|_, _, _| None))
    }

    async fn silent(&self) -> Vec<String> {
        let asked = futures::future::join_all(self.servers.iter().map(|it| it.load(SIGN_OF_LIFE_WITHIN))).await;
        let silent = self.servers.iter().zip(asked).filter_map(|(server, load)| Some((server, load.err()?)));
        silent.map(|(server, error)| format!("the ComfyUI server {} does not answer: {error}", server.url())).collect()
    }

    async fn start(&self, order: RunOrder) -> Result<Run, EngineError> {
        let id = order.id.hyphenated().to_string();
        let servers = self.by_load().await?;
        let (server, socket) = match self.already_at(&id, &servers).await? {
            Some(server) => (server, server.socket(&id).await),
            None => {
                let validation = self.validate(&order.graph).await?;
                if !validation.is_valid() {
                    return Err(EngineError::Invalid(Box::new(validation)));
                }
                // Listening begins before anything can happen.
                let socket = servers[0].socket(&id).await;
                let server = self.submit(&id, &order, &servers).await?;
                let same = std::ptr::eq(server, servers[0]);
                (server, if same { socket } else { server.socket(&id).await })
            }
        };
        let cancel = CancellationToken::new();
        let (events, receiver) = Events::channel(order.graph.len(), self.clock.clone());
        let (server, limits) = (server.clone(), self.limits.clone());
        let (progress, heard_at) = (Progress::default(), Instant::now());
        let follow = Follow { server, id, order, limits, events, socket, progress, heard_at };
        tokio::spawn(follow.run(cancel.clone()));
        Ok(Run::new(receiver, cancel))
    }
}

impl From<ServerError> for EngineError {
    fn from(error: ServerError) -> Self {
        Self::Unavailable(error.to_string())
    }
}
