//! Kill -9 at random points under load, and start again: what was accepted is recorded and has one outcome, and a
//! pause that was acknowledged is respected.
//!
//! The clients write down what they were answered; in the end their log is compared with the server's.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test says by a panic what went wrong")]

#[path = "crash/clients.rs"]
mod clients;
#[path = "crash/killed_server.rs"]
mod killed_server;

use clients::{Log, Said};
use killed_server::KilledServer;
use serde_json::Value;
use std::{collections::HashMap, sync::Arc};

/// How often it is killed; `cargo xtask torture` says how many times as often.
const KILLS: u32 = 6;
const ROUNDS: &str = "BRINE_TORTURE_ROUNDS";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_accepted_has_one_outcome() {
    // The client wants one, though nothing here is encrypted.
    rustls::crypto::ring::default_provider().install_default().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let log = Arc::new(Log::default());
    let server = KilledServer::start(folder.path()).await;
    let deployments = [server.deploy().await, server.deploy().await];
    drop(server);
    let rounds = std::env::var(ROUNDS).map_or(1, |it| it.parse().expect("a number of rounds"));
    for round in (0..KILLS).cycle().take((KILLS * rounds) as usize) {
        let server = KilledServer::start(folder.path()).await;
        let load = clients::load(server.address.clone(), &deployments, &log);
        // However slow the machine is: the load goes on until so much was accepted, and the kill meets it anywhere.
        log.accepted_more(u64::from(7 + 5 * round)).await;
        server.kill();
        // Their connections break, and each ends with what it was told last.
        load.join_all().await;
    }
    let server = KilledServer::start(folder.path()).await;
    let recorded = server.settled(&deployments).await;
    compare(&log, &recorded);
}

/// What clients were told, against what is recorded.
fn compare(log: &Log, recorded: &HashMap<String, Value>) {
    let said = log.take();
    let accepted: Vec<_> = said.iter().filter_map(Said::accepted).collect();
    assert!(accepted.len() > 50, "only {} were accepted: the load is no load", accepted.len());
    for id in &accepted {
        let row = recorded.get(*id).unwrap_or_else(|| panic!("{id} was accepted and is forgotten"));
        let status = row["status"].as_str().unwrap();
        assert!(matches!(status, "succeeded" | "cancelled"), "{id}: {row}");
    }
    let seen: Vec<_> = said.iter().filter_map(Said::outcome).collect();
    for (id, status) in seen {
        assert_eq!(recorded[id]["status"], status, "{id} had another outcome before");
    }
    let after_pause = said.iter().filter(|it| it.is_accepted_while_paused()).count();
    assert_eq!(after_pause, 0, "accepted after a pause was acknowledged");
    let refused = said.iter().filter(|it| it.is_refused()).count();
    assert!(refused > 0, "no pause was met");
}
