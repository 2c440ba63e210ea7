//! Both sides of a save that came too late. Nothing is lost until somebody chooses.

use super::editing::Editing;
use crate::state::{stale_save::StaleSave, textarea_text::textarea_html};
use leptos::prelude::*;

/// What happened, and the two ways on.
#[component]
pub(super) fn ConflictNotice(editing: Editing, stale: StaleSave) -> impl IntoView {
    let StaleSave { made_from, saved, .. } = stale;
    let (made_from, saved) = (made_from.to_string(), saved.to_string());
    let keep = ["Keep mine (save over revision ", &saved, ")"].concat();
    view! {
        <section class="conflict" role="alert" aria-labelledby="conflict-title">
            <h2 class="conflict__title" id="conflict-title">"Revision " {saved.clone()} " was saved meanwhile"</h2>
            <p>
                "Your text was made from revision " {made_from} " and is not saved. Both are shown below; "
                "neither is lost until you choose."
            </p>
            <div class="conflict__ways">
                <button class="button button--primary" type="submit" form="workflow-form">{keep}</button>
                <a
                    class="button" href=["/workflows/", &editing.id.to_string()].concat() data-dialog=""
                    on:click=move |event| { event.prevent_default(); event.stop_propagation(); editing.take_theirs(); }
                >"Take theirs"</a>
            </div>
        </section>
    }
}

/// The saved text, to be read and copied from.
#[component]
pub(super) fn Theirs(stale: StaleSave) -> impl IntoView {
    let revision = stale.saved.to_string();
    view! {
        <section class="conflict__theirs">
            <label class="editor__label" for="theirs">"Saved revision " {revision}</label>
            <textarea
                class="input editor__textarea" id="theirs" readonly rows="24" spellcheck="false" wrap="off"
                inner_html=textarea_html(&stale.theirs)
            ></textarea>
        </section>
    }
}
