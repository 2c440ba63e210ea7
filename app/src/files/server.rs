//! On the server nobody chooses files by script: forms bring them.

use super::FileFault;
use leptos::{
    prelude::{Callback, RwSignal},
    web_sys::HtmlInputElement,
};

/// A file; never made here.
pub(crate) enum ChosenFile {}

impl ChosenFile {
    /// What its owner calls it.
    pub(crate) fn name(&self) -> String {
        match *self {}
    }

    /// How many bytes it has.
    pub(crate) fn bytes(&self) -> u64 {
        match *self {}
    }

    /// Its text.
    #[expect(clippy::unused_async, reason = "the browser's sibling waits for the disk")]
    pub(crate) async fn text(&self) -> Result<String, FileFault> {
        match *self {}
    }
}

pub(super) fn chosen_in(_input: &HtmlInputElement) -> Vec<ChosenFile> {
    Vec::new()
}

pub(super) fn take_drops(_over: RwSignal<bool>, _on_files: Callback<Vec<ChosenFile>>) {}
