//! What pages are made of. Components show what they are given and fetch nothing by themselves.

pub(crate) mod delete_workflow_form;
pub(crate) mod deploy_form;
pub(crate) mod form_messages;
pub(crate) mod import_form;
pub(crate) mod problem_list;
pub(crate) mod rename_workflow_form;
pub(crate) mod text_field;
pub(crate) mod workflow_dialog;
pub(crate) mod workflow_editor;
pub(crate) mod workflow_list;
pub(crate) mod workflow_menu;
pub(crate) mod workflow_meta;
pub(crate) mod workflow_row;
