//! Imports what a form brings: files, a pasted text, or both. Each has its own result.

use super::{
    act::{Done, Refused},
    read::File,
};
use axum::http::StatusCode;
use domain::{Actor, ImportedWorkflow};
use service::{Service, Source};

/// Imports each file and the text. Where one is refused the others are imported all the same, and all are told.
pub(super) async fn import(service: &Service, text: &str, files: &[File]) -> Result<Done, Refused> {
    let mut imported = Vec::new();
    let mut messages = Vec::new();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    for (label, source) in sources(text, files) {
        let outcome = match source {
            Ok(source) => service.import(Actor::Browser, source).await.map_err(Refused::from),
            Err(refused) => Err(refused),
        };
        match outcome {
            Ok(it) => {
                messages.push(format!("{label}: imported as {}", told(&it)));
                imported.push(it);
            }
            Err(refused) => {
                status = refused.status;
                messages.extend(refused.messages.iter().map(|why| format!("{label}: not imported: {why}")));
            }
        }
    }
    match imported.len() {
        0 if messages.is_empty() => Err(Refused::new(status, "choose a file or paste a workflow's JSON")),
        count if count == messages.len() => Ok(done(&imported)),
        _ => Err(Refused { status, messages, faults: Vec::new() }),
    }
}

/// Imports the examples.
pub(super) async fn load_examples(service: &Service) -> Result<Done, Refused> {
    let imported = service.load_examples(Actor::Browser).await?;
    Ok(Done {
        to: Some("/workflows".into()),
        words: Some(format!("{} examples loaded", imported.len())),
        ..Done::default()
    })
}

fn sources(text: &str, files: &[File]) -> Vec<(String, Result<Source, Refused>)> {
    let mut sources: Vec<_> = files.iter().map(|file| (label(&file.name), source(file))).collect();
    if !text.trim().is_empty() {
        sources.push(("Pasted text".to_owned(), Ok(Source { text: text.to_owned(), name: None, file_name: None })));
    }
    sources
}

fn source(file: &File) -> Result<Source, Refused> {
    let text = std::str::from_utf8(&file.bytes).map_err(|error| {
        let words = format!("it is no text in UTF-8 (byte {}); choose a JSON file", error.valid_up_to() + 1);
        Refused::new(StatusCode::UNPROCESSABLE_ENTITY, words)
    })?;
    Ok(Source { text: text.to_owned(), name: None, file_name: Some(file.name.clone()) })
}

fn label(file_name: &str) -> String {
    let visible: String = file_name.chars().filter(|c| !c.is_control()).take(100).collect();
    if visible.is_empty() { "A file without a name".to_owned() } else { visible }
}

fn told(it: &ImportedWorkflow) -> String {
    match it.problems.len() {
        0 => it.workflow.name.to_string(),
        1 => format!("{}, with 1 problem", it.workflow.name),
        many => format!("{}, with {many} problems", it.workflow.name),
    }
}

fn done(imported: &[ImportedWorkflow]) -> Done {
    let (to, words) = match imported {
        [one] => ("/workflows".to_owned(), format!("Imported {}", told(one))),
        many => ("/workflows".to_owned(), format!("{} workflows imported", many.len())),
    };
    Done { to: Some(to), words: Some(words), ..Done::default() }
}
