//! A text with holes: it always ends, and what it gives is bounded. That it takes no more memory than it may is for
//! the program that runs this to watch.

use arbitrary::Unstructured;
use engine::{ApiGraph, Builtin, Engine as _, EngineError, Limits, Outcome, Policy, RunOrder};
use serde_json::json;
use std::sync::{Arc, LazyLock};
use tokio::runtime::{Builder, Runtime};

/// What the text that comes out may have.
pub const MOST_BYTES: u64 = 1 << 20;

static BUILTIN: LazyLock<Builtin> = LazyLock::new(|| {
    let limits = Limits { value_bytes: MOST_BYTES, template_fuel: 50_000, ..Limits::default() };
    let policy = Policy { limits, ..Policy::default() };
    Builtin::new(policy, Arc::new(|| domain::Timestamp::from_millis(0))).expect("an engine")
});
static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| Builder::new_current_thread().enable_all().build().expect("a runtime"));

/// Pieces of templates, among them all that repeats, pads or joins.
const PIECES: [&str; 64] = [
    "{{ ",
    " }}",
    "{% ",
    " %}",
    "a",
    "b",
    "c",
    "d",
    "x",
    "loop",
    "self",
    "1",
    "7",
    "-1",
    "0.5",
    "1000000000",
    "99999999999999999999",
    "'x'",
    "\"%99999999d\"",
    "[",
    "]",
    "(",
    ")",
    ",",
    ".",
    ":",
    " + ",
    " * ",
    " ** ",
    " // ",
    " % ",
    " ~ ",
    " in ",
    " is defined",
    " if ",
    " else ",
    "|",
    "|join('x')",
    "|list",
    "|indent(100000000)",
    "|center(100000000)",
    "|replace('x', a)",
    "|batch(1000000)",
    "|format(1)",
    "|tojson",
    "|reverse",
    "|string",
    "|map('string')",
    "|dictsort",
    "|sort",
    "|repeat(9)",
    "range(100000000)",
    "range(9)",
    "dict(a=1)",
    "namespace()",
    "{% for x in range(9) %}",
    "{% endfor %}",
    "{% set x = x ~ x %}",
    "{% set x = a %}",
    "{% endset %}",
    "{% macro m() %}{{ m() }}{% endmacro %}",
    "{{ m() }}",
    "{% for x in c recursive %}{{ loop(c) }}{% endfor %}",
    "{% if a %}",
];

/// Fills the template that these bytes are.
pub fn check(bytes: &[u8]) {
    let text = match bytes.first() {
        Some(first) if !first.is_ascii() => made(&mut Unstructured::new(&bytes[1..])),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    };
    let values = json!({ "template": text, "a": "Ada", "b": {"name": "Zoë", "list": [1, "two", null]}, "c": {"__value__": [1, 2, 3]}, "d": 7 });
    let graph = json!({
        "1": {"class_type": "Template", "inputs": values},
        "2": {"class_type": "SaltOutput", "inputs": {"output_name": "text", "output_type": "STRING", "output_data": ["1", 0]}},
    });
    let graph = ApiGraph::read(&graph.to_string()).expect("a graph");
    let order = RunOrder { graph: Arc::new(graph), ..RunOrder::default() };
    let outcome = RUNTIME.block_on(async {
        match BUILTIN.start(order).await {
            Ok(run) => Some(run.outcome().await),
            Err(EngineError::Invalid(_)) => None,
            Err(other) => panic!("{other}"),
        }
    });
    match outcome {
        None | Some(Outcome::Failed(_)) => {}
        Some(Outcome::Succeeded(outputs)) => {
            assert!(outputs.size() <= MOST_BYTES, "{text:?} gave {} bytes", outputs.size())
        }
        Some(Outcome::Cancelled) => panic!("nobody cancelled {text:?}"),
    }
}

fn made(choices: &mut Unstructured<'_>) -> String {
    let mut text = String::new();
    while let (false, Ok(piece)) = (choices.is_empty(), choices.choose(&PIECES)) {
        text.push_str(piece);
    }
    text
}
