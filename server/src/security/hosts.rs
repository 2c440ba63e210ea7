//! The names under which this server answers.
//!
//! A page of another site can make its own name point here (DNS rebinding); then
//! its requests bear that name. Names that are ours: those of the loopback, the
//! address that is listened on, and those that the operator gave.

use axum::http::{HeaderMap, Uri, header, uri::Authority};
use std::net::{IpAddr, SocketAddr};

/// The allow-list. The port is not compared, for it may be forwarded from another one, unless the operator gave one.
#[derive(Debug, Clone)]
pub struct Hosts {
    listen: SocketAddr,
    given: Vec<String>,
}

impl Hosts {
    /// The names of a server that listens on `listen` and is also known as `given`.
    pub fn new(listen: SocketAddr, given: &[String]) -> Self {
        let given = given.iter().map(|name| name.trim().to_ascii_lowercase()).filter(|name| !name.is_empty());
        Self { listen, given: given.collect() }
    }

    /// Whether a request is meant for this server.
    pub(crate) fn allow(&self, uri: &Uri, headers: &HeaderMap) -> bool {
        let mut named = headers.get_all(header::HOST).iter();
        match (named.next(), named.next()) {
            (Some(host), None) => host.to_str().is_ok_and(|host| self.knows(host)),
            // HTTP/2 says it in the address.
            (None, None) => uri.authority().is_some_and(|authority| self.knows(authority.as_str())),
            (_, Some(_)) => false,
        }
    }

    fn knows(&self, host: &str) -> bool {
        let Ok(authority) = host.parse::<Authority>() else { return false };
        let after_port = authority.as_str().rsplit_once(':').map(|(_, port)| port);
        let broken_port = authority.port_u16().is_none() && !host.ends_with(']') && after_port.is_some();
        if authority.as_str().contains('@') || broken_port {
            return false;
        }
        let name = authority.host().trim_end_matches('.');
        name.eq_ignore_ascii_case("localhost") || self.is_our_address(name) || self.was_given(host, name)
    }

    /// An address cannot be rebound: who listens everywhere takes every address.
    fn is_our_address(&self, name: &str) -> bool {
        let bare = name.trim_start_matches('[').trim_end_matches(']');
        let Ok(ip) = bare.parse::<IpAddr>() else { return false };
        ip.to_canonical().is_loopback() || self.listen.ip().is_unspecified() || ip == self.listen.ip()
    }

    fn was_given(&self, host: &str, name: &str) -> bool {
        self.given.iter().any(|given| given.eq_ignore_ascii_case(name) || given.eq_ignore_ascii_case(host))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[track_caller]
    fn check(listen: &str, host: &str, allowed: bool) {
        let hosts = Hosts::new(listen.parse().unwrap(), &["Brine.example".into(), "other.example:8443".into()]);
        let headers = HeaderMap::from_iter([(header::HOST, HeaderValue::from_str(host).unwrap())]);
        assert_eq!(hosts.allow(&Uri::from_static("/"), &headers), allowed, "{host} at {listen}");
    }

    #[test]
    fn knows_its_own_names_on_any_port() {
        for host in
            ["localhost", "LOCALHOST:3000", "localhost.:80", "127.0.0.1:3000", "127.9.9.9", "[::1]:3000", "[::1]"]
        {
            check("127.0.0.1:3000", host, true);
        }
        for host in ["brine.example", "BRINE.example:443", "other.example:8443"] {
            check("127.0.0.1:3000", host, true);
        }
    }

    #[test]
    fn refuses_every_other() {
        for host in [
            "evil.example",
            "localhost.evil.example",
            "evil.localhost",
            "127.0.0.1.evil.example",
            "192.168.1.2",
            "",
            "localhost:http",
            "localhost:99999",
            "localhost:",
            "evil@localhost",
            "localhost@evil.example",
            "other.example:80",
            "local host",
            "[::1",
            "2130706433",
            "0x7f.1",
        ] {
            check("127.0.0.1:3000", host, false);
        }
    }

    #[test]
    fn takes_its_address_and_every_address_where_it_listens_everywhere() {
        check("192.168.1.2:3000", "192.168.1.2:3000", true);
        check("192.168.1.2:3000", "192.168.1.3:3000", false);
        check("0.0.0.0:3000", "192.168.1.3:3000", true);
        check("[::]:3000", "[fe80::1]:3000", true);
        check("0.0.0.0:3000", "evil.example", false);
    }

    #[test]
    fn wants_exactly_one_host() {
        let hosts = Hosts::new("127.0.0.1:1".parse().unwrap(), &[]);
        let mut headers = HeaderMap::new();
        assert!(!hosts.allow(&Uri::from_static("/"), &headers));
        assert!(hosts.allow(&Uri::from_static("http://localhost:1/"), &headers));
        headers.append(header::HOST, HeaderValue::from_static("localhost"));
        headers.append(header::HOST, HeaderValue::from_static("evil.example"));
        assert!(!hosts.allow(&Uri::from_static("/"), &headers));
    }
}
