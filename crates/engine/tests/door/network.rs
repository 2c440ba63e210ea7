//! The network: what nodes may reach, and what they make of answers.

use super::support::{builtin, node, one, open_to_loopback, order, output, run};
use engine::{ApiGraph, Builtin, Given, Outcome, Policy, RunEvent, RunOrder, builtin::Secret};
use serde_json::{Value as Json, json};
use std::{collections::BTreeMap, net::SocketAddr, sync::Arc};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// Whoever connects to this listener first. Connections are accepted in the order they are made.
pub async fn first_peer(listener: &TcpListener) -> SocketAddr {
    listener.accept().await.unwrap().1
}

/// Answers one connection with these bytes, piece by piece, and gives what was asked.
pub async fn serve(pieces: Vec<Vec<u8>>) -> (u16, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let served = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut asked = Vec::new();
        while !is_whole(&asked) {
            if stream.read_buf(&mut asked).await.unwrap() == 0 {
                break;
            }
        }
        for piece in pieces {
            // The client may have had enough.
            if stream.write_all(&piece).await.is_err() {
                break;
            }
            tokio::task::yield_now().await;
        }
        String::from_utf8(asked).unwrap()
    });
    (port, served)
}

/// Whether a request is there with its body.
fn is_whole(asked: &[u8]) -> bool {
    let text = String::from_utf8_lossy(asked).to_lowercase();
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok()).unwrap_or(0);
    body.len() >= length
}

pub fn answer(status: &str, headers: &str, body: &str) -> Vec<Vec<u8>> {
    let length = body.len();
    vec![
        format!("HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n{body}")
            .into_bytes(),
    ]
}

#[tokio::test]
async fn asks_and_gives_body_and_status() {
    let engine = builtin(open_to_loopback());
    let (port, served) = serve(answer("201 Created", "", "grüße")).await;
    let graph = json!({
        "ask": node("HttpRequest", json!({
            "url": format!("http://127.0.0.1:{port}/a?b=c"), "method": "POST", "headers": "{\"X-One\": \"1\"}", "body": "hello",
        })),
        "status": node("PreviewAny", json!({ "source": ["ask", 1] })),
        "out": output("body", "ask"),
    });
    assert_eq!(run(&engine, graph).await.unwrap(), json!({ "body": ["grüße"] }));
    let asked = served.await.unwrap();
    assert!(asked.starts_with("POST /a?b=c HTTP/1.1\r\n"), "{asked}");
    assert!(asked.contains("x-one: 1\r\n") && asked.ends_with("\r\n\r\nhello"), "{asked}");
}

#[tokio::test]
async fn does_not_follow_redirects() {
    let trap = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let trap_port = trap.local_addr().unwrap().port();
    let engine = builtin(open_to_loopback());
    let (port, _served) = serve(answer("302 Found", &format!("location: http://127.0.0.1:{trap_port}/\r\n"), "")).await;
    let failed = one(&engine, "HttpRequest", json!({ "url": format!("http://127.0.0.1:{port}/") })).await.unwrap_err();
    assert!(failed.starts_with("HttpError") && failed.contains("status 302"), "{failed}");
    let ours = TcpStream::connect(("127.0.0.1", trap_port)).await.unwrap();
    assert_eq!(first_peer(&trap).await, ours.local_addr().unwrap());
}

#[tokio::test]
async fn answers_may_be_so_large() {
    let mut policy = open_to_loopback();
    policy.limits.value_bytes = 1_000;
    let engine = builtin(policy);
    let announced = answer("200 OK", "", &"x".repeat(2_000));
    let chunk = format!("1f4\r\n{}\r\n", "x".repeat(500)).into_bytes();
    let mut unannounced = vec![b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n".to_vec()];
    unannounced.extend(std::iter::repeat_n(chunk, 50));
    for pieces in [announced, unannounced] {
        let (port, _served) = serve(pieces).await;
        let failed = one(&engine, "HttpRequest", json!({ "url": format!("http://127.0.0.1:{port}/") })).await;
        assert_eq!(failed.unwrap_err(), "SizeLimit: the answer is larger than the limit of 1000 bytes");
    }
}

#[tokio::test]
async fn fetches_an_input_that_is_given_by_reference() {
    let (port, _served) = serve(answer("200 OK", "content-type: image/png; x=y\r\n", "PNG")).await;
    let engine = builtin(open_to_loopback());
    let json = json!({ "in": node("SaltFileInput", json!({ "input_name": "picture" })), "out": output("o", "in") });
    let graph: Arc<ApiGraph> = Arc::new(serde_json::from_value(json).unwrap());
    let body = |url: &str| json!({ "workflow_input": {"picture": {"value": {"url": url}, "value_type": "REFERENCE"}} });
    let given = |url: &str| Given::read(&graph, &[].into(), &body(url)).unwrap();
    let order = RunOrder {
        graph: graph.clone(),
        given: given(&format!("http://127.0.0.1:{port}/a.png")),
        ..RunOrder::default()
    };
    let Outcome::Succeeded(outputs) = super::support::outcome(&engine, order).await else { panic!("failed") };
    assert_eq!(outputs.to_json(), json!({ "o": [{"media_type": "image/png", "base64": "UE5H"}] }));
    let order = RunOrder {
        graph: graph.clone(),
        given: given("http://169.254.169.254/latest/meta-data/"),
        ..RunOrder::default()
    };
    let Outcome::Failed(failure) = super::support::outcome(&engine, order).await else { panic!("not refused") };
    assert_eq!(failure.exception_type, "AddressRefused");
}

/// A stream of these texts, in pieces of so many bytes.
fn stream(texts: &[&str], end: &str, piece: usize) -> Vec<Vec<u8>> {
    let mut body = String::from(": comment\n\ndata: {\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}\n\n");
    for text in texts {
        body += &format!("data: {}\n\n", json!({ "choices": [{"delta": {"content": text}}] }));
    }
    body += end;
    let mut pieces = vec![b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n".to_vec()];
    pieces.extend(body.as_bytes().chunks(piece).map(<[u8]>::to_vec));
    pieces
}

fn chat(port: u16, more: Json) -> Json {
    let mut inputs = json!({ "base_url": format!("http://127.0.0.1:{port}/v1/"), "model": "tiny", "prompt": "Hi" });
    inputs.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    inputs
}

async fn chatted(engine: &Builtin, pieces: Vec<Vec<u8>>) -> Result<Json, String> {
    let (port, _served) = serve(pieces).await;
    one(engine, "LlmChat", chat(port, json!({}))).await
}

#[tokio::test]
async fn chats_in_a_stream_that_is_cut_anywhere() {
    let engine = builtin(open_to_loopback());
    for piece in [1, 7, 1_000] {
        let pieces = stream(&["Grü", "ße ", "🧂"], "data: [DONE]\n\n", piece);
        assert_eq!(chatted(&engine, pieces).await, Ok(json!("Grüße 🧂")));
    }
    let whole = answer(
        "200 OK",
        "content-type: application/json\r\n",
        r#"{"choices":[{"message":{"content":"all at once"}}]}"#,
    );
    assert_eq!(chatted(&engine, whole).await, Ok(json!("all at once")));
    for (pieces, words) in [
        (stream(&["a"], "", 9), "LlmError: the model's server gave no answer: the stream broke off before its end"),
        (
            stream(&["a"], "data: {\"error\":{\"message\":\"overloaded\"}}\n\n", 9),
            "LlmError: the model's server gave no answer: overloaded",
        ),
        (
            stream(&[], "data: nonsense\n\n", 9),
            "LlmError: the model's server gave no answer: an event of the stream is no JSON",
        ),
        (answer("401 Unauthorized", "", "no key"), "HttpError: the model's server answered with status 401: no key"),
    ] {
        assert_eq!(chatted(&engine, pieces).await, Err(words.to_owned()));
    }
}

#[tokio::test]
async fn shows_a_chats_text_as_it_comes() {
    let engine = builtin(open_to_loopback());
    let (port, served) = serve(stream(&["one ", "two"], "data: [DONE]\n\n", 1_000)).await;
    let inputs = chat(port, json!({ "system": "Be brief.", "temperature": 0.5, "max_tokens": 5, "seed": 1 }));
    let graph = order(json!({ "it": node("LlmChat", inputs), "out": output("o", "it") }));
    let events = super::support::events(&engine, graph).await;
    let texts: String = events
        .iter()
        .filter_map(|it| match it {
            RunEvent::NodeProgress { text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(texts, "one two");
    let asked = served.await.unwrap();
    assert!(asked.starts_with("POST /v1/chat/completions HTTP/1.1"), "{asked}");
    let body: Json = serde_json::from_str(asked.split("\r\n\r\n").nth(1).unwrap()).unwrap();
    assert_eq!(
        body,
        json!({
            "model": "tiny", "stream": true, "temperature": 0.5, "max_tokens": 5, "seed": 1,
            "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hi"}],
        })
    );
    assert!(!asked.to_lowercase().contains("authorization"));
}

#[tokio::test]
async fn a_secret_goes_to_its_own_place_only() {
    let (port, served) = serve(stream(&["ok"], "data: [DONE]\n\n", 1_000)).await;
    let secret = |origin: String| Secret { origin, value: "k3y".to_owned() };
    let secrets = BTreeMap::from([
        ("here".to_owned(), secret(format!("http://127.0.0.1:{port}"))),
        ("elsewhere".to_owned(), secret("https://api.example.com".to_owned())),
    ]);
    assert!(!format!("{secrets:?}").contains("k3y"));
    let engine = builtin(Policy { secrets: Arc::new(secrets), ..open_to_loopback() });
    for (name, words) in [
        ("elsewhere", "SecretRefused: the secret `elsewhere` may only be sent to https://api.example.com"),
        ("nope", "SecretRefused: the operator keeps no secret `nope`"),
    ] {
        let refused = one(&engine, "LlmChat", chat(port, json!({ "secret": name }))).await;
        assert_eq!(refused, Err(words.to_owned()));
    }
    assert_eq!(one(&engine, "LlmChat", chat(port, json!({ "secret": "here" }))).await, Ok(json!("ok")));
    assert!(served.await.unwrap().contains("authorization: Bearer k3y\r\n"));
}
