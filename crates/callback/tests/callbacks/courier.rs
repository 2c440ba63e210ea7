//! The courier over hours of a virtual clock: the schedule, crashes, replays, stopping.

use crate::played::{Kept, Played, after, clock, id, reply};
use callback::{Courier, CourierHandle, Due, Letter, NoReply, Places, Reply, Sender, schedule};
use domain::CallbackState;
use futures::{FutureExt as _, future::BoxFuture};
use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};
use tokio::{task::JoinHandle, time::Instant};
use tokio_util::sync::CancellationToken;

const URL: &str = "https://a.example/called";

/// A courier at work.
struct AtWork {
    handle: CourierHandle,
    stop: CancellationToken,
    done: JoinHandle<()>,
}

fn at_work(outbox: &Arc<Kept>, sender: impl Sender, clock: impl engine::Clock) -> AtWork {
    let (handle, courier) = Courier::new(outbox.clone(), Arc::new(sender), Arc::new(clock), Places::default());
    let stop = CancellationToken::new();
    AtWork { handle, done: tokio::spawn(courier.run(stop.clone())), stop }
}

/// Always answers with that status, and keeps the ids it was sent.
fn answering(status: u16) -> (impl Sender, Arc<Mutex<Vec<String>>>) {
    let sent = Arc::new(Mutex::new(Vec::new()));
    let ids = Arc::clone(&sent);
    let play = move |letter: Letter| -> BoxFuture<'static, Result<Reply, NoReply>> {
        ids.lock().unwrap().push(letter.headers[1].1.clone());
        std::future::ready(Ok(reply(status, ""))).boxed()
    };
    (Played(play), sent)
}

fn over(state: &CallbackState) -> bool {
    state.due().is_none()
}

#[tokio::test(start_paused = true)]
async fn tries_ten_times_over_75_hours_and_gives_up() {
    let outbox = Kept::new([(id(1), URL.to_owned())]);
    let (sender, sent) = answering(500);
    let _work = at_work(&outbox, sender, clock());
    outbox.until(|row| over(&row.state)).await;
    let row = outbox.row(id(1));
    assert!(matches!(row.state, CallbackState::GivenUp { attempts: 10, .. }), "{:?}", row.state);
    assert_eq!(row.attempts.len(), 10);
    let times: Vec<i64> = row.attempts.iter().map(|attempt| attempt.at.as_millis()).collect();
    for (pair, wait) in times.windows(2).zip(schedule::WAITS) {
        let (waited, wait) = (pair[1] - pair[0], i64::try_from(wait.as_millis()).unwrap());
        assert!((wait * 92 / 100..=wait * 108 / 100 + 10).contains(&waited), "{waited} ms for {wait} ms");
    }
    let hours = (times[9] - times[0]) / 3_600_000;
    assert!((69..=82).contains(&hours), "{hours} h");
    assert!(sent.lock().unwrap().iter().all(|sent| *sent == id(1).to_string()), "one id for all attempts");
}

#[tokio::test(start_paused = true)]
async fn a_restart_goes_on_where_it_was() {
    let (outbox, clock) = (Kept::new([(id(1), URL.to_owned())]), clock());
    for tries in [3, 7] {
        let work = at_work(&outbox, answering(500).0, clock.clone());
        outbox.until(|row| row.state.attempts() >= tries).await;
        work.stop.cancel();
        work.done.await.unwrap();
    }
    let _work = at_work(&outbox, answering(500).0, clock);
    outbox.until(|row| over(&row.state)).await;
    assert_eq!(outbox.row(id(1)).attempts.len(), 10);
}

/// A crash between sending and noting: the next courier cannot know, and sends it again under the same id.
#[tokio::test(start_paused = true)]
async fn what_was_sent_and_not_noted_is_sent_again() {
    let (outbox, clock) = (Kept::new([(id(1), URL.to_owned())]), clock());
    outbox.refuse_notes.store(u32::MAX, Ordering::SeqCst);
    let (sender, before) = answering(200);
    let work = at_work(&outbox, sender, clock.clone());
    while before.lock().unwrap().is_empty() {
        tokio::task::yield_now().await;
    }
    work.done.abort();
    let _ = work.done.await;
    assert_eq!(before.lock().unwrap().len(), 1);
    outbox.refuse_notes.store(0, Ordering::SeqCst);
    let (sender, after) = answering(200);
    let _work = at_work(&outbox, sender, clock);
    outbox.until(|row| over(&row.state)).await;
    assert_eq!(*before.lock().unwrap(), *after.lock().unwrap());
}

#[tokio::test(start_paused = true)]
async fn a_note_that_fails_is_noted_later_without_sending_again() {
    let outbox = Kept::new([(id(1), URL.to_owned())]);
    outbox.refuse_notes.store(100, Ordering::SeqCst);
    let (sender, sent) = answering(200);
    let _work = at_work(&outbox, sender, clock());
    outbox.until(|row| over(&row.state)).await;
    assert_eq!(sent.lock().unwrap().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_replay_is_one_more_try_after_it_was_given_up() {
    let outbox = Kept::new([(id(1), URL.to_owned())]);
    let clock = clock();
    let work = at_work(&outbox, answering(500).0, clock.clone());
    outbox.until(|row| over(&row.state)).await;
    let now = engine::Clock::now(&clock);
    outbox.rows.send_modify(|rows| {
        rows.get_mut(&id(1)).unwrap().state = CallbackState::Due { attempts: 10, next: now };
    });
    work.handle.put(Due { id: id(1), at: now, url: URL.to_owned() }).await;
    outbox.until(|row| over(&row.state)).await;
    assert!(matches!(outbox.row(id(1)).state, CallbackState::GivenUp { attempts: 11, .. }));
}

#[tokio::test(start_paused = true)]
async fn what_is_not_due_any_more_is_not_sent() {
    let outbox = Kept::new([(id(1), URL.to_owned())]);
    let (sender, sent) = answering(200);
    let work = at_work(&outbox, sender, clock());
    outbox.until(|row| over(&row.state)).await;
    for number in [1, 2] {
        work.handle.put(Due { id: id(number), at: after(0), url: URL.to_owned() }).await;
    }
    tokio::time::advance(Duration::from_secs(60)).await;
    work.stop.cancel();
    work.done.await.unwrap();
    assert_eq!(sent.lock().unwrap().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn stopping_waits_for_what_is_under_way_and_begins_nothing() {
    let outbox = Kept::new((0..10).map(|number| (id(number), URL.to_owned())));
    let begun = Arc::new(AtomicU32::new(0));
    let counter = Arc::clone(&begun);
    let sender = Played(move |_| {
        counter.fetch_add(1, Ordering::SeqCst);
        tokio::time::sleep(Duration::from_secs(9)).map(|()| Ok(reply(200, ""))).boxed()
    });
    let (work, start) = (at_work(&outbox, sender, clock()), Instant::now());
    while begun.load(Ordering::SeqCst) < 2 {
        tokio::task::yield_now().await;
    }
    work.stop.cancel();
    work.done.await.unwrap();
    assert_eq!(start.elapsed().as_secs(), 9);
    assert_eq!(begun.load(Ordering::SeqCst), 2, "two places to one origin, and no third call");
    let rows = outbox.rows.borrow();
    assert_eq!(rows.values().filter(|row| over(&row.state)).count(), 2, "both were noted");
}
