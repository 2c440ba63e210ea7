//! A stable way to call: a slug that points at one deployment, or splits requests between two.

use crate::{DeploymentId, RowRevision, Slug, Timestamp};
use serde::{Deserialize, Serialize};

/// A slug and where it leads. A slug that was once given stays known, so that its history has no gaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// What callers call.
    pub slug: Slug,
    /// Where it leads; nowhere after it was removed.
    pub target: Option<Target>,
    /// Grows with every write of this row.
    pub row: RowRevision,
}

/// Where an address leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The deployment that answers.
    pub live: DeploymentId,
    /// Since when.
    pub since: Timestamp,
    /// What is tried out beside it, on a part of the requests.
    pub trial: Option<Trial>,
}

/// A deployment that gets a part of an address's requests before it is promoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trial {
    /// Which.
    pub deployment: DeploymentId,
    /// How many of a hundred requests it gets.
    pub share: Percent,
    /// Since when.
    pub since: Timestamp,
    /// When the trial ends by itself, if it is to.
    pub limit: Option<FailureLimit>,
}

/// What a trial may fail before it is aborted: more than this share, once enough of its requests are over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailureLimit {
    /// How many of a hundred may fail.
    pub percent: Percent,
    /// How many have to be over before that is looked at.
    pub after: u32,
}

/// So many of a hundred: 1 to 99.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Percent(u8);

/// A number that is none of 1 to 99.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a share is a whole number of percent from 1 to 99")]
pub struct InvalidPercent;

impl Percent {
    /// The bare number.
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Percent {
    type Error = InvalidPercent;

    fn try_from(number: u8) -> Result<Self, InvalidPercent> {
        if (1..=99).contains(&number) { Ok(Self(number)) } else { Err(InvalidPercent) }
    }
}

impl From<Percent> for u8 {
    fn from(percent: Percent) -> Self {
        percent.0
    }
}

impl Address {
    /// Whether a deployment answers some of its requests.
    pub fn leads_to(&self, deployment: DeploymentId) -> bool {
        self.target.is_some_and(|it| it.leads_to(deployment))
    }
}

impl Target {
    /// The deployment alone, with nothing tried out beside it.
    pub const fn only(live: DeploymentId, since: Timestamp) -> Self {
        Self { live, since, trial: None }
    }

    /// Whether a deployment answers some of the requests.
    pub fn leads_to(&self, deployment: DeploymentId) -> bool {
        self.live == deployment || self.trial.is_some_and(|it| it.deployment == deployment)
    }

    /// Which deployment a request gets that drew `lot`, any number: the same lot, the same deployment, as long as the
    /// shares stay.
    pub fn drawn(&self, lot: u64) -> DeploymentId {
        match self.trial {
            Some(trial) if lot % 100 < u64::from(trial.share.get()) => trial.deployment,
            _ => self.live,
        }
    }
}

impl FailureLimit {
    /// Whether so many failures of so many requests that are over are too many.
    pub const fn is_broken_by(self, failed: u32, over: u32) -> bool {
        over >= self.after && over > 0 && failed as u64 * 100 > over as u64 * self.percent.0 as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(share: u8) -> Target {
        let id = |byte| DeploymentId::from_bytes([byte; 16]);
        let since = Timestamp::from_millis(0);
        let trial = Trial { deployment: id(2), share: share.try_into().unwrap(), since, limit: None };
        Target { trial: Some(trial), ..Target::only(id(1), since) }
    }

    #[test]
    fn lots_are_shared_as_said() {
        for share in [1, 10, 50, 99] {
            let target = target(share);
            let tried = (0..1_000).filter(|lot| target.drawn(*lot) != target.live).count();
            assert_eq!(tried, usize::from(share) * 10);
        }
        assert!((0..200).all(|lot| Target { trial: None, ..target(50) }.drawn(lot) == target(50).live));
    }

    #[test]
    fn a_limit_waits_until_enough_is_over() {
        let limit = FailureLimit { percent: 10.try_into().unwrap(), after: 20 };
        for (failed, over, broken) in
            [(19, 19, false), (2, 20, false), (3, 20, true), (20, 20, true), (10, 100, false), (11, 100, true)]
        {
            assert_eq!(limit.is_broken_by(failed, over), broken, "{failed} of {over}");
        }
    }

    #[test]
    fn shares_are_of_a_hundred() {
        for wrong in [0, 100, 255] {
            assert_eq!(Percent::try_from(wrong), Err(InvalidPercent));
        }
    }
}
