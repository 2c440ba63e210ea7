//! Rendered pages, kept for as long as the catalogue stays as it is.

use crate::site::Encoding;
use app::Theme;
use axum::http::{HeaderValue, StatusCode};
use bytes::Bytes;
use domain::Position;
use std::{
    collections::HashMap,
    io::Write as _,
    sync::{Arc, OnceLock, PoisonError, RwLock},
};

/// How many pages are kept at most; then all are dropped.
const MOST_PAGES: usize = 256;
/// How hard brotli tries: about as fast as gzip, and smaller.
const BROTLI_QUALITY: u32 = 5;

/// A rendered page, in every form it is sent in.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) csp: HeaderValue,
    plain: Bytes,
    gzip: OnceLock<Bytes>,
    brotli: OnceLock<Bytes>,
}

impl Page {
    pub(crate) const fn new(status: StatusCode, csp: HeaderValue, plain: Bytes) -> Self {
        Self { status, csp, plain, gzip: OnceLock::new(), brotli: OnceLock::new() }
    }

    /// The body, compressed when first asked for.
    pub(crate) fn body(&self, encoding: Encoding) -> Bytes {
        match encoding {
            Encoding::Plain => self.plain.clone(),
            Encoding::Gzip => self.gzip.get_or_init(|| gzip(&self.plain)).clone(),
            Encoding::Brotli => self.brotli.get_or_init(|| brotli(&self.plain)).clone(),
        }
    }
}

fn gzip(plain: &[u8]) -> Bytes {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    // Writing to memory does not fail.
    let _ = out.write_all(plain);
    out.finish().unwrap_or_default().into()
}

fn brotli(plain: &[u8]) -> Bytes {
    let mut out = brotli::CompressorWriter::new(Vec::new(), 4_096, BROTLI_QUALITY, 22);
    // Writing to memory does not fail.
    let _ = out.write_all(plain);
    out.into_inner().into()
}

/// The pages rendered at one position of the feed.
#[derive(Debug)]
pub struct PageCache {
    kept: RwLock<Kept>,
}

#[derive(Debug)]
struct Kept {
    position: Position,
    pages: HashMap<String, [Option<Arc<Page>>; Theme::ALL.len()]>,
}

impl Default for PageCache {
    fn default() -> Self {
        Self { kept: RwLock::new(Kept { position: Position::START, pages: HashMap::new() }) }
    }
}

impl PageCache {
    /// The page at an address, if it was rendered at this position.
    pub(crate) fn get(&self, position: Position, address: &str, theme: Theme) -> Option<Arc<Page>> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        if kept.position != position {
            return None;
        }
        kept.pages.get(address)?[theme as usize].clone()
    }

    /// Keeps a page whose rendering began at this position.
    pub(crate) fn put(&self, position: Position, address: &str, theme: Theme, page: &Arc<Page>) {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        if position < kept.position {
            return;
        }
        if position > kept.position || kept.pages.len() >= MOST_PAGES {
            kept.pages.clear();
            kept.position = position;
        }
        kept.pages.entry(address.to_owned()).or_default()[theme as usize] = Some(Arc::clone(page));
    }
}
