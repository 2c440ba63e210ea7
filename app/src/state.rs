//! What the pages decide, apart from what they draw: plain functions that a test reaches.

pub(crate) mod call_lines;
pub(crate) mod deploy_draft;
pub(crate) mod deployment_address;
pub(crate) mod doing_html;
pub(crate) mod doing_words;
pub(crate) mod duration_words;
pub(crate) mod form_draft;
#[cfg(feature = "ssr")]
pub(crate) mod history_words;
pub(crate) mod hour_bars;
pub(crate) mod import_outcome;
pub(crate) mod input_faults;
pub(crate) mod neighbour;
#[cfg(any(feature = "hydrate", test))]
pub(crate) mod palette;
pub(crate) mod pretty_json;
pub(crate) mod problem_marks;
pub(crate) mod relative_time;
pub(crate) mod revision_facts;
#[cfg(test)]
pub(crate) mod sample_deployment;
#[cfg(test)]
pub(crate) mod sample_execution;
#[cfg(test)]
pub(crate) mod sample_workflow;
pub(crate) mod shown_deployments;
pub(crate) mod stale_save;
pub(crate) mod status_wish;
pub(crate) mod textarea_text;
pub(crate) mod timeline;
pub(crate) mod zoom;
