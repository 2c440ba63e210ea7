//! What the address of a deployment's page says: which pages of its history and of its executions are shown.

use domain::{DeploymentId, ExecutionId, ExecutionStatus, Position};
use serde::{Deserialize, Serialize};

/// The query of `/deployments/{id}`. What has no meaning in it says nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeploymentAddress {
    /// Where the shown page of the history begins; none where it is the newest.
    pub before: Option<Position>,
    /// Which executions are shown; none means all.
    pub executions: Option<ExecutionStatus>,
    /// Where the shown page of them begins; none where it is the newest.
    pub executions_before: Option<ExecutionId>,
}

impl DeploymentAddress {
    /// Reads a query. Of a parameter that is given twice the last counts.
    pub fn from_search(search: &str) -> Self {
        let mut read = Self::default();
        for (name, value) in search.split('&').filter_map(|pair| pair.split_once('=')) {
            match name {
                "before" => read.before = value.parse().ok().map(Position::new),
                "executions" => read.executions = value.parse().ok(),
                "executions_before" => read.executions_before = value.parse().ok(),
                _ => {}
            }
        }
        read
    }

    /// The address, with the part of the page to look at.
    pub(crate) fn href(&self, id: DeploymentId, part: &str) -> String {
        let mut href = ["/deployments/", &id.to_string()].concat();
        let parameters = [
            ("before=", self.before.map(|it| it.to_string())),
            ("executions=", self.executions.map(|it| it.as_str().to_owned())),
            ("executions_before=", self.executions_before.map(|it| it.to_string())),
        ];
        let mut mark = "?";
        for (name, value) in parameters {
            if let Some(value) = value {
                for part in [mark, name, &value] {
                    href.push_str(part);
                }
                mark = "&";
            }
        }
        href.push_str(part);
        href
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_prints() {
        let id = DeploymentId::from_bytes([1; 16]);
        let all = DeploymentAddress {
            before: Some(Position::new(7)),
            executions: Some(ExecutionStatus::Failed),
            executions_before: Some(ExecutionId::from_bytes([2; 16])),
        };
        for address in [all, DeploymentAddress { before: None, ..all }, DeploymentAddress::default()] {
            let href = address.href(id, "#executions");
            let (href, _) = href.split_once('#').unwrap();
            let search = href.split_once('?').map_or("", |(_, search)| search);
            assert_eq!(DeploymentAddress::from_search(search), address, "{href}");
        }
    }

    #[test]
    fn nonsense_says_nothing() {
        let read = DeploymentAddress::from_search("before=x&executions=sideways&executions_before=7&&=&later=1");
        assert_eq!(read, DeploymentAddress::default());
    }
}
