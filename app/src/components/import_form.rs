//! Brings workflows in: by file, by drag and drop, by paste, or as the project's examples.
//!
//! Without JavaScript one form does it; with it each file is sent by itself, as
//! soon as it is chosen, and has its own result.

mod import_one;
mod import_results;

use crate::{
    api::workflows::load_examples,
    around::Around,
    browser::{self, ChosenFile},
    components::{icon::Icon, refusal_notice::RefusalNotice},
    state::{import_outcome::ImportOutcome, textarea_text::textarea_html},
};
use import_one::{import_file, import_text};
use import_results::ImportResults;
use leptos::{
    ev::{Event, SubmitEvent},
    html::Textarea,
    prelude::*,
    task::spawn_local,
};

/// What a pasted text is called in its result.
const PASTED: &str = "The pasted text";

/// Everything about importing, with the results of what was imported here.
#[component]
pub(crate) fn ImportForm(
    /// Called after workflows were imported.
    on_imported: Callback<()>,
) -> impl IntoView {
    let refusal =
        Around::of_page().refusal().filter(|it| matches!(it.action.as_str(), "import" | "load_examples" | ""));
    let typed = refusal.as_ref().and_then(|it| it.field("text")).unwrap_or_default().to_owned();
    let messages = RwSignal::new(refusal.map(|it| it.messages).unwrap_or_default());
    let outcomes = RwSignal::new(Vec::<ImportOutcome>::new());
    let waiting = RwSignal::new(0_u32);
    let pasting = RwSignal::new(!typed.is_empty());
    let textarea = NodeRef::<Textarea>::new();
    let heard_of_input = RwSignal::new(false);

    let finish = move |outcome: ImportOutcome| {
        if outcome.result.is_ok() {
            on_imported.run(());
        }
        outcomes.update(|all| all.push(outcome));
        waiting.update(|count| *count = count.saturating_sub(1));
    };
    let import_files = Callback::new(move |files: Vec<ChosenFile>| {
        messages.set(Vec::new());
        waiting.update(|count| *count += u32::try_from(files.len()).unwrap_or(u32::MAX));
        spawn_local(async move {
            for file in files {
                finish(import_file(file).await);
            }
        });
    });
    let import_source = Callback::new(move |(source, text): (String, String)| {
        messages.set(Vec::new());
        waiting.update(|count| *count += 1);
        spawn_local(async move {
            let pasted = source == PASTED;
            let outcome = import_text(source, text).await;
            if let (true, true, Some(textarea)) = (pasted, outcome.result.is_ok(), textarea.get_untracked()) {
                textarea.set_value("");
            }
            finish(outcome);
        });
    });
    let mend = Callback::new(move |text: String| {
        pasting.set(true);
        if let Some(textarea) = textarea.get_untracked() {
            textarea.set_value(&text);
            let _ = textarea.focus();
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let text = textarea.get_untracked().map(|it| it.value()).unwrap_or_default();
        // Files that were chosen before the page was live told nobody.
        let early = !heard_of_input.get_untracked();
        heard_of_input.set(true);
        let pasted = !text.trim().is_empty();
        if pasted {
            import_source.run((PASTED.to_owned(), text));
        }
        spawn_local(async move {
            let files = if early { browser::read_files(event.into()).await } else { Vec::new() };
            let idle = outcomes.read_untracked().is_empty() && waiting.get_untracked() == 0;
            if files.is_empty() && !pasted && idle {
                messages.set(vec!["Choose a file, or paste a workflow's JSON.".to_owned()]);
            }
            if !files.is_empty() {
                import_files.run(files);
            }
        });
    };
    let change = move |event: Event| {
        heard_of_input.set(true);
        spawn_local(async move { import_files.run(browser::read_files(event).await) });
    };
    let over = RwSignal::new(false);
    Effect::new(move || browser::take_drops(move |now| over.set(now), move |files| import_files.run(files)));
    view! {
        <section class="import" id="import" aria-labelledby="import-title">
            <h2 class="import__title" id="import-title">"Import"</h2>
            <form class="import__form" method="post" action="" enctype="multipart/form-data" on:submit=submit>
                <input type="hidden" name="do" value="import"/>
                <RefusalNotice id="import-refusal" messages/>
                <div class="import__zone">
                    <span class="import__icon">{Icon::Upload.view()}</span>
                    <label class="import__label" for="import-file">"Import workflow JSON"</label>
                    <p class="import__hint" id="import-hint">
                        "ComfyUI's API or UI format, or a download from Brine; several at once, up to 16 MiB each. "
                        <span class="needs-script">"Or drop files anywhere on this page."</span>
                    </p>
                    <input
                        class="import__file" id="import-file" type="file" name="file" multiple
                        accept=".json,application/json" aria-describedby="import-hint"
                        on:change=change
                        // The same file may be chosen again after it was mended.
                        on:click:target=move |event| event.target().set_value("")
                    />
                </div>
                <details class="import__paste" open=pasting.get_untracked() prop:open=move || pasting.get()>
                    <summary class="import__summary">"Paste JSON instead"</summary>
                    <label class="field__label" for="import-text">"Pasted JSON"</label>
                    <textarea
                        class="input import__text" id="import-text" name="text" rows="8" spellcheck="false"
                        node_ref=textarea inner_html=textarea_html(&typed)
                    ></textarea>
                </details>
                <button class="button" type="submit">
                    {move || if waiting.get() == 0 { "Import" } else { "Importing…" }}
                </button>
            </form>
            <ExamplesForm on_imported messages/>
            <ImportResults outcomes on_again=import_source on_mend=mend/>
            <div class="drop-target" hidden=true prop:hidden=move || !over.get() aria-hidden="true">
                <p class="drop-target__words">"Drop to import"</p>
            </div>
        </section>
    }
}

/// The button that imports the project's examples.
#[component]
fn ExamplesForm(on_imported: Callback<()>, messages: RwSignal<Vec<String>>) -> impl IntoView {
    let busy = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            match load_examples().await {
                Ok(_) => on_imported.run(()),
                Err(error) => messages.set(error.lines()),
            }
            busy.set(false);
        });
    };
    view! {
        <form class="import__examples" method="post" action="" on:submit=submit>
            <input type="hidden" name="do" value="load_examples"/>
            <p class="import__examples-about">"New here? Three small workflows to try things with."</p>
            <button class="button" type="submit">{move || if busy.get() { "Loading…" } else { "Load examples" }}</button>
        </form>
    }
}
