//! What is sent: headers, body, and signatures that an independent verifier accepts.

use crate::{
    played::{BEGIN, after, clock, delivery, id},
    receiver::{answering, client},
    verifier::verify,
};
use callback::{Delivery, Secret, attempt, body};
use domain::CallbackState;
use serde_json::{Value, json};

#[tokio::test]
async fn says_what_ran_and_is_signed_with_every_valid_secret() {
    let (url, mut received) = answering("thanks").await;
    let (new, old) = ([1; 32], [2; 32]);
    let delivery = delivery(id(5), &url, &[new, old]);
    let attempted = attempt(&client(), &|| after(0), &delivery, 0).await;
    assert_eq!(attempted.state, CallbackState::Delivered { attempts: 1, at: after(0) });
    assert_eq!(attempted.attempt.status, Some(200));
    assert_eq!(attempted.attempt.words.as_str(), "thanks");

    let received = received.recv().await.unwrap();
    let header = |name: &str| received.headers[name].to_str().unwrap();
    let said: Value = serde_json::from_slice(&received.body).unwrap();
    assert_eq!(received.path, "/called");
    assert_eq!(said, json!({"text": ["Hello Ada"], "execution_id": id(5).to_string()}));
    assert_eq!(header("content-type"), "application/json");
    assert_eq!(header("webhook-id"), id(5).to_string());
    assert_eq!(header("webhook-timestamp"), (BEGIN / 1000).to_string());
    assert_eq!(header("brine-deployment"), delivery.about.deployment.to_string());
    assert_eq!(header("brine-version"), "4");
    assert_eq!(header("brine-digest"), delivery.about.digest.to_string());
    assert_eq!(header("brine-status"), "succeeded");
    for secret in [new, old] {
        assert!(verify(&Secret::from(secret).reveal(), &received.headers, &received.body));
    }
    assert!(!verify(&Secret::from([9; 32]).reveal(), &received.headers, &received.body));
    assert!(!verify(&Secret::from(new).reveal(), &received.headers, b"{}"));
}

#[tokio::test]
async fn the_id_stays_and_the_time_and_signature_are_each_attempts_own() {
    let (url, mut received) = answering("").await;
    let delivery = delivery(id(5), &url, &[[1; 32]]);
    for (before, millis) in [(0, 0), (1, 5_000)] {
        attempt(&client(), &move || after(millis), &delivery, before).await;
    }
    let (first, second) = (received.recv().await.unwrap(), received.recv().await.unwrap());
    assert_eq!(first.headers["webhook-id"], second.headers["webhook-id"]);
    assert_ne!(first.headers["webhook-timestamp"], second.headers["webhook-timestamp"]);
    assert_ne!(first.headers["webhook-signature"], second.headers["webhook-signature"]);
    assert_eq!(first.body, second.body);
    assert!(verify(&Secret::from([1; 32]).reveal(), &second.headers, &second.body));
}

#[tokio::test]
async fn a_test_delivery_says_that_it_is_one() {
    let (url, mut received) = answering("").await;
    let mut delivery = delivery(id(5), &url, &[[1; 32]]);
    delivery.about.status = None;
    let delivery = Delivery { body: body::test(id(5), ["text", "image"]), ..delivery };
    attempt(&client(), &clock(), &delivery, 0).await;
    let received = received.recv().await.unwrap();
    assert_eq!(received.headers["brine-status"], "test");
    let said: Value = serde_json::from_slice(&received.body).unwrap();
    assert_eq!(said, json!({"text": [], "image": [], "execution_id": id(5).to_string()}));
}
