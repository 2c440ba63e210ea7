//! A clock, an outbox and a sender that tests play.

use async_trait::async_trait;
use bytes::Bytes;
use callback::{
    About, Attempted, Delivery, Due, Letter, NoReply, Outbox, OutboxError, Pending, Reply, Secret, Sender, body,
};
use domain::{CallbackAttempt, CallbackState, DeploymentId, Digest, ExecutionId, ExecutionStatus, Timestamp, Version};
use futures::{StreamExt as _, future::BoxFuture, stream};
use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};
use tokio::{sync::watch, time::Instant};

/// 2026-11-25T18:00:00Z, when these tests begin.
pub const BEGIN: i64 = 1_795_629_600_000;

/// A clock that goes with tokio's, which tests may pause.
pub fn clock() -> impl engine::Clock + Clone {
    let begin = Instant::now();
    move || Timestamp::from_millis(BEGIN + i64::try_from(begin.elapsed().as_millis()).unwrap())
}

pub const fn after(millis: i64) -> Timestamp {
    Timestamp::from_millis(BEGIN + millis)
}

pub fn id(number: u16) -> ExecutionId {
    let mut bytes = [0; 16];
    bytes[..2].copy_from_slice(&number.to_be_bytes());
    ExecutionId::from_bytes(bytes)
}

pub fn delivery(execution: ExecutionId, url: &str, secrets: &[[u8; 32]]) -> Delivery {
    let about = About {
        deployment: DeploymentId::from_bytes([3; 16]),
        version: Version::new(4),
        digest: Digest::of(b"{}"),
        status: Some(ExecutionStatus::Succeeded),
    };
    let body = body::succeeded(execution, vec![("text".to_owned(), vec!["Hello Ada".into()])]);
    let secrets = secrets.iter().copied().map(Secret::from).collect();
    Delivery { execution, url: url.to_owned(), body, about, secrets }
}

/// One callback as the played outbox keeps it.
#[derive(Debug, Clone)]
pub struct Row {
    pub url: String,
    pub state: CallbackState,
    pub attempts: Vec<CallbackAttempt>,
}

/// Keeps callbacks in memory, and as many notes as it is told to refuse it refuses.
pub struct Kept {
    pub rows: watch::Sender<BTreeMap<ExecutionId, Row>>,
    pub refuse_notes: AtomicU32,
}

impl Kept {
    pub fn new(due: impl IntoIterator<Item = (ExecutionId, String)>) -> Arc<Self> {
        let row = |url| Row { url, state: CallbackState::Due { attempts: 0, next: after(0) }, attempts: Vec::new() };
        let rows = due.into_iter().map(|(id, url)| (id, row(url))).collect();
        Arc::new(Self { rows: watch::Sender::new(rows), refuse_notes: AtomicU32::new(0) })
    }

    pub fn row(&self, id: ExecutionId) -> Row {
        self.rows.borrow()[&id].clone()
    }

    /// Waits until that holds for every row: for 200 hours of a paused clock, no longer.
    pub async fn until(&self, holds: impl Fn(&Row) -> bool) {
        let mut rows = self.rows.subscribe();
        let held = rows.wait_for(|rows| rows.values().all(&holds));
        tokio::time::timeout(Duration::from_hours(200), held).await.unwrap().unwrap();
    }
}

#[async_trait]
impl Outbox for Kept {
    async fn due(&self) -> Result<Vec<Due>, OutboxError> {
        let due = |(id, row): (&ExecutionId, &Row)| Some(Due { id: *id, at: row.state.due()?, url: row.url.clone() });
        Ok(self.rows.borrow().iter().filter_map(due).collect())
    }

    async fn load(&self, id: ExecutionId) -> Result<Option<Pending>, OutboxError> {
        let row = self.rows.borrow().get(&id).cloned();
        let row = row.filter(|row| row.state.due().is_some());
        Ok(row.map(|row| Pending { delivery: delivery(id, &row.url, &[[1; 32]]), attempts: row.state.attempts() }))
    }

    async fn note(&self, id: ExecutionId, attempted: &Attempted) -> Result<(), OutboxError> {
        let refuse = |left: u32| left.checked_sub(1);
        if self.refuse_notes.fetch_update(Ordering::SeqCst, Ordering::SeqCst, refuse).is_ok() {
            return Err(OutboxError("full".to_owned()));
        }
        self.rows.send_modify(|rows| {
            let row = rows.get_mut(&id).unwrap();
            row.state = attempted.state;
            row.attempts.push(attempted.attempt.clone());
        });
        Ok(())
    }
}

/// Answers as it is told to.
pub struct Played<F>(pub F);

#[async_trait]
impl<F: Fn(Letter) -> BoxFuture<'static, Result<Reply, NoReply>> + Send + Sync + 'static> Sender for Played<F> {
    async fn post(&self, letter: Letter) -> Result<Reply, NoReply> {
        self.0(letter).await
    }
}

pub fn reply(status: u16, body: &'static str) -> Reply {
    Reply { status, retry_after: None, body: stream::iter([Bytes::from_static(body.as_bytes())]).boxed() }
}
