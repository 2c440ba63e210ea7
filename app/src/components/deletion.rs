//! What a delete means, and how it is done: in the dialog, which takes it as HTML, and on a page of its own.

use crate::{components::plain_fields::ReasonField, state::relative_time::exact};
use domain::Timestamp;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// For how long the snapshot of what is deleted now is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// For how many days; none means for ever.
    pub days: Option<u64>,
    /// Until when that is, on a page that is as of now.
    pub until: Option<Timestamp>,
}

#[cfg(feature = "ssr")]
impl Kept {
    /// The consequences and the choice, for a dialog.
    pub fn html(self) -> String {
        crate::panels::html(|| view! { <DeletionChoice kept=self/> })
    }
}

/// The consequences, a box for the snapshot, and a reason.
#[component]
pub(crate) fn DeletionChoice(
    /// For how long the snapshot is kept.
    kept: Kept,
) -> impl IntoView {
    let days = match kept.days {
        Some(1) => " for 1 day".to_owned(),
        Some(days) => [" for ", &*days.to_string(), " days"].concat(),
        None => String::new(),
    };
    // The day will do: most often it is months away.
    let until = kept.until.map(|until| [", until ", exact(until).get(..10).unwrap_or_default()].concat());
    view! {
        <div id="delete-about" class="deletion">
            <p>"Its endpoint stops answering at once, and executions that wait are cancelled. For 10 seconds it can be undone; cancelled executions stay cancelled."</p>
            <p class="quiet">"Its snapshot is kept" {days} {until} ": it can be rolled back to, as a new version. The workflow and its other deployments stay as they are."</p>
        </div>
        <label class="check"><input type="checkbox" name="forget" value="true" id="delete-forget"/> <span>"Delete snapshot too"</span></label>
        <ReasonField id="delete-reason"/>
    }
}
