//! What came of what was done with many deployments: one line each, none left out.

use domain::{BulkAction, BulkItem, BulkOutcome, BulkReport};
use leptos::prelude::*;

/// How many lines are shown without being asked for.
const FEW: usize = 8;

/// The sentence, what was not done and why, and everything.
#[component]
pub(crate) fn BulkResult(
    /// What came of it.
    report: BulkReport,
) -> impl IntoView {
    let action = report.action;
    let line = move |item: &BulkItem| line(action, item);
    let (done, others): (Vec<_>, Vec<_>) = report.items.iter().partition(|it| it.outcome == BulkOutcome::Done);
    let is_short = report.items.len() <= FEW;
    let open = if is_short { done.iter().chain(&others) } else { [].iter().chain(&others) };
    let open = open.map(|it| line(it)).collect_view();
    let rest = (!is_short && !done.is_empty()).then(|| {
        view! {
            <details>
                <summary>{format!("The {} that were {}", done.len(), action.done())}</summary>
                <ul class="bulk-result__items">{done.iter().map(|it| line(it)).collect_view()}</ul>
            </details>
        }
    });
    let undo = (action == BulkAction::Delete && !done.is_empty()).then(|| {
        let ids =
            done.iter().map(|it| view! { <input type="hidden" name="id" value=it.id.to_string()/> }).collect_view();
        view! {
            <form method="post" action="" class="bulk-result__undo">
                <input type="hidden" name="do" value="bulk"/>
                <input type="hidden" name="action" value="restore"/>
                {ids}
                <button type="submit" class="button">"Undo"</button>
                <span class="quiet">"within 10 seconds"</span>
            </form>
        }
    });
    view! {
        // The page is new, and this is what it is about: the focus is here, so that it is read out.
        <section class="bulk-result" id="bulk-result" tabindex="-1" autofocus aria-labelledby="bulk-result-title">
            <h2 id="bulk-result-title" class="bulk-result__title">{report.summary()}</h2>
            <ul class="bulk-result__items">{open}</ul>
            {rest}
            {undo}
        </section>
    }
}

fn line(action: BulkAction, item: &BulkItem) -> impl IntoView + use<> {
    let what = match &item.outcome {
        BulkOutcome::Done => action.done().to_owned(),
        BulkOutcome::Already => format!("was {} already", action.already()),
        BulkOutcome::Refused(why) => format!("not {}: {why}", action.done()),
        BulkOutcome::Gone if action == BulkAction::Restore => {
            "not restored: it is not deleted, or 10 seconds are over".to_owned()
        }
        BulkOutcome::Gone => "is not there; it was deleted before".to_owned(),
    };
    let name = match &item.known {
        Some((name, version)) => view! { <bdi>{name.to_string()}</bdi> " " {version.to_string()} }.into_any(),
        None => view! { <code>{item.id.to_string()}</code> }.into_any(),
    };
    let class =
        if matches!(item.outcome, BulkOutcome::Refused(_) | BulkOutcome::Gone) { "bulk-result__not" } else { "" };
    view! { <li class=class>{name} ": " {what}</li> }
}
