//! Meters a query: its terms are rewritten so that each asks first.
//!
//! Once the meter is used up, every term gives nothing (which `try` cannot catch), so that all loops and
//! recursions run dry at once. Values are weighed where they are made, shared parts as often as they occur:
//! nothing is ever made that would be too large to print or to compare.

use super::program::{NativeFilter, QueryTerm};
use crate::{Limits, builtin::big_stack::STACK_BYTES};
use jaq_core::{
    Native,
    box_iter::box_once,
    load::{
        lex::StrPart,
        parse::{BinaryOp, Def, Pattern, Term},
    },
    native::v,
    ops::Math,
    path::{Part, Path},
};
use jaq_json::{Num, Val};
use std::cell::RefCell;
use tokio_util::sync::CancellationToken;

const TICK: &str = "!tick";
const WEIGH: &str = "!weigh";
const TIMES: &str = "!times";
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

/// Rewrites a term so that it, and every term in it, asks first.
pub(super) fn metered(term: QueryTerm<'_>) -> QueryTerm<'_> {
    let makes_values = match &term {
        Term::Id | Term::Num(_) | Term::Var(_) | Term::Break(_) | Term::Str(None, _) | Term::Call(..)
            if is_leaf(&term) =>
        {
            return term;
        }
        Term::Str(..) | Term::Arr(_) | Term::Obj(_) | Term::Neg(_) | Term::Call(..) => true,
        Term::BinOp(_, op, _) => !matches!(
            op,
            BinaryOp::Pipe(_) | BinaryOp::Comma | BinaryOp::Alt | BinaryOp::Or | BinaryOp::And | BinaryOp::Cmp(_)
        ),
        _ => false,
    };
    let inner = parts_metered(term);
    let asked = piped(call(TICK, Vec::new()), inner);
    if makes_values { piped(asked, call(WEIGH, Vec::new())) } else { asked }
}

/// A term without parts that makes nothing new.
fn is_leaf(term: &QueryTerm<'_>) -> bool {
    match term {
        Term::Str(None, parts) => parts.iter().all(|part| !matches!(part, StrPart::Term(_))),
        Term::Call(..) => false,
        _ => true,
    }
}

fn parts_metered(term: QueryTerm<'_>) -> QueryTerm<'_> {
    match term {
        Term::Id | Term::Recurse | Term::Num(_) | Term::Break(_) | Term::Var(_) => term,
        Term::Str(format, parts) => {
            let part = |part| match part {
                StrPart::Term(term) => StrPart::Term(metered(term)),
                other => other,
            };
            Term::Str(format, parts.into_iter().map(part).collect())
        }
        Term::Arr(inner) => Term::Arr(inner.map(boxed)),
        Term::Obj(members) => {
            Term::Obj(members.into_iter().map(|(key, value)| (object_key(key), value.map(metered))).collect())
        }
        Term::Neg(inner) => Term::Neg(boxed(inner)),
        Term::BinOp(left, BinaryOp::Math(Math::Mul), right) => call(TIMES, vec![metered(*left), metered(*right)]),
        // `a *= b` is `b as $x | a |= . * $x`.
        Term::BinOp(left, BinaryOp::UpdateMath(Math::Mul), right) => {
            let product = call(TIMES, vec![Term::Id, Term::Var("$brine_factor")]);
            let update = Term::BinOp(boxed(left), BinaryOp::Update, Box::new(product));
            let bind = BinaryOp::Pipe(Some(Pattern::Var("$brine_factor")));
            Term::BinOp(boxed(right), bind, Box::new(update))
        }
        Term::BinOp(left, op, right) => Term::BinOp(boxed(left), operator(op), boxed(right)),
        Term::Label(name, inner) => Term::Label(name, boxed(inner)),
        Term::Fold(name, inner, to, parts) => {
            Term::Fold(name, boxed(inner), pattern(to), parts.into_iter().map(metered).collect())
        }
        Term::TryCatch(inner, catch) => Term::TryCatch(boxed(inner), catch.map(boxed)),
        Term::IfThenElse(cases, other) => {
            let cases = cases.into_iter().map(|(when, then)| (metered(when), metered(then))).collect();
            Term::IfThenElse(cases, other.map(boxed))
        }
        Term::Def(defs, inner) => {
            let defs = defs.into_iter().map(|def| Def { body: metered(def.body), ..def }).collect();
            Term::Def(defs, boxed(inner))
        }
        Term::Call(name, arguments) => call(name, arguments.into_iter().map(metered).collect()),
        Term::Path(inner, Path(parts)) => {
            let part = |part| match part {
                Part::Index(index) => Part::Index(metered(index)),
                Part::Range(from, to) => Part::Range(from.map(metered), to.map(metered)),
            };
            Term::Path(boxed(inner), Path(parts.into_iter().map(|(it, optional)| (part(it), optional)).collect()))
        }
    }
}

fn boxed(term: Box<QueryTerm<'_>>) -> Box<QueryTerm<'_>> {
    Box::new(metered(*term))
}

/// `{$x}` and `{"a"}` mean something by their very shape.
fn object_key(key: QueryTerm<'_>) -> QueryTerm<'_> {
    match key {
        Term::Var(_) | Term::Str(..) => parts_metered(key),
        other => metered(other),
    }
}

fn operator(op: BinaryOp<&str>) -> BinaryOp<&str> {
    match op {
        BinaryOp::Pipe(Some(to)) => BinaryOp::Pipe(Some(pattern(to))),
        other => other,
    }
}

fn pattern(to: Pattern<&str>) -> Pattern<&str> {
    match to {
        Pattern::Var(name) => Pattern::Var(name),
        Pattern::Arr(items) => Pattern::Arr(items.into_iter().map(pattern).collect()),
        Pattern::Obj(members) => {
            Pattern::Obj(members.into_iter().map(|(key, to)| (object_key(key), pattern(to))).collect())
        }
    }
}

fn piped<'s>(from: QueryTerm<'s>, to: QueryTerm<'s>) -> QueryTerm<'s> {
    Term::BinOp(Box::new(from), BinaryOp::Pipe(None), Box::new(to))
}

fn call<'s>(name: &'s str, arguments: Vec<QueryTerm<'s>>) -> QueryTerm<'s> {
    Term::Call(name, arguments)
}
