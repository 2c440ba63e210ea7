//! The server's life: open the store, answer, go down in order.

use crate::{Brine, Hosts, ServeArgs, Site, Stopping, logging, router};
use anyhow::Context as _;
use axum::Router;
use service::{Service, SystemClock};
use std::{future::IntoFuture as _, io, sync::Arc, time::Duration};
use store::SledStore;
use tokio::net::TcpListener;

/// How long requests in flight may take after the server was told to stop.
const GRACE: Duration = Duration::from_secs(10);

/// Serves until the process is told to stop.
///
/// # Errors
/// Where the data folder cannot be opened or the address cannot be listened on.
pub fn serve(args: ServeArgs) -> anyhow::Result<()> {
    logging::begin(args.log);
    let runtime = tokio::runtime::Runtime::new()?;
    // The runtime goes before the process does: with its last task the store lets go of the folder.
    runtime.block_on(open_and_run(args))
}

async fn open_and_run(args: ServeArgs) -> anyhow::Result<()> {
    let store = SledStore::open(&args.data).context("cannot open the store")?;
    let service = Service::start(store.shared(), Arc::new(SystemClock)).await?;
    let listener = TcpListener::bind(args.listen).await.with_context(|| format!("cannot listen on {}", args.listen))?;
    let stopping = Stopping::default();
    let hosts = Hosts::new(listener.local_addr()?, &args.hosts);
    let brine = Brine::new(service, Site::embedded(), hosts, stopping.clone());
    tracing::info!("Brine is at http://{}", listener.local_addr()?);
    run(listener, router(brine), stopping, told_to_stop()).await?;
    tracing::info!("Stopped");
    Ok(())
}

/// Answers on a listener until `stop` is done; then lets what is in flight finish.
///
/// # Errors
/// Where the listener fails.
pub async fn run(
    listener: TcpListener,
    router: Router,
    stopping: Stopping,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let begin = {
        let stopping = stopping.clone();
        async move {
            stop.await;
            stopping.begin();
        }
    };
    let mut serving = Box::pin(axum::serve(listener, router).with_graceful_shutdown(begin).into_future());
    let served = tokio::select! {
        served = &mut serving => served,
        () = stopping.begun() => match tokio::time::timeout(GRACE, &mut serving).await {
            Ok(served) => served,
            Err(_) => {
                tracing::warn!("Some connections did not end in time; closing them");
                Ok(())
            }
        },
    };
    drop(serving);
    if tokio::time::timeout(GRACE, stopping.changes().wait()).await.is_err() {
        tracing::error!("Some changes did not end in time; the store says at its next start whether they were made");
    }
    served
}

/// Waits for Ctrl+C or the signal that service managers send.
async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupt = async { drop(tokio::signal::ctrl_c().await) };
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! {
            () = interrupt => {}
            _ = terminate.recv() => {}
        },
        Err(_) => interrupt.await,
    }
}
