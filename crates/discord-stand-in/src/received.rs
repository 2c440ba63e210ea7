//! A message as it was sent: JSON, or a form with files.

use crate::fault::Faults;
use axum::{
    extract::{FromRequest as _, Multipart, Request},
    http::header::CONTENT_TYPE,
};
use bytes::Bytes;
use serde_json::Value;

/// A message that Discord took.
#[derive(Debug, Clone, PartialEq)]
pub struct Posted {
    /// Where to: `webhooks/<application>/<token>/messages/@original`, `channels/<id>/messages` ….
    pub to: String,
    /// What was said.
    pub payload: Value,
    /// Its files.
    pub files: Vec<Upload>,
}

/// A file of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// The form's part: `files[0]`.
    pub part: String,
    /// What it is called.
    pub filename: String,
    /// Its media type.
    pub media_type: String,
    /// What is in it.
    pub bytes: Bytes,
}

/// Reads a message's request.
pub(crate) async fn read(request: Request, faults: &mut Faults) -> (Value, Vec<Upload>) {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default().to_owned();
    if kind == "application/json" {
        let body = Bytes::from_request(request, &()).await.unwrap_or_default();
        return (serde_json::from_slice(&body).unwrap_or_default(), Vec::new());
    }
    let (mut payload, mut files) = (Value::Null, Vec::new());
    let Ok(mut form) = Multipart::from_request(request, &()).await else {
        faults.add("", "neither JSON nor a form");
        return (payload, files);
    };
    while let Ok(Some(part)) = form.next_field().await {
        let name = part.name().unwrap_or_default().to_owned();
        let media_type = part.content_type().unwrap_or_default().to_owned();
        let filename = part.file_name().map(str::to_owned);
        let Ok(bytes) = part.bytes().await else {
            faults.add(&name, "breaks off");
            break;
        };
        match filename {
            None if name == "payload_json" => payload = serde_json::from_slice(&bytes).unwrap_or_default(),
            Some(filename) if name == format!("files[{}]", files.len()) => {
                files.push(Upload { part: name, filename, media_type, bytes });
            }
            _ => faults.add(&name, "is no part that Discord documents, or not the next one"),
        }
    }
    (payload, files)
}
