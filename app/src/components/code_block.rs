//! Lines of code that are there to be copied.

use crate::{browser, components::icon::Icon, toast};
use leptos::prelude::*;

/// Lines, and a button that copies them once there is a script.
#[component]
pub(crate) fn CodeBlock(
    /// What the lines are, for those who do not see them: `Curl line`.
    label: &'static str,
    /// The lines.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let copy = move |_| {
        browser::copy(&text.get_untracked());
        toast::show("Copied");
    };
    view! {
        <div class="code-block">
            <pre tabindex="0" role="group" aria-label=label><code>{move || text.get()}</code></pre>
            <button type="button" class="icon-button needs-script" aria-label=["Copy: ", label].concat() on:click=copy>
                {Icon::Copy.view()}
            </button>
        </div>
    }
}
