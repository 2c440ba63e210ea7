//! Pauses against requests: what was acknowledged holds for whoever asks afterwards.

use crate::execution_samples::{at, claims, deployment, execution_id, new_execution, once, pause};
use crate::samples::{Shared, author, set};
use domain::{DeploymentStatus, ExecutionState, PauseMode};
use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering::SeqCst},
    },
};
use store::{Acceptance, Claimed, NewExecution};

const CLIENTS: u64 = 64;
const PAUSES: u64 = 20;
/// How many answers each pause, and each time between, lives to see.
const ANSWERS: u64 = 150;

#[derive(Debug, Default)]
struct Race {
    /// Odd from after a pause's answer until before the next resume is asked for.
    turn: AtomicU64,
    answers: AtomicU64,
    ids: AtomicU64,
    is_over: AtomicBool,
    /// How many asked and were answered within one pause.
    within: AtomicU64,
    accepted: AtomicU64,
    begun: AtomicU64,
}

impl Race {
    /// Which pause it is now, if it is one.
    fn pause(&self) -> Option<u64> {
        Some(self.turn.load(SeqCst)).filter(|turn| turn % 2 == 1)
    }

    async fn some_answers(&self) {
        let end = self.answers.load(SeqCst) + ANSWERS;
        while self.answers.load(SeqCst) < end {
            tokio::task::yield_now().await;
        }
    }

    async fn ask(&self, store: &Shared, mode: PauseMode, begins: bool) {
        let number = self.ids.fetch_add(1, SeqCst) + 1;
        let before = self.pause();
        let new = NewExecution { begin_until: begins.then(|| at(60)), ..new_execution(number) };
        let answer = store.accept_execution(new).await.unwrap();
        let is_within = before.is_some() && before == self.pause();
        let is_queued = match &answer {
            Acceptance::Accepted(execution) => execution.state == ExecutionState::Queued,
            _ => false,
        };
        self.accepted.fetch_add(u64::from(matches!(answer, Acceptance::Accepted(_))), SeqCst);
        if is_within {
            self.within.fetch_add(1, SeqCst);
            match mode {
                PauseMode::Finish | PauseMode::Stop => assert_eq!(answer, Acceptance::Paused, "{mode}: {number}"),
                PauseMode::Hold => assert!(is_queued, "{mode}: {number} is {answer:?}"),
            }
        }
        if is_queued {
            let before = self.pause();
            let claimed = store.claim_execution(claims(number, 2, 60)).await.unwrap();
            self.begun.fetch_add(u64::from(matches!(claimed, Claimed::Begun(_))), SeqCst);
            if mode != PauseMode::Finish && before.is_some() && before == self.pause() {
                assert_eq!(claimed, Claimed::NotNow, "{mode}: {number}");
            }
        }
        self.answers.fetch_add(1, SeqCst);
    }
}

pub async fn none_is_accepted_or_begun_after_a_pause_was_acknowledged(store: Shared) {
    let mut row = deployment(&*store).await;
    let mut accepted = 0;
    for mode in PauseMode::ALL {
        let race = Arc::new(Race { ids: AtomicU64::new(accepted), ..Race::default() });
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| {
                let (race, store) = (Arc::clone(&race), Arc::clone(&store));
                tokio::spawn(async move {
                    while !race.is_over.load(SeqCst) {
                        race.ask(&store, mode, client % 2 == 0).await;
                    }
                })
            })
            .collect();
        for _ in 0..PAUSES {
            race.some_answers().await;
            row = pause(&*store, &row, mode).await;
            race.turn.fetch_add(1, SeqCst);
            race.some_answers().await;
            race.turn.fetch_add(1, SeqCst);
            store.set_status(author(3), set(&row, DeploymentStatus::Running)).await.unwrap();
            row = store.deployment(row.id).await.unwrap().unwrap();
        }
        race.is_over.store(true, SeqCst);
        for client in clients {
            client.await.unwrap();
        }
        assert!(race.within.load(SeqCst) > PAUSES * ANSWERS / 4, "{race:?}");
        assert!(race.accepted.load(SeqCst) > 0 && race.begun.load(SeqCst) > 0, "{race:?}");
        accepted = race.ids.load(SeqCst);
    }
    let there: BTreeSet<_> = store.executions(None, u32::MAX).await.unwrap().into_iter().map(|it| it.id).collect();
    assert!(there.len() as u64 > PAUSES && there.len() as u64 <= accepted);
}

/// Sixty-four claim the same executions: each is begun by one of them.
pub async fn one_of_many_claims_begins(store: Shared) {
    deployment(&*store).await;
    for number in 1..=20 {
        store.accept_execution(new_execution(number)).await.unwrap();
        let claims = (0..CLIENTS).map(|_| store.claim_execution(claims(number, 2, 60)));
        let answers = futures::future::join_all(claims).await;
        let begun = answers.into_iter().filter(|it| matches!(it, Ok(Claimed::Begun(_)))).count();
        assert_eq!(begun, 1, "execution {number}");
        assert_eq!(store.execution(execution_id(number)).await.unwrap().unwrap().claims, 1);
    }
}

/// Sixty-four send the same request at once: it is one execution.
pub async fn one_of_many_requests_with_one_key_is_accepted(store: Shared) {
    deployment(&*store).await;
    let requests = (1..=CLIENTS)
        .map(|number| store.accept_execution(NewExecution { once: Some(once(7, 1, 100)), ..new_execution(number) }));
    let answers: Vec<_> = futures::future::join_all(requests).await.into_iter().map(Result::unwrap).collect();
    let accepted = store.executions(None, 99).await.unwrap();
    assert_eq!(accepted.len(), 1);
    for answer in answers {
        match answer {
            Acceptance::Accepted(execution) => assert_eq!(execution, accepted[0]),
            Acceptance::Known(id) => assert_eq!(id, accepted[0].id),
            other => panic!("{other:?}"),
        }
    }
}
