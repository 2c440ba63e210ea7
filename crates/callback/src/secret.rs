//! What callbacks are signed with: known to Brine and to whoever receives them.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use std::{fmt, sync::Arc};

/// A signing key. Never in logs: only [`Secret::reveal`] writes it out.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Arc<[u8]>);

impl Secret {
    /// A key of these bytes; Standard Webhooks asks for 24 to 64 random ones.
    pub fn new(bytes: &[u8]) -> Self {
        Self(bytes.into())
    }

    /// The secret as its owner is told it, once: `whsec_<base64>`.
    pub fn reveal(&self) -> String {
        format!("whsec_{}", STANDARD.encode(&self.0))
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl From<[u8; 32]> for Secret {
    fn from(bytes: [u8; 32]) -> Self {
        Self::new(&bytes)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_written_as_its_receivers_libraries_read_it() {
        let secret = Secret::from([0xff; 32]);
        assert_eq!(secret.reveal(), "whsec_//////////////////////////////////////////8=");
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }
}
