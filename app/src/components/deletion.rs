//! What a delete means, and how it is done: in the dialog, which takes it as HTML, and on a page of its own.

use crate::{
    components::plain_fields::ReasonField,
    state::relative_time::exact,
};
use domain::Timestamp;
use leptos::prelude::*;

/// Until when the snapshot of what is deleted now is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Kept(pub Option<Timestamp>);

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
    /// Until when the snapshot is kept.
    kept: Kept,
) -> impl IntoView {
    let kept = match kept.0 {
        // The day will do: it is months away.
        Some(until) => ["Its snapshot is kept until ", exact(until).get(..10).unwrap_or_default()].concat(),
        None => "Its snapshot is kept".to_owned(),
    };
    view! {
        <p>"Its endpoint stops answering at once, and executions that wait are cancelled. For 10 seconds it can be undone; cancelled executions stay cancelled."</p>
        <p class="quiet">{kept} ", and can be rolled back to as a new version. The workflow and its other deployments stay as they are."</p>
        <label class="check"><input type="checkbox" name="forget" value="true" id="delete-forget"/> <span>"Delete snapshot too"</span></label>
        <ReasonField id="delete-reason"/>
    }
}
