//! Commands as Discord takes them, and whether what is registered is what is asked for.

use crate::support::{QUICK, bot, input};
use discord::{Command, CommandName, MAX_OPTIONS};
use discord_stand_in::StandIn;
use domain::{InputField, InputKind};
use proptest::{collection::vec, prelude::*, strategy::ValueTree as _};
use serde_json::{Value, json};
use std::collections::HashSet;

fn name(text: &str) -> CommandName {
    text.parse().unwrap()
}

fn command(inputs: &[InputField]) -> Command {
    Command::of(name("draw"), "Draws a picture", &inputs.iter().collect::<Vec<_>>()).unwrap()
}

fn json_of(inputs: &[InputField]) -> Value {
    serde_json::to_value(command(inputs)).unwrap()
}

#[test]
fn each_input_is_an_option_of_its_type() {
    let mut prompt = input("Prompt", InputKind::Text);
    prompt.description = "What to\n draw".to_owned();
    prompt.required = true;
    let mut size = input("size", InputKind::Integer);
    size.allowed = vec!["512".to_owned(), "1024".to_owned(), "512".to_owned()];
    let inputs =
        [input("image", InputKind::File), size, prompt, input("x", InputKind::Number), input("y", InputKind::Boolean)];
    assert_eq!(
        json_of(&inputs),
        json!({
            "name": "draw", "description": "Draws a picture", "type": 1,
            "options": [
                {"name": "prompt", "description": "What to draw", "type": 3, "required": true},
                {"name": "image", "description": "image", "type": 11},
                {"name": "size", "description": "size", "type": 4, "choices": [
                    {"name": "512", "value": 512}, {"name": "1024", "value": 1024},
                ]},
                {"name": "x", "description": "x", "type": 10},
                {"name": "y", "description": "y", "type": 5},
            ],
        })
    );
    let command = command(&inputs);
    assert_eq!(command.node_of("prompt"), Some("#Prompt"));
    assert_eq!(command.node_of("image"), Some("#image"));
    assert_eq!(command.node_of("Prompt"), None);
}

#[test]
fn values_that_discord_cannot_offer_are_left_free() {
    let many = (0..26).map(|n| n.to_string()).collect();
    let long = vec!["x".repeat(101)];
    let trimmed = vec!["x ".to_owned()];
    let no_numbers = vec!["1".to_owned(), "many".to_owned()];
    let past_doubles = vec!["9007199254740993".to_owned()];
    for (kind, allowed) in [
        (InputKind::Text, many),
        (InputKind::Text, long),
        (InputKind::Text, trimmed),
        (InputKind::Text, vec!["a".to_owned(), String::new()]),
        (InputKind::Integer, no_numbers),
        (InputKind::Integer, past_doubles),
        (InputKind::Boolean, vec!["true".to_owned()]),
    ] {
        let free = InputField { allowed, ..input("a", kind) };
        assert_eq!(json_of(&[free])["options"][0].get("choices"), None);
    }
}

#[test]
fn more_than_25_are_refused_by_name() {
    let inputs: Vec<_> = (1..=27).map(|n| input(&format!("input {n}"), InputKind::Text)).collect();
    let refs: Vec<_> = inputs.iter().collect();
    assert_eq!(
        Command::of(name("draw"), "", &refs).unwrap_err().to_string(),
        "a Discord command has at most 25 options, and this workflow has 27 visible inputs; hide at least 2, for example input 26, input 27"
    );
    assert!(Command::of(name("draw"), "", &refs[..25]).is_ok());
}

fn field() -> impl Strategy<Value = InputField> {
    let kinds = [InputKind::Text, InputKind::Number, InputKind::Integer, InputKind::Boolean, InputKind::File];
    let allowed =
        prop_oneof![vec(".{0,120}", 0..30), vec("-?[0-9]{1,20}(\\.[0-9]{1,3})?", 0..30), vec("[a-z]{90,100}", 20..26)];
    let text = prop_oneof![".{0,60}", "[a-cA-C _-]{0,3}", "\\PC{0,40}"];
    (text, ".{0,150}", prop::sample::select(kinds.to_vec()), allowed, any::<bool>(), any::<u16>()).prop_map(
        |(name, description, kind, allowed, required, node)| InputField {
            node: node.to_string(),
            name,
            description,
            kind,
            default: None,
            allowed,
            required,
        },
    )
}

/// Whatever a graph asks for: Discord takes the command, gives back an equal one, and each option stands for one input.
#[tokio::test]
async fn discord_takes_every_command() {
    let stand_in = StandIn::start().await;
    let bot = bot(&stand_in, QUICK);
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let all = vec(field(), 0..=MAX_OPTIONS as usize);
    for n in 0..120 {
        let inputs = all.new_tree(&mut runner).unwrap().current();
        let refs: Vec<_> = inputs.iter().collect();
        let command = Command::of(name("draw"), "  ", &refs).unwrap();
        let registered = bot.register(&command).await.unwrap_or_else(|error| panic!("{n}: {error}\n{inputs:?}"));
        assert_eq!(registered.differs(&command), None, "{inputs:?}");
        let (names, nodes): (HashSet<_>, Vec<_>) = command.mapping().unzip();
        let asked: Vec<_> = inputs.iter().map(|it| it.node.as_str()).collect();
        assert_eq!((names.len(), sorted(nodes)), (inputs.len(), sorted(asked)));
        assert_eq!(command, Command::of(name("draw"), "  ", &refs).unwrap(), "the same each time");
    }
    assert_eq!(stand_in.commands().len(), 1);
    assert_eq!(stand_in.faults(), [] as [String; 0]);
}

fn sorted(mut nodes: Vec<&str>) -> Vec<&str> {
    nodes.sort_unstable();
    nodes
}

/// How what is registered for the first differs from what the second asks for.
async fn difference(registered: &[InputField], wanted: &[InputField]) -> Option<String> {
    let stand_in = StandIn::start().await;
    let bot = bot(&stand_in, QUICK);
    bot.register(&command(registered)).await.unwrap();
    bot.commands().await.unwrap()[0].differs(&command(wanted))
}

#[tokio::test]
async fn says_in_what_a_registered_command_differs() {
    let (a, b) = (input("a", InputKind::Text), input("b", InputKind::Text));
    let changed = |change: fn(&mut InputField)| {
        let mut a = a.clone();
        change(&mut a);
        [a, b.clone()]
    };
    let wanted = [a.clone(), b.clone()];
    let all = [
        (wanted.to_vec(), None),
        (vec![a.clone()], Some("the option `b` is missing")),
        (
            vec![a.clone(), b.clone(), input("c", InputKind::Text)],
            Some("it has the option `c`, which stands for no visible input"),
        ),
        (vec![b.clone(), a.clone()], Some("its options stand in another order")),
        (changed(|a| a.kind = InputKind::File).to_vec(), Some("the option `a` takes a file, not a text")),
        (changed(|a| a.required = true).to_vec(), Some("the option `a` is required, but can be left out")),
        (changed(|a| a.description = "x".to_owned()).to_vec(), Some("the option `a` has another description")),
        (changed(|a| a.allowed = vec!["x".to_owned()]).to_vec(), Some("the option `a` offers other values")),
    ];
    for (registered, expected) in all {
        assert_eq!(difference(&registered, &wanted).await.as_deref(), expected);
    }
}

#[tokio::test]
async fn a_command_is_listed_and_deleted() {
    let stand_in = StandIn::start().await;
    let bot = bot(&stand_in, QUICK);
    let registered = bot.register(&command(&[])).await.unwrap();
    assert_eq!(bot.commands().await.unwrap().iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["draw"]);
    bot.delete(registered.id).await.unwrap();
    bot.delete(registered.id).await.unwrap();
    assert_eq!(bot.commands().await.unwrap(), []);
}
