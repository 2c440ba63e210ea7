//! An address on the wire.

use super::reason::reason;
use domain::{DeploymentId, FailureLimit, Percent, Trial};
use serde::{Deserialize, Serialize};
use service::{AddressDetail, AddressOrder, ServiceError, SideFigures, TrialOrder};
use utoipa::ToSchema;

/// Where an address shall lead.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AddressBody {
    /// The deployment that answers.
    #[schema(format = Uuid)]
    deployment: String,
    /// Another one that gets a part of the requests.
    trial: Option<TrialBody>,
    /// Why; at most 500 characters.
    #[schema(value_type = Option<String>, max_length = 500)]
    reason: Option<String>,
}

/// What is tried out.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TrialBody {
    /// Which deployment.
    #[schema(format = Uuid)]
    deployment: String,
    /// How many of a hundred requests it gets.
    #[schema(value_type = u8, minimum = 1, maximum = 99)]
    share: Percent,
    /// When the trial ends by itself.
    abort: Option<LimitJson>,
}

/// When a trial ends by itself.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LimitJson {
    /// When more than so many of a hundred requests have failed.
    #[schema(value_type = u8, minimum = 1, maximum = 99)]
    percent: Percent,
    /// Once so many are over.
    after: u32,
}

/// An address.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AddressJson {
    /// What callers call.
    slug: String,
    /// Where requests are sent, from this server's root.
    endpoint: String,
    /// The deployment that answers.
    #[schema(format = Uuid)]
    deployment: String,
    /// Since when.
    #[schema(format = DateTime)]
    since: String,
    /// How it does, since the trial began, or since the address leads to it.
    figures: FiguresJson,
    /// What is tried out beside it.
    trial: Option<TrialJson>,
}

/// What is tried out, and how it does.
#[derive(Debug, Serialize, ToSchema)]
struct TrialJson {
    /// Which deployment.
    #[schema(format = Uuid)]
    deployment: String,
    /// How many of a hundred requests it gets.
    share: u8,
    /// Since when.
    #[schema(format = DateTime)]
    since: String,
    /// When it ends by itself.
    abort: Option<LimitJson>,
    /// How it does since it began.
    figures: FiguresJson,
}

/// How a deployment does, with requests by whatever way: at most the newest 1,000.
#[derive(Debug, Serialize, ToSchema)]
struct FiguresJson {
    /// How many succeeded.
    succeeded: u32,
    /// How many failed.
    failed: u32,
    /// Half of them took no longer, in milliseconds.
    p50_ms: Option<u32>,
    /// Nineteen of twenty took no longer.
    p95_ms: Option<u32>,
}

/// The addresses.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AddressListJson {
    /// In the order of their slugs.
    pub(super) items: Vec<AddressJson>,
}

impl AddressBody {
    /// What is asked for.
    pub(super) fn order(self) -> Result<AddressOrder, ServiceError> {
        let trial = self.trial.map(|it| {
            let limit = it.abort.map(|LimitJson { percent, after }| FailureLimit { percent, after });
            Ok::<_, ServiceError>(TrialOrder { deployment: id("trial", &it.deployment)?, share: it.share, limit })
        });
        Ok(AddressOrder {
            live: id("deployment", &self.deployment)?,
            trial: trial.transpose()?,
            reason: reason(self.reason.as_deref())?,
        })
    }
}

fn id(member: &'static str, text: &str) -> Result<DeploymentId, ServiceError> {
    text.parse().map_err(|error: domain::InvalidId| ServiceError::Invalid { member, problem: error.to_string() })
}

impl From<&AddressDetail> for AddressJson {
    fn from(it: &AddressDetail) -> Self {
        let slug = it.address.slug;
        let AddressDetail { target, live, trial, .. } = it;
        Self {
            slug: slug.to_string(),
            endpoint: slug.endpoint_path(),
            deployment: target.live.to_string(),
            since: target.since.to_string(),
            figures: FiguresJson::from(*live),
            trial: target.trial.zip(*trial).map(TrialJson::from),
        }
    }
}

impl From<(Trial, SideFigures)> for TrialJson {
    fn from((trial, figures): (Trial, SideFigures)) -> Self {
        let Trial { deployment, share, since, limit } = trial;
        Self {
            deployment: deployment.to_string(),
            share: share.get(),
            since: since.to_string(),
            abort: limit.map(|FailureLimit { percent, after }| LimitJson { percent, after }),
            figures: FiguresJson::from(figures),
        }
    }
}

impl From<SideFigures> for FiguresJson {
    fn from(SideFigures { succeeded, failed, p50_ms, p95_ms }: SideFigures) -> Self {
        Self { succeeded, failed, p50_ms, p95_ms }
    }
}
