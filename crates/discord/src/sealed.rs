//! Bot tokens at rest, encrypted under the operator's key: XChaCha20-Poly1305.
//!
//! Bytes: version (1), the key's fingerprint (8), nonce (24), ciphertext and tag. What it is sealed for, the slug and
//! the application, is authenticated with it: moved to another place it does not open. Nonces are handed in: 24
//! random bytes, new ones for each sealing.

use crate::{Secret, Snowflake};
use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD},
};
use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305,
    aead::{Aead as _, Payload},
};
use data_encoding::HEXLOWER_PERMISSIVE as HEX;
use sha2::{Digest as _, Sha256};
use std::{fmt, str::FromStr};

const VERSION: u8 = 1;
const FINGERPRINT: usize = 8;
const NONCE: usize = 24;

/// The operator's key: 32 random bytes.
#[derive(Clone)]
pub struct OperatorKey([u8; 32]);

/// A text that is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "the operator key is 32 random bytes as base64 or 64 hexadecimal digits, no passphrase; make one with `openssl rand -base64 32`"
)]
pub struct InvalidKey;

/// Where a token belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// The deployment's slug.
    pub slug: &'a str,
    /// The application.
    pub application: Snowflake,
}

/// Why a token is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// It was sealed under another key.
    #[error("the bot token was encrypted under another operator key; give that key, or enter the token again")]
    WrongKey,
    /// It was changed, or belongs to another slug or application.
    #[error("the encrypted bot token is damaged or belongs elsewhere; enter the token again")]
    Damaged,
    /// A later Brine wrote it.
    #[error("the bot token was encrypted by another version of Brine (format {0})")]
    Version(u8),
    /// The text cannot be encrypted: it is longer than the cipher takes.
    #[error("the bot token is too long")]
    TooLong,
}

impl OperatorKey {
    /// Encrypts a token for its place.
    ///
    /// # Errors
    /// Where the token is longer than 256 GiB.
    pub fn seal(&self, nonce: [u8; NONCE], place: &Place<'_>, token: &Secret) -> Result<Vec<u8>, SealError> {
        let payload = Payload { msg: token.reveal().as_bytes(), aad: &self.bound(place) };
        let sealed = self.cipher().encrypt(&nonce.into(), payload).map_err(|_| SealError::TooLong)?;
        Ok([&[VERSION][..], &self.fingerprint(), &nonce, &sealed].concat())
    }

    /// Decrypts what was sealed for this place.
    ///
    /// # Errors
    /// Where it was sealed under another key, for another place, or is damaged.
    pub fn open(&self, place: &Place<'_>, sealed: &[u8]) -> Result<Secret, SealError> {
        let (version, rest) = sealed.split_first().ok_or(SealError::Damaged)?;
        if *version != VERSION {
            return Err(SealError::Version(*version));
        }
        let (fingerprint, rest) = rest.split_first_chunk::<FINGERPRINT>().ok_or(SealError::Damaged)?;
        if *fingerprint != self.fingerprint() {
            return Err(SealError::WrongKey);
        }
        let (nonce, msg) = rest.split_first_chunk::<NONCE>().ok_or(SealError::Damaged)?;
        let payload = Payload { msg, aad: &self.bound(place) };
        let token = self.cipher().decrypt(&(*nonce).into(), payload).map_err(|_| SealError::Damaged)?;
        String::from_utf8(token).map(|token| Secret::new(&token)).map_err(|_| SealError::Damaged)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.0.into())
    }

    /// Tells keys apart and nothing about them: they are random, so that nobody finds one by trying.
    fn fingerprint(&self) -> [u8; FINGERPRINT] {
        let digest: [u8; 32] =
            Sha256::new().chain_update(b"brine operator key\0").chain_update(self.0).finalize().into();
        std::array::from_fn(|n| digest[n])
    }

    /// What is authenticated besides. The slug comes last, so that no two places are written alike.
    fn bound(&self, place: &Place<'_>) -> Vec<u8> {
        let application = place.application.get().to_be_bytes();
        [&[VERSION][..], &self.fingerprint(), &application, place.slug.as_bytes()].concat()
    }
}

impl FromStr for OperatorKey {
    type Err = InvalidKey;

    fn from_str(text: &str) -> Result<Self, InvalidKey> {
        let text = text.trim();
        let decoded = match text.len() {
            64 => HEX.decode(text.as_bytes()).ok(),
            _ => [STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD].iter().find_map(|it| it.decode(text).ok()),
        };
        decoded.and_then(|bytes| bytes.try_into().ok()).map(Self).ok_or(InvalidKey)
    }
}

impl fmt::Debug for OperatorKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OperatorKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KEY: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    fn place(slug: &str, application: u64) -> Place<'_> {
        Place { slug, application: application.to_string().parse().unwrap() }
    }

    fn key(text: &str) -> OperatorKey {
        text.parse().unwrap()
    }

    #[test]
    fn keys_are_32_bytes_and_no_passphrases() {
        let same = ["AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\n"];
        assert!(same.iter().all(|text| key(text).0 == key(KEY).0));
        for text in ["", "correct horse battery staple", "AAAA", &KEY[2..], &"x".repeat(64), &"A".repeat(86)] {
            assert_eq!(text.parse::<OperatorKey>().err(), Some(InvalidKey), "{text}");
        }
        assert_eq!(format!("{:?}", key(KEY)), "OperatorKey(…)");
    }

    /// Sealed tokens stay readable: these are the bytes of version 1.
    #[test]
    fn version_1_is_read() {
        let sealed = key(KEY).seal([7; NONCE], &place("greet", 42), &Secret::new("token")).unwrap();
        assert_eq!(HEX.encode(&sealed), VERSION_1);
        assert_eq!(
            key(KEY).open(&place("greet", 42), &HEX.decode(VERSION_1.as_bytes()).unwrap()).unwrap().reveal(),
            "token"
        );
    }

    /// Made once more with libsodium: version, fingerprint, nonce, ciphertext and tag.
    const VERSION_1: &str = concat!(
        "01",
        "8450368feba45c63",
        "070707070707070707070707070707070707070707070707",
        "92d030bd30a27d7b8402c57806406f8e31c9f6ad50",
    );

    #[test]
    fn says_which_it_is_another_key_or_another_place() {
        let sealed = key(KEY).seal([7; NONCE], &place("greet", 42), &Secret::new("token")).unwrap();
        let other = key(&"ff".repeat(32));
        assert_eq!(other.open(&place("greet", 42), &sealed), Err(SealError::WrongKey));
        assert_eq!(key(KEY).open(&place("greet", 43), &sealed), Err(SealError::Damaged));
        assert_eq!(key(KEY).open(&place("greet2", 42), &sealed), Err(SealError::Damaged));
        assert_eq!(key(KEY).open(&place("greet", 42), &[2]), Err(SealError::Version(2)));
    }

    proptest! {
        /// Whatever is changed or cut off: it does not open, and nothing panics.
        #[test]
        fn nothing_damaged_opens(token in ".{0,80}", nonce: [u8; NONCE], at: prop::sample::Index, bit in 0..8_u32) {
            let whole = key(KEY).seal(nonce, &place("greet", 42), &Secret::new(&token)).unwrap();
            let read = key(KEY).open(&place("greet", 42), &whole).unwrap();
            prop_assert_eq!(read.reveal(), token.as_str());
            let at = at.index(whole.len());
            let mut changed = whole.clone();
            changed[at] ^= 1 << bit;
            prop_assert!(key(KEY).open(&place("greet", 42), &changed).is_err());
            prop_assert!(key(KEY).open(&place("greet", 42), &whole[..at]).is_err());
        }
    }
}
