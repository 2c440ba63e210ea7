//! All that one callback sends, and as whose.

use crate::{Secret, sender::Letter, signature::sign};
use bytes::Bytes;
use domain::{DeploymentId, Digest, ExecutionId, ExecutionStatus, Timestamp, Version};

/// A callback, ready to be sent any number of times.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// Of which execution. It is the `webhook-id` of every attempt.
    pub execution: ExecutionId,
    /// Where to.
    pub url: String,
    /// What is said; see [`body`](crate::body).
    pub body: Bytes,
    /// What the headers say besides.
    pub about: About,
    /// What it is signed with: the newest first, and the one before it while both are valid.
    pub secrets: Vec<Secret>,
}

/// What is said of an execution in the headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// `Brine-Deployment`.
    pub deployment: DeploymentId,
    /// `Brine-Version`.
    pub version: Version,
    /// `Brine-Digest`: the snapshot that ran.
    pub digest: Digest,
    /// `Brine-Status`: how it ended; none makes it `test`, for a test delivery.
    pub status: Option<ExecutionStatus>,
}

impl Delivery {
    /// What is posted when it is sent at that moment. The signature covers the moment.
    pub fn letter(&self, at: Timestamp) -> Letter {
        let (id, seconds) = (self.execution.to_string(), at.as_millis().div_euclid(1000));
        let signature = sign(&id, seconds, &self.body, &self.secrets);
        let headers = vec![
            ("content-type", "application/json".to_owned()),
            ("webhook-id", id),
            ("webhook-timestamp", seconds.to_string()),
            ("webhook-signature", signature),
            ("brine-deployment", self.about.deployment.to_string()),
            ("brine-version", self.about.version.get().to_string()),
            ("brine-digest", self.about.digest.to_string()),
            ("brine-status", self.about.status.map_or("test", ExecutionStatus::as_str).to_owned()),
        ];
        Letter { url: self.url.clone(), headers, body: self.body.clone() }
    }
}
