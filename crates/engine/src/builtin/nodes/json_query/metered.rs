//! Rewrites a query so that each of its terms asks the meter first.
//!
//! Once the meter is used up, every term gives nothing, which `try` cannot catch: all loops and recursions
//! run dry at once. What makes values is weighed as well.

use super::{
    meter::{TICK, TIMES, WEIGH},
    program::QueryTerm,
};
use jaq_core::{
    load::{
        lex::StrPart,
        parse::{BinaryOp, Def, Pattern, Term},
    },
    ops::Math,
    path::{Part, Path},
};

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

#[expect(clippy::boxed_local, reason = "terms hold their parts in boxes, and get them back in boxes")]
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
