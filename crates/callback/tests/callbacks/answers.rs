//! How receivers answer, and what becomes of it.

use crate::{
    played::{Played, after, clock, delivery, id, reply},
    receiver::{answering, client, receiver},
};
use axum::{
    body::Body,
    http::{StatusCode, header::LOCATION, header::RETRY_AFTER},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use callback::{Attempted, Reply, Sender, attempt, attempt::ANSWER_LIMIT};
use domain::CallbackState;
use engine::outbound::{AllowedRanges, Outbound};
use futures::{FutureExt as _, StreamExt as _, stream};
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{io::AsyncReadExt as _, net::TcpListener};

/// Sends to it for the first time.
async fn call(url: &str) -> Attempted {
    call_with(&client(), url).await
}

async fn call_with(sender: &dyn Sender, url: &str) -> Attempted {
    attempt(sender, &|| after(0), &delivery(id(1), url, &[[1; 32]]), 0).await
}

/// After how many seconds it is sent again; none where never.
#[track_caller]
fn again_after(attempted: &Attempted) -> Option<i64> {
    match attempted.state {
        CallbackState::Due { attempts: 1, next } => Some((next.as_millis() - after(0).as_millis()) / 1000),
        CallbackState::GivenUp { attempts: 1, .. } => None,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn everything_between_200_and_299_is_delivered() {
    for status in [StatusCode::OK, StatusCode::CREATED, StatusCode::ACCEPTED, StatusCode::NO_CONTENT] {
        let (url, _received) = answering(status).await;
        assert!(matches!(call(&url).await.state, CallbackState::Delivered { attempts: 1, .. }), "{status}");
    }
}

#[tokio::test]
async fn a_failure_is_tried_again_and_its_words_are_kept() {
    for status in [StatusCode::BAD_REQUEST, StatusCode::NOT_FOUND, StatusCode::INTERNAL_SERVER_ERROR] {
        let (url, _received) = answering((status, "no disk")).await;
        let attempted = call(&url).await;
        assert!(matches!(again_after(&attempted), Some(4 | 5)), "{status}");
        assert_eq!(attempted.attempt.status, Some(status.as_u16()));
        assert_eq!(attempted.attempt.words.as_str(), "no disk");
    }
}

#[tokio::test]
async fn gone_ends_it_at_once() {
    let (url, _received) = answering((StatusCode::GONE, [(RETRY_AFTER, "5")])).await;
    assert_eq!(again_after(&call(&url).await), None);
}

#[tokio::test]
async fn retry_after_is_kept_to_within_a_day() {
    let wishes = [
        ("7200", 7200),
        // Two hours after the clock of this test.
        ("Wed, 25 Nov 2026 20:00:00 GMT", 7200),
        ("999999999", 24 * 3600),
    ];
    for (wish, seconds) in wishes {
        for status in [StatusCode::TOO_MANY_REQUESTS, StatusCode::SERVICE_UNAVAILABLE] {
            let (url, _received) = answering((status, [(RETRY_AFTER, wish)])).await;
            assert_eq!(again_after(&call(&url).await), Some(seconds), "{wish}");
        }
    }
    let (url, _received) = answering((StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, "0")])).await;
    assert!(matches!(again_after(&call(&url).await), Some(4 | 5)), "a wish never shortens the wait");
}

#[tokio::test]
async fn a_redirect_is_a_failure_and_is_not_followed() {
    let (target, mut followed) = answering("here").await;
    for status in [StatusCode::MOVED_PERMANENTLY, StatusCode::FOUND, StatusCode::TEMPORARY_REDIRECT] {
        let (url, _received) = answering((status, [(LOCATION, target.clone())])).await;
        let attempted = call(&url).await;
        assert!(again_after(&attempted).is_some());
        assert!(attempted.attempt.words.as_str().starts_with("redirects are not followed"));
    }
    assert!(followed.try_recv().is_err());
}

#[tokio::test]
async fn a_connection_that_breaks_is_a_failure() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            // What is left unread makes the kernel reset the connection.
            let _ = stream.read(&mut [0; 8]).await;
        }
    });
    let attempted = call(&url).await;
    assert!(again_after(&attempted).is_some());
    assert_eq!(attempted.attempt.status, None);
    assert!(!attempted.attempt.words.as_str().is_empty());
}

#[tokio::test]
async fn nobody_listening_is_a_failure() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    assert!(again_after(&call(&url).await).is_some());
}

#[tokio::test]
async fn a_private_address_is_refused_and_sees_no_connection() {
    let (url, mut received) = answering("").await;
    let attempted = call_with(&Outbound::new(AllowedRanges::default()).unwrap(), &url).await;
    assert!(again_after(&attempted).is_some(), "an operator may open the range later");
    assert!(attempted.attempt.words.as_str().contains("--allow-private"));
    assert!(received.try_recv().is_err());
}

#[tokio::test]
async fn no_url_is_a_failure() {
    for url in ["", "nonsense", "ftp://example.com/", "file:///etc/passwd"] {
        assert!(again_after(&call(url).await).is_some(), "{url}");
    }
}

#[tokio::test]
async fn one_that_hangs_is_left_after_15_seconds() {
    let (url, mut received) = receiver(std::future::pending::<Response>).await;
    let called = tokio::spawn(async move { call(&url).await });
    received.recv().await.unwrap();
    // The request has arrived: from here on the clock runs by itself.
    tokio::time::pause();
    let attempted = called.await.unwrap();
    assert!(again_after(&attempted).is_some());
    assert_eq!(attempted.attempt.words.as_str(), "it did not answer within 15 seconds");
    assert!((15_000..16_000).contains(&attempted.attempt.took_ms), "{}", attempted.attempt.took_ms);
}

#[tokio::test]
async fn an_endless_answer_is_left_early_and_its_status_holds() {
    let endless = || async {
        let pieces = stream::repeat_with(|| Ok::<_, std::convert::Infallible>(Bytes::from_static(&[b'x'; 4096])));
        Body::from_stream(pieces).into_response()
    };
    let (url, _received) = receiver(endless).await;
    let attempted = call(&url).await;
    assert!(matches!(attempted.state, CallbackState::Delivered { .. }));
    assert!(attempted.attempt.words.as_str().starts_with("xxx"));
}

#[tokio::test]
async fn at_most_64_kib_of_an_answer_are_read() {
    let pulled = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&pulled);
    let sender = Played(move |_| {
        let counter = Arc::clone(&counter);
        let pieces = stream::repeat_with(move || {
            counter.fetch_add(1000, Ordering::SeqCst);
            Bytes::from_static(&[b'x'; 1000])
        });
        std::future::ready(Ok(Reply { status: 500, retry_after: None, body: pieces.boxed() })).boxed()
    });
    call_with(&sender, "http://a.example/").await;
    let pulled = pulled.load(Ordering::SeqCst);
    assert!((ANSWER_LIMIT as usize..ANSWER_LIMIT as usize + 1000).contains(&pulled), "{pulled}");
}

#[tokio::test(start_paused = true)]
async fn a_body_that_does_not_end_ends_after_15_seconds_in_all() {
    let sender = Played(|_| {
        let slow = tokio::time::sleep(Duration::from_secs(10)).map(|()| {
            let body = stream::iter([Bytes::from_static(b"so far")]).chain(stream::pending()).boxed();
            Ok(Reply { body, ..reply(200, "") })
        });
        slow.boxed()
    });
    let attempted = attempt(&sender, &clock(), &delivery(id(1), "http://a.example/", &[]), 0).await;
    assert!(matches!(attempted.state, CallbackState::Delivered { .. }));
    assert_eq!((attempted.attempt.took_ms, attempted.attempt.words.as_str()), (15_000, "so far"));
}
