//! Opens the store, listens, and stops gracefully.

use crate::{
    cli::{LogFormat, ServeOptions},
    router::router,
    site::Site,
    state::{AppState, Hosts},
};
use service::{Service, ServiceError, SystemClock};
use std::{io, sync::Arc, time::Duration};
use store::{OpenError, SledStore};
use tokio::{net::TcpListener, signal::unix, sync::watch};
use tracing_subscriber::EnvFilter;

/// How long requests may take to end after the server was told to stop.
const GRACE: Duration = Duration::from_secs(10);

/// Why the server did not start, or did not go on.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The data folder could not be opened.
    #[error("{0}")]
    Open(#[from] OpenError),
    /// The catalogue could not be read.
    #[error("{0}")]
    Service(#[from] ServiceError),
    /// The address could not be listened on.
    #[error("cannot listen on {address}: {source}; choose another with --listen")]
    Listen {
        /// Which address.
        address: std::net::SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// The system refused something.
    #[error("{0}")]
    Io(#[from] io::Error),
}

/// Serves until the process is told to stop.
///
/// # Errors
/// See [`ServeError`].
pub fn serve(options: ServeOptions) -> Result<(), ServeError> {
    start_log(options.log);
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(run(options))
}

async fn run(options: ServeOptions) -> Result<(), ServeError> {
    // Rendering spawns tasks through leptos's own seam. An error says that it was set before.
    let _ = any_spawner::Executor::init_tokio();
    let address = options.listen;
    let listener = TcpListener::bind(address).await.map_err(|source| ServeError::Listen { address, source })?;
    let address = listener.local_addr()?;
    let store = SledStore::open(&options.data)?.shared();
    let service = Service::start(store, Arc::new(SystemClock)).await?;
    let (stop, stopping) = watch::channel(false);
    let state = AppState::new(service, Site::embedded(), Hosts::new(address, options.hosts), stopping.clone());
    tokio::spawn(async move {
        asked_to_stop().await;
        tracing::info!("Stopping: no new requests are taken, those under way end");
        stop.send_replace(true);
    });
    tracing::info!(%address, data = %options.data.display(), "Brine serves http://{address}");
    let served = axum::serve(listener, router(state)).with_graceful_shutdown(until(stopping.clone()));
    let out_of_time = async {
        until(stopping).await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        result = served.into_future() => result?,
        () = out_of_time => tracing::warn!("Some requests did not end in time"),
    }
    tracing::info!("Stopped");
    Ok(())
}

async fn until(mut stopping: watch::Receiver<bool>) {
    // An error says that nobody can ask any more.
    let _ = stopping.wait_for(|stop| *stop).await;
}

async fn asked_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    match unix::signal(unix::SignalKind::terminate()) {
        Ok(mut terminated) => {
            tokio::select! { _ = interrupted => {}, _ = terminated.recv() => {} }
        }
        Err(_) => drop(interrupted.await),
    }
}

fn start_log(format: LogFormat) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    // An error says that a log was started before, as tests do.
    let _ = match format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().try_init(),
    };
}
