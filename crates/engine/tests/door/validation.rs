//! All problems at once, beyond what recorded answers cover.

use super::support::{builtin, graph, node, output};
use engine::{Engine, EngineError, Policy, RunOrder, node_type::unknown_types};
use serde_json::{Value as Json, json};

async fn problems(json: Json) -> Vec<String> {
    let validation = builtin(Policy::default()).validate(&graph(json)).await.unwrap();
    let mut problems: Vec<String> = validation
        .node_errors
        .iter()
        .flat_map(|(id, it)| it.errors.iter().map(move |error| format!("{id} {} {}", error.code, error.details)))
        .collect();
    problems.sort();
    problems
}

#[tokio::test]
async fn finds_all_problems_at_once() {
    let graph = json!({
        "1": node("StringConcatenate", json!({ "string_a": ["2", 0], "string_b": ["9", 0] })),
        "2": node("StringLength", json!({})),
        "3": node("RegexExtract", json!({
            "string": ["1", 0], "regex_pattern": [1], "mode": "x", "case_insensitive": 1, "multiline": 0, "dotall": 0,
            "group_index": "ten",
        })),
        "4": node("SaltOutput", json!({ "output_name": "o", "output_type": "EXE", "output_data": ["3", 0] })),
        "unused": node("StringLength", json!({})),
    });
    assert_eq!(
        problems(graph).await,
        [
            "1 exception_during_inner_validation '9'",
            "1 required_input_missing delimiter",
            "1 return_type_mismatch string_a, received_type(INT) mismatch input_type(STRING)",
            "2 required_input_missing string",
            "3 bad_linked_input regex_pattern",
            "3 invalid_input_type group_index, ten, invalid literal for int() with base 10: 'ten'",
            "4 value_not_in_list output_type: 'EXE' not in ['PNG', 'JPEG', 'GIF', 'WEBP', 'AVI', 'MP4', 'WEBM', 'MP3', 'WAV', 'STRING']",
        ]
    );
}

#[tokio::test]
async fn names_each_cycle_once() {
    let text = |from: &str| node("PrimitiveString", json!({ "value": [from, 0] }));
    let graph = json!({
        "a": text("b"), "b": text("c"), "c": text("a"), "self": text("self"),
        "join": node("StringConcatenate", json!({ "string_a": ["a", 0], "string_b": ["self", 0], "delimiter": "" })),
        "out": output("o", "join"),
    });
    assert_eq!(problems(graph).await, ["a dependency_cycle a → b → c", "self dependency_cycle self"]);
}

#[tokio::test]
async fn checks_what_authors_write_in_other_languages() {
    for (class, inputs, words) in [
        (
            "Template",
            json!({ "template": "{{ a" }),
            "template - syntax error: unexpected end of input, expected end of variable block (line 1)",
        ),
        ("Script", json!({ "script": "let" }), "script - Expecting name of a variable (line 1, position 4)"),
        ("Script", json!({ "script": "1".repeat(65_537) }), "script - at most 65536 bytes"),
        ("Template", json!({ "template": "1".repeat(65_537) }), "template - at most 65536 bytes"),
        ("JsonQuery", json!({ "json": 1, "query": "1".repeat(16_385) }), "query - a query has at most 16384 bytes"),
        ("JsonQuery", json!({ "json": 1, "query": ".a | nope" }), "query - filter nope is not known"),
        ("JsonQuery", json!({ "json": 1, "query": ".a |" }), "query - not a jq query: term expected, the end found"),
        (
            "JsonQuery",
            json!({ "json": 1, "query": "(.a" }),
            "query - not a jq query: something is not closed, or no word of the language, before the end",
        ),
        ("HttpRequest", json!({ "url": "nowhere" }), "url - `nowhere` is no URL: relative URL without a base"),
        (
            "HttpRequest",
            json!({ "url": "http://a", "headers": "{\"Host\":\"b\"}" }),
            "headers - the header Host cannot be set",
        ),
    ] {
        let found = problems(json!({ "it": node(class, inputs), "out": output("o", "it") })).await;
        assert_eq!(found, [format!("it custom_validation_failed {words}")]);
    }
}

#[tokio::test]
async fn does_not_start_what_is_not_valid_in_every_output() {
    let engine = builtin(Policy::default());
    let json = json!({ "good": node("PreviewAny", json!({ "source": 1 })), "bad": node("PreviewAny", json!({})) });
    let refused = engine.start(RunOrder { graph: graph(json), ..RunOrder::default() }).await.unwrap_err();
    let EngineError::Invalid(validation) = refused else { panic!("{refused}") };
    assert_eq!(validation.error, None);
    assert_eq!(validation.good_outputs, ["good".into()]);
}

#[tokio::test]
async fn says_which_types_it_does_not_know() {
    let types = builtin(Policy::default()).node_types().await.unwrap();
    let json = json!({ "1": node("KSampler", json!({})), "2": node("PreviewAny", json!({})), "3": node("KSampler", json!({})), "4": node("VAEDecode", json!({})) });
    assert_eq!(unknown_types(&graph(json), &types), ["KSampler", "VAEDecode"]);
}

#[tokio::test]
async fn a_long_chain_is_checked_and_refused_or_run_without_recursion() {
    let mut json = serde_json::Map::new();
    for n in 0..20_000 {
        let value = if n == 0 { json!("x") } else { json!([(n - 1).to_string(), 0]) };
        json.insert(n.to_string(), node("PrimitiveString", json!({ "value": value })));
    }
    json.insert("out".to_owned(), output("o", "19999"));
    let mut policy = Policy::default();
    let refused = builtin(policy.clone())
        .start(RunOrder { graph: graph(Json::Object(json.clone())), ..RunOrder::default() })
        .await;
    let Err(EngineError::Invalid(validation)) = refused else { panic!("more nodes than the limit") };
    assert_eq!(validation.error.unwrap().code, "graph_too_large");
    policy.limits.graph_nodes = 30_000;
    let outputs = super::support::run(&builtin(policy), Json::Object(json)).await.unwrap();
    assert_eq!(outputs, json!({ "o": ["x"] }));
}
