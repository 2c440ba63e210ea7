//! Reads a posted form, in either of the two ways in which browsers send one.

use super::act::Refused;
use axum::{
    body::Bytes,
    extract::{FromRequest as _, Multipart, Request, multipart::MultipartError},
    http::{StatusCode, header},
    response::IntoResponse as _,
};

/// How many bytes a form may have: a few of the largest graphs.
pub(crate) const MAX_FORM_BYTES: usize = 4 * domain::graph::MAX_GRAPH_BYTES as usize;

/// A form's fields and files, in their order.
#[derive(Debug, Default)]
pub(crate) struct Posted {
    /// Name and text of each field that is no file.
    pub(crate) fields: Vec<(String, String)>,
    /// The files that were chosen.
    pub(crate) files: Vec<File>,
}

/// A chosen file.
#[derive(Debug)]
pub(crate) struct File {
    /// The field that it was chosen in.
    pub(super) field: String,
    /// What the browser takes it for; nothing where it does not say.
    pub(super) media_type: String,
    /// What it is called on the reader's machine.
    pub(super) name: String,
    /// What is in it.
    pub(super) bytes: Bytes,
}

impl Posted {
    /// The last text of a field.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().rev().find(|(it, _)| it == name).map(|(_, text)| &**text)
    }

    /// What the form is to do.
    pub(super) fn action(&self) -> &str {
        self.field("do").unwrap_or_default()
    }
}

/// Reads a form.
pub(crate) async fn read(request: Request) -> Result<Posted, Refused> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match &*essence {
        "application/x-www-form-urlencoded" => urlencoded(request).await,
        "multipart/form-data" => multipart(request).await,
        _ => {
            let words = "a form is sent as `application/x-www-form-urlencoded` or `multipart/form-data`";
            Err(Refused::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, words))
        }
    }
}

async fn urlencoded(request: Request) -> Result<Posted, Refused> {
    let body = Bytes::from_request(request, &())
        .await
        .map_err(|rejected| unreadable(rejected.status(), &rejected.body_text()))?;
    Ok(Posted { fields: form_urlencoded::parse(&body).into_owned().collect(), files: Vec::new() })
}

async fn multipart(request: Request) -> Result<Posted, Refused> {
    let form = Multipart::from_request(request, &()).await;
    let mut form =
        form.map_err(|rejected| unreadable(rejected.into_response().status(), "the form has no boundary"))?;
    let mut posted = Posted::default();
    let broken = |error: MultipartError| unreadable(error.status(), &error.body_text());
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().map(str::to_owned);
        let media_type = field.content_type().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(broken)?;
        match file_name {
            // What browsers send where no file was chosen.
            Some(file) if file.is_empty() && bytes.is_empty() => {}
            Some(file) => posted.files.push(File { field: name, media_type, name: file, bytes }),
            None => posted.fields.push((name, String::from_utf8_lossy(&bytes).into_owned())),
        }
    }
    Ok(posted)
}

fn unreadable(status: StatusCode, why: &str) -> Refused {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => {
            Refused::new(status, format!("a form has at most {MAX_FORM_BYTES} bytes, its files included"))
        }
        _ => Refused::new(StatusCode::BAD_REQUEST, format!("the form cannot be read: {why}")),
    }
}
