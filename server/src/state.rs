//! What every handler may need.

use crate::{pages::cache::PageCache, site::Site};
use app::Assets;
use axum::extract::FromRef;
use service::Service;
use std::{net::SocketAddr, sync::Arc};
use tokio::sync::watch;

/// What every handler may need. Cheap to clone.
#[derive(Clone, FromRef)]
pub struct AppState {
    pub(crate) service: Service,
    pub(crate) site: Arc<Site>,
    pub(crate) assets: Assets,
    pub(crate) hosts: Arc<Hosts>,
    pub(crate) pages: Arc<PageCache>,
    /// Turns true when the server is told to stop: streams end then.
    pub(crate) stopping: watch::Receiver<bool>,
}

impl AppState {
    /// Puts the parts together.
    pub fn new(service: Service, site: Site, hosts: Hosts, stopping: watch::Receiver<bool>) -> Self {
        let assets = site.assets();
        let pages = Arc::new(PageCache::default());
        Self { service, site: Arc::new(site), assets, hosts: Arc::new(hosts), pages, stopping }
    }
}

/// The names under which browsers may reach this server.
#[derive(Debug, Clone)]
pub struct Hosts {
    names: Vec<String>,
}

impl Hosts {
    /// Loopback's names, the address that is listened on, and those the operator allows.
    pub fn new(listen: SocketAddr, allowed: Vec<String>) -> Self {
        let mut names: Vec<String> = ["localhost", "127.0.0.1", "[::1]"].map(str::to_owned).into();
        names.push(match listen {
            SocketAddr::V4(address) => address.ip().to_string(),
            SocketAddr::V6(address) => format!("[{}]", address.ip()),
        });
        names.extend(allowed.into_iter().map(|name| name.trim().to_ascii_lowercase()).filter(|name| !name.is_empty()));
        Self { names }
    }

    /// Whether a `Host` header names this server; the port is not looked at.
    pub(crate) fn contains(&self, host: &str) -> bool {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => host,
        };
        let name = name.trim_end_matches('.').to_ascii_lowercase();
        name.ends_with(".localhost") || self.names.contains(&name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_its_own_names_only() {
        let hosts = Hosts::new(([10, 0, 0, 7], 3000).into(), vec!["Brine.Example".into()]);
        for ours in ["localhost", "LOCALHOST:3000", "127.0.0.1:1", "[::1]:3000", "10.0.0.7:3000", "brine.example"] {
            assert!(hosts.contains(ours), "{ours}");
        }
        for other in ["", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example:3000", "10.0.0.8", "a:b"] {
            assert!(!hosts.contains(other), "{other}");
        }
    }
}
