//! One receiver that hangs does not keep the others waiting.

use crate::played::{Kept, Played, after, clock, id, reply};
use callback::{Courier, Places};
use domain::CallbackState;
use futures::FutureExt as _;
use std::{sync::Arc, time::Duration};
use tokio_util::sync::CancellationToken;

const DEAD: &str = "https://dead.example/";
const OTHERS: u16 = 40;
const EACH: u16 = 50;

/// How long callbacks to forty quick receivers wait, sorted, while so many to one that hangs are due as well.
async fn waits_beside(hanging: u16) -> Vec<i64> {
    let dead = (0..hanging).map(|number| (id(number), DEAD.to_owned()));
    let quick = (0..OTHERS * EACH).map(|number| (id(10_000 + number), format!("https://{}.example/", number % OTHERS)));
    let outbox = Kept::new(dead.chain(quick));
    let sender = Played(|letter: callback::Letter| {
        let takes = Duration::from_secs(if letter.url == DEAD { 3600 } else { 0 }) + Duration::from_millis(10);
        tokio::time::sleep(takes).map(|()| Ok(reply(200, ""))).boxed()
    });
    let (_handle, courier) = Courier::new(outbox.clone(), Arc::new(sender), Arc::new(clock()), Places::default());
    let stop = CancellationToken::new();
    let done = tokio::spawn(courier.run(stop.clone()));
    let delivered = |row: &crate::played::Row| matches!(row.state, CallbackState::Delivered { .. });
    outbox.until(|row| row.url == DEAD || delivered(row)).await;
    stop.cancel();
    done.await.unwrap();
    let rows = outbox.rows.borrow();
    let quick = rows.values().filter(|row| row.url != DEAD);
    let mut waits: Vec<i64> = quick.map(|row| row.attempts[0].at.as_millis() - after(0).as_millis()).collect();
    waits.sort_unstable();
    waits
}

/// The clock is virtual, so these are the courier's own delays and the same on every machine.
#[tokio::test(start_paused = true)]
async fn one_that_hangs_delays_the_others_by_less_than_50_ms() {
    let (alone, beside) = (waits_beside(0).await, waits_beside(1000).await);
    assert_eq!((alone.len(), beside.len()), (2000, 2000));
    let p99 = |waits: &[i64]| waits[waits.len() * 99 / 100];
    let delay = p99(&beside) - p99(&alone);
    assert!((0..50).contains(&delay), "p99 {} ms alone, {} ms beside", p99(&alone), p99(&beside));
}
