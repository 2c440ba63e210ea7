//! One ComfyUI server: every request that is made of it.

use super::{
    answer::{FileRef, History, PromptAnswer, Queue, QueueInfo, Uploaded},
    socket::Socket,
};
use crate::{ApiGraph, Asset, EngineError, NodeType, NodeTypes, Validation, outbound, python::json};
use bytes::BytesMut;
use reqwest::{Client, RequestBuilder, Response, StatusCode, Url, header::CONTENT_TYPE, multipart, redirect};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json, json};
use std::time::Duration;
use tokio::time::timeout;

/// How long a server may take for a connection.
const PATIENCE: Duration = Duration::from_secs(10);
/// A server. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Server {
    client: Client,
    base: Url,
    limit: u64,
}

/// What a server knows of a run.
pub(super) enum Answered {
    /// Nothing: it never heard of it, or was restarted, or somebody removed it.
    Unknown,
    /// It waits or runs.
    Queued,
    /// It is over.
    Over(Box<History>),
}

/// What a server made of a graph.
pub(super) enum Submitted {
    Accepted,
    Refused(Box<Validation>),
    /// It runs the outputs that are valid, and drops the others.
    Partly(Box<Validation>),
}

/// Why a server did not answer as it should.
#[derive(Debug, thiserror::Error)]
pub(super) enum ServerError {
    /// No connection was made: it has not heard of it.
    #[error("{0}")]
    NotReached(String),
    /// It answers, and not as ComfyUI does: asking again does not help.
    #[error("{0} has no `{1}`: it is no ComfyUI server, or one of a version that Brine does not know")]
    NoRoute(Url, String),
    /// Whatever else.
    #[error("{0}")]
    Failed(String),
    /// A file, or all of them, are larger than may be kept.
    #[error("the files are larger than the limit of {0} bytes")]
    TooLarge(u64),
}

impl Server {
    /// A server at this address.
    pub(super) fn new(url: &str, limit: u64) -> Result<Self, EngineError> {
        let wrong = |why: String| EngineError::Unavailable(format!("{url}: {why}"));
        let mut base = Url::parse(url).map_err(|error| wrong(error.to_string()))?;
        if !base.path().ends_with('/') {
            base.set_path(&format!("{}/", base.path()));
        }
        let client = outbound::unguarded_client().and_then(|builder| {
            let builder = builder.no_proxy().redirect(redirect::Policy::none()).connect_timeout(PATIENCE);
            builder.build().map_err(|error| outbound::from_reqwest(&error))
        });
        Ok(Self { client: client.map_err(|error| wrong(error.to_string()))?, base, limit })
    }

    pub(super) const fn url(&self) -> &Url {
        &self.base
    }

    /// How many runs wait there; a failure where it does not say so within this time.
    pub(super) async fn load(&self, within: Duration) -> Result<u64, ServerError> {
        let silent = |_| ServerError::Failed(format!("it has said nothing within {} s", within.as_secs_f32()));
        let asked = timeout(within, self.ask(self.client.get(self.at("prompt")))).await;
        let info: QueueInfo = asked.map_err(silent)??;
        Ok(info.exec_info.queue_remaining)
    }

    /// The types it knows.
    pub(super) async fn node_types(&self) -> Result<NodeTypes, ServerError> {
        let info: Map<String, Json> = self.ask(self.client.get(self.at("object_info"))).await?;
        Ok(info.into_iter().map(|(name, info)| (name.clone(), NodeType::from_object_info(&name, &info))).collect())
    }

    /// Listens to what it says of this run; a run can do without.
    pub(super) async fn socket(&self, id: &str) -> Option<Socket> {
        let mut url = self.at("ws");
        url.set_query(Some(&format!("clientId={id}")));
        url.set_scheme("ws").ok().filter(|()| self.base.scheme() == "http")?;
        timeout(PATIENCE, Socket::open(url.as_str())).await.ok().flatten()
    }

    /// Hands a graph over.
    pub(super) async fn submit(&self, id: &str, graph: &ApiGraph) -> Result<Submitted, ServerError> {
        let body = json!({ "prompt": graph, "client_id": id, "prompt_id": id });
        let response = self.send(self.client.post(self.at("prompt")).json(&body)).await?;
        let status = response.status().as_u16();
        if !matches!(status, 200 | 400) {
            return Err(ServerError::Failed(format!("{} answered with status {status}", self.base)));
        }
        let answer: PromptAnswer = read(response).await?;
        let node_errors = answer.node_errors();
        if status == 200 && node_errors.is_empty() {
            return Ok(Submitted::Accepted);
        }
        let error = serde_json::from_value(answer.error).ok();
        let validation = Box::new(Validation { error, node_errors, good_outputs: Vec::new() });
        Ok(if status == 200 { Submitted::Partly(validation) } else { Submitted::Refused(validation) })
    }

    /// What became of a run. The queue is asked first: what leaves it is in the history from then on.
    pub(super) async fn look(&self, id: &str) -> Result<Answered, ServerError> {
        let queue: Queue = self.ask(self.client.get(self.at("queue"))).await?;
        if queue.holds(id) {
            return Ok(Answered::Queued);
        }
        let mut history: Map<String, Json> = self.ask(self.client.get(self.at(&format!("history/{id}")))).await?;
        match history.remove(id) {
            None => Ok(Answered::Unknown),
            Some(entry) => {
                let entry = serde_json::from_value(entry).map_err(|error| ServerError::Failed(error.to_string()))?;
                Ok(Answered::Over(Box::new(entry)))
            }
        }
    }

    /// Takes a run out of the queue *and* interrupts it: it may be either side of that line by now.
    pub(super) async fn cancel(&self, id: &str) -> Result<(), ServerError> {
        self.send(self.client.post(self.at("queue")).json(&json!({ "delete": [id] }))).await?;
        // Without its id, whatever runs would be interrupted.
        self.send(self.client.post(self.at("interrupt")).json(&json!({ "prompt_id": id }))).await?;
        Ok(())
    }

    /// A file it made.
    pub(super) async fn view(&self, file: &FileRef) -> Result<Asset, ServerError> {
        let mut url = self.at("view");
        let query = [("filename", &file.filename), ("subfolder", &file.subfolder), ("type", &file.kind)];
        url.query_pairs_mut().extend_pairs(query);
        let mut response = self.send_to_file(self.client.get(url)).await?;
        if !response.status().is_success() {
            return Err(ServerError::Failed(format!("the file {} is gone ({})", file.filename, response.status())));
        }
        let media_type = response.headers().get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
        let media_type = media_type.unwrap_or("application/octet-stream").to_owned();
        let mut bytes = BytesMut::new();
        while let Some(piece) = response.chunk().await.map_err(|error| failed(&error))? {
            if (bytes.len() + piece.len()) as u64 > self.limit {
                return Err(ServerError::TooLarge(self.limit));
            }
            bytes.extend_from_slice(&piece);
        }
        Ok(Asset { media_type, bytes: bytes.freeze() })
    }

    /// Gives it a file; answers what nodes call it. Named by its content: the same file is there once.
    pub(super) async fn upload(&self, asset: &Asset) -> Result<String, ServerError> {
        let extension = asset.media_type.rsplit('/').next().unwrap_or("bin");
        let extension: String = extension.chars().filter(char::is_ascii_alphanumeric).collect();
        let name = format!("{}.{extension}", asset.digest());
        let part = multipart::Part::stream(asset.bytes.clone()).file_name(name);
        let form = multipart::Form::new().part("image", part).text("type", "input").text("subfolder", "brine");
        let form = form.text("overwrite", "true");
        let file: Uploaded = self.ask(self.client.post(self.at("upload/image")).multipart(form)).await?;
        Ok(file.path())
    }

    fn at(&self, path: &str) -> Url {
        // The base ends with a slash, and the paths are this file's own.
        self.base.join(path).unwrap_or_else(|_| self.base.clone())
    }

    async fn ask<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<T, ServerError> {
        let response = self.send(request).await?;
        if !response.status().is_success() {
            return Err(ServerError::Failed(format!("{} answered with status {}", self.base, response.status())));
        }
        read(response).await
    }

    /// The answer to a request of the contract: none of its routes answers 404 to anything.
    async fn send(&self, request: RequestBuilder) -> Result<Response, ServerError> {
        let response = self.send_to_file(request).await?;
        match response.status() {
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => {
                Err(ServerError::NoRoute(self.base.clone(), response.url().path().to_owned()))
            }
            _ => Ok(response),
        }
    }

    /// The answer to a request for a file, which may be gone.
    async fn send_to_file(&self, request: RequestBuilder) -> Result<Response, ServerError> {
        request.timeout(PATIENCE * 6).send().await.map_err(|error| failed(&error))
    }
}

async fn read<T: DeserializeOwned>(response: Response) -> Result<T, ServerError> {
    let text = response.text().await.map_err(|error| failed(&error))?;
    json::read(&text).map_err(|error| ServerError::Failed(error.to_string()))
}

fn failed(error: &reqwest::Error) -> ServerError {
    let why = outbound::from_reqwest(error).to_string();
    if error.is_connect() { ServerError::NotReached(why) } else { ServerError::Failed(why) }
}
