//! Signs as Discord does, with a key of the test's own.

use data_encoding::HEXLOWER as HEX;
use ed25519_dalek::{Signer as _, SigningKey};

/// An application's private key.
#[derive(Debug, Clone)]
pub struct Signer(SigningKey);

impl Default for Signer {
    /// The stand-in's application's.
    fn default() -> Self {
        Self::from_seed([42; 32])
    }
}

impl Signer {
    /// The key that these bytes make.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(SigningKey::from_bytes(&seed))
    }

    /// The public key as the developer portal shows it.
    pub fn public_key(&self) -> String {
        HEX.encode(self.0.verifying_key().as_bytes())
    }

    /// The header `X-Signature-Ed25519` of a body that goes with this `X-Signature-Timestamp`.
    pub fn sign(&self, timestamp: &str, body: &[u8]) -> String {
        HEX.encode(&self.0.sign(&[timestamp.as_bytes(), body].concat()).to_bytes())
    }
}
