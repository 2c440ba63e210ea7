//! What the reader wants a deployment's status to be, while the server is asked.
//!
//! One request at a time: two could be answered in either order. What is
//! pressed meanwhile is asked for next, so that the last press counts.

use domain::{Deployment, DeploymentStatus, PauseMode};

/// A status, and what becomes of requests where it is Paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// The status.
    pub(crate) status: DeploymentStatus,
    /// What a pause does to requests.
    pub(crate) pause: PauseMode,
}

impl Wanted {
    /// What the switch asks for: the other status, with the pause that is the default.
    pub(crate) fn switched(it: &Deployment) -> Self {
        Self { status: it.status.other(), pause: PauseMode::default() }
    }

    /// A pause of this kind.
    pub(crate) const fn paused(pause: PauseMode) -> Self {
        Self { status: DeploymentStatus::Paused, pause }
    }

    /// Shows it before the server says so. What cannot run is never called Running, not even in hope.
    pub(crate) fn hope(self, it: &mut Deployment) {
        if it.hindrance.is_none() || self.status == DeploymentStatus::Paused {
            it.status = self.status;
            it.pause = self.pause;
        }
    }

    /// Whether the deployment is so.
    pub(crate) fn is(self, it: &Deployment) -> bool {
        it.status == self.status && (it.pause == self.pause || self.status == DeploymentStatus::Running)
    }

    /// What was done, after the deployment's name.
    pub(crate) const fn done(self) -> &'static str {
        match self.status {
            DeploymentStatus::Running => "resumed",
            DeploymentStatus::Paused => self.pause.done(),
        }
    }
}

/// How far a wish has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum StatusWish {
    /// Nothing is asked.
    #[default]
    Idle,
    /// The server is asked for `asked`; the reader wants `wanted` by now.
    Asking {
        /// What was sent.
        asked: Wanted,
        /// What was pressed last.
        wanted: Wanted,
    },
}

impl StatusWish {
    /// The reader presses. Says what is to be sent now, if nothing is under way.
    pub(crate) fn press(&mut self, wanted: Wanted) -> Option<Wanted> {
        match self {
            Self::Idle => {
                *self = Self::Asking { asked: wanted, wanted };
                Some(wanted)
            }
            Self::Asking { wanted: last, .. } => {
                *last = wanted;
                None
            }
        }
    }

    /// The server did as asked. Says what is to be sent next, if the reader wants something else by now.
    pub(crate) fn granted(&mut self) -> Option<Wanted> {
        match *self {
            Self::Asking { asked, wanted } if asked != wanted => {
                *self = Self::Asking { asked: wanted, wanted };
                Some(wanted)
            }
            _ => {
                *self = Self::Idle;
                None
            }
        }
    }

    /// The server refused: what was pressed meanwhile is off, too.
    pub(crate) const fn refused(&mut self) {
        *self = Self::Idle;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::sample_deployment::deployment;
    use domain::{Excerpt, Hindrance, HindranceKind};
    use proptest::prelude::*;

    const RUNNING: Wanted = Wanted { status: DeploymentStatus::Running, pause: PauseMode::Finish };
    const PAUSED: Wanted = Wanted::paused(PauseMode::Finish);
    const HELD: Wanted = Wanted::paused(PauseMode::Hold);

    #[test]
    fn what_cannot_run_is_not_called_running_in_hope() {
        let words = Excerpt::of("no engine knows FooNode");
        let hindrance = Some(Hindrance { kind: HindranceKind::UnknownTypes, words });
        let mut it = Deployment { status: DeploymentStatus::Paused, hindrance, ..deployment(1) };
        RUNNING.hope(&mut it);
        assert!(!RUNNING.is(&it) && PAUSED.is(&it));
        HELD.hope(&mut it);
        assert!(HELD.is(&it) && !PAUSED.is(&it));
        it.hindrance = None;
        RUNNING.hope(&mut it);
        assert!(RUNNING.is(&it));
    }

    #[test]
    fn asks_once_for_a_double_click_and_then_for_what_was_pressed_last() {
        let mut wish = StatusWish::default();
        assert_eq!(wish.press(PAUSED), Some(PAUSED));
        assert_eq!(wish.press(RUNNING), None);
        assert_eq!(wish.granted(), Some(RUNNING));
        assert_eq!(wish.granted(), None);
        assert_eq!(wish, StatusWish::Idle);
    }

    #[test]
    fn a_refusal_ends_it() {
        let mut wish = StatusWish::default();
        wish.press(PAUSED);
        wish.press(RUNNING);
        wish.refused();
        assert_eq!(wish.press(PAUSED), Some(PAUSED));
    }

    proptest! {
        #[test]
        fn ends_with_what_was_pressed_last(presses in proptest::collection::vec((any::<bool>(), any::<bool>()), 1..12)) {
            let (mut wish, mut server, mut under_way) = (StatusWish::default(), RUNNING, None);
            let mut last = RUNNING;
            for (pause, answered) in presses {
                last = if pause { PAUSED } else { RUNNING };
                under_way = wish.press(last).or(under_way);
                if answered && let Some(asked) = under_way {
                    server = asked;
                    under_way = wish.granted();
                }
            }
            while let Some(asked) = under_way {
                server = asked;
                under_way = wish.granted();
            }
            prop_assert_eq!(server, last);
            prop_assert_eq!(wish, StatusWish::Idle);
        }
    }
}
