//! Which deployments a reader wants to see: the URL of the Deployments page is this value.
//!
//! Reading and printing are pure and round-trip. What a URL leaves out has its
//! default, and printing leaves defaults out, so that each view has one address.

use crate::deployment::UnknownWord;
use crate::{Deployment, DeploymentId, DeploymentStatus, DeploymentType, Timestamp};
use serde::{Deserialize, Serialize};
use std::{cmp::Reverse, fmt, str::FromStr};

/// Filter, search, order and page of the list of deployments.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DeploymentQuery {
    /// Which statuses.
    pub status: StatusFilter,
    /// Which type; none means every type.
    pub kind: Option<DeploymentType>,
    /// Words to be found in the name, the workflow's name, version, id or digest; empty finds everything.
    pub search: String,
    /// In which order.
    pub sort: Sort,
    /// Which page, counted from 1; 0 is read as 1.
    pub page: u32,
}

/// Which statuses to show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatusFilter {
    /// Every deployment.
    #[default]
    All,
    /// Only those that are Running.
    Online,
    /// Only those that are Paused.
    Paused,
}

/// The order of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Newest deployment first.
    #[default]
    Deployed,
    /// By name, then newest first.
    Name,
    /// Running before Paused, then newest first.
    Status,
}

/// A query that cannot be read: which member, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("query parameter `{member}`: {problem}")]
pub struct InvalidQuery {
    /// The parameter's name in the URL.
    pub member: &'static str,
    /// What is wrong with its value, and what would be right.
    pub problem: String,
}

impl InvalidQuery {
    /// Says what is wrong with a parameter's value.
    pub fn new(member: &'static str, problem: impl fmt::Display) -> Self {
        Self { member, problem: problem.to_string() }
    }
}

impl DeploymentQuery {
    /// How many cards a page shows.
    pub const PAGE_SIZE: u32 = 50;
    /// How many characters a search may have.
    pub const MAX_SEARCH_CHARS: u32 = 200;

    /// Reads the decoded parameters of a URL; those of other names are not its business.
    ///
    /// # Errors
    /// Names the first parameter whose value is none of those allowed.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, InvalidQuery> {
        let mut query = Self::everything();
        for (member, value) in pairs {
            match member {
                "status" => query.status = value.parse().map_err(|e| InvalidQuery::new("status", e))?,
                "type" => query.kind = optional(value).map_err(|e| InvalidQuery::new("type", e))?,
                "sort" => query.sort = value.parse().map_err(|e| InvalidQuery::new("sort", e))?,
                "page" => query.page = page(value)?,
                "q" => query.search = search(value)?,
                _ => {}
            }
        }
        Ok(query)
    }

    /// Everything, as a URL without a query shows it.
    pub fn everything() -> Self {
        Self { page: 1, ..Self::default() }
    }

    /// Reads the query of a URL as it stands in it, without the `?`. Of two parameters of one name the last counts.
    ///
    /// # Errors
    /// As [`DeploymentQuery::from_pairs`].
    pub fn from_search(search: &str) -> Result<Self, InvalidQuery> {
        let pairs: Vec<_> = form_urlencoded::parse(search.as_bytes()).collect();
        Self::from_pairs(pairs.iter().map(|(name, value)| (&**name, &**value)))
    }

    /// The address of this view, for links: `/deployments?status=paused`.
    pub fn href(&self) -> String {
        match self.to_string() {
            query if query.is_empty() => "/deployments".to_owned(),
            query => format!("/deployments?{query}"),
        }
    }

    /// The same view with another status filter, from its first page.
    #[must_use]
    pub fn with_status(&self, status: StatusFilter) -> Self {
        Self { status, page: 1, ..self.clone() }
    }

    /// The same view of another page.
    #[must_use]
    pub fn with_page(&self, page: u32) -> Self {
        Self { page, ..self.clone() }
    }

    /// What finds deployments of the wanted type that bear all the words, whatever their status.
    pub fn finder(&self) -> Finder {
        Finder { kind: self.kind, words: self.search.split_whitespace().map(str::to_lowercase).collect() }
    }
}

/// Type and search of a query, made ready once for a whole list.
#[derive(Debug)]
pub struct Finder {
    kind: Option<DeploymentType>,
    words: Vec<String>,
}

impl Finder {
    /// Whether a deployment is of the type and every word occurs in what its card says; upper and
    /// lower case are one.
    pub fn finds(&self, it: &Deployment) -> bool {
        self.kind.is_none_or(|kind| kind == it.kind) && (self.words.is_empty() || self.words_are_in(it))
    }

    fn words_are_in(&self, it: &Deployment) -> bool {
        let hay = format!("{}\n{}\n{}\n{}\n{}", it.name, it.workflow.name, it.version, it.id, it.digest).to_lowercase();
        self.words.iter().all(|word| hay.contains(word))
    }
}

fn optional(value: &str) -> Result<Option<DeploymentType>, UnknownWord> {
    if value.is_empty() { Ok(None) } else { value.parse().map(Some) }
}

fn page(value: &str) -> Result<u32, InvalidQuery> {
    match value.parse() {
        Ok(0) | Err(_) => Err(InvalidQuery::new("page", "is a number from 1 on")),
        Ok(page) => Ok(page),
    }
}

fn search(value: &str) -> Result<String, InvalidQuery> {
    match value.chars().nth(DeploymentQuery::MAX_SEARCH_CHARS as usize) {
        None => Ok(value.trim().to_owned()),
        Some(_) => {
            Err(InvalidQuery::new("q", format_args!("has at most {} characters", DeploymentQuery::MAX_SEARCH_CHARS)))
        }
    }
}

impl StatusFilter {
    /// Every filter, in the order of the links.
    pub const ALL: [Self; 3] = [Self::All, Self::Online, Self::Paused];

    /// Whether a deployment of this status is shown.
    pub const fn shows(self, status: DeploymentStatus) -> bool {
        matches!(
            (self, status),
            (Self::All, _) | (Self::Online, DeploymentStatus::Running) | (Self::Paused, DeploymentStatus::Paused)
        )
    }

    /// The word in the URL.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Online => "online",
            Self::Paused => "paused",
        }
    }

    /// The word on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Online => "Online",
            Self::Paused => "Paused",
        }
    }
}

impl FromStr for StatusFilter {
    type Err = UnknownWord;

    /// `running` is `online` by its other name; nothing is `all`.
    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        match word {
            "" | "all" => Ok(Self::All),
            "online" | "running" => Ok(Self::Online),
            "paused" => Ok(Self::Paused),
            _ => Err(UnknownWord::new(word, "all, online, running, paused")),
        }
    }
}

impl Sort {
    /// Every order, in which people are offered them.
    pub const ALL: [Self; 3] = [Self::Deployed, Self::Name, Self::Status];

    /// The word in the URL.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Deployed => "deployed",
            Self::Name => "name",
            Self::Status => "status",
        }
    }

    /// The words on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Deployed => "Recently deployed",
            Self::Name => "Name",
            Self::Status => "Status",
        }
    }

    /// Where a deployment stands in this order; never equal for two ids.
    pub fn key(self, it: &Deployment) -> SortKey {
        SortKey {
            status: (self == Self::Status).then_some(it.status),
            name: (self == Self::Name).then(|| it.name.as_str().to_lowercase()),
            newest: Reverse((it.created_at, it.id)),
        }
    }
}

/// A deployment's place in an order. Also a cursor: what comes next is what is greater.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SortKey {
    status: Option<DeploymentStatus>,
    name: Option<String>,
    newest: Reverse<(Timestamp, DeploymentId)>,
}

impl FromStr for Sort {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        if word.is_empty() {
            return Ok(Self::default());
        }
        let found = Self::ALL.into_iter().find(|sort| sort.as_str() == word);
        found.ok_or_else(|| UnknownWord::new(word, "deployed, name, status"))
    }
}

impl fmt::Display for DeploymentQuery {
    /// Prints the part of the URL after the question mark.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = form_urlencoded::Serializer::new(String::new());
        if self.status != StatusFilter::All {
            out.append_pair("status", self.status.as_str());
        }
        if let Some(kind) = self.kind {
            out.append_pair("type", kind.as_str());
        }
        if !self.search.is_empty() {
            out.append_pair("q", &self.search);
        }
        if self.sort != Sort::default() {
            out.append_pair("sort", self.sort.as_str());
        }
        if self.page > 1 {
            out.append_pair("page", &self.page.to_string());
        }
        f.write_str(&out.finish())
    }
}

impl FromStr for DeploymentQuery {
    type Err = InvalidQuery;

    /// Reads the part of a URL after the question mark.
    fn from_str(text: &str) -> Result<Self, InvalidQuery> {
        let pairs: Vec<_> = form_urlencoded::parse(text.as_bytes()).collect();
        Self::from_pairs(pairs.iter().map(|(member, value)| (&**member, &**value)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, prints: &str) {
        assert_eq!(text.parse::<DeploymentQuery>().unwrap().to_string(), prints);
    }

    #[test]
    fn leaves_defaults_out() {
        check("", "");
        check("status=all&type=&q=&sort=deployed&page=1&other=1", "");
        check("sort=name&q=a+b&status=running", "status=online&q=a+b&sort=name");
        check("page=3&type=discord", "type=discord&page=3");
    }

    #[test]
    fn says_which_parameter_is_wrong() {
        for (text, member) in [("status=on", "status"), ("type=x", "type"), ("sort=x", "sort"), ("page=0", "page")] {
            assert_eq!(text.parse::<DeploymentQuery>().unwrap_err().member, member);
        }
        let long = format!("q={}", "x".repeat(201));
        assert_eq!(long.parse::<DeploymentQuery>().unwrap_err().member, "q");
    }

    proptest! {
        #[test]
        fn reads_what_it_prints(search in "\\PC{0,40}", status in 0..3usize, sort in 0..3usize, kind in 0..4usize, page in 1u32..) {
            let query = DeploymentQuery {
                status: StatusFilter::ALL[status],
                kind: DeploymentType::ALL.get(kind).copied(),
                search: search.trim().to_owned(),
                sort: Sort::ALL[sort],
                page,
            };
            prop_assert_eq!(query.to_string().parse::<DeploymentQuery>().unwrap(), query);
        }
    }
}
