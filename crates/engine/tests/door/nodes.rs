//! A table for each node type that ComfyUI has not. (Its own are in `parity.rs`.)

use super::support::{builtin, events, node, one, order, output, run};
use engine::{Builtin, Engine, Policy, RunEvent};
use serde_json::{Value as Json, json};

async fn check(engine: &Builtin, class_type: &str, inputs: Json, expected: Json) {
    assert_eq!(one(engine, class_type, inputs.clone()).await, Ok(expected), "{inputs}");
}

async fn check_fails(engine: &Builtin, class_type: &str, inputs: Json, words: &str) {
    let failed = one(engine, class_type, inputs.clone()).await.unwrap_err();
    assert!(failed.starts_with(words), "{inputs}\n{failed}");
}

#[tokio::test]
async fn templates() {
    let engine = builtin(Policy::default());
    for (template, expected) in [
        ("plain", "plain"),
        ("Hello {{ a }}!", "Hello Ada!"),
        ("{{ b.name }} is {{ b.age + 1 }}", "Zoë is 8"),
        ("{% for n in c %}{{ n }}{% if not loop.last %}, {% endif %}{% endfor %}", "1, 2, 3"),
        ("{{ a | upper }} {{ c | length }} {{ b | tojson }}", "ADA 3 {\"name\": \"Zoë\", \"age\": 7}"),
        ("{{ '<b>' }}", "<b>"),
        ("{{ d is none }}", "True"),
    ] {
        let inputs = json!({
            "template": template, "a": "Ada", "b": {"name": "Zoë", "age": 7}, "c": {"__value__": [1, 2, 3]},
        });
        check(&engine, "Template", inputs, json!(expected)).await;
    }
    for (template, words) in [
        ("{{ nope }}", "TemplateError: undefined value"),
        ("{{ a.b.c }}", "TemplateError: undefined value"),
        ("{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}", "StepLimit"),
        ("{% for i in range(10000) %}{{ a * 10000 }}{% endfor %}", "StepLimit"),
        ("{{ 'x' * 9999999999 }}", "StepLimit"),
        ("{% set n = namespace(x='ab') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}", "StepLimit"),
        ("{% set x = 'ab' * 100000 %}{{ x | replace('a', x) }}", "StepLimit"),
        ("{% include 'x' %}", "TemplateError"),
    ] {
        // Through a link, so that the validation does not see it first.
        let graph = json!({
            "text": node("PrimitiveString", json!({ "value": template })),
            "it": node("Template", json!({ "template": ["text", 0], "a": "Ada" })),
            "out": output("out", "it"),
        });
        let failed = run(&engine, graph).await.unwrap_err();
        let failed = format!("{}: {}", failed.exception_type, failed.exception_message);
        assert!(failed.starts_with(words), "{template}: {failed}");
    }
}

#[tokio::test]
async fn scripts() {
    let engine = builtin(Policy::default());
    for (script, expected) in [
        ("1 + 2", json!("3")),
        ("1.0 / 4", json!("0.25")),
        ("let t = a; t.make_upper(); t", json!("ADA")),
        ("b.name + \"!\"", json!("Zoë!")),
        ("#{ n: c.len(), first: c[0] }", json!({"n": 3, "first": 1})),
        ("c.map(|x| x * x)", json!([1, 4, 9])),
        ("fn twice(x) { x * 2 } twice(21)", json!("42")),
        ("if a == \"Ada\" { true } else { false }", json!("True")),
        ("let s = 0; for i in range(0, 10) { s += i } s", json!("45")),
        ("d == ()", json!("True")),
        ("print(\"hi\"); ()", json!("None")),
    ] {
        let inputs = json!({
            "script": script, "a": "Ada", "b": {"name": "Zoë"}, "c": {"__value__": [1, 2, 3]},
        });
        check(&engine, "Script", inputs, expected).await;
    }
    for (script, words) in [
        ("loop {}", "StepLimit"),
        ("fn f(x) { f(x + 1) } f(0)", "StepLimit"),
        ("let s = \"x\"; loop { s += s }", "SizeLimit"),
        ("let s = [1]; loop { s += s }", "SizeLimit"),
        ("nope", "ScriptError: Variable not found"),
        ("throw \"no\"", "ScriptError"),
        ("sleep(1)", "ScriptError: Function not found"),
        ("timestamp()", "ScriptError: Function not found"),
    ] {
        check_fails(&engine, "Script", json!({ "script": script }), words).await;
    }
}

#[tokio::test]
async fn json_queries() {
    let engine = builtin(Policy::default());
    let people = r#"[{"name":"Ada","age":36},{"name":"Zoë","age":7}]"#;
    for (query, results, expected) in [
        (".[0].name", "First", json!("Ada")),
        (".[].name", "All", json!(["Ada", "Zoë"])),
        ("map(select(.age > 10)) | length", "First", json!("1")),
        ("sort_by(.age) | [.[].name]", "First", json!(["Zoë", "Ada"])),
        ("group_by(.age > 10) | map(length)", "First", json!([1, 1])),
        ("{n: .[0].name, (.[1].name): 1}", "First", json!({"n": "Ada", "Zoë": 1})),
        ("[.[] | .age] | add", "First", json!("43")),
        ("[range(3)], [range(1; 4)], [range(5; 0; -2)]", "All", json!([[0, 1, 2], [1, 2, 3], [5, 3, 1]])),
        (".[0] | .age *= 2 | .age", "First", json!("72")),
        (".[0].age * 2", "First", json!("72")),
        ("\"ab\" * 3", "First", json!("ababab")),
        (".[] as {name: $n, $age} | \"\\($n) \\($age)\"", "All", json!(["Ada 36", "Zoë 7"])),
        ("reduce .[] as $p (0; . + $p.age)", "First", json!("43")),
        ("[foreach (1, 2, 3) as $i (0; . + $i)]", "First", json!([1, 3, 6])),
        ("def fac: if . <= 1 then 1 else . * (. - 1 | fac) end; 10 | fac", "First", json!("3628800")),
        ("[.[].name | test(\"^A\")]", "First", json!([true, false])),
        ("first(.[] | select(.age < 0)) // \"none\"", "First", json!("none")),
        ("try error(\"x\") catch .", "First", json!("x")),
        ("label $out | .[] | ., break $out | .name", "All", json!(["Ada"])),
        ("to_entries | map(.key)", "First", json!([0, 1])),
        ("[limit(3; repeat(1))]", "First", json!([1, 1, 1])),
        ("[paths]", "First", json!([[0], [0, "name"], [0, "age"], [1], [1, "name"], [1, "age"]])),
        ("del(.[0]) | map(.name)", "First", json!(["Zoë"])),
        (".[0].tags += [\"x\"] | .[0].tags", "First", json!(["x"])),
        ("[..] | length", "First", json!("7")),
        ("empty", "First", json!("None")),
        ("empty", "All", json!([])),
        ("@base64 \"\\(.[0].name)\"", "First", json!("QWRh")),
    ] {
        check(&engine, "JsonQuery", json!({ "json": people, "query": query, "results": results }), expected).await;
    }
    check(&engine, "JsonQuery", json!({ "json": {"a": {"b": 1.5}}, "query": ".a.b" }), json!("1.5")).await;
}

#[tokio::test]
async fn hostile_json_queries_end() {
    let mut policy = Policy::default();
    policy.limits.query_fuel = 30_000;
    let engine = builtin(policy);
    for query in [
        "def f: f; f",
        "def f: 1 + f; f",
        "def f: [f]; f",
        "def f(x): f(x | x); f(.)",
        "def f($x): f($x + $x); f(\"ab\")",
        "[repeat(1)]",
        "last(repeat(1))",
        "[range(1e18)] | length",
        "last(range(0; 1e18))",
        "[range(1e6) as $a | range(1e6) as $b | range(1e6) as $c | 1] | length",
        "1 | until(false; . + 1)",
        "[while(true; .)]",
        "[recurse(.; true)]",
        "\"x\" * 1e12",
        "\"xxxxxxxx\" * 1000000000",
        "reduce range(1000) as $i (\"x\"; . + .)",
        "reduce range(1000) as $i ([1]; . + .)",
        "reduce range(1000) as $i (1; [., .]) | tojson",
        "reduce range(1000) as $i (1; [., .]) == reduce range(1000) as $i (1; [., .])",
        "reduce range(1000) as $i (1; {a: ., b: .})",
        "reduce range(1e6) as $i (1; [.]) | length",
        "reduce range(1e6) as $i (2; . * .)",
        "reduce range(1000) as $i (\"x\"; . *= 10)",
        "def f: try f catch f; f",
        "def f: try error(1) catch f; f",
        "first(def f: f | f; f)",
        "[combinations(30)]",
        "[range(0; 1; 0)]",
        "[.[range(1e9)]?]",
    ] {
        let failed = one(&engine, "JsonQuery", json!({ "json": "[[0,1],[0,1]]", "query": query })).await;
        let failed = failed.expect_err(query);
        assert!(failed.starts_with("StepLimit"), "{query}: {failed}");
    }
}

#[tokio::test]
async fn queries_reach_nothing_of_the_process() {
    let engine = builtin(Policy::default());
    for query in [
        "env",
        "$ENV",
        "halt",
        "halt_error",
        "now",
        "input",
        "inputs",
        "debug",
        "stderr",
        "input_filename",
        "include \"x\"; 1",
        "import \"x\" as x; 1",
    ] {
        let graph =
            json!({ "it": node("JsonQuery", json!({ "json": "1", "query": query })), "out": output("o", "it") });
        let validation = engine.validate(&super::support::graph(graph)).await.unwrap();
        let codes: Vec<_> = validation.node_errors.values().flat_map(|it| &it.errors).map(|it| &*it.code).collect();
        assert_eq!(codes, ["custom_validation_failed"], "{query}");
    }
}

#[tokio::test]
async fn progress_and_what_nodes_show() {
    let engine = builtin(Policy::default());
    let graph = json!({
        "s": node("Script", json!({ "script": "print(\"one\"); print(\"two\"); 3" })),
        "p": node("PreviewAny", json!({ "source": ["s", 0] })),
        "o": output("three", "s"),
    });
    let mut texts = String::new();
    let mut shown = Vec::new();
    for event in events(&engine, order(graph)).await {
        match event {
            RunEvent::NodeProgress { text, .. } => texts += &text,
            RunEvent::NodeFinished { node, shown: Some(it), .. } => shown.push((node.to_string(), Json::Object(it))),
            _ => {}
        }
    }
    assert_eq!(texts, "one\ntwo\n");
    shown.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(
        shown[0].1,
        json!({ "salt_metadata": [{"salt_id": "three", "salt_description": "", "salt_file_extension": "string"}], "salt_output": ["3"] })
    );
    assert_eq!(shown[1].1, json!({ "text": ["3"] }));
}
