//! An address as its pages show it: both sides of a trial with how they do.

use domain::{Deployment, DeploymentId, Slug, Timestamp, Trial};
use serde::{Deserialize, Serialize};

/// An address that leads somewhere.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AddressShown {
    /// What callers call.
    pub slug: Slug,
    /// Since when it leads there.
    pub since: Timestamp,
    /// What answers.
    pub live: SideShown,
    /// What is tried out beside it.
    pub trial: Option<(Trial, SideShown)>,
}

/// One side, with what it did since both can be compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SideShown {
    /// Which deployment.
    pub id: DeploymentId,
    /// The deployment; none where it is deleted.
    pub deployment: Option<Deployment>,
    /// How many requests succeeded.
    pub succeeded: u32,
    /// How many failed.
    pub failed: u32,
    /// Half of them took no longer, in milliseconds.
    pub p50_ms: Option<u32>,
    /// Nineteen of twenty took no longer.
    pub p95_ms: Option<u32>,
}

impl SideShown {
    /// `v2`, or that there is none any more.
    pub(crate) fn version(&self) -> String {
        self.deployment.as_ref().map_or_else(|| "a deleted version".to_owned(), |it| it.version.to_string())
    }

    /// How many of a hundred requests succeeded, in words.
    pub(crate) fn success_rate(&self) -> String {
        match u64::from(self.succeeded) + u64::from(self.failed) {
            0 => "none yet".to_owned(),
            // Cut, not rounded: 100 % is said of nothing that failed once.
            all => format!("{} %", u64::from(self.succeeded) * 100 / all),
        }
    }
}

#[cfg(feature = "ssr")]
mod read {
    use super::{AddressShown, SideShown};
    use domain::DeploymentId;
    use service::{AddressDetail, Service, SideFigures};

    impl AddressShown {
        /// An address as it is now.
        pub fn of(service: &Service, detail: &AddressDetail) -> Self {
            let AddressDetail { address, target, live, trial } = detail;
            Self {
                slug: address.slug,
                since: target.since,
                live: side(service, target.live, *live),
                trial: target.trial.zip(*trial).map(|(it, figures)| (it, side(service, it.deployment, figures))),
            }
        }
    }

    fn side(service: &Service, id: DeploymentId, figures: SideFigures) -> SideShown {
        let SideFigures { succeeded, failed, p50_ms, p95_ms } = figures;
        SideShown { id, deployment: service.deployment(id).ok(), succeeded, failed, p50_ms, p95_ms }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_failure_is_never_a_hundred_percent() {
        let side = |succeeded, failed| SideShown {
            id: DeploymentId::from_bytes([1; 16]),
            deployment: None,
            succeeded,
            failed,
            p50_ms: None,
            p95_ms: None,
        };
        for (succeeded, failed, words) in [(0, 0, "none yet"), (999, 1, "99 %"), (1_000, 0, "100 %"), (0, 3, "0 %")] {
            assert_eq!(side(succeeded, failed).success_rate(), words);
        }
    }
}
