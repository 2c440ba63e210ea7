//! The graph as a picture: the saved one from its own address, an unsaved one as the server draws it.

use super::editing::Editing;
use crate::{
    Theme,
    api::workflows::preview_graph,
    around::Around,
    picture,
    state::{timeline::node_states, zoom::Zoom},
};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// How long the typing must pause before the unsaved text is drawn.
const PAUSE: Duration = Duration::from_millis(600);
/// Longer texts are drawn when they are saved.
const MAX_PREVIEWED: usize = 1024 * 1024;

/// The picture, with ways to look closer.
#[component]
pub(super) fn Drawing(editing: Editing) -> impl IntoView {
    let zoom = RwSignal::new(Zoom::FIT);
    let preview = RwSignal::new(None::<String>);
    let theme = Around::of_page().theme;
    preview_edits(editing, preview, theme);
    let saved = move || picture::graph(editing.workflow.read().digest, theme.get());
    let source = move || preview.get().unwrap_or_else(saved);
    // The script of the editor draws how far each node is, where there is something to be seen.
    let run = move || {
        let is_as_saved = preview.read().is_none();
        let digest = editing.workflow.read().digest;
        let is_news = editing.watched.begun_here.get();
        let detail = editing.watched.detail.read();
        let shown = detail.as_ref().filter(|it| is_as_saved && it.execution.digest == digest);
        let shown = shown.filter(|it| is_news || it.failure.is_some() || !it.execution.state.is_over());
        shown.map(node_states).unwrap_or_default()
    };
    let caption = move || if preview.read().is_some() { "As edited, not saved" } else { "As saved" };
    let alternative = move || {
        let it = editing.workflow.read();
        let nodes = it.nodes.to_string();
        let nodes = if it.nodes == 1 { "1 node".to_owned() } else { [&nodes, " nodes"].concat() };
        ["Drawing of the workflow ", it.name.as_str(), ": ", &nodes, " and the links between them"].concat()
    };
    view! {
        <figure class="drawing">
            <figcaption class="drawing__bar">
                <span class="drawing__caption">{caption}</span>
                <span class="drawing__zoom needs-script" role="group" aria-label="Zoom">
                    <button type="button" class="button" aria-label="Smaller" on:click=move |_| zoom.update(|it| *it = it.smaller())>"−"</button>
                    <button type="button" class="button" aria-label="Fit into the frame" aria-pressed=move || (zoom.get() == Zoom::FIT).to_string() on:click=move |_| zoom.set(Zoom::FIT)>"Fit"</button>
                    <button type="button" class="button" aria-label="Larger" on:click=move |_| zoom.update(|it| *it = it.larger())>"+"</button>
                    <span class="visually-hidden" role="status">{move || zoom.get().label()}</span>
                </span>
                <a class="drawing__open" href=saved target="_blank" rel="noopener">"Open alone"</a>
            </figcaption>
            <div class="drawing__frame" data-zoom=move || zoom.get().as_str() tabindex="0" role="region" aria-label="Drawing">
                <img class="drawing__image" src=source alt=alternative/>
                <div class="drawing__run" hidden data-drawing=saved data-run=run></div>
            </div>
        </figure>
    }
}

/// Draws the text and finds its problems whenever the typing pauses.
fn preview_edits(editing: Editing, preview: RwSignal<Option<String>>, theme: RwSignal<Theme>) {
    Effect::new(move || {
        // Whatever was saved or taken is drawn from its own address.
        editing.workflow.track();
        preview.set(None);
    });
    Effect::new(move |waiting: Option<Option<TimeoutHandle>>| {
        let edits = editing.edits.get();
        if let Some(Some(waiting)) = waiting {
            waiting.clear();
        }
        if edits == 0 {
            return None;
        }
        let draw = move || {
            editing.compare();
            let text = editing.text();
            if !editing.changed.get_untracked() || text.len() > MAX_PREVIEWED {
                return preview.set(None);
            }
            spawn_local(async move {
                // A text that cannot be read right now keeps the picture it had.
                let drawn = preview_graph(text).await;
                if let (Ok(Ok(drawn)), true) = (drawn, editing.edits.try_get_untracked() == Some(edits)) {
                    preview.set(Some(picture::inline(&drawn.svg, theme.get_untracked())));
                    editing.problems.set(drawn.problems);
                }
            });
        };
        set_timeout_with_handle(draw, PAUSE).ok()
    });
}
