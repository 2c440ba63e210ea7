//! The signature of Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`.

use crate::Secret;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use ring::hmac;

/// The value of `webhook-signature`: one signature per valid secret, separated by a space. A receiver that knows
/// any one of the secrets accepts it, so that it can change to a new secret at any time while both are valid.
pub fn sign(id: &str, unix_seconds: i64, body: &[u8], secrets: &[Secret]) -> String {
    let signatures: Vec<String> = secrets.iter().map(|secret| sign_with(secret, id, unix_seconds, body)).collect();
    signatures.join(" ")
}

fn sign_with(secret: &Secret, id: &str, unix_seconds: i64, body: &[u8]) -> String {
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()));
    context.update(format!("{id}.{unix_seconds}.").as_bytes());
    context.update(body);
    format!("v1,{}", STANDARD.encode(context.sign()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vector that the specification's own libraries are tested with.
    #[test]
    fn signs_the_reference_vector() {
        let secret = Secret::new(&STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap());
        let signature = sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, br#"{"test": 2432232314}"#, &[secret]);
        assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn signs_with_each_secret() {
        let (new, old) = (Secret::from([1; 32]), Secret::from([2; 32]));
        let both = sign("id", 1, b"{}", &[new.clone(), old.clone()]);
        let each = format!("{} {}", sign("id", 1, b"{}", &[new]), sign("id", 1, b"{}", &[old]));
        assert_eq!(both, each);
    }
}
