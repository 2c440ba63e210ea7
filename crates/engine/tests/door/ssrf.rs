//! Where nodes must not reach: a table of hostile addresses, and a listener that must see no connection.

use super::{
    network::{answer, first_peer, serve},
    support::{Names, node, one, open_to_loopback, output, run, with_lookup},
};
use engine::{Policy, outbound::AllowedRanges};
use futures::future::BoxFuture;
use serde_json::json;
use std::{io, net::IpAddr};
use tokio::net::{TcpListener, TcpStream};

/// Every spelling of a place that a graph must not reach. `PORT` is where somebody listens.
const HOSTILE: &str = include_str!("hostile_urls.txt");

/// Names that lead where they should not.
fn hostile_names(name: String) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> {
    let addresses: &[&str] = match name.trim_end_matches('.').to_lowercase().as_str() {
        "localhost" | "loopback.test" | "foo.localhost" | "127.0.0.1.nip.io" => &["127.0.0.1"],
        "ip6-localhost" => &["::1"],
        "metadata.google.internal" => &["169.254.169.254"],
        "mapped.test" => &["::ffff:127.0.0.1"],
        "mixed.test" => &["93.184.216.34", "127.0.0.1"],
        "mixed6.test" => &["2606:2800:220:1::1", "::1"],
        "zero.test" => &["0.0.0.0"],
        "ten.test" => &["10.1.2.3"],
        "ula.test" => &["fd12:3456::1"],
        "linklocal.test" => &["fe80::1"],
        "nat64.test" => &["64:ff9b::7f00:1"],
        "sixtofour.test" => &["2002:7f00:1::"],
        _ => &[],
    };
    let addresses: Vec<IpAddr> = addresses.iter().map(|it| it.parse().unwrap()).collect();
    Box::pin(async move { if addresses.is_empty() { Err(io::Error::other("no such name")) } else { Ok(addresses) } })
}

#[tokio::test]
async fn hostile_urls_are_refused_before_any_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let listener6 = TcpListener::bind(("::1", port)).await.ok();
    let engine = with_lookup(Policy::default(), Names(hostile_names));
    let urls: Vec<String> = HOSTILE
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("# "))
        .map(|line| line.replace("PORT", &port.to_string()).replace("\\t", "\t").replace("\\n", "\n"))
        .collect();
    assert!(urls.len() >= 100, "{}", urls.len());
    for url in &urls {
        // Through a link: the validation must not be the only guard.
        let graph = json!({
            "url": node("PrimitiveString", json!({ "value": url })),
            "ask": node("HttpRequest", json!({ "url": ["url", 0] })),
            "out": output("o", "ask"),
        });
        let failed = run(&engine, graph).await.expect_err(url);
        assert_eq!(failed.exception_type, "AddressRefused", "{url}: {}", failed.exception_message);
        let chat = json!({ "base_url": url, "model": "m", "prompt": "p" });
        if reqwest::Url::parse(url).is_ok() {
            let failed = one(&engine, "LlmChat", chat).await.expect_err(url);
            assert!(failed.starts_with("AddressRefused"), "{url}: {failed}");
        }
    }
    let ours = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    assert_eq!(first_peer(&listener).await, ours.local_addr().unwrap(), "somebody connected before");
    if let Some(listener6) = listener6 {
        let ours = TcpStream::connect(("::1", port)).await.unwrap();
        assert_eq!(first_peer(&listener6).await, ours.local_addr().unwrap(), "somebody connected before");
    }
}

#[test]
fn knows_public_addresses() {
    let none = AllowedRanges::default();
    for public in [
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "203.0.112.255",
        "223.255.255.255",
        "2606:4700:4700::1111",
        "2a00:1450::1",
        "2002:808:808::1",
        "64:ff9b::808:808",
        "2001:4860:4860::8888",
        "3ffe::1",
    ] {
        assert!(none.permits(public.parse().unwrap()), "{public}");
    }
    let opened = AllowedRanges::from_iter(["10.1.0.0/16".parse().unwrap(), "fd00::/8".parse().unwrap()]);
    for (address, permitted) in [
        ("10.1.2.3", true),
        ("::ffff:10.1.2.3", true),
        ("10.2.0.1", false),
        ("fd12::1", true),
        ("fc00::1", false),
        ("127.0.0.1", false),
    ] {
        assert_eq!(opened.permits(address.parse().unwrap()), permitted, "{address}");
    }
}

#[tokio::test]
async fn a_private_name_is_reached_where_the_operator_opened_it() {
    let (port, _served) = serve(answer("200 OK", "", "inside")).await;
    let engine = with_lookup(open_to_loopback(), Names(hostile_names));
    let url = format!("http://loopback.test:{port}/");
    assert_eq!(one(&engine, "HttpRequest", json!({ "url": url })).await, Ok(json!("inside")));
}
