//! One HTTP/1.1 connection that is kept open.

use anyhow::Context as _;
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::{Request, client::conn::http1, header, http::request::Builder};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// A connection to a server.
#[derive(Debug)]
pub(crate) struct Connection {
    address: String,
    requests: http1::SendRequest<Full<Bytes>>,
}

impl Connection {
    /// Opens one.
    pub(crate) async fn open(address: &str) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (requests, connection) = http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self { address: address.to_owned(), requests })
    }

    /// Reads a whole page.
    pub(crate) async fn get(&mut self, path: &str, encoding: Option<&str>) -> anyhow::Result<Bytes> {
        let mut request = Request::get(path);
        if let Some(encoding) = encoding {
            request = request.header(header::ACCEPT_ENCODING, encoding);
        }
        self.send(request, Bytes::new()).await
    }

    /// Sends JSON, and reads the answer.
    pub(crate) async fn post(&mut self, path: &str, json: String) -> anyhow::Result<Bytes> {
        self.send(Request::post(path).header(header::CONTENT_TYPE, "application/json"), json.into()).await
    }

    /// Sends JSON, asks the server to wait for its end, and reads the answer.
    pub(crate) async fn post_and_wait(&mut self, path: &str, json: String) -> anyhow::Result<Bytes> {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/json").header("prefer", "wait=30");
        self.send(request, json.into()).await
    }

    /// Puts JSON, and reads the answer.
    pub(crate) async fn put(&mut self, path: &str, json: String) -> anyhow::Result<Bytes> {
        self.send(Request::put(path).header(header::CONTENT_TYPE, "application/json"), json.into()).await
    }

    async fn send(&mut self, request: Builder, body: Bytes) -> anyhow::Result<Bytes> {
        let request = request.header(header::HOST, &self.address).body(Full::new(body))?;
        self.requests.ready().await?;
        let answer = self.requests.send_request(request).await?;
        let status = answer.status();
        let body = answer.into_body().collect().await.context("the answer was cut off")?.to_bytes();
        anyhow::ensure!(status.is_success(), "{status}: {}", String::from_utf8_lossy(&body));
        Ok(body)
    }
}
