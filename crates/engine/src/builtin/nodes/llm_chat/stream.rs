//! Reads a streamed answer: server-sent events, each with a piece of text.

use crate::builtin::node::NodeFailure;
use serde_json::Value as Json;

/// What an event says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// More text.
    Text(String),
    /// The server could not go on.
    Failed(String),
    /// The answer is complete.
    End,
}

/// Puts events together from bytes that are cut anywhere.
pub(super) struct Pieces {
    unread: Vec<u8>,
    limit: u64,
}

impl Pieces {
    pub(super) const fn new(limit: u64) -> Self {
        Self { unread: Vec::new(), limit }
    }

    /// What the next bytes complete.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Result<Vec<Piece>, NodeFailure> {
        if (self.unread.len() + bytes.len()) as u64 > self.limit {
            return Err(NodeFailure::too_large("a line of the answer", self.limit));
        }
        self.unread.extend_from_slice(bytes);
        let mut pieces = Vec::new();
        while let Some(end) = self.unread.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = self.unread.drain(..=end).collect();
            let line = String::from_utf8_lossy(&line);
            // Comments, ids and blank lines say nothing.
            if let Some(data) = line.trim_end().strip_prefix("data:") {
                pieces.extend(Self::event(data.trim_start()));
            }
        }
        Ok(pieces)
    }

    fn event(data: &str) -> Option<Piece> {
        if data == "[DONE]" {
            return Some(Piece::End);
        }
        let Ok(event) = serde_json::from_str::<Json>(data) else {
            return Some(Piece::Failed("an event of the stream is no JSON".to_owned()));
        };
        if let Some(error) = event.get("error").filter(|error| !error.is_null()) {
            let message = error.get("message").and_then(Json::as_str).map_or_else(|| error.to_string(), str::to_owned);
            return Some(Piece::Failed(message));
        }
        let text = event["choices"][0]["delta"]["content"].as_str().unwrap_or_default();
        (!text.is_empty()).then(|| Piece::Text(text.to_owned()))
    }
}
