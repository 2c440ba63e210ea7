//! `HttpRequest`: asks a web server. Only public ones, unless the operator opens a range; no redirects.

use crate::{
    Limits, NodeType, Value,
    builtin::node::{Call, Done, Node, NodeFailure, NodeResult},
    node_type::InputSpec,
    outbound::Fetch,
    python::text,
};
use futures::future::BoxFuture;
use reqwest::{
    Method,
    header::{HeaderMap, HeaderName, HeaderValue},
};
use serde_json::{Map, Value as Json};

const METHODS: [&str; 6] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];

/// Who is asked, and how long the message is, is not the graph's to say.
const WITHHELD: [&str; 6] = ["host", "content-length", "transfer-encoding", "connection", "upgrade", "te"];

pub(super) fn node() -> Node {
    let spec = NodeType::new("HttpRequest", "HTTP Request", "brine/network")
        .about("Asks a web server; private addresses and redirects are refused.")
        .takes([
            InputSpec::line("url"),
            InputSpec::choice("method", &METHODS).optional().default("GET"),
            InputSpec::lines("headers")
                .optional()
                .default("")
                .hint("placeholder", "{\"Accept\": \"application/json\"}"),
            InputSpec::lines("body").optional().default(""),
            InputSpec::new("fail_on_error", "BOOLEAN").optional().default(true),
        ])
        .gives_named("STRING", "body")
        .gives_named("INT", "status");
    Node::waiting(spec, ask).checked(check)
}

fn check(input: &str, value: &Json, _: &Limits) -> Result<(), String> {
    let text = text::str(value);
    match input {
        "url" => reqwest::Url::parse(&text).map(drop).map_err(|error| format!("`{text}` is no URL: {error}")),
        "headers" => headers(&text).map(drop),
        _ => Ok(()),
    }
}

fn ask(call: Call) -> BoxFuture<'static, NodeResult> {
    Box::pin(async move {
        let arguments = &call.arguments;
        let wrong = |why: String| NodeFailure::new("ValueError", &why);
        let method = arguments.text("method")?.parse::<Method>().map_err(|error| wrong(error.to_string()))?;
        let headers = headers(&arguments.value("headers").to_text()).map_err(wrong)?;
        let body = match arguments.value("body") {
            Value::Asset(asset) => asset.bytes.clone(),
            Value::Json(json) => json.to_string().into(),
            other => other.to_text().into_owned().into(),
        };
        let (url, limit) = (arguments.text("url")?, call.context.limits.value_bytes);
        let fetch = Fetch { method, url: url.to_owned(), headers, body, time: None, limit };
        let answer = call.context.outbound.fetch(fetch).await?;
        let text = String::from_utf8_lossy(&answer.body);
        if arguments.truth("fail_on_error") && !(200..300).contains(&answer.status) {
            let start: String = text.chars().take(300).collect();
            return Err(NodeFailure::new(
                "HttpError",
                &format!("{url} answered with status {}: {start}", answer.status),
            ));
        }
        Ok(Done { outputs: vec![Value::text(text), Value::Int(answer.status.into())], ..Done::default() })
    })
}

/// Headers from a JSON object of texts.
fn headers(text: &str) -> Result<HeaderMap, String> {
    if text.trim().is_empty() {
        return Ok(HeaderMap::new());
    }
    let members: Map<String, Json> =
        serde_json::from_str(text).map_err(|error| format!("headers are an object of texts: {error}"))?;
    let mut headers = HeaderMap::new();
    for (name, value) in members {
        let value = value.as_str().ok_or_else(|| format!("the header {name} is no text"))?;
        let header = name.parse::<HeaderName>().map_err(|_| format!("`{name}` is no header's name"))?;
        if WITHHELD.contains(&header.as_str()) {
            return Err(format!("the header {name} cannot be set"));
        }
        headers
            .append(header, HeaderValue::from_str(value).map_err(|_| format!("the header {name} has no such value"))?);
    }
    Ok(headers)
}
