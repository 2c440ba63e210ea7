//! What of the history a reader wants to see: the URL of the History page is this value.
//!
//! Reading and printing are pure and round-trip, as those of [`crate::DeploymentQuery`].

use crate::{Day, DeploymentId, Happening, HappeningKind, InvalidQuery, Position, WorkflowId};
use serde::{Deserialize, Serialize};
use std::{fmt, fmt::Display, str::FromStr};

/// Filters and place in the history, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct HistoryQuery {
    /// Only of this workflow and of its deployments.
    pub workflow: Option<WorkflowId>,
    /// Only of this deployment.
    pub deployment: Option<DeploymentId>,
    /// Only of this kind.
    pub kind: Option<HappeningKind>,
    /// Only since this day.
    pub from: Option<Day>,
    /// Only until this day, and with it.
    pub to: Option<Day>,
    /// Only what is older than this: where the page before ended.
    pub before: Option<Position>,
}

impl HistoryQuery {
    /// How many happenings a page shows.
    pub const PAGE_SIZE: u32 = 50;

    /// Reads the decoded parameters of a URL; those of other names are not its business, and empty ones are none.
    ///
    /// # Errors
    /// Names the first parameter whose value is none of those allowed.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, InvalidQuery> {
        let mut query = Self::default();
        for (member, value) in pairs {
            match member {
                "workflow" => query.workflow = read("workflow", value)?,
                "deployment" => query.deployment = read("deployment", value)?,
                "kind" => query.kind = read("kind", value)?,
                "from" => query.from = read("from", value)?,
                "to" => query.to = read("to", value)?,
                "before" => query.before = place(value)?,
                _ => {}
            }
        }
        match (query.from, query.to) {
            (Some(from), Some(to)) if to < from => {
                Err(InvalidQuery::new("to", format_args!("is no day before {from}")))
            }
            _ => Ok(query),
        }
    }

    /// Reads the query of a URL as it stands in it, without the `?`. Of two parameters of one name the last counts.
    ///
    /// # Errors
    /// As [`HistoryQuery::from_pairs`].
    pub fn from_search(search: &str) -> Result<Self, InvalidQuery> {
        let pairs: Vec<_> = form_urlencoded::parse(search.as_bytes()).collect();
        Self::from_pairs(pairs.iter().map(|(name, value)| (&**name, &**value)))
    }

    /// The address of this view, for links.
    pub fn href(&self) -> String {
        self.address("/history")
    }

    /// The same query at another address: the export's.
    pub fn address(&self, path: &str) -> String {
        match self.to_string() {
            query if query.is_empty() => path.to_owned(),
            query => [path, "?", &query].concat(),
        }
    }

    /// The same view from another place on.
    #[must_use]
    pub fn with_before(&self, before: Option<Position>) -> Self {
        Self { before, ..self.clone() }
    }

    /// Whether everything is shown.
    pub const fn is_everything(&self) -> bool {
        self.workflow.is_none() && self.deployment.is_none() && self.kind.is_none() && !self.has_days()
    }

    /// Whether a happening is of the wanted kind, days and deployment. Of which workflow it is takes more to know.
    pub fn finds(&self, it: &Happening) -> bool {
        self.kind.is_none_or(|kind| it.is(kind))
            && self.from.is_none_or(|day| it.at() >= day.begins())
            && self.to.is_none_or(|day| it.at() < day.ends())
            && self.deployment.is_none_or(|id| it.entries().any(|entry| entry.deployments().contains(&id)))
    }

    const fn has_days(&self) -> bool {
        self.from.is_some() || self.to.is_some()
    }
}

fn read<T: FromStr<Err: Display>>(member: &'static str, value: &str) -> Result<Option<T>, InvalidQuery> {
    if value.is_empty() {
        return Ok(None);
    }
    value.parse().map(Some).map_err(|error| InvalidQuery::new(member, error))
}

fn place(value: &str) -> Result<Option<Position>, InvalidQuery> {
    match value.parse() {
        _ if value.is_empty() => Ok(None),
        Ok(number) if number > 0 => Ok(Some(Position::new(number))),
        _ => Err(InvalidQuery::new("before", "is the position of something that happened")),
    }
}

impl Display for HistoryQuery {
    /// Prints the part of the URL after the question mark.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = form_urlencoded::Serializer::new(String::new());
        let mut put = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                out.append_pair(name, &value);
            }
        };
        put("workflow", self.workflow.map(|it| it.to_string()));
        put("deployment", self.deployment.map(|it| it.to_string()));
        put("kind", self.kind.map(|it| it.to_string()));
        put("from", self.from.map(|it| it.to_string()));
        put("to", self.to.map(|it| it.to_string()));
        put("before", self.before.map(|it| it.to_string()));
        f.write_str(&out.finish())
    }
}

impl FromStr for HistoryQuery {
    type Err = InvalidQuery;

    /// Reads the part of a URL after the question mark.
    fn from_str(text: &str) -> Result<Self, InvalidQuery> {
        Self::from_search(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn says_which_parameter_is_wrong() {
        for (text, member) in [
            ("workflow=x", "workflow"),
            ("deployment=1", "deployment"),
            ("kind=exploded", "kind"),
            ("from=yesterday", "from"),
            ("to=2026-02-30", "to"),
            ("from=2026-11-23&to=2026-11-22", "to"),
            ("before=0", "before"),
            ("before=-1", "before"),
        ] {
            assert_eq!(text.parse::<HistoryQuery>().unwrap_err().member, member, "{text}");
        }
    }

    #[test]
    fn what_a_form_leaves_empty_is_not_asked_for() {
        let query: HistoryQuery = "workflow=&deployment=&kind=&from=&to=&before=&other=1".parse().unwrap();
        assert!(query.is_everything());
        assert_eq!((query.href(), query.address("/x")), ("/history".to_owned(), "/x".to_owned()));
    }

    proptest! {
        #[test]
        fn reads_what_it_prints(
            ids in any::<([u8; 16], [u8; 16])>(), some in any::<[bool; 2]>(), kind in 0..20usize, before in 1u64..,
        ) {
            let day = |text: &str| text.parse().ok();
            let query = HistoryQuery {
                workflow: some[0].then(|| WorkflowId::from_bytes(ids.0)),
                deployment: some[1].then(|| DeploymentId::from_bytes(ids.1)),
                kind: HappeningKind::ALL.get(kind).copied(),
                from: day("2026-11-22").filter(|_| some[0]),
                to: day("2026-11-22").filter(|_| some[1]),
                before: some[0].then(|| Position::new(before)),
            };
            prop_assert_eq!(query.to_string().parse::<HistoryQuery>().unwrap(), query);
        }
    }
}
