//! `If-Match`: which state of a workflow, or of a deployment's schedules, a client has seen.

use crate::{Brine, problem::Problem};
use axum::{
    extract::FromRequestParts,
    http::{HeaderValue, StatusCode, header, request::Parts},
};
use domain::{RowRevision, Workflow};
use service::Expected;

/// The entity tags of an `If-Match` header; nothing where the client does not care.
#[derive(Debug, Clone, Default)]
pub(crate) struct IfMatch(Option<Vec<Option<RowRevision>>>);

impl IfMatch {
    /// What the service shall find. Of several tags it is the one that fits what is there.
    pub(crate) fn expected(&self, now: &Workflow) -> Expected {
        self.row(now.row).map_or(Expected::Newest, Expected::Row)
    }

    /// The row that the service shall find; none where the client does not care.
    pub(crate) fn row(&self, now: RowRevision) -> Option<RowRevision> {
        let seen = self.0.as_ref()?;
        let fits = seen.iter().flatten().find(|row| **row == now);
        // No row gets so far: this fits none.
        Some(fits.copied().unwrap_or(RowRevision::new(u64::MAX)))
    }
}

/// The tag of a workflow's state.
pub(crate) fn etag(workflow: &Workflow) -> HeaderValue {
    row_tag(workflow.row)
}

/// The tag of a row.
pub(crate) fn row_tag(row: RowRevision) -> HeaderValue {
    HeaderValue::try_from(format!("\"{row}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

impl FromRequestParts<Brine> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Brine) -> Result<Self, Problem> {
        let mut tags = Vec::new();
        for value in parts.headers.get_all(header::IF_MATCH) {
            let value = value.to_str().map_err(|_| malformed())?.trim();
            if value == "*" {
                return Ok(Self(None));
            }
            for tag in value.split(',') {
                tags.push(read(tag.trim())?);
            }
        }
        Ok(Self((!tags.is_empty()).then_some(tags)))
    }
}

/// A tag that is not one of ours is well formed and fits nothing; so is a weak one.
fn read(tag: &str) -> Result<Option<RowRevision>, Problem> {
    let strong = !tag.starts_with("W/");
    let quoted = tag.strip_prefix("W/").unwrap_or(tag);
    let inner = quoted.strip_prefix('"').and_then(|it| it.strip_suffix('"')).ok_or_else(malformed)?;
    Ok(inner.parse().ok().filter(|_| strong).map(RowRevision::new))
}

fn malformed() -> Problem {
    let detail = "`If-Match` holds an `ETag` as it was answered, quotes included, or `*`";
    Problem::new(StatusCode::BAD_REQUEST, "Invalid header", detail).about("If-Match")
}
