//! Files as the browser hands them out.

use super::FileFault;
use leptos::{ev, prelude::*};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, File, FileList, HtmlInputElement};

/// A file that somebody chose.
pub(crate) struct ChosenFile(File);

impl ChosenFile {
    /// What its owner calls it.
    pub(crate) fn name(&self) -> String {
        self.0.name()
    }

    /// How many bytes it has.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is a whole number below 2^53")]
    pub(crate) fn bytes(&self) -> u64 {
        self.0.size() as u64
    }

    /// Its text.
    pub(crate) async fn text(&self) -> Result<String, FileFault> {
        let buffer = JsFuture::from(self.0.array_buffer()).await.map_err(|_| FileFault::Unread)?;
        String::from_utf8(js_sys::Uint8Array::new(&buffer).to_vec()).map_err(|_| FileFault::NotText)
    }
}

pub(super) fn chosen_in(input: &HtmlInputElement) -> Vec<ChosenFile> {
    input.files().map(|files| all(&files)).unwrap_or_default()
}

pub(super) fn take_drops(over: RwSignal<bool>, on_files: Callback<Vec<ChosenFile>>) {
    let dragged = move |event: &DragEvent| {
        let types = event.data_transfer().map(|it| it.types());
        types.is_some_and(|types| types.iter().any(|kind| kind == "Files"))
    };
    let show = window_event_listener(ev::dragover, move |event| {
        if dragged(&event) {
            event.prevent_default();
            over.set(true);
        }
    });
    // Leaving one element for another says `dragleave` too; only leaving the page has nothing beside it.
    let hide = window_event_listener(ev::dragleave, move |event| {
        if event.related_target().is_none() {
            over.set(false);
        }
    });
    let take = window_event_listener(ev::drop, move |event| {
        over.set(false);
        if dragged(&event) {
            event.prevent_default();
            let files = event.data_transfer().and_then(|it| it.files());
            on_files.run(files.map(|files| all(&files)).unwrap_or_default());
        }
    });
    on_cleanup(move || {
        show.remove();
        hide.remove();
        take.remove();
    });
}

fn all(files: &FileList) -> Vec<ChosenFile> {
    (0..files.length()).filter_map(|index| files.get(index)).map(ChosenFile).collect()
}
