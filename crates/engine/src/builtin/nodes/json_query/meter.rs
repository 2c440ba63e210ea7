//! The meter of a running query, and the filters by which its terms ask it.
//!
//! Once the meter is used up, every term gives nothing (which `try` cannot catch), so that all loops and
//! recursions run dry at once. Values are weighed where they are made, shared parts as often as they occur:
//! nothing is ever made that would be too large to print or to compare.

use super::program::NativeFilter;
use crate::{Limits, builtin::big_stack::STACK_BYTES};
use jaq_core::{Native, box_iter::box_once, native::v};
use jaq_json::{Num, Val};
use std::cell::RefCell;
use tokio_util::sync::CancellationToken;

/// Takes a step.
pub(super) const TICK: &str = "!tick";
/// Takes steps for what a value weighs.
pub(super) const WEIGH: &str = "!weigh";
/// `a * b`, asked before it is done.
pub(super) const TIMES: &str = "!times";
/// How much weight costs one step.
const WEIGHT_PER_STEP: u64 = 64;
/// The share of the stack that recursion may use; dropping what is nested needs some, too.
const STACK_SHARE: usize = STACK_BYTES / 4 * 3;

thread_local! {
    /// The meter of the query that runs on this thread: native filters are plain functions.
    static METER: RefCell<Option<State>> = const { RefCell::new(None) };
}

struct State {
    steps: u64,
    most_weight: u64,
    /// An address on the stack where the query began.
    stack: usize,
    stop: CancellationToken,
    is_used_up: bool,
}

/// The meter of the query that runs on this thread, for as long as this value lives.
pub(super) struct Meter(());

impl Meter {
    pub(super) fn start(limits: &Limits, stop: CancellationToken) -> Self {
        let here = 0_u8;
        let stack = std::ptr::from_ref(&here).addr();
        let state =
            State { steps: limits.query_fuel, most_weight: limits.value_bytes / 16, stack, stop, is_used_up: false };
        METER.set(Some(state));
        Self(())
    }

    #[expect(clippy::unused_self, reason = "asks about the meter that was started")]
    pub(super) fn is_used_up(&self) -> bool {
        METER.with_borrow(|state| state.as_ref().is_some_and(|state| state.is_used_up))
    }
}

impl Drop for Meter {
    fn drop(&mut self) {
        METER.set(None);
    }
}

impl State {
    /// Takes so many steps, where they are left.
    fn take(&mut self, steps: u64) -> bool {
        let here = 0_u8;
        let depth = self.stack.abs_diff(std::ptr::from_ref(&here).addr());
        let stopped = self.steps.is_multiple_of(1024) && self.stop.is_cancelled();
        self.is_used_up |= self.steps < steps || depth > STACK_SHARE || stopped;
        self.steps = self.steps.saturating_sub(steps);
        !self.is_used_up
    }
}

fn with_state(ask: impl FnOnce(&mut State) -> bool) -> bool {
    METER.with_borrow_mut(|state| state.as_mut().is_none_or(ask))
}

fn tick() -> bool {
    with_state(|state| state.take(1))
}

fn weigh(value: &Val) -> bool {
    with_state(|state| match weight(value, state.most_weight) {
        Some(weight) => state.take(1 + weight / WEIGHT_PER_STEP),
        None => {
            state.is_used_up = true;
            false
        }
    })
}

/// How large a value is, about 16 bytes a unit; nothing where it is beyond the limit.
fn weight(value: &Val, most: u64) -> Option<u64> {
    let mut ahead = vec![value];
    let mut weight = 0_u64;
    while let Some(value) = ahead.pop() {
        weight += 1;
        match value {
            Val::Arr(items) => {
                weight += items.len() as u64;
                if weight <= most {
                    ahead.extend(items.iter());
                }
            }
            Val::Obj(members) => {
                weight += 2 * members.len() as u64;
                if weight <= most {
                    ahead.extend(members.iter().flat_map(|(name, value)| [name, value]));
                }
            }
            Val::TStr(text) | Val::BStr(text) => weight += text.len() as u64 / 16,
            // Arithmetic on long numbers is slow.
            Val::Num(Num::BigInt(number)) => weight += number.bits() * 16,
            _ => {}
        }
        if weight > most {
            return None;
        }
    }
    Some(weight)
}

/// The filters that rewritten terms call.
pub(super) fn natives() -> [NativeFilter; 3] {
    [
        (
            TICK,
            v(0),
            Native::new(|cv| if tick() { box_once(Ok(cv.1)) } else { Box::new(std::iter::empty()) })
                .with_paths(|cv| if tick() { box_once(Ok(cv.1)) } else { Box::new(std::iter::empty()) })
                .with_update(|cv, update| if tick() { update(cv.1) } else { Box::new(std::iter::empty()) }),
        ),
        (
            WEIGH,
            v(0),
            Native::new(|cv| if weigh(&cv.1) { box_once(Ok(cv.1)) } else { Box::new(std::iter::empty()) })
                .with_paths(|cv| if tick() { box_once(Ok(cv.1)) } else { Box::new(std::iter::empty()) })
                .with_update(|cv, update| if tick() { update(cv.1) } else { Box::new(std::iter::empty()) }),
        ),
        (
            TIMES,
            v(2),
            Native::new(|mut cv| {
                let right = cv.0.pop_var();
                let left = cv.0.pop_var();
                if may_multiply(&left, &right) {
                    box_once((left * right).map_err(Into::into))
                } else {
                    Box::new(std::iter::empty())
                }
            }),
        ),
    ]
}

/// A text times a number is that many texts: asked before, not after.
fn may_multiply(left: &Val, right: &Val) -> bool {
    let (text, number) = match (left, right) {
        (Val::TStr(text) | Val::BStr(text), Val::Num(number))
        | (Val::Num(number), Val::TStr(text) | Val::BStr(text)) => (text, number),
        _ => return tick(),
    };
    let times = number.as_isize().map_or(u64::MAX, |times| u64::try_from(times).unwrap_or_default());
    let weight = (text.len() as u64).saturating_mul(times) / 16;
    with_state(|state| {
        state.is_used_up |= weight > state.most_weight;
        state.take(1 + weight / WEIGHT_PER_STEP)
    })
}
