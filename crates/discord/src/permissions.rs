//! What the bot has to be allowed, and the link by which a server lets it in.

use crate::Snowflake;
use twilight_model::guild::Permissions;

/// What the bot needs in a server: it sees the channel it is asked in, and posts there, with embeds and files, also
/// in threads. Answers within Discord's fifteen minutes need none of it; those of longer runs are the bot's own posts.
pub const NEEDED: Permissions = Permissions::VIEW_CHANNEL
    .union(Permissions::SEND_MESSAGES)
    .union(Permissions::EMBED_LINKS)
    .union(Permissions::ATTACH_FILES)
    .union(Permissions::SEND_MESSAGES_IN_THREADS);

/// A permission that the bot needs and does not have, by the name that Discord shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing(pub &'static str);

/// Adds the bot and its command to a server, with the permissions that it needs.
pub fn invite_link(application: Snowflake) -> String {
    format!(
        "https://discord.com/oauth2/authorize?client_id={application}&scope=bot+applications.commands&permissions={}",
        NEEDED.bits()
    )
}

/// What of [`NEEDED`] is not among these. Administrators may everything.
pub(crate) fn missing(granted: Permissions) -> Vec<Missing> {
    if granted.contains(Permissions::ADMINISTRATOR) {
        return Vec::new();
    }
    NEEDED.difference(granted).iter().map(|permission| Missing(name(permission))).collect()
}

fn name(permission: Permissions) -> &'static str {
    match permission {
        Permissions::VIEW_CHANNEL => "View Channels",
        Permissions::SEND_MESSAGES => "Send Messages",
        Permissions::EMBED_LINKS => "Embed Links",
        Permissions::ATTACH_FILES => "Attach Files",
        Permissions::SEND_MESSAGES_IN_THREADS => "Send Messages in Threads",
        _ => "another permission",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_invite_link_asks_for_what_is_needed() {
        assert_eq!(
            invite_link("42".parse().unwrap()),
            "https://discord.com/oauth2/authorize?client_id=42&scope=bot+applications.commands&permissions=274877959168"
        );
    }

    #[test]
    fn names_what_is_missing() {
        assert_eq!(missing(NEEDED), []);
        assert_eq!(missing(Permissions::ADMINISTRATOR), []);
        let granted = NEEDED.difference(Permissions::ATTACH_FILES);
        assert_eq!(missing(granted), [Missing("Attach Files")]);
        assert_eq!(missing(Permissions::empty()).len(), 5);
        assert!(missing(Permissions::empty()).iter().all(|it| it.0 != "another permission"));
    }
}
