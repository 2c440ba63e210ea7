//! What the reader wants a deployment's status to be, while the server is asked.
//!
//! One request at a time: two could be answered in either order. What is
//! pressed meanwhile is asked for next, so that the last press counts.

use domain::DeploymentStatus;

/// How far a wish has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum StatusWish {
    /// Nothing is asked.
    #[default]
    Idle,
    /// The server is asked for `asked`; the reader wants `wanted` by now.
    Asking {
        /// What was sent.
        asked: DeploymentStatus,
        /// What was pressed last.
        wanted: DeploymentStatus,
    },
}

impl StatusWish {
    /// The reader presses. Says what is to be sent now, if nothing is under way.
    pub(crate) fn press(&mut self, wanted: DeploymentStatus) -> Option<DeploymentStatus> {
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
    pub(crate) fn granted(&mut self) -> Option<DeploymentStatus> {
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
    use DeploymentStatus::{Paused, Running};
    use proptest::prelude::*;

    #[test]
    fn asks_once_for_a_double_click_and_then_for_what_was_pressed_last() {
        let mut wish = StatusWish::default();
        assert_eq!(wish.press(Paused), Some(Paused));
        assert_eq!(wish.press(Running), None);
        assert_eq!(wish.granted(), Some(Running));
        assert_eq!(wish.granted(), None);
        assert_eq!(wish, StatusWish::Idle);
    }

    #[test]
    fn a_refusal_ends_it() {
        let mut wish = StatusWish::default();
        wish.press(Paused);
        wish.press(Running);
        wish.refused();
        assert_eq!(wish.press(Paused), Some(Paused));
    }

    proptest! {
        #[test]
        fn ends_with_what_was_pressed_last(presses in proptest::collection::vec((any::<bool>(), any::<bool>()), 1..12)) {
            let (mut wish, mut server, mut under_way) = (StatusWish::default(), Running, None);
            let mut last = Running;
            for (pause, answered) in presses {
                last = if pause { Paused } else { Running };
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
