//! Runs that go as they should, and the choice of a server.

use super::{
    at, engine,
    fake::{Fake, succeeded},
    order,
};
use domain::Digest;
use engine::{Engine, EngineError, Given, Limits, Outcome, RunEvent, RunOrder, Value};
use serde_json::{Value as Json, json};

pub fn image_graph() -> Json {
    json!({
        "1": {"class_type": "EmptyImage", "inputs": {"width": 8, "height": 8}},
        "2": {"class_type": "SaveImage", "inputs": {"images": ["1", 0], "filename_prefix": "x"}},
    })
}

fn image() -> Json {
    json!({ "images": [{"filename": "x_00001_.png", "subfolder": "", "type": "output"}] })
}

#[track_caller]
pub fn succeeded_with(outcome: Outcome) -> Json {
    match outcome {
        Outcome::Succeeded(outputs) => outputs.to_json(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn runs_a_graph_and_brings_its_pictures() {
    let fake = Fake::start().await;
    fake.set(|it| it.ends_with = Some(succeeded(json!({ "2": image() }))));
    let outcome = at(&fake, Limits::default()).start(order(image_graph())).await.unwrap().outcome().await;
    assert_eq!(succeeded_with(outcome), json!({ "2": [{"media_type": "image/png", "base64": "UE5H"}] }));
    let posted = fake.posted("/prompt");
    assert_eq!(posted.len(), 1);
    assert_eq!(posted[0]["prompt"], image_graph());
    assert_eq!(posted[0]["prompt_id"], json!(super::ID.to_string()));
}

#[tokio::test]
async fn tells_which_node_works() {
    let fake = Fake::start().await;
    let mut run = at(&fake, Limits::default()).start(order(image_graph())).await.unwrap();
    let mut told = Vec::new();
    while let Some(event) = run.next().await {
        told.push(match event {
            RunEvent::NodeStarted { node, .. } => format!("{node} begins"),
            RunEvent::NodeFinished { node, shown, .. } => {
                if node.as_str() == "2" {
                    // The fake has said all it says: now the run may end.
                    let id = super::ID.to_string();
                    fake.set(|it| {
                        it.running.clear();
                        it.history.insert(id, succeeded(json!({ "2": image() })));
                    });
                }
                format!("{node} ends {}", json!(shown))
            }
            RunEvent::Ended { outcome, .. } => format!("{}", succeeded_with(outcome)["2"].is_array()),
            _ => continue,
        });
    }
    assert_eq!(told, ["1 begins", "1 ends null", "2 begins", "2 ends {\"text\":[\"early\"]}", "true"]);
}

fn salt_graph() -> Json {
    json!({
        "in": {"class_type": "SaltInput", "inputs": {"input_name": "name", "input_type": "STRING", "input_value": "Ada"}},
        "pic": {"class_type": "SaltInput", "inputs": {"input_name": "picture", "input_type": "IMAGE", "input_value": ""}},
        "out": {"class_type": "SaltOutput", "inputs": {"output_name": "greeting", "output_type": "STRING", "output_data": ["in", 0]}},
        "file": {"class_type": "SaltOutput", "inputs": {"output_name": "picture", "output_type": "PNG", "output_data": ["pic", 0]}},
        "secret": {"class_type": "SaltOutput", "inputs": {"output_name": "secret", "output_type": "STRING", "output_data": ["in", 0]}},
    })
}

#[tokio::test]
async fn fills_in_what_the_caller_gave_and_names_the_outputs() {
    let fake = Fake::start().await;
    let entry = succeeded(json!({
        "out": {"salt_metadata": [{"salt_id": "greeting"}], "salt_output": ["Hello Zoë"]},
        "file": {"salt_output": [{"filename": "p.png", "subfolder": "a", "type": "temp"}]},
        "secret": {"salt_output": ["hush"]},
    }));
    fake.set(|it| it.ends_with = Some(entry));
    let order = order(salt_graph());
    let body = json!({ "workflow_input": {
        "name": {"value": "Zoë", "value_type": "RAW"}, "picture": {"value": "iVBORw0KGgo=", "value_type": "ASSET"},
    } });
    let given = Given::read(&order.graph, &[].into(), &body).unwrap();
    let order = RunOrder { given, hidden_outputs: ["secret".into()].into(), ..order };
    let outcome = at(&fake, Limits::default()).start(order).await.unwrap().outcome().await;
    let expected = json!({ "greeting": ["Hello Zoë"], "picture": [{"media_type": "image/png", "base64": "UE5H"}] });
    assert_eq!(succeeded_with(outcome), expected);
    let sent = &fake.posted("/prompt")[0]["prompt"];
    assert_eq!(sent["in"]["inputs"]["input_value"], "Zoë");
    let name = sent["pic"]["inputs"]["input_value"].as_str().unwrap();
    assert!(name.starts_with("brine/") && name.ends_with(".png"), "{name}");
}

/// Without a SaltOutput every output node counts: by its title, or its id.
#[tokio::test]
async fn what_other_output_nodes_show_is_named_by_their_titles() {
    let fake = Fake::start().await;
    let node = |class: &str, title: &str| json!({ "class_type": class, "inputs": {"images": ["1", 0], "filename_prefix": "x", "source": "x"}, "_meta": {"title": title} });
    let graph = json!({
        "1": {"class_type": "EmptyImage", "inputs": {"width": 8, "height": 8}},
        "9": node("SaveImage", "Picture"), "2": node("PreviewAny", " "), "3": node("PreviewAny", "Text"), "4": node("PreviewAny", "Text"),
        "5": node("PreviewAny", "Hidden"),
    });
    let text = |text: &str| json!({ "text": [text], "other": ["not shown"], "animated": [true] });
    fake.set(|it| {
        it.ends_with = Some(succeeded(json!({
            "4": text("second"), "3": text("first"), "2": text("untitled"), "9": image(), "5": text("hush"), "made.up": text("last"),
        })));
    });
    let order = RunOrder { hidden_outputs: ["5".into()].into(), ..order(graph) };
    let Outcome::Succeeded(outputs) = at(&fake, Limits::default()).start(order).await.unwrap().outcome().await else {
        panic!()
    };
    let picture = outputs.iter().next().unwrap();
    let Value::Asset(asset) = &picture.1[0] else { panic!() };
    assert_eq!((picture.0, asset.media_type.as_str(), asset.digest()), ("Picture", "image/png", Digest::of(b"PNG")));
    let mut told = outputs.to_json();
    told.as_object_mut().unwrap().remove("Picture");
    assert_eq!(told, json!({ "2": ["untitled"], "Text": ["first", "second"], "made.up": ["last"] }));
}

/// With one, what others show is for whoever watches the run.
#[tokio::test]
async fn a_salt_output_is_the_only_output() {
    let fake = Fake::start().await;
    let mut graph = salt_graph();
    graph["extra"] = json!({ "class_type": "PreviewAny", "inputs": {"source": ["in", 0]} });
    let salt = json!({ "salt_output": [{"name": "no file", "age": 7}] });
    fake.set(|it| it.ends_with = Some(succeeded(json!({ "extra": {"text": ["shown"]}, "out": salt }))));
    let outcome = at(&fake, Limits::default()).start(order(graph)).await.unwrap().outcome().await;
    assert_eq!(succeeded_with(outcome), json!({ "greeting": [{"name": "no file", "age": 7}] }));
}

/// An address at which nobody listens.
async fn nobody() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

#[tokio::test]
async fn a_dead_server_comes_back_by_itself() {
    let url = nobody().await;
    let engine = engine(std::slice::from_ref(&url), Limits::default());
    let refused = engine.start(order(image_graph())).await.unwrap_err();
    assert!(matches!(refused, EngineError::Unavailable(_)), "{refused}");
    let fake = Fake::at(url.trim_start_matches("http://")).await;
    fake.set(|it| it.ends_with = Some(succeeded(json!({ "2": image() }))));
    assert!(succeeded_with(engine.start(order(image_graph())).await.unwrap().outcome().await)["2"].is_array());
}

#[tokio::test]
async fn asks_the_least_loaded_server_and_passes_over_dead_ones() {
    let (busy, idle) = (Fake::start().await, Fake::start().await);
    busy.set(|it| it.load = 5);
    let dead = nobody().await;
    for fake in [&busy, &idle] {
        fake.set(|it| it.ends_with = Some(succeeded(json!({ "2": image() }))));
    }
    let engine = engine(&[dead.clone(), busy.url.clone(), idle.url.clone()], Limits::default());
    engine.start(order(image_graph())).await.unwrap().outcome().await;
    assert_eq!((busy.posted("/prompt").len(), idle.posted("/prompt").len()), (0, 1));
    // The loads change: so does the choice, run by run.
    idle.set(|it| it.load = 9);
    let other = RunOrder { id: uuid::Uuid::from_u128(8), ..order(image_graph()) };
    engine.start(other).await.unwrap().outcome().await;
    assert_eq!((busy.posted("/prompt").len(), idle.posted("/prompt").len()), (1, 1));
}

#[tokio::test]
async fn checks_a_graph_before_it_is_sent() {
    let fake = Fake::start().await;
    let graph = json!({ "2": {"class_type": "SaveImage", "inputs": {"filename_prefix": "x"}} });
    let refused = at(&fake, Limits::default()).start(order(graph)).await.unwrap_err();
    let EngineError::Invalid(validation) = refused else { panic!("{refused}") };
    assert_eq!(validation.node_errors["2"].errors[0].code, "required_input_missing");
    assert_eq!(fake.posted("/prompt"), [] as [Json; 0]);
}
