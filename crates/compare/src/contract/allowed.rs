//! Which values an input takes, and which it took.

use crate::words::excerpt;
use domain::{Excerpt, InputField, InputKind};
use std::collections::HashSet;

/// The values that are refused now, and those that are new. None where there are none such; no values where it took any
/// value, or takes any now.
pub(super) fn changes(old: &InputField, new: &InputField) -> (Option<Vec<Excerpt>>, Option<Vec<Excerpt>>) {
    match (old.allowed.is_empty(), new.allowed.is_empty()) {
        (true, true) => (None, None),
        (true, false) => (Some(Vec::new()), None),
        (false, true) => (None, Some(Vec::new())),
        (false, false) => (only_in(old, new), only_in(new, old)),
    }
}

fn only_in(one: &InputField, other: &InputField) -> Option<Vec<Excerpt>> {
    let is_number = one.kind == InputKind::Number && other.kind == InputKind::Number;
    let known: HashSet<String> = other.allowed.iter().map(|value| key(value, is_number)).collect();
    let only: Vec<_> = one.allowed.iter().filter(|value| !known.contains(&key(value, is_number))).collect();
    (!only.is_empty()).then(|| only.into_iter().map(|value| excerpt(value)).collect())
}

/// `2` and `2.0` are one number.
fn key(value: &str, is_number: bool) -> String {
    let number = is_number.then(|| value.trim().parse::<f64>().ok()).flatten();
    number.map_or_else(|| value.to_owned(), |number| number.to_string())
}
