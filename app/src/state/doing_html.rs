//! What a deployment does and did, as HTML in texts.
//!
//! Figures are drawn anew up to ten times a second. As nodes of their own they would cost the browser half a tenth of
//! its bytes; as texts they cost nearly nothing, and the server writes the same.

use crate::state::{
    doing_words::now,
    duration_words::took,
    hour_bars::{HEIGHT, WIDTH, hour_bars},
    relative_time::{exact, relative},
};
use domain::{Activity, Deployment, ExecutionStatus, LastEnd, Timestamp};

/// Whether there is nothing to say.
pub(crate) const fn is_quiet(it: &Activity) -> bool {
    it.hours.is_empty() && it.last.is_none() && it.running == 0 && it.queued == 0
}

/// The chart, how many ran and failed, and how long they took; nothing where none ran in the last 24 hours.
pub(crate) fn figures(it: &Activity) -> String {
    if it.executions() == 0 {
        return String::new();
    }
    let times = it.p50_ms.zip(it.p95_ms).map(|(half, most)| {
        let (half, most) = (took(half.into()), took(most.into()));
        [
            r#"<p class="quiet"><span title="Half of them took no longer">p50 "#,
            &*half,
            r#"</span> · <span title="19 of 20 took no longer">p95 "#,
            &most,
            "</span></p>",
        ]
        .concat()
    });
    let times = times.unwrap_or_default();
    [&*chart(it), r#"<p><strong>"#, &run_count(it), r#"</strong> <span class="quiet">in 24 hours</span></p>"#, &times]
        .concat()
}

/// `128 runs, 3 failed, 2 cancelled`.
pub(crate) fn run_count(it: &Activity) -> String {
    let all = it.executions();
    let mut words = [&*all.to_string(), if all == 1 { " run" } else { " runs" }].concat();
    for (count, how) in [(it.failures(), "failed"), (it.cancellations(), "cancelled")] {
        if count > 0 {
            let count = count.to_string();
            words.push_str(&[r#", <span class="outcome--"#, how, r#"">"#, &*count, " ", how, "</span>"].concat());
        }
    }
    words
}

/// What ended in each of the last 24 hours, as bars; with words for those who do not see them.
pub(crate) fn chart(it: &Activity) -> String {
    let bars = hour_bars(&it.hours);
    [
        r#"<svg class="hour-chart" role="img" preserveAspectRatio="none" viewBox="0 0 "#,
        &*WIDTH.to_string(),
        " ",
        &HEIGHT.to_string(),
        r#"" aria-label="Runs an hour in the last 24 hours; in the busiest "#,
        &bars.most.to_string(),
        r#""><path class="hour-chart__succeeded" d=""#,
        &bars.succeeded,
        r#""/><path class="hour-chart__cancelled" d=""#,
        &bars.cancelled,
        r#""/><path class="hour-chart__failed" d=""#,
        &bars.failed,
        r#""/></svg>"#,
    ]
    .concat()
}

/// `Last run failed 2 minutes ago`: exact where the reader's clock is not known.
pub(crate) fn last_run(last: LastEnd, now: Option<Timestamp>) -> String {
    let word = match last.status {
        ExecutionStatus::Failed => "failed",
        ExecutionStatus::Cancelled => "cancelled",
        _ => "succeeded",
    };
    let exact = exact(last.at);
    let when = now.map_or_else(|| exact.clone(), |now| relative(last.at, now));
    [
        r#"Last run <span class="outcome--"#,
        word,
        r#"">"#,
        word,
        r#"</span> <time datetime=""#,
        &last.at.to_string(),
        r#"" title=""#,
        &exact,
        r#"">"#,
        &when,
        "</time>",
    ]
    .concat()
}

/// `Running 3/7: Template`, with a bar; nothing where nothing runs or waits.
pub(crate) fn doing_now(it: &Deployment, activity: &Activity) -> String {
    let words = now(it, activity).map(|words| ["<span>", &*escaped(&words), "</span>"].concat()).unwrap_or_default();
    let newest = activity.progress.as_ref().filter(|it| it.nodes > 0 && activity.running > 0);
    let bar = newest.map(|it| {
        let (nodes, done) = (it.nodes.to_string(), it.done.to_string());
        [r#"<progress aria-label="Nodes done" max=""#, &*nodes, r#"" value=""#, &done, r#""></progress>"#].concat()
    });
    bar.unwrap_or_default() + words.as_str()
}

/// A text between tags.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::sample_deployment::deployment;
    use domain::{Excerpt, ExecutionId, Hour, RunProgress};

    #[test]
    fn a_node_may_be_called_anything() {
        let id = ExecutionId::from_bytes([7; 16]);
        let node = Some(Excerpt::of("<img src=x onerror=alert(1)> &amp;"));
        let activity =
            Activity { running: 1, progress: Some(RunProgress { id, done: 1, nodes: 2, node }), ..Activity::default() };
        let html = doing_now(&deployment(1), &activity);
        assert!(html.contains("Running 1/2: &lt;img src=x onerror=alert(1)> &amp;amp;</span>"), "{html}");
        assert!(!html.contains("<img"), "{html}");
    }

    #[test]
    fn counts_in_words() {
        let of = |succeeded, failed, cancelled| Activity {
            hours: vec![Hour { succeeded, failed, cancelled }],
            ..Activity::default()
        };
        assert_eq!(run_count(&of(1, 0, 0)), "1 run");
        assert_eq!(run_count(&of(125, 3, 0)), r#"128 runs, <span class="outcome--failed">3 failed</span>"#);
        assert_eq!(run_count(&of(0, 0, 2)), r#"2 runs, <span class="outcome--cancelled">2 cancelled</span>"#);
        assert_eq!(figures(&of(0, 0, 0)), "");
        assert!(figures(&of(0, 0, 1)).contains("1 cancelled"));
        assert!(is_quiet(&Activity::default()) && !is_quiet(&of(0, 1, 0)));
    }
}
