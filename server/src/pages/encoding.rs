//! Compression of pages: which one a reader takes, and making it.

use axum::http::{HeaderMap, header};
use bytes::Bytes;
use std::io::Write as _;

/// How a page's bytes are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// As they are.
    Plain,
    /// For old readers.
    Gzip,
    /// The smallest.
    Brotli,
}

impl Encoding {
    /// The best that a reader takes.
    pub(crate) fn accepted(headers: &HeaderMap) -> Self {
        let Some(accepted) = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()) else {
            return Self::Plain;
        };
        if takes(accepted, "br") {
            Self::Brotli
        } else if takes(accepted, "gzip") {
            Self::Gzip
        } else {
            Self::Plain
        }
    }
}

fn takes(accepted: &str, coding: &str) -> bool {
    accepted.split(',').any(|item| {
        let (name, weight) = item.split_once(';').unwrap_or((item, ""));
        let refused = weight.trim().strip_prefix("q=").is_some_and(|q| q.parse::<f32>().is_ok_and(|q| q <= 0.0));
        name.trim().eq_ignore_ascii_case(coding) && !refused
    })
}

/// Makes an encoding; a few milliseconds for a full page.
pub(super) fn compress(plain: &Bytes, encoding: Encoding) -> Bytes {
    let made = match encoding {
        Encoding::Plain => return plain.clone(),
        Encoding::Gzip => gzip(plain),
        Encoding::Brotli => brotli(plain),
    };
    // Writing to memory does not fail.
    made.map_or_else(|_| plain.clone(), Bytes::from)
}

fn gzip(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(5));
    writer.write_all(plain)?;
    writer.finish()
}

fn brotli(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 4, lgwin: 20, ..Default::default() };
    brotli::BrotliCompress(&mut &*plain, &mut out, &params)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn takes_the_best_that_is_accepted() {
        for (accepted, best) in [
            ("gzip, deflate, br, zstd", Encoding::Brotli),
            ("GZIP;q=0.5", Encoding::Gzip),
            ("br;q=0, gzip", Encoding::Gzip),
            ("br; q=0.0", Encoding::Plain),
            ("identity", Encoding::Plain),
            ("", Encoding::Plain),
        ] {
            let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(accepted))]);
            assert_eq!(Encoding::accepted(&headers), best, "{accepted}");
        }
    }
}
