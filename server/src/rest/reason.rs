//! Why something is done, as requests say it.

use domain::Reason;
use service::ServiceError;

/// Reads the member or parameter `reason`; an empty text is none.
///
/// # Errors
/// Where it is too long, or has control characters.
pub(super) fn reason(text: Option<&str>) -> Result<Option<Reason>, ServiceError> {
    let read = text.map(Reason::from_field).transpose().map(Option::flatten);
    read.map_err(|error| ServiceError::Invalid { member: "reason", problem: error.to_string() })
}
