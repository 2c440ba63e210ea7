//! What the command palette offers for what is typed.

use crate::Theme;
use domain::{Deployment, DeploymentId, DeploymentStatus, Name};

/// One line of the palette.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Offer {
    /// What would be done.
    pub(crate) words: &'static str,
    /// To what; none where it is not about a deployment.
    pub(crate) name: Option<Name>,
    /// How it is done.
    pub(crate) act: Act,
}

/// What choosing a line does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Act {
    /// Leads to a page.
    Go(String),
    /// Fetches a file.
    Fetch(String),
    /// Pauses or resumes.
    Set(DeploymentId, DeploymentStatus),
    /// Changes the colours.
    Colours(Theme),
    /// Shows the keys.
    Keys,
}

const PAGES: [(&str, &str); 10] = [
    ("Deployments", "/deployments"),
    ("Deployments: online", "/deployments?status=online"),
    ("Deployments: paused", "/deployments?status=paused"),
    ("Deployments by name", "/deployments?sort=name"),
    ("Addresses", "/addresses"),
    ("Workflows: all, import, load examples", "/workflows"),
    ("History", "/history"),
    ("Help", "/help"),
    ("Help: call the API", "/help#api"),
    ("API documents", "/api/docs"),
];

const COLOURS: [(&str, Theme); 3] =
    [("Colours: light", Theme::Light), ("Colours: dark", Theme::Dark), ("Colours: as the system", Theme::System)];

/// What can be done with one deployment.
const VERBS: [&str; 7] = ["open", "pause", "resume", "rename", "redeploy", "download", "delete"];
/// How many letters say which of them is meant.
const ENOUGH: usize = 2;

/// What is to be searched for among the deployments; nothing where no deployment is meant.
pub(crate) fn search_of(typed: &str) -> &str {
    split(typed).1
}

/// Everything that fits what is typed: pages and settings first, then what was found of the deployments.
pub(crate) fn offers(typed: &str, found: &[Deployment]) -> Vec<Offer> {
    let plain = |words, act| Offer { words, name: None, act };
    let pages = PAGES.into_iter().map(|(words, href)| plain(words, Act::Go(href.to_owned())));
    let colours = COLOURS.into_iter().map(|(words, theme)| plain(words, Act::Colours(theme)));
    let keys = [plain("Keyboard shortcuts", Act::Keys)];
    let lower = typed.to_lowercase();
    let fits = |offer: &Offer| {
        let words = offer.words.to_lowercase();
        lower.split_whitespace().all(|word| words.contains(word))
    };
    let (verb, _) = split(typed);
    let things = found.iter().flat_map(|it| things_to_do(it, verb));
    let others = pages.chain(colours).chain(keys).filter(|offer| verb.is_none() && fits(offer));
    others.chain(things).collect()
}

/// The verb that is meant, if any, and the words after it.
fn split(typed: &str) -> (Option<&'static str>, &str) {
    let typed = typed.trim();
    let (first, rest) = typed.split_once(' ').unwrap_or((typed, ""));
    let lower = first.to_lowercase();
    let verb = VERBS.into_iter().find(|verb| lower.len() >= ENOUGH && verb.starts_with(&lower));
    if verb.is_some() && !rest.is_empty() { (verb, rest.trim()) } else { (None, typed) }
}

fn things_to_do(it: &Deployment, verb: Option<&str>) -> Vec<Offer> {
    let page = ["/deployments/", &it.id.to_string()].concat();
    let switch = match it.status {
        DeploymentStatus::Running => ("pause", "Pause "),
        DeploymentStatus::Paused => ("resume", "Resume "),
    };
    let all = [
        ("open", "Open ", Act::Go(page.clone())),
        (switch.0, switch.1, Act::Set(it.id, it.status.other())),
        ("rename", "Rename ", Act::Go([&page, "#rename"].concat())),
        ("redeploy", "Redeploy ", Act::Go([&page, "/redeploy"].concat())),
        ("download", "Download JSON of ", Act::Fetch(["/api/v1", &page, "/download"].concat())),
        ("delete", "Delete ", Act::Go([&page, "/delete"].concat())),
    ];
    // Without a verb, what people most often want.
    let wanted = |key: &str| verb.map_or(key == "open" || key == switch.0, |verb| verb == key);
    let name = &it.name;
    let offers = all.into_iter().filter(|(key, ..)| wanted(key));
    offers.map(|(_, words, act)| Offer { words, name: Some(name.clone()), act }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::sample_deployment::deployment;

    #[track_caller]
    fn check(typed: &str, offered: &[&str]) {
        let found = [deployment(1)];
        let offers = offers(typed, &found);
        let words = offers.iter().map(|it| [it.words, it.name.as_ref().map_or("", Name::as_str)].concat());
        assert_eq!(words.collect::<Vec<_>>(), offered);
    }

    #[test]
    fn offers_what_fits() {
        check("online", &["Deployments: online", "Open n1", "Pause n1"]);
        check("colours da", &["Colours: dark", "Open n1", "Pause n1"]);
    }

    #[test]
    fn a_verb_narrows_to_itself() {
        check("pause n", &["Pause n1"]);
        check("Del n1", &["Delete n1"]);
        check("resume n1", &[]);
    }

    #[test]
    fn searches_for_what_follows_the_verb() {
        assert_eq!(search_of("pause greeting  v2 "), "greeting  v2");
        assert_eq!(search_of(" greeting"), "greeting");
        assert_eq!(search_of("pause"), "pause");
        assert_eq!(search_of("o x"), "o x", "one letter is no verb");
    }
}
