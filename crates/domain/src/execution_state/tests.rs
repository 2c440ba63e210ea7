//! Every way through the states that workers, callers and crashes can take.

use super::*;
use proptest::prelude::*;

const fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis)
}

/// What somebody tries to do to it.
#[derive(Debug, Clone)]
enum Step {
    Claim,
    Renew { token: u32 },
    Finish { token: u32, end: End },
    Release { token: u32 },
    Cancel,
    Wait(i64),
}

fn step() -> impl Strategy<Value = Step> {
    let token = 0..5_u32;
    let end = prop_oneof![Just(End::Succeeded), Just(End::Failed(Excerpt::of("no"))), Just(End::Cancelled)];
    prop_oneof![
        Just(Step::Claim),
        token.clone().prop_map(|token| Step::Renew { token }),
        (token.clone(), end).prop_map(|(token, end)| Step::Finish { token, end }),
        token.prop_map(|token| Step::Release { token }),
        Just(Step::Cancel),
        (1..30_i64).prop_map(Step::Wait),
    ]
}

proptest! {
    /// However workers, callers and crashes interleave: an end is final, only the newest claim's holder writes
    /// it, nobody claims what another holds, and what was to be cancelled is never begun again.
    #[test]
    fn an_execution_ends_once(steps in prop::collection::vec(step(), 0..40)) {
        let (mut state, mut now, mut claims) = (ExecutionState::Queued, 0, 0);
        for step in steps {
            let before = state.clone();
            let next = match step.clone() {
                Step::Claim => before.clone().claim(at(now), Lease { token: claims + 1, until: at(now + 10) }),
                Step::Renew { token } => before.clone().renew(token, at(now + 10)),
                Step::Finish { token, end } => before.clone().finish(token, at(now), end),
                Step::Release { token } => before.clone().release(token, at(now)),
                Step::Cancel => before.clone().cancel(at(now)),
                Step::Wait(millis) => {
                    now += millis;
                    continue;
                }
            };
            let Ok(next) = next else { continue };
            prop_assert!(!before.is_over(), "{step:?} moved {before:?} to {next:?}");
            match &step {
                Step::Claim => {
                    if let ExecutionState::Running { lease, cancelling, .. } = &before {
                        prop_assert!(lease.until <= at(now));
                        prop_assert!(!cancelling || next.status() == ExecutionStatus::Cancelled);
                    }
                    if next.status() == ExecutionStatus::Running {
                        claims += 1;
                    }
                }
                Step::Renew { token } | Step::Finish { token, .. } | Step::Release { token } => {
                    prop_assert_eq!(*token, claims, "an older claim wrote");
                }
                Step::Cancel | Step::Wait(_) => {}
            }
            state = next;
        }
    }
}

#[test]
fn a_plain_life() {
    let lease = Lease { token: 1, until: at(10) };
    let running = ExecutionState::Queued.claim(at(1), lease).unwrap();
    let done = running.finish(1, at(5), End::Succeeded).unwrap();
    assert_eq!(done, ExecutionState::Succeeded { since: at(1), at: at(5) });
    assert_eq!(done.cancel(at(6)), Err(NoTransition::Over(ExecutionStatus::Succeeded)));
}

#[test]
fn a_lost_lease_writes_nothing() {
    let first = ExecutionState::Queued.claim(at(1), Lease { token: 1, until: at(10) }).unwrap();
    assert_eq!(first.clone().claim(at(9), Lease { token: 2, until: at(19) }), Err(NoTransition::LeaseLost));
    let second = first.claim(at(10), Lease { token: 2, until: at(20) }).unwrap();
    assert_eq!(second.finish(1, at(11), End::Succeeded), Err(NoTransition::LeaseLost));
}
