//! What pages are made of. Components show; they fetch nothing. In the order of their size:

pub(crate) mod blank_slate;
#[cfg(feature = "ssr")]
pub(crate) mod bulk_bar;
#[cfg(feature = "ssr")]
pub(crate) mod bulk_result;
pub(crate) mod code_block;
pub(crate) mod copy_field;
pub(crate) mod hindrance;
pub(crate) mod history_list;
#[cfg(test)]
pub(crate) mod html_lines;
pub(crate) mod icon;
pub(crate) mod input_field;
pub(crate) mod not_shown;
pub(crate) mod pager;
pub(crate) mod plain_fields;
pub(crate) mod refusal_notice;
pub(crate) mod relative_time;
pub(crate) mod run_form;
pub(crate) mod status_text;
pub(crate) mod type_icon;
pub(crate) mod words;

#[cfg(feature = "ssr")]
pub(crate) mod controls;
pub(crate) mod dialog;
pub(crate) mod doing;
pub(crate) mod menu;
pub(crate) mod name_dialog;
#[cfg(feature = "hydrate")]
pub(crate) mod palette;
pub(crate) mod pause_items;
pub(crate) mod status_switch;
#[cfg(feature = "ssr")]
pub(crate) mod toaster;

pub(crate) mod delete_deployment_dialog;
pub(crate) mod deletion;
pub(crate) mod deployment_card;
pub(crate) mod deployment_choice;
pub(crate) mod deployment_filters;
pub(crate) mod deployment_list;
pub(crate) mod deployment_view;
pub(crate) mod history_view;

pub(crate) mod execution_action;
pub(crate) mod execution_outputs;
pub(crate) mod execution_progress;
pub(crate) mod execution_status;
pub(crate) mod execution_view;

pub(crate) mod problem_list;
pub(crate) mod text_field;
pub(crate) mod workflow_meta;

pub(crate) mod delete_workflow_form;
pub(crate) mod deploy_form;
pub(crate) mod deployed_notice;
pub(crate) mod form_page;
pub(crate) mod import_form;
pub(crate) mod rename_workflow_form;
pub(crate) mod secret_field;

pub(crate) mod workflow_dialog;
pub(crate) mod workflow_editor;
pub(crate) mod workflow_list;
pub(crate) mod workflow_menu;
pub(crate) mod workflow_row;
