//! A button that does something to an execution; without a script, a form that is posted.

use domain::ExecutionId;
use leptos::{ev::SubmitEvent, prelude::*};

/// One button.
#[component]
pub(crate) fn ExecutionAction(
    /// To which execution.
    id: ExecutionId,
    /// The `do` of its form.
    action: &'static str,
    /// The words on it.
    words: &'static str,
    /// Called when it is pressed.
    on_press: Callback<ExecutionId>,
) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        on_press.run(id);
    };
    view! {
        <form method="post" action="" on:submit=submit>
            <input type="hidden" name="do" value=action/>
            <input type="hidden" name="id" value=id.to_string()/>
            <button class="button" type="submit">{words}</button>
        </form>
    }
}
