//! The pages' logic without pages: pure, and tested as such.

pub(crate) mod deploy_draft;
pub(crate) mod import_outcome;
pub(crate) mod problem_marks;
pub(crate) mod stale_save;
pub(crate) mod textarea_text;
pub(crate) mod zoom;
