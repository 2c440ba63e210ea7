//! The connector's resolver: it knows only addresses that may be connected to.

use super::address::{AddressRefused, AllowedRanges, refusal};
use futures::future::BoxFuture;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::{
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

/// Looks names up.
pub trait Lookup: Send + Sync + 'static {
    /// The addresses of a name.
    fn lookup(&self, name: String) -> BoxFuture<'static, io::Result<Vec<IpAddr>>>;
}

/// Asks the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemLookup;

impl Lookup for SystemLookup {
    fn lookup(&self, name: String) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> {
        Box::pin(async move { Ok(tokio::net::lookup_host((name, 0)).await?.map(|address| address.ip()).collect()) })
    }
}

/// Leaves out what must not be connected to.
pub(super) struct GuardedResolver {
    allowed: AllowedRanges,
    lookup: Arc<dyn Lookup>,
}

impl GuardedResolver {
    pub(super) fn new(allowed: AllowedRanges, lookup: Arc<dyn Lookup>) -> Self {
        Self { allowed, lookup }
    }
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (allowed, host) = (self.allowed.clone(), name.as_str().to_owned());
        let found = self.lookup.lookup(host.clone());
        Box::pin(async move {
            let found = found.await?;
            // One private address among public ones is a trick: none of them is used.
            if let Some(address) = found.iter().find(|address| !allowed.permits(**address)) {
                return Err(AddressRefused(refusal(&host, *address)).into());
            }
            let addresses: Addrs = Box::new(found.into_iter().map(|address| SocketAddr::new(address, 0)));
            Ok(addresses)
        })
    }
}
