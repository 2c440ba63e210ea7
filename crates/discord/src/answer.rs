//! What an interaction is answered at once: the body of the HTTP answer. Discord waits three seconds for it.

use crate::Kind;
use twilight_model::{
    channel::message::{AllowedMentions, MessageFlags},
    http::interaction::{InteractionResponse, InteractionResponseData, InteractionResponseType},
};

/// The answer to a ping, which is given also while paused.
pub const fn pong() -> InteractionResponse {
    InteractionResponse { kind: InteractionResponseType::Pong, data: None }
}

/// "Brine is thinking…": the outputs follow, within fifteen minutes.
pub const fn deferred() -> InteractionResponse {
    InteractionResponse { kind: InteractionResponseType::DeferredChannelMessageWithSource, data: None }
}

/// A message that only whoever asked sees, and that mentions nobody.
pub fn ephemeral(text: &str) -> InteractionResponse {
    let data = InteractionResponseData {
        allowed_mentions: Some(AllowedMentions::default()),
        content: Some(crate::message::shortened(text)),
        flags: Some(MessageFlags::EPHEMERAL),
        ..InteractionResponseData::default()
    };
    InteractionResponse { kind: InteractionResponseType::ChannelMessageWithSource, data: Some(data) }
}

/// That the deployment is paused.
pub fn paused(name: &str) -> InteractionResponse {
    ephemeral(&format!("{name} is paused and takes no requests now. Try again later."))
}

/// The answer to what Brine has no use for; none where there is work to do.
pub fn polite(kind: &Kind) -> Option<InteractionResponse> {
    match kind {
        Kind::Ping => Some(pong()),
        Kind::Command { .. } | Kind::Retry(_) => None,
        Kind::Autocomplete => Some(InteractionResponse {
            kind: InteractionResponseType::ApplicationCommandAutocompleteResult,
            data: Some(InteractionResponseData { choices: Some(Vec::new()), ..InteractionResponseData::default() }),
        }),
        Kind::Other => Some(ephemeral("This is not known here any more. Run the command again.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{json, to_value};

    #[test]
    fn is_as_discord_documents_it() {
        assert_eq!(to_value(pong()).unwrap(), json!({"type": 1}));
        assert_eq!(to_value(deferred()).unwrap(), json!({"type": 5}));
        assert_eq!(
            to_value(paused("greet")).unwrap(),
            json!({"type": 4, "data": {
                "content": "greet is paused and takes no requests now. Try again later.",
                "flags": 64,
                "allowed_mentions": {"parse": []},
            }})
        );
        assert_eq!(to_value(polite(&Kind::Autocomplete)).unwrap(), json!({"type": 8, "data": {"choices": []}}));
    }
}
