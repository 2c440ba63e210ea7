//! The site inside the binary: scripts, styles and the browser half, compressed beforehand.
//!
//! `build.rs` makes the table of what `cargo xtask build` left. Names under
//! `/assets/` bear a hash of what they hold and are kept for ever; others keep their names.

use crate::{Brine, oops, pages::Encoding};
use app::{Assets, Entry, EntryFiles};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};

include!(concat!(env!("OUT_DIR"), "/site.rs"));

/// A file of the site in every form it is sent in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct File {
    /// Its address: `/assets/brine.1a2b3c.js`.
    path: &'static str,
    /// What the build calls it: `brine.js`.
    name: &'static str,
    content_type: &'static str,
    plain: &'static [u8],
    brotli: &'static [u8],
    gzip: &'static [u8],
}

/// The files of the site.
#[derive(Debug, Clone)]
pub struct Site {
    files: &'static [File],
}

impl Site {
    /// The site that was built into this program; empty where none was.
    pub fn embedded() -> Self {
        Self { files: FILES }
    }

    /// Where the files are that every page asks for.
    pub(crate) fn assets(&self) -> Assets {
        let path = |name: &str| {
            self.files.iter().find(|file| file.name == name).map_or_else(String::new, |file| file.path.to_owned())
        };
        let files = |entry: Entry| EntryFiles {
            js: path(&format!("{}.js", entry.name())),
            wasm: path(&format!("{}.wasm", entry.name())),
        };
        Assets {
            css: path("main.css"),
            boot: path("boot.js"),
            entries: Entry::ALL.map(|it| (it, files(it))).into(),
            editor: path("editor.js"),
            bulk: path("bulk.js"),
            run: path("run.js"),
            form_preview: path("form_preview.js"),
        }
    }

    /// The file at an address, in the best form the reader takes; none where there is none.
    pub(crate) fn get(&self, path: &str, headers: &HeaderMap) -> Option<Response> {
        let file = self.files.iter().find(|file| file.path == path)?;
        let forever = path.starts_with("/assets/");
        let keep = if forever { "public, max-age=31536000, immutable" } else { "public, max-age=3600" };
        let (encoding, body) = best(file, headers);
        let mut response = body.into_response();
        let set = response.headers_mut();
        set.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(file.content_type));
        set.insert(header::CACHE_CONTROL, header::HeaderValue::from_static(keep));
        set.insert(header::VARY, header::HeaderValue::from_static("Accept-Encoding"));
        if let Some(encoding) = encoding {
            set.insert(header::CONTENT_ENCODING, header::HeaderValue::from_static(encoding));
        }
        Some(response)
    }
}

fn best(file: &File, headers: &HeaderMap) -> (Option<&'static str>, &'static [u8]) {
    match Encoding::accepted(headers) {
        Encoding::Brotli if !file.brotli.is_empty() => (Some("br"), file.brotli),
        Encoding::Brotli | Encoding::Gzip if !file.gzip.is_empty() => (Some("gzip"), file.gzip),
        _ => (None, file.plain),
    }
}

/// A file under `/assets/`.
pub(crate) async fn asset(State(brine): State<Brine>, Path(file): Path<String>, headers: HeaderMap) -> Response {
    let found = brine.site.get(&format!("/assets/{file}"), &headers);
    found.unwrap_or_else(|| oops::say("/assets/", StatusCode::NOT_FOUND, "Nothing here", "No file is at this address."))
}
