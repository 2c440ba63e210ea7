//! What became of one text that was to be imported, in words.

use crate::AppError;
use domain::{ImportedWorkflow, graph::MAX_GRAPH_BYTES};

/// What one file or pasted text became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ImportOutcome {
    /// The file's name, or what else it is known by.
    pub(crate) source: String,
    /// The workflow it became, or why it did not.
    pub(crate) result: Result<ImportedWorkflow, ImportRefused>,
}

/// Why a text was not imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ImportRefused {
    /// What is wrong and where.
    pub(crate) why: String,
    /// What to do about it.
    pub(crate) advice: &'static str,
    /// The text, where it can be mended in the page.
    pub(crate) text: Option<String>,
}

/// The longest text that is offered for mending in the page.
const MENDABLE_BYTES: usize = 256 * 1024;

impl ImportRefused {
    /// A file that is not even sent.
    pub(crate) fn too_large(bytes: u64) -> Self {
        Self {
            why: ["it has ", &mebibytes(bytes), "; a workflow has at most ", &mebibytes(u64::from(MAX_GRAPH_BYTES))]
                .concat(),
            advice: "Export the workflow without embedded images, or split it.",
            text: None,
        }
    }

    /// A file whose bytes are no text.
    pub(crate) fn not_text() -> Self {
        Self {
            why: "it is not UTF-8 text, or could not be read".to_owned(),
            advice: "Choose the workflow's JSON file, not an image or an archive.",
            text: None,
        }
    }

    /// What the server refused.
    pub(crate) fn of(error: &AppError, text: String) -> Self {
        let advice = match error {
            AppError::Unreadable { .. } => "Mend the text and import it again.",
            AppError::Unreachable => "Check the connection and try again.",
            AppError::Unavailable { .. } | AppError::Conflict { .. } => "Try again in a moment.",
            _ => "",
        };
        let mendable = matches!(error, AppError::Unreadable { .. }) && text.len() <= MENDABLE_BYTES;
        let again = !matches!(error, AppError::Unreadable { .. });
        Self { why: error.to_string(), advice, text: (mendable || again).then_some(text) }
    }
}

/// Whether a text is longer than what is taken.
pub(crate) const fn is_too_large(bytes: u64) -> bool {
    bytes > MAX_GRAPH_BYTES as u64
}

/// `1 problem`, `3 problems`, `no problems`.
pub(crate) fn problem_count(count: u32) -> String {
    match count {
        0 => "no problems".to_owned(),
        1 => "1 problem".to_owned(),
        many => [&many.to_string(), " problems"].concat(),
    }
}

/// Bytes as people read them, rounded up to a tenth: `16 MiB`, `16.1 MiB`.
fn mebibytes(bytes: u64) -> String {
    let tenths = bytes.saturating_mul(10).div_ceil(1024 * 1024);
    match (tenths / 10, tenths % 10) {
        (whole, 0) => [&whole.to_string(), " MiB"].concat(),
        (whole, tenth) => [&whole.to_string(), ".", &tenth.to_string(), " MiB"].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Unreadable;

    #[test]
    fn a_long_file_is_refused_with_both_sizes() {
        assert!(!is_too_large(16 * 1024 * 1024));
        assert!(is_too_large(16 * 1024 * 1024 + 1));
        assert_eq!(
            ImportRefused::too_large(16 * 1024 * 1024 + 1).why,
            "it has 16.1 MiB; a workflow has at most 16 MiB"
        );
    }

    #[test]
    fn a_broken_text_says_where_and_can_be_mended() {
        let problem = Unreadable { line: 3, column: 7, message: "not valid JSON: expected `:`".to_owned() };
        let refused = ImportRefused::of(&AppError::Unreadable { problem }, "{".to_owned());
        assert_eq!(refused.why, "not a workflow: line 3, column 7: not valid JSON: expected `:`");
        assert_eq!(refused.text.as_deref(), Some("{"));
    }

    #[test]
    fn a_text_that_did_not_arrive_is_kept_to_be_sent_again() {
        let long = "x".repeat(MENDABLE_BYTES + 1);
        assert_eq!(ImportRefused::of(&AppError::Unreachable, long.clone()).text, Some(long));
    }

    #[test]
    fn counts_in_words() {
        assert_eq!([0, 1, 2].map(problem_count), ["no problems", "1 problem", "2 problems"]);
    }
}
