//! Files that travel inside JSON: base64, bare or as a data URL.

use crate::Asset;
use base64::{Engine as _, prelude::BASE64_STANDARD};

/// The file that this text is, or what is wrong with it.
pub(crate) fn decode(text: &str) -> Result<Asset, &'static str> {
    let (media_type, encoded) = match text.strip_prefix("data:").map(|rest| rest.split_once(";base64,")) {
        Some(Some((media_type, encoded))) => (Some(media_type), encoded),
        Some(None) => return Err("a data URL begins with data:<media type>;base64,"),
        None => (None, text),
    };
    let bytes = BASE64_STANDARD.decode(encoded.trim()).map_err(|_| "not base64")?;
    if bytes.is_empty() {
        return Err("empty");
    }
    let media_type = media_type.filter(|it| !it.is_empty()).unwrap_or_else(|| sniff(&bytes));
    Ok(Asset { media_type: media_type.to_owned(), bytes: bytes.into() })
}

/// What kind of file it looks like.
fn sniff(bytes: &[u8]) -> &'static str {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [b'G', b'I', b'F', b'8', ..] => "image/gif",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "image/webp",
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => "video/mp4",
        [0x1a, 0x45, 0xdf, 0xa3, ..] => "video/webm",
        _ => "application/octet-stream",
    }
}
