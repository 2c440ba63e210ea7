//! Asks for another name.

use crate::components::{dialog::Dialog, refusal_notice::RefusalNotice, words::Words};
use domain::Name;
use leptos::{ev::SubmitEvent, prelude::*};

/// `Rename NAME`: a field with the name, and what is wrong with it.
#[component]
pub(crate) fn NameDialog(
    /// The name now; the dialog is open while there is one.
    name: RwSignal<Option<Name>>,
    /// Called with the new name.
    on_name: Callback<Name>,
) -> impl IntoView {
    let (typed, wrong) = (RwSignal::new(String::new()), RwSignal::new(Vec::new()));
    Effect::new(move || {
        if let Some(now) = name.get() {
            typed.set(now.to_string());
            wrong.set(Vec::new());
        }
    });
    let close = Callback::new(move |()| name.set(None));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match typed.get_untracked().parse() {
            Ok(new) => {
                close.run(());
                on_name.run(new);
            }
            Err(error) => wrong.set(vec![domain::InvalidName::to_string(&error)]),
        }
    };
    let title = move || name.read().as_ref().map(|it| Words::about("Rename ", it, "")).unwrap_or_default();
    let open = Signal::derive(move || name.read().is_some());
    view! {
        <Dialog id="rename-title" title=Signal::derive(title) open on_close=close>
            <form on:submit=submit>
                <RefusalNotice id="rename-refusal" messages=wrong/>
                <label class="field">
                    <span>"New name"</span>
                    <input class="input" autofocus autocomplete="off" aria-describedby="rename-refusal" aria-invalid=move || (!wrong.read().is_empty()).to_string() bind:value=typed/>
                </label>
                <div class="dialog__actions">
                    <button type="button" class="button" on:click=move |_| close.run(())>"Cancel"</button>
                    <button type="submit" class="button button--primary">"Rename"</button>
                </div>
            </form>
        </Dialog>
    }
}
