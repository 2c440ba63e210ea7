//! On the server a textarea is a textarea.

use crate::state::problem_marks::Place;
use leptos::{html::Textarea, prelude::NodeRef};

pub(super) fn enhance(_textarea: NodeRef<Textarea>) {}

pub(super) fn go_to(_textarea: NodeRef<Textarea>, _place: Place) {}
