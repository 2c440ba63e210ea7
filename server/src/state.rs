//! What every handler may need.

use crate::{
    FormPolicy, Stopping,
    pages::{Flights, PageCache},
    public::Visitors,
    request_id::RequestIds,
    security::Hosts,
    site::Site,
};
use app::Assets;
use service::Service;
use std::{ops::Deref, sync::Arc};

/// The server's parts. Cheap to clone: the clones are one server.
#[derive(Clone)]
pub struct Brine(Arc<Parts>);

/// What a [`Brine`] is made of.
pub struct Parts {
    pub(crate) service: Service,
    pub(crate) hosts: Hosts,
    pub(crate) stopping: Stopping,
    pub(crate) site: Site,
    pub(crate) assets: Assets,
    pub(crate) pages: PageCache,
    pub(crate) flights: Flights,
    pub(crate) request_ids: RequestIds,
    pub(crate) forms: FormPolicy,
    pub(crate) visitors: Visitors,
}

impl Brine {
    /// A server of this service that answers under these names and goes down when `stopping` says so.
    pub fn new(service: Service, site: Site, hosts: Hosts, stopping: Stopping, forms: FormPolicy) -> Self {
        // Every page and server function runs on tokio; that somebody said so before is no error.
        let _ = any_spawner::Executor::init_tokio();
        let (pages, flights, request_ids) = (PageCache::default(), Flights::default(), RequestIds::default());
        let assets = site.assets();
        let visitors = Visitors::new(&forms);
        let parts = Parts { service, hosts, stopping, site, assets, pages, flights, request_ids, forms, visitors };
        Self(Arc::new(parts))
    }
}

impl Deref for Brine {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
