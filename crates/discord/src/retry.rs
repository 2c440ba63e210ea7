//! The Retry button: which execution it is about stands in its custom id.

use domain::ExecutionId;

const PREFIX: &str = "brine:retry:";

/// The button's custom id. Discord gives it back when the button is pressed, and signs it.
pub(crate) fn custom_id(execution: ExecutionId) -> String {
    format!("{PREFIX}{execution}")
}

/// The execution that a pressed button is about; none where it is not a Retry button.
pub(crate) fn execution_of(custom_id: &str) -> Option<ExecutionId> {
    custom_id.strip_prefix(PREFIX)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        let id = ExecutionId::from_bytes([7; 16]);
        assert_eq!(execution_of(&custom_id(id)), Some(id));
        assert!(custom_id(id).len() <= 100, "Discord's limit");
        for other in ["", "brine:retry:", "brine:retry:x", "retry"] {
            assert_eq!(execution_of(other), None);
        }
    }
}
