//! Where the bars of an execution's nodes stand.

use domain::{ExecutionDetail, Timestamp};

/// One node's bar, on a scale from 0 to [`WIDTH`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bar {
    /// What the node is called.
    pub(crate) name: String,
    /// Its id in the graph.
    pub(crate) node: String,
    /// Where it begins.
    pub(crate) from: i64,
    /// How wide it is.
    pub(crate) width: i64,
    /// How long it ran, in milliseconds, where it ended.
    pub(crate) took: Option<i64>,
    /// How it is.
    pub(crate) state: BarState,
}

/// How a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BarState {
    /// It runs.
    Running,
    /// It did its work.
    Done,
    /// It failed.
    Failed,
    /// The execution ended before it did.
    Stopped,
}

/// How wide the scale is.
pub(crate) const WIDTH: i64 = 1_000;
/// What is over in no time is seen all the same.
const LEAST: i64 = 6;

impl BarState {
    /// The word for the style sheet, and for the drawing.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Stopped => "stopped",
        }
    }
}

/// A bar for each node, in the order in which they began.
pub(crate) fn bars(detail: &ExecutionDetail) -> Vec<Bar> {
    let state = &detail.execution.state;
    let ends = detail.nodes.iter().map(|span| span.until.unwrap_or(span.since)).chain(state.ended_at());
    let (first, last) = (detail.nodes.first().map(|span| span.since), ends.max());
    let begun = state.begun_at().min(first).or(first);
    let (Some(begun), Some(last)) = (begun, last) else { return Vec::new() };
    let known = millis(begun, last).max(1);
    // Nobody knows how long what runs will take: it gets the scale's last part.
    let runs = !state.is_over() && detail.nodes.iter().any(|span| span.until.is_none());
    let whole = if runs { known * 5 / 3 } else { known };
    let place = |at| (millis(begun, at) * WIDTH / whole).clamp(0, WIDTH - LEAST);
    let failed = detail.failure.as_ref().and_then(|it| it.node.as_deref());
    let bar = |span: &domain::NodeSpan| {
        let from = place(span.since);
        let to = span.until.map_or(WIDTH, |until| (millis(begun, until) * WIDTH / whole).min(WIDTH));
        Bar {
            name: span.name.clone(),
            node: span.node.clone(),
            from,
            width: (to - from).max(LEAST),
            took: span.until.map(|until| millis(span.since, until)),
            state: match span.until {
                _ if failed == Some(&span.node) => BarState::Failed,
                Some(_) => BarState::Done,
                None if state.is_over() => BarState::Stopped,
                None => BarState::Running,
            },
        }
    };
    detail.nodes.iter().map(bar).collect()
}

/// How far each node is, as the drawing takes it: a line `STATE NODE` for each that began; before them how the others are.
pub(crate) fn node_states(detail: &ExecutionDetail) -> String {
    let mut states = if detail.execution.state.is_over() { "idle" } else { "waiting" }.to_owned();
    for bar in bars(detail) {
        states.push_str(&["\n", bar.state.as_str(), " ", &bar.node].concat());
    }
    states
}

const fn millis(from: Timestamp, to: Timestamp) -> i64 {
    to.as_millis() - from.as_millis()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::sample_execution::{failed, running, succeeded};

    #[test]
    fn bars_are_where_the_nodes_ran() {
        let bars = bars(&succeeded());
        let places: Vec<_> = bars.iter().map(|bar| (&*bar.node, bar.from, bar.width, bar.took)).collect();
        assert_eq!(places, [("1", 0, 6, Some(0)), ("2", 0, 1_000, Some(1_200))]);
        assert!(bars.iter().all(|bar| bar.state == BarState::Done));
    }

    #[test]
    fn what_runs_reaches_to_the_end_and_what_failed_says_so() {
        let states = |detail| bars(&detail).iter().map(|bar| bar.state).collect::<Vec<_>>();
        assert_eq!(states(running()), [BarState::Done, BarState::Running]);
        assert_eq!(states(failed()), [BarState::Done, BarState::Failed]);
        assert_eq!(bars(&running())[1].took, None);
    }

    #[test]
    fn the_drawing_is_told_how_far_each_node_is() {
        assert_eq!(node_states(&running()), "waiting\ndone 1\nrunning 2");
        assert_eq!(node_states(&failed()), "idle\ndone 1\nfailed 2");
    }

    #[test]
    fn nothing_that_ran_has_no_bars() {
        assert_eq!(bars(&ExecutionDetail { nodes: Vec::new(), ..succeeded() }), []);
    }
}
