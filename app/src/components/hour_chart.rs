//! What ended in each of the last 24 hours, as bars.

use crate::state::hour_bars::{HEIGHT, WIDTH, hour_bars};
use domain::Activity;
use leptos::prelude::*;

/// The bars, with the figures as words for those who do not see them. Empty hours show the ground alone.
#[component]
pub(crate) fn HourChart(
    /// Whose bars.
    activity: Activity,
) -> impl IntoView {
    let bars = hour_bars(&activity.hours);
    let label = ["Runs an hour in the last 24 hours; in the busiest ", &bars.most.to_string()].concat();
    view! {
        <svg class="hour-chart" role="img" aria-label=label viewBox=["0 0 ", &WIDTH.to_string(), " ", &HEIGHT.to_string()].concat() preserveAspectRatio="none">
            <path class="hour-chart__succeeded" d=bars.succeeded/>
            <path class="hour-chart__failed" d=bars.failed/>
        </svg>
    }
}
