//! `LlmChat`: asks a language model behind any OpenAI-compatible address, and shows the answer as it comes.

mod stream;

use crate::{
    Limits, NodeType,
    builtin::{
        bounded_text::BoundedText,
        node::{Call, Done, Node, NodeFailure, NodeResult},
    },
    node_type::InputSpec,
    outbound::{Fetch, OutboundError, from_reqwest},
    python::text,
};
use futures::future::BoxFuture;
use reqwest::{
    Method, Response, Url,
    header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue},
};
use serde_json::{Value as Json, json};
use stream::{Piece, Pieces};

pub(super) fn node() -> Node {
    let spec = NodeType::new("LlmChat", "LLM Chat", "brine/network")
        .about("Asks a language model. `secret` names a key that the operator keeps; the graph never holds it.")
        .takes([
            InputSpec::line("base_url").hint("placeholder", "https://api.example.com/v1"),
            InputSpec::line("model"),
            InputSpec::lines("prompt"),
            InputSpec::lines("system").optional().default(""),
            InputSpec::line("secret").optional().default(""),
            InputSpec::new("temperature", "FLOAT").optional().between(0, 2),
            InputSpec::new("max_tokens", "INT").optional().between(1, 1_000_000),
            InputSpec::new("seed", "INT").optional(),
        ])
        .gives_named("STRING", "text");
    Node::waiting(spec, chat).checked(check)
}

fn check(input: &str, value: &Json, _: &Limits) -> Result<(), String> {
    let text = text::str(value);
    match input {
        "base_url" => Url::parse(&text).map(drop).map_err(|error| format!("`{text}` is no URL: {error}")),
        _ => Ok(()),
    }
}

fn chat(call: Call) -> BoxFuture<'static, NodeResult> {
    Box::pin(async move {
        let response = call.context.outbound.begin(request(&call)?).await?;
        let status = response.status().as_u16();
        let is_stream =
            response.headers().get(CONTENT_TYPE).is_some_and(|it| it.as_bytes().starts_with(b"text/event-stream"));
        if !(200..300).contains(&status) {
            let body = whole(response, 64 * 1024).await.unwrap_or_default();
            let start: String = String::from_utf8_lossy(&body).chars().take(300).collect();
            return Err(NodeFailure::new(
                "HttpError",
                &format!("the model's server answered with status {status}: {start}"),
            ));
        }
        if is_stream {
            return streamed(&call, response).await;
        }
        // Some servers do not stream, whatever they are asked.
        let body = whole(response, call.context.limits.value_bytes).await?;
        let answer: Json = serde_json::from_slice(&body).map_err(|error| no_answer(&error.to_string()))?;
        let text = answer["choices"][0]["message"]["content"].as_str();
        Done::text(text.ok_or_else(|| no_answer("it has no choices[0].message.content"))?)
    })
}

fn request(call: &Call) -> Result<Fetch, NodeFailure> {
    let arguments = &call.arguments;
    let base = arguments.text("base_url")?.trim_end_matches('/');
    let url = format!("{base}/chat/completions");
    let mut messages = Vec::new();
    if let Some(system) = arguments.get("system").map(|it| it.to_text()).filter(|it| !it.is_empty()) {
        messages.push(json!({ "role": "system", "content": system }));
    }
    messages.push(json!({ "role": "user", "content": arguments.text("prompt")? }));
    let mut body = json!({ "model": arguments.text("model")?, "messages": messages, "stream": true });
    if arguments.get("temperature").is_some() {
        body["temperature"] = json!(arguments.float("temperature")?);
    }
    for name in ["max_tokens", "seed"] {
        if arguments.get(name).is_some() {
            body[name] = json!(arguments.int(name)?);
        }
    }
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Some(name) = arguments.get("secret").map(|it| it.to_text()).filter(|it| !it.is_empty()) {
        headers.insert(AUTHORIZATION, authorization(call, &name, &url)?);
    }
    let limit = call.context.limits.value_bytes;
    Ok(Fetch { method: Method::POST, url, headers, body: body.to_string().into(), time: None, limit })
}

/// The key of this name, where it may be sent to this URL.
fn authorization(call: &Call, name: &str, url: &str) -> Result<HeaderValue, NodeFailure> {
    let refused = |why: String| NodeFailure::new("SecretRefused", &why);
    let secret = call.context.secrets.get(name);
    let secret = secret.ok_or_else(|| refused(format!("the operator keeps no secret `{name}`")))?;
    let origin = |text: &str| Url::parse(text).ok().map(|url| url.origin());
    let (allowed, asked) = (origin(&secret.origin), origin(url));
    if allowed.is_none() || allowed != asked {
        return Err(refused(format!("the secret `{name}` may only be sent to {}", secret.origin)));
    }
    let mut value = HeaderValue::from_str(&format!("Bearer {}", secret.value))
        .map_err(|_| refused(format!("the secret `{name}` cannot be sent in a header")))?;
    value.set_sensitive(true);
    Ok(value)
}

async fn streamed(call: &Call, mut response: Response) -> NodeResult {
    let limit = call.context.limits.value_bytes;
    let mut text = BoundedText::new(limit);
    let mut pieces = Pieces::new(limit);
    while let Some(bytes) = response.chunk().await.map_err(|error| from_reqwest(&error))? {
        for piece in pieces.read(&bytes)? {
            match piece {
                Piece::Text(piece) => {
                    text.push(&piece)?;
                    call.context.events.progress(&call.node, piece);
                }
                Piece::Failed(why) => return Err(no_answer(&why)),
                Piece::End => return Done::text(text.finish()),
            }
        }
    }
    Err(no_answer("the stream broke off before its end"))
}

async fn whole(mut response: Response, limit: u64) -> Result<Vec<u8>, NodeFailure> {
    let mut body = Vec::new();
    while let Some(bytes) = response.chunk().await.map_err(|error| from_reqwest(&error))? {
        if (body.len() + bytes.len()) as u64 > limit {
            return Err(OutboundError::TooLarge { limit }.into());
        }
        body.extend_from_slice(&bytes);
    }
    Ok(body)
}

fn no_answer(why: &str) -> NodeFailure {
    NodeFailure::new("LlmError", &format!("the model's server gave no answer: {why}"))
}
