//! Whether Discord sent it: Ed25519 over the timestamp and the raw body, looked at before anything is read.
//!
//! A signature does not say that it comes for the first time: an interaction's id that was seen before is for the
//! caller to refuse.

use data_encoding::HEXLOWER_PERMISSIVE as HEX;
use domain::Timestamp;
use ed25519_dalek::{Signature, VerifyingKey};
use std::{fmt, str::FromStr, time::Duration};

/// How far a timestamp may be from now, before it or after.
pub const TOLERANCE: Duration = Duration::from_secs(300);

/// An application's public key, as Discord's developer portal shows it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

/// A text that is no public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a public key has 64 hexadecimal digits; copy it from the application's General Information page at Discord")]
pub struct InvalidPublicKey;

/// Why a request is not taken for Discord's. All are answered alike: 401.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The timestamp is no number of seconds.
    #[error("the timestamp is no number of seconds")]
    Timestamp,
    /// It was signed too long ago: somebody may have kept it.
    #[error("the timestamp is more than {} seconds old", TOLERANCE.as_secs())]
    Old,
    /// It was signed in the future: one of the two clocks is wrong.
    #[error("the timestamp is more than {} seconds ahead", TOLERANCE.as_secs())]
    Ahead,
    /// The signature is not 128 hexadecimal digits.
    #[error("the signature does not have 128 hexadecimal digits")]
    Signature,
    /// It was signed with another key, or changed on its way.
    #[error("the signature is not of this application, timestamp and body")]
    Forged,
}

impl PublicKey {
    /// Whether the application's owner of the private key, Discord, signed this body a moment ago.
    ///
    /// # Errors
    /// Where it did not, or not just now.
    pub fn verify(&self, timestamp: &str, body: &[u8], signature: &str, now: Timestamp) -> Result<(), Refusal> {
        timely(timestamp, now)?;
        let signature: [u8; 64] = decoded(signature).ok_or(Refusal::Signature)?;
        let message = [timestamp.as_bytes(), body].concat();
        // Strict: no key and no signature that would fit more than one message.
        self.0.verify_strict(&message, &Signature::from_bytes(&signature)).map_err(|_| Refusal::Forged)
    }
}

impl FromStr for PublicKey {
    type Err = InvalidPublicKey;

    fn from_str(text: &str) -> Result<Self, InvalidPublicKey> {
        let bytes = decoded(text.trim()).ok_or(InvalidPublicKey)?;
        let key = VerifyingKey::from_bytes(&bytes).map_err(|_| InvalidPublicKey)?;
        // A point of low order is nobody's key: anybody could sign for it.
        if key.is_weak() { Err(InvalidPublicKey) } else { Ok(Self(key)) }
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEX.encode(self.0.as_bytes()))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({self})")
    }
}

fn timely(timestamp: &str, now: Timestamp) -> Result<(), Refusal> {
    if !timestamp.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Refusal::Timestamp);
    }
    let signed: i64 = timestamp.parse().map_err(|_| Refusal::Timestamp)?;
    let age = now.as_millis().div_euclid(1000).saturating_sub(signed);
    match (age.unsigned_abs() > TOLERANCE.as_secs(), age.is_positive()) {
        (false, _) => Ok(()),
        (true, true) => Err(Refusal::Old),
        (true, false) => Err(Refusal::Ahead),
    }
}

/// So many bytes from twice as many digits; none from anything else, however long.
fn decoded<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() != 2 * N {
        return None;
    }
    HEX.decode(text.as_bytes()).ok()?.try_into().ok()
}
