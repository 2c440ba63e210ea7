//! What the three regular expression nodes share: their flags, and their failures.

use crate::{
    builtin::node::{Call, NodeFailure},
    node_type::InputSpec,
    python::regex::{Flags, Pattern, RegexError},
};

/// The inputs that set flags.
pub(super) fn inputs() -> [InputSpec; 3] {
    [("case_insensitive", true), ("multiline", false), ("dotall", false)]
        .map(|(name, default)| InputSpec::new(name, "BOOLEAN").default(default))
}

/// The node's pattern, compiled.
pub(super) fn pattern(call: &Call) -> Result<Result<Pattern, RegexError>, NodeFailure> {
    let flags = Flags {
        ignore_case: call.arguments.truth("case_insensitive"),
        multiline: call.arguments.truth("multiline"),
        dotall: call.arguments.truth("dotall"),
        ..Flags::default()
    };
    Ok(Pattern::compile(call.arguments.text("regex_pattern")?, flags, call.context.limits.regex_backtracks))
}

impl From<RegexError> for NodeFailure {
    fn from(error: RegexError) -> Self {
        let kind = match error {
            RegexError::Python(_) => "re.error",
            RegexError::Index(_) => "IndexError",
            RegexError::Beyond(_) => "RegexLimit",
        };
        Self::new(kind, &error.to_string())
    }
}
