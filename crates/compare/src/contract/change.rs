//! One change in plain words.

use crate::words::excerpt;
use domain::{
    Called, ContractChange, ContractChangeKind as Kind, ContractDifference, ContractSide, Excerpt, InputKind,
};

/// How many values a sentence names.
const MOST_NAMED: usize = 5;

/// The changes that were found.
#[derive(Default)]
pub(super) struct Changes(Vec<ContractChange>);

/// One input or output, to whose changes more may be added.
pub(super) struct About<'c> {
    changes: &'c mut Vec<ContractChange>,
    side: ContractSide,
    before: Option<&'c Called>,
    after: Option<&'c Called>,
    keys: Vec<String>,
}

impl Changes {
    pub(super) fn about<'c>(
        &'c mut self,
        side: ContractSide,
        before: Option<&'c Called>,
        after: Option<&'c Called>,
        keys: Vec<String>,
    ) -> About<'c> {
        About { changes: &mut self.0, side, before, after, keys }
    }

    pub(super) fn all(self) -> ContractDifference {
        ContractDifference { changes: self.0 }
    }
}

impl About<'_> {
    /// By what callers could call it before.
    pub(super) fn keys(&self) -> &[String] {
        &self.keys
    }

    pub(super) fn add(&mut self, kind: Kind, breaks: bool) {
        let words = self.words(&kind);
        let (before, after) = (self.before.cloned(), self.after.cloned());
        let keys = self.keys.clone();
        self.changes.push(ContractChange { side: self.side, before, after, keys, kind, breaks, words });
    }

    fn words(&self, kind: &Kind) -> String {
        let quoted = |text: &str| format!("'{}'", excerpt(text));
        let name = |called: Option<&Called>| called.map(|it| quoted(&it.name)).unwrap_or_default();
        let node = |called: Option<&Called>| called.map(|it| quoted(&it.node)).unwrap_or_default();
        let (was, is) = (name(self.before), name(self.after.or(self.before)));
        let (side, see) = match self.side {
            ContractSide::Input => ("Input", "set"),
            ContractSide::Output => ("Output", "see"),
        };
        match kind {
            Kind::Added { required: true } => format!("{side} {is} is new and must be given."),
            Kind::Added { required: false } => format!("{side} {is} is new."),
            Kind::Removed => format!("{side} {is} is gone."),
            Kind::Renamed => format!("{side} {was} is called {is} now."),
            Kind::Moved => {
                format!("{side} {is} has the node id {} now; it was {}.", node(self.after), node(self.before))
            }
            Kind::Retyped { old, new } => format!("{side} {is} takes {} now; it took {}.", takes(*new), takes(*old)),
            Kind::NewlyRequired => format!("{side} {is} must be given now."),
            Kind::NowOptional => format!("{side} {is} can be left out now."),
            Kind::Narrowed { gone } if gone.is_empty() => format!("{side} {is} takes only certain values now."),
            Kind::Narrowed { gone } => format!("{side} {is} does not take {} any more.", named(gone)),
            Kind::Widened { new } if new.is_empty() => format!("{side} {is} takes any value now."),
            Kind::Widened { new } => format!("{side} {is} takes {} too.", named(new)),
            Kind::Hidden => format!("{side} {is} is hidden: callers cannot {see} it any more."),
            Kind::Shown { required: true } => format!("{side} {is} is no longer hidden and must be given."),
            Kind::Shown { required: false } => format!("{side} {is} is no longer hidden: callers can {see} it."),
            Kind::Taken { key } => format!("{} does not mean {} {is} any more.", quoted(key), side.to_lowercase()),
        }
    }
}

fn named(values: &[Excerpt]) -> String {
    let first: Vec<String> = values.iter().take(MOST_NAMED).map(|value| format!("'{value}'")).collect();
    match values.len().saturating_sub(MOST_NAMED) {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

const fn takes(kind: InputKind) -> &'static str {
    match kind {
        InputKind::Text => "a text",
        InputKind::Number => "a number",
        InputKind::Integer => "a whole number",
        InputKind::Boolean => "yes or no",
        InputKind::File => "a file",
    }
}
