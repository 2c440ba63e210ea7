//! Reads a posted form, whichever way the browser encoded it.

use crate::state::AppState;
use axum::{
    RequestExt as _,
    extract::{Multipart, Request},
    http::{StatusCode, header},
};

/// A posted form.
#[derive(Debug, Default)]
pub(super) struct FormBody {
    /// The text fields, in order.
    pub(super) fields: Vec<(String, String)>,
    /// The files that were chosen: name and bytes.
    pub(super) files: Vec<(String, Vec<u8>)>,
}

/// Why a form cannot be read.
pub(super) type Unreadable = (StatusCode, String);

impl FormBody {
    pub(super) async fn read(request: Request, state: &AppState) -> Result<Self, Unreadable> {
        let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or("");
        let content_type = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match content_type.as_str() {
            "multipart/form-data" => Self::multipart(request, state).await,
            "application/x-www-form-urlencoded" => {
                let body: bytes::Bytes = request
                    .extract()
                    .await
                    .map_err(|error: axum::extract::rejection::BytesRejection| (error.status(), error.body_text()))?;
                let fields = form_urlencoded::parse(&body).into_owned().collect();
                Ok(Self { fields, files: Vec::new() })
            }
            other => Err((StatusCode::UNSUPPORTED_MEDIA_TYPE, format!("a form is not sent as `{other}`"))),
        }
    }

    async fn multipart(request: Request, state: &AppState) -> Result<Self, Unreadable> {
        let mut parts: Multipart = request
            .extract_with_state(state)
            .await
            .map_err(|error: axum::extract::multipart::MultipartRejection| (error.status(), error.body_text()))?;
        let mut form = Self::default();
        while let Some(part) = parts.next_field().await.map_err(|error| (error.status(), error.body_text()))? {
            let name = part.name().unwrap_or_default().to_owned();
            let file = part.file_name().map(str::to_owned);
            let bytes = part.bytes().await.map_err(|error| (error.status(), error.body_text()))?;
            match file {
                // A file field in which nothing was chosen is sent without a name.
                Some(file) if file.is_empty() && bytes.is_empty() => {}
                Some(file) => form.files.push((file, bytes.to_vec())),
                None => form.fields.push((name, String::from_utf8_lossy(&bytes).into_owned())),
            }
        }
        Ok(form)
    }

    /// A field's text.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| &**value)
    }
}
