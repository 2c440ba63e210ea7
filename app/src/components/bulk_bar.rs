//! What can be done with the selected cards. Plain HTML below the list: the cards' boxes belong to its form.
//!
//! The style sheet shows it once something is selected; `frontend/js/bulk.js` counts, and selects all that is shown.

use crate::components::icon::Icon;
use domain::Reason;
use leptos::prelude::*;

/// The form that the cards' boxes belong to.
#[component]
pub(crate) fn BulkBar(
    /// How many the page's address finds, on all of its pages.
    matching: u32,
    /// The script that counts.
    script: String,
) -> impl IntoView {
    view! {
        <form id="bulk" class="bulk" method="post" action="" aria-label="Selected deployments" data-js=script>
            <input type="hidden" name="do" value="bulk"/>
            <p class="bulk__count" role="status">"Selected deployments"</p>
            <label class="bulk__choice needs-script"><input type="checkbox" class="bulk__shown"/> "All shown"</label>
            <label class="bulk__choice">
                <input type="checkbox" name="scope" value="all"/>
                <span>"All " <span class="bulk__matching">{matching}</span> " that match the filter"</span>
            </label>
            <input class="input bulk__reason" name="reason" maxlength=Reason::MAX_CHARS.to_string() aria-label="Reason" placeholder="Reason (optional)" autocomplete="off"/>
            <div class="bulk__actions">
                <button type="submit" class="button" name="action" value="pause">{Icon::Pause.view()} "Pause"</button>
                <button type="submit" class="button" name="action" value="resume">"Resume"</button>
                <button type="submit" class="button" name="action" value="download">{Icon::Download.view()} "Download"</button>
                <button type="submit" class="button bulk__delete" name="action" value="delete">{Icon::Trash.view()} "Delete"</button>
            </div>
        </form>
    }
}
