//! The server's life: open the store, answer, go down in order.

use crate::{
    Brine, FormPolicy, Front, Hosts, Patience, ServeArgs, Site, Stopping, connections::answer_all, logging, router,
    setup::setup,
};
use anyhow::Context as _;
use service::{Clock, Operation, Service, SystemClock};
use std::sync::Arc;
use store::SledStore;
use tokio::net::TcpListener;

/// Serves until the process is told to stop.
///
/// # Errors
/// Where the data folder cannot be opened or the address cannot be listened on.
pub fn serve(args: ServeArgs) -> anyhow::Result<()> {
    let _log = logging::begin(args.log);
    let runtime = tokio::runtime::Runtime::new()?;
    // The runtime goes before the process does: with its last task the store lets go of the folder.
    runtime.block_on(open_and_run(args))
}

async fn open_and_run(args: ServeArgs) -> anyhow::Result<()> {
    let store = SledStore::open(&args.data).context("cannot open the store")?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let operation = Operation::new(setup(&args)?, &clock)?;
    let service = Service::start(store.shared(), clock, operation).await?;
    let listener = TcpListener::bind(args.listen).await.with_context(|| format!("cannot listen on {}", args.listen))?;
    let stopping = Stopping::default();
    let hosts = Hosts::new(listener.local_addr()?, &args.hosts);
    let forms = FormPolicy::new(&args.embed, args.form_rate, args.behind_proxy).map_err(anyhow::Error::msg)?;
    let brine = Brine::new(service.clone(), Site::embedded(), hosts, stopping.clone(), forms);
    tracing::info!("Brine is at http://{}", listener.local_addr()?);
    run(listener, router(brine), stopping, Patience::default(), told_to_stop()).await;
    // What still runs is given back: the next start begins it again.
    service.stop().await;
    tracing::info!("Stopped");
    Ok(())
}

/// Answers on a listener until `stop` is done; then lets what is in flight finish.
pub async fn run(
    listener: TcpListener,
    front: Front,
    stopping: Stopping,
    patience: Patience,
    stop: impl Future<Output = ()>,
) {
    let begin = async {
        stop.await;
        stopping.begin();
        std::future::pending::<()>().await;
    };
    tokio::select! {
        () = begin => {}
        () = answer_all(listener, front, &stopping, patience) => {}
    }
    if tokio::time::timeout(patience.grace, stopping.changes().wait()).await.is_err() {
        tracing::error!("Some changes did not end in time; the store says at its next start whether they were made");
    }
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
