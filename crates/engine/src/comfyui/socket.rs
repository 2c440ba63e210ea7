//! What a server says while it works. Only told, never relied on: the history says how a run ended.

use crate::{NodeId, python::json};
use futures::StreamExt;
use serde_json::{Map, Value as Json};
use tokio::net::TcpStream;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async, tungstenite::Message};

/// A connection to `/ws`.
pub(super) struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

/// What is worth passing on.
#[derive(Debug, PartialEq)]
pub(super) enum Said {
    /// This node begins.
    Executing(NodeId),
    /// This node shows something.
    Executed(NodeId, Map<String, Json>),
    /// No more nodes begin.
    Over,
    /// Something else: time to look.
    Other,
}

impl Socket {
    pub(super) async fn open(url: &str) -> Option<Self> {
        connect_async(url).await.ok().map(|(stream, _)| Self(stream))
    }

    /// The next message about this run; none when the connection is gone. Pictures on the way are passed over.
    pub(super) async fn next(&mut self, id: &str) -> Option<Said> {
        loop {
            match self.0.next().await?.ok()? {
                Message::Text(text) => {
                    let Ok(message) = json::read::<Json>(&text) else { continue };
                    if message["data"]["prompt_id"].as_str() == Some(id) {
                        return Some(said(&message));
                    }
                }
                Message::Close(_) => return None,
                _ => {}
            }
        }
    }
}

fn said(message: &Json) -> Said {
    let data = &message["data"];
    match (message["type"].as_str(), data["node"].as_str(), data["output"].as_object()) {
        (Some("executing"), Some(node), _) => Said::Executing(node.into()),
        (Some("executed"), Some(node), Some(output)) => Said::Executed(node.into(), output.clone()),
        (Some("executing"), None, _) => Said::Over,
        _ => Said::Other,
    }
}
