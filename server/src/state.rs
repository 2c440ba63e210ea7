//! What every handler may need.

use crate::{Stopping, pages::PageCache};
use app::Assets;
use service::Service;
use std::sync::Arc;

/// The server's parts. Cheap to clone: the clones are one server.
#[derive(Clone)]
pub struct Brine {
    pub(crate) service: Service,
    pub(crate) assets: Arc<Assets>,
    pub(crate) pages: Arc<PageCache>,
    pub(crate) stopping: Stopping,
}

impl Brine {
    /// A server of this service that stops when `stopping` says so.
    pub fn new(service: Service, stopping: Stopping) -> Self {
        // Every page and server function runs on tokio; that somebody said so before is no error.
        let _ = any_spawner::Executor::init_tokio();
        Self { service, assets: Arc::default(), pages: Arc::default(), stopping }
    }

    /// The same server with a site: where the pages' style sheet and scripts are.
    #[must_use]
    pub fn with_assets(self, assets: Assets) -> Self {
        Self { assets: Arc::new(assets), ..self }
    }
}
