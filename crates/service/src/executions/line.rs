//! Who may begin next: a lane for each target, and turns between the lanes.
//!
//! Policy as plain data: it knows no store, no clock and no tasks. Whether a target begins anything now is
//! asked of its caller each time, so that there is no second copy of a deployment's status to go stale.

use super::{ExecutionPolicy, Target};
use domain::ExecutionId;
use std::collections::{HashMap, VecDeque};

/// What waits, and how many places are taken.
#[derive(Debug)]
pub(super) struct Line {
    at_once: u32,
    at_once_each: u32,
    /// How many places are taken, all together.
    taken: u32,
    lanes: HashMap<Target, Lane>,
    /// The targets with a lane, in the order of their turns.
    turns: VecDeque<Target>,
}

#[derive(Debug, Default)]
struct Lane {
    taken: u32,
    waiting: VecDeque<ExecutionId>,
}

impl Line {
    /// Nobody waits, and every place is free.
    pub(super) fn new(policy: &ExecutionPolicy) -> Self {
        let (at_once, at_once_each) = (policy.at_once.max(1), policy.at_once_each.max(1));
        Self { at_once, at_once_each, taken: 0, lanes: HashMap::new(), turns: VecDeque::new() }
    }

    /// Takes a place at once, where one is free and nobody of the same target waits for it.
    pub(super) fn pass(&mut self, target: Target) -> bool {
        let (at_once, each) = (self.at_once, self.at_once_each);
        let is_free = self.taken < at_once;
        let lane = self.lane(target);
        let passes = is_free && lane.waiting.is_empty() && lane.taken < each;
        if passes {
            lane.taken += 1;
            self.taken += 1;
        }
        passes
    }

    /// Waits behind those of the same target.
    pub(super) fn wait(&mut self, target: Target, id: ExecutionId) {
        self.lane(target).waiting.push_back(id);
    }

    /// Waits before those of the same target: it had its turn and could not begin.
    pub(super) fn wait_first(&mut self, target: Target, id: ExecutionId) {
        self.lane(target).waiting.push_front(id);
    }

    /// Takes a place for the next one, where one is free for somebody whose target begins now.
    pub(super) fn next(&mut self, begins: impl Fn(Target) -> bool) -> Option<(Target, ExecutionId)> {
        if self.taken >= self.at_once {
            return None;
        }
        for _ in 0..self.turns.len() {
            let target = self.turns.pop_front()?;
            self.turns.push_back(target);
            let Some(lane) = self.lanes.get_mut(&target) else { continue };
            if lane.taken < self.at_once_each && !lane.waiting.is_empty() && begins(target) {
                let id = lane.waiting.pop_front()?;
                lane.taken += 1;
                self.taken += 1;
                return Some((target, id));
            }
        }
        None
    }

    /// Waits no longer: it is over.
    pub(super) fn drop_out(&mut self, target: Target, id: ExecutionId) {
        if let Some(lane) = self.lanes.get_mut(&target) {
            lane.waiting.retain(|it| *it != id);
        }
        self.close_empty(target);
    }

    /// Frees a place.
    pub(super) fn leave(&mut self, target: Target) {
        self.taken = self.taken.saturating_sub(1);
        if let Some(lane) = self.lanes.get_mut(&target) {
            lane.taken = lane.taken.saturating_sub(1);
        }
        self.close_empty(target);
    }

    fn close_empty(&mut self, target: Target) {
        if self.lanes.get(&target).is_some_and(|lane| lane.taken == 0 && lane.waiting.is_empty()) {
            self.lanes.remove(&target);
            self.turns.retain(|it| *it != target);
        }
    }

    fn lane(&mut self, target: Target) -> &mut Lane {
        let turns = &mut self.turns;
        self.lanes.entry(target).or_insert_with(|| {
            turns.push_back(target);
            Lane::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::DeploymentId;

    fn target(number: u8) -> Target {
        Target::Deployment(DeploymentId::from_bytes([number; 16]))
    }

    fn id(number: u8) -> ExecutionId {
        ExecutionId::from_bytes([number; 16])
    }

    fn line(at_once: u32, at_once_each: u32) -> Line {
        Line::new(&ExecutionPolicy { at_once, at_once_each, ..ExecutionPolicy::default() })
    }

    #[test]
    fn lanes_take_turns() {
        let mut line = line(10, 10);
        for number in [1, 2, 3] {
            line.wait(target(1), id(number));
        }
        line.wait(target(2), id(9));
        let order: Vec<_> = std::iter::from_fn(|| line.next(|_| true)).map(|(_, id)| id).collect();
        assert_eq!(order, [id(1), id(9), id(2), id(3)]);
    }

    #[test]
    fn places_are_limited_together_and_each() {
        let mut line = line(3, 2);
        assert!(line.pass(target(1)) && line.pass(target(1)));
        assert!(!line.pass(target(1)), "two of one target");
        assert!(line.pass(target(2)));
        assert!(!line.pass(target(3)), "three together");
        line.wait(target(3), id(3));
        assert_eq!(line.next(|_| true), None);
        line.leave(target(1));
        assert!(!line.pass(target(3)), "somebody of the same target waits");
        assert_eq!(line.next(|_| true), Some((target(3), id(3))));
    }

    #[test]
    fn who_is_cancelled_leaves_nothing_behind() {
        let mut line = line(10, 10);
        line.wait(target(1), id(1));
        line.wait(target(1), id(2));
        line.drop_out(target(1), id(1));
        assert_eq!(line.next(|_| true), Some((target(1), id(2))));
        line.drop_out(target(1), id(2));
        line.leave(target(1));
        line.wait(target(2), id(3));
        line.drop_out(target(2), id(3));
        assert!(line.lanes.is_empty() && line.turns.is_empty());
    }

    #[test]
    fn a_held_target_is_passed_over_and_keeps_its_order() {
        let mut line = line(10, 10);
        line.wait(target(1), id(1));
        line.wait(target(1), id(2));
        line.wait(target(2), id(3));
        assert_eq!(line.next(|it| it != target(1)), Some((target(2), id(3))));
        assert_eq!(line.next(|it| it != target(1)), None);
        let (first, begun) = line.next(|_| true).unwrap();
        line.leave(first);
        line.wait_first(first, begun);
        assert_eq!(line.next(|_| true), Some((target(1), id(1))));
    }
}
