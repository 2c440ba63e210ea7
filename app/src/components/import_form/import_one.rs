//! Imports one file or text and says what became of it.

use crate::{
    api::workflows::import_workflow,
    browser::ChosenFile,
    state::import_outcome::{ImportOutcome, ImportRefused, is_too_large},
};

/// Imports a file; one that is too large or no text is not sent.
pub(super) async fn import_file(file: ChosenFile) -> ImportOutcome {
    let ChosenFile { name: source, bytes, text } = file;
    match text {
        Some(text) => import(source.clone(), text, Some(source)).await,
        None if is_too_large(bytes) => ImportOutcome { source, result: Err(ImportRefused::too_large(bytes)) },
        None => ImportOutcome { source, result: Err(ImportRefused::not_text()) },
    }
}

/// Imports a text that was typed, pasted, or kept from an attempt before.
pub(super) async fn import_text(source: String, text: String) -> ImportOutcome {
    let bytes = text.len() as u64;
    if is_too_large(bytes) {
        return ImportOutcome { source, result: Err(ImportRefused::too_large(bytes)) };
    }
    let file_name = (source != super::PASTED).then(|| source.clone());
    import(source, text, file_name).await
}

async fn import(source: String, text: String, file_name: Option<String>) -> ImportOutcome {
    let result = import_workflow(text.clone(), file_name).await;
    ImportOutcome { source, result: result.map_err(|error| ImportRefused::of(&error, text)) }
}
