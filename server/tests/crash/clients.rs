//! The load: clients that ask for executions, and one that pauses and resumes; and what they were told.

use serde_json::Value;
use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::{sync::watch, task::JoinSet};

const CLIENTS: usize = 8;

/// What a client was told.
#[derive(Debug)]
pub(crate) enum Said {
    /// The request was accepted as this execution; `paused` where a pause was acknowledged before it was sent, and
    /// nobody had begun to resume when it was answered.
    Accepted { id: String, paused: bool },
    /// It was refused: the deployment is paused.
    Refused,
    /// An execution had this outcome.
    Outcome { id: String, status: String },
}

impl Said {
    pub(crate) fn accepted(&self) -> Option<&str> {
        match self {
            Self::Accepted { id, .. } => Some(id),
            _ => None,
        }
    }

    pub(crate) fn outcome(&self) -> Option<(&str, &str)> {
        match self {
            Self::Outcome { id, status } => Some((id, status)),
            _ => None,
        }
    }

    pub(crate) const fn is_accepted_while_paused(&self) -> bool {
        matches!(self, Self::Accepted { paused: true, .. })
    }

    pub(crate) const fn is_refused(&self) -> bool {
        matches!(self, Self::Refused)
    }
}

/// Everything that clients were told.
#[derive(Debug, Default)]
pub(crate) struct Log {
    said: Mutex<Vec<Said>>,
    accepted: watch::Sender<u64>,
}

impl Log {
    fn say(&self, said: Said) {
        let accepted = said.accepted().is_some();
        self.said.lock().unwrap().push(said);
        if accepted {
            self.accepted.send_modify(|count| *count += 1);
        }
    }

    /// Waits until so many more were accepted.
    pub(crate) async fn accepted_more(&self, more: u64) {
        let mut accepted = self.accepted.subscribe();
        let wanted = *accepted.borrow() + more;
        accepted.wait_for(|count| *count >= wanted).await.unwrap();
    }

    pub(crate) fn take(&self) -> Vec<Said> {
        std::mem::take(&mut *self.said.lock().unwrap())
    }
}

/// Starts the clients; each ends when the server is gone.
pub(crate) fn load(address: String, deployments: &[String], log: &Arc<Log>) -> JoinSet<()> {
    let mut clients = JoinSet::new();
    for deployment in deployments {
        let paused = Arc::new(AtomicU64::new(0));
        let url = format!("{address}/api/v1/deployments/{deployment}");
        for _ in 0..CLIENTS {
            clients.spawn(ask(format!("{url}/executions/"), Arc::clone(&paused), Arc::clone(log)));
        }
        clients.spawn(pause_and_resume(format!("{url}/status"), paused));
    }
    clients
}

/// Asks again and again; every other time it waits for the outcome.
async fn ask(url: String, paused: Arc<AtomicU64>, log: Arc<Log>) {
    let client = reqwest::Client::new();
    for turn in 0_u32.. {
        let turn_before = paused.load(Ordering::SeqCst);
        let request = client.post(&url).header("content-type", "application/json").body(r#"{"workflow_input":{}}"#);
        let request = if turn % 2 == 0 { request } else { request.header("prefer", "wait=10") };
        let Ok(answer) = request.send().await else { return };
        let status = answer.status().as_u16();
        let Ok(text) = answer.text().await else { return };
        // The same turn still: a later pause says nothing of what was accepted before it.
        let is_paused = turn_before % 2 == 1 && turn_before == paused.load(Ordering::SeqCst);
        let body: Value = serde_json::from_str(&text).unwrap();
        match status {
            200 | 202 => {
                let id = body["execution_id"].as_str().unwrap().to_owned();
                if status == 200 {
                    let status = body["status"].as_str().unwrap().to_owned();
                    log.say(Said::Outcome { id: id.clone(), status });
                }
                log.say(Said::Accepted { id, paused: is_paused });
            }
            409 => {
                log.say(Said::Refused);
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
            other => panic!("{other}: {text}"),
        }
    }
}

/// Pauses and resumes by turns: it finishes, and it stops. `paused` is odd from a pause's acknowledgement until the
/// wish to resume is sent, and never twice the same.
async fn pause_and_resume(url: String, paused: Arc<AtomicU64>) {
    let client = reqwest::Client::new();
    for turn in 0_u32.. {
        let mode = if turn % 2 == 0 { "finish" } else { "stop" };
        for body in [format!(r#"{{"status":"paused","mode":"{mode}"}}"#), r#"{"status":"running"}"#.to_owned()] {
            tokio::time::sleep(Duration::from_millis(15)).await;
            let is_pause = body.contains("paused");
            if !is_pause {
                paused.fetch_add(1, Ordering::SeqCst);
            }
            let request = client.put(&url).header("content-type", "application/json").body(body);
            let Ok(answer) = request.send().await else { return };
            assert!(answer.status().is_success(), "{}", answer.status());
            if is_pause {
                paused.fetch_add(1, Ordering::SeqCst);
            }
        }
    }
}
