//! What changed for callers: every kind of change, whether it breaks, and whom.

use compare::{Contract, contracts};
use domain::{ContractDifference, Hidden, InputField, InputKind, Interface, OutputField};
use std::collections::BTreeSet;

/// A version as callers see it, written in a few words.
#[derive(Clone, Default)]
struct Version {
    interface: Interface,
    hidden: BTreeSet<String>,
}

impl Version {
    /// `node:name`, with `!` where it must be given.
    fn input(mut self, said: &str, kind: InputKind, allowed: &[&str]) -> Self {
        let (node, name) = said.split_once(':').unwrap();
        self.interface.inputs.push(InputField {
            node: node.to_owned(),
            name: name.trim_end_matches('!').to_owned(),
            description: String::new(),
            kind,
            default: None,
            allowed: allowed.iter().map(|value| (*value).to_owned()).collect(),
            required: name.ends_with('!'),
        });
        self
    }

    fn text(self, said: &str) -> Self {
        self.input(said, InputKind::Text, &[])
    }

    fn output(mut self, node: &str, name: &str) -> Self {
        self.interface.outputs.push(OutputField { node: node.to_owned(), name: name.to_owned() });
        self
    }

    fn hide(mut self, node: &str) -> Self {
        self.hidden.insert(node.to_owned());
        self
    }
}

fn version() -> Version {
    Version::default()
}

fn difference(before: &Version, after: &Version) -> ContractDifference {
    let [older, newer] = [before, after].map(|it| Hidden::new(it.hidden.clone()).unwrap());
    contracts(
        Contract { interface: &before.interface, hidden: &older },
        Contract { interface: &after.interface, hidden: &newer },
    )
}

/// Each sentence in a line, after `!` where it breaks calls.
#[track_caller]
fn check(before: &Version, after: &Version, expected: &[&str]) {
    let found = difference(before, after);
    let said = |it: &domain::ContractChange| format!("{} {}", if it.breaks { '!' } else { ' ' }, it.words);
    let found: Vec<String> = found.changes.iter().map(said).collect();
    assert_eq!(found, expected);
}

/// Which sentences break a call that gave these.
#[track_caller]
fn check_broken(before: &Version, after: &Version, used: &[&str], expected: &[&str]) {
    let found = difference(before, after);
    let used: BTreeSet<String> = used.iter().map(|key| (*key).to_owned()).collect();
    let found: Vec<&str> = found.broken_by(&used).map(|it| it.words.as_str()).collect();
    assert_eq!(found, expected, "{used:?}");
}

#[test]
fn what_stays_is_no_change() {
    let all = version().text("1:a!").input("2:b", InputKind::Number, &["1", "2"]).output("3", "c").hide("2");
    check(&all, &all, &[]);
    check(&version(), &version(), &[]);
}

#[test]
fn inputs_come_and_go() {
    let one = version().text("1:a");
    check(&one, &one.clone().text("2:b"), &["  Input 'b' is new."]);
    check(&one, &one.clone().text("2:b!"), &["! Input 'b' is new and must be given."]);
    check(&one, &one.clone().text("2:b!").hide("2"), &["  Input 'b' is new and must be given."]);
    check(&one.clone().text("2:b"), &one, &["! Input 'b' is gone."]);
    check(&one.clone().text("2:b").hide("2"), &one, &["  Input 'b' is gone."]);
    check_broken(&one, &one.clone().text("2:b!"), &["a"], &["Input 'b' is new and must be given."]);
    check_broken(&one, &one.clone().text("2:b"), &["a"], &[]);
    check_broken(&one.clone().text("2:b"), &one, &["a"], &[]);
    check_broken(&one.clone().text("2:b"), &one, &["2"], &["Input 'b' is gone."]);
}

#[test]
fn inputs_are_renamed_and_their_nodes_renumbered() {
    let (older, renamed, moved) = (version().text("1:a"), version().text("1:b"), version().text("7:a"));
    check(&older, &renamed, &["! Input 'a' is called 'b' now."]);
    check_broken(&older, &renamed, &["a"], &["Input 'a' is called 'b' now."]);
    check_broken(&older, &renamed, &["1"], &[]);
    check(&older, &moved, &["! Input 'a' has the node id '7' now; it was '1'."]);
    check_broken(&older, &moved, &["a"], &[]);
    check_broken(&older, &moved, &["1"], &["Input 'a' has the node id '7' now; it was '1'."]);
}

#[test]
fn a_node_before_all_others_renumbers_and_renames_none() {
    check(
        &version().text("1:a").text("2:b"),
        &version().text("1:new").text("2:a").text("3:b"),
        &[
            "  Input 'new' is new.",
            "! Input 'a' has the node id '2' now; it was '1'.",
            "! Input 'b' has the node id '3' now; it was '2'.",
        ],
    );
}

#[test]
fn inputs_are_retyped() {
    let of = |kind| version().input("1:a", kind, &[]);
    check(&of(InputKind::Text), &of(InputKind::File), &["! Input 'a' takes a file now; it took a text."]);
    check(
        &of(InputKind::Number),
        &of(InputKind::Integer),
        &["! Input 'a' takes a whole number now; it took a number."],
    );
    check(
        &of(InputKind::Integer),
        &of(InputKind::Number),
        &["  Input 'a' takes a number now; it took a whole number."],
    );
    check_broken(&of(InputKind::Text), &of(InputKind::Boolean), &[], &[]);
    check_broken(
        &of(InputKind::Text),
        &of(InputKind::Boolean),
        &["1"],
        &["Input 'a' takes yes or no now; it took a text."],
    );
}

#[test]
fn inputs_become_required_and_optional() {
    let (optional, required) = (version().text("1:a"), version().text("1:a!"));
    check(&optional, &required, &["! Input 'a' must be given now."]);
    check(&required, &optional, &["  Input 'a' can be left out now."]);
    check_broken(&optional, &required, &[], &["Input 'a' must be given now."]);
    check_broken(&optional, &required, &["a"], &[]);
    check_broken(&optional, &required, &["1"], &[]);
}

#[test]
fn allowed_values_narrow_and_widen() {
    let of = |allowed: &[&str]| version().input("1:a", InputKind::Text, allowed);
    check(&of(&[]), &of(&["x"]), &["! Input 'a' takes only certain values now."]);
    check(&of(&["x"]), &of(&[]), &["  Input 'a' takes any value now."]);
    check(&of(&["x", "y"]), &of(&["y"]), &["! Input 'a' does not take 'x' any more."]);
    check(&of(&["x"]), &of(&["y", "x"]), &["  Input 'a' takes 'y' too."]);
    check(&of(&["x"]), &of(&["y"]), &["! Input 'a' does not take 'x' any more.", "  Input 'a' takes 'y' too."]);
    check(&of(&["x", "y"]), &of(&["y", "x"]), &[]);
    check(
        &of(&["x"]),
        &of(&["x", "1", "2", "3", "4", "5", "6", "7"]),
        &["  Input 'a' takes '1', '2', '3', '4', '5' and 2 more too."],
    );
    let numbers = |allowed: &[&str]| version().input("1:a", InputKind::Number, allowed);
    check(&numbers(&["2"]), &numbers(&["2.0"]), &[]);
    check_broken(&of(&["x"]), &of(&["y"]), &["a"], &["Input 'a' does not take 'x' any more."]);
    check_broken(&of(&["x"]), &of(&["y"]), &[], &[]);
}

#[test]
fn inputs_are_hidden_and_shown() {
    let (shown, hidden) = (version().text("1:a"), version().text("1:a").hide("1"));
    check(&shown, &hidden, &["! Input 'a' is hidden: callers cannot set it any more."]);
    check(&hidden, &shown, &["  Input 'a' is no longer hidden: callers can set it."]);
    check_broken(&shown, &hidden, &[], &[]);
    check_broken(&shown, &hidden, &["a"], &["Input 'a' is hidden: callers cannot set it any more."]);
    let (hidden, shown) = (version().text("1:a!").hide("1"), version().text("1:a!"));
    check(&hidden, &shown, &["! Input 'a' is no longer hidden and must be given."]);
    check_broken(&hidden, &shown, &[], &["Input 'a' is no longer hidden and must be given."]);
    // What is hidden in both is nobody's business.
    check(&hidden, &version().input("1:b", InputKind::File, &["x"]).hide("1"), &[]);
}

#[test]
fn a_hidden_input_that_is_shown_with_another_name_breaks_nobody() {
    check(
        &version().text("1:a").hide("1"),
        &version().text("1:b"),
        &["  Input 'b' is no longer hidden: callers can set it.", "  Input 'a' is called 'b' now."],
    );
}

#[test]
fn names_may_come_to_mean_something_else() {
    // Two of one name: the name alone is refused from then on, and the ids still count.
    let (one, two) = (version().text("1:a"), version().text("1:a").text("2:a"));
    check(&one, &two, &["! 'a' does not mean input 'a' any more.", "  Input 'a' is new."]);
    check_broken(&one, &two, &["a"], &["'a' does not mean input 'a' any more."]);
    check_broken(&one, &two, &["1"], &[]);
    // A name that is another's id counts as the name.
    check(
        &version().text("5:a"),
        &version().text("5:a").text("6:5"),
        &["! '5' does not mean input 'a' any more.", "  Input '5' is new."],
    );
}

#[test]
fn who_called_an_input_by_what_is_anothers_id_has_not_given_the_other() {
    // Found at random: '2' is the name of one and the id of the other, and a name counts first.
    let before = version().text("1:2").text("2:a");
    check_broken(&before, &before.clone().text("3:b!"), &["2"], &["Input 'b' is new and must be given."]);
    check_broken(&before, &version().text("1:2").text("2:a!"), &["2"], &["Input 'a' must be given now."]);
    check_broken(&before, &version().text("1:2"), &["2"], &[]);
}

#[test]
fn outputs_change_too() {
    let one = version().output("1", "a");
    check(&one, &one.clone().output("2", "b"), &["  Output 'b' is new."]);
    check(&one, &one.clone().output("2", "a"), &["! Output 'a' is new."]);
    check(&version(), &one, &["! Output 'a' is new."]);
    check(&one.clone().output("2", "b"), &one, &["! Output 'b' is gone."]);
    check(&one, &version().output("1", "b"), &["! Output 'a' is called 'b' now."]);
    check(&one, &version().output("9", "a"), &["  Output 'a' has the node id '9' now; it was '1'."]);
    check(&one, &one.clone().hide("1"), &["! Output 'a' is hidden: callers cannot see it any more."]);
    check(&one.clone().hide("1"), &one, &["  Output 'a' is no longer hidden: callers can see it."]);
    check(&one.clone().hide("1"), &version(), &["  Output 'a' is gone."]);
    // Nobody knows which outputs a caller reads.
    check_broken(&one.clone().output("2", "b"), &one, &[], &["Output 'b' is gone."]);
}

#[test]
fn long_and_hostile_names_are_told_in_a_line() {
    let name = format!("1:a\n\u{202e}'{}", "x".repeat(100_000));
    let found = difference(&version(), &version().text(&name));
    assert!(found.changes[0].words.len() < 400 && !found.changes[0].words.contains(['\n', '\u{202e}']));
}

#[test]
fn very_many_inputs_are_compared_in_time() {
    let many = |first: u32| (first..first + 20_000).fold(version(), |it, n| it.text(&format!("{n}:name {n}")));
    let found = difference(&many(0), &many(10_000));
    assert_eq!(found.changes.len(), 20_000);
}
