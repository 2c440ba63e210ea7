//! What is no schedule is refused, and it is said which member of which one it is.

use crate::held_clock::{Timed, at_nine, path};
use axum::http::StatusCode;
use serde_json::{Value, json};

/// A run with this expression.
fn run(cron: &str) -> Value {
    json!({"action": "run", "cron": cron})
}

#[tokio::test]
async fn says_which_member_of_which_schedule_is_wrong() {
    let timed = Timed::start("2026-11-26T07:00:00Z").await;
    let id = timed.greeting().await;
    let cases = [
        (run("0 9 * * 8"), "cron", "field 5 (day of the week): `8` is wrong; it takes 0 to 7"),
        (run("0 25 * * *"), "cron", "field 2 (hour): `25`"),
        (run("0 0 9 * * *"), "cron", "6 fields instead of 5"),
        (run("0 0 30 2 *"), "cron", "no such day ever comes"),
        (json!({"action": "run"}), "cron", "missing"),
        (json!({"action": "run", "cron": "@daily", "time_zone": "Europe/Atlantis"}), "time_zone", "nobody knows"),
        (json!({"action": "run", "cron": "@daily", "at": "2026-11-27T00:00:00Z"}), "at", "no such member"),
        (json!({"action": "run", "cron": "@daily", "workflow_input": {"nobody": {"value": 1}}}), "workflow_input", ""),
        (json!({"action": "pause"}), "at", "missing"),
        (json!({"action": "pause", "at": "tomorrow"}), "at", "RFC 3339"),
        (json!({"action": "pause", "at": "2026-11-26T07:00:00Z"}), "at", "has passed"),
        (json!({"action": "pause", "at": "2026-11-27T00:00:00Z", "mode": "maybe"}), "mode", "finish, hold, stop"),
        (json!({"action": "resume", "at": "2026-11-27T00:00:00Z", "mode": "hold"}), "mode", "no such member"),
        (json!({"action": "resume", "at": "2026-11-27T00:00:00Z", "reason": "x".repeat(501)}), "reason", "500"),
        (json!({"id": "x", "action": "run", "cron": "@daily"}), "id", "UUID"),
        (
            json!({"id": "00000000-0000-7000-8000-000000000000", "action": "run", "cron": "@daily"}),
            "id",
            "no other schedule of this deployment has it",
        ),
        (json!({"action": "dance"}), "action", "dance"),
        (json!({"action": "run", "crom": "@daily"}), "crom", "unknown field"),
    ];
    for (case, member, words) in cases {
        let answer = timed.put(&id, &[], json!([run("@hourly"), case])).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{case}: {}", answer.text());
        let told = answer.value();
        assert_eq!(told["member"], format!("schedules[1].{member}"), "{case}: {told}");
        let detail = told["detail"].as_str().unwrap();
        assert!(detail.contains(words) && detail.starts_with("schedules[1]."), "{case}: {detail}");
    }
    assert_eq!(timed.schedules(&id).await, Vec::<Value>::new(), "nothing was set");
}

#[tokio::test]
async fn a_deployment_has_at_most_twenty() {
    let timed = Timed::start("2026-11-26T07:00:00Z").await;
    let id = timed.greeting().await;
    let many = |count: usize| Value::from(vec![run("@hourly"); count]);
    assert_eq!(timed.set(&id, many(20)).await.len(), 20);
    let refused = timed.put(&id, &[], many(21)).await;
    assert_eq!((refused.status, &refused.value()["member"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("schedules")));
    let long = json!({"action": "run", "cron": "@hourly", "workflow_input": {"name": {"value": "x".repeat(17_000), "value_type": "RAW"}}});
    let refused = timed.put(&id, &[], json!([long])).await;
    assert!(refused.text().contains("at most 16384 bytes"), "{}", refused.text());
    assert_eq!(timed.schedules(&id).await.len(), 20);
}

#[tokio::test]
async fn who_has_seen_others_changes_nothing() {
    let timed = Timed::start("2026-11-26T07:00:00Z").await;
    let id = timed.greeting().await;
    let none = timed.server.get(&path(&id)).await;
    let set = timed.put(&id, &[("if-match", none.header("etag"))], at_nine()).await;
    assert_eq!(set.status, StatusCode::OK, "{}", set.text());
    let stale = timed.put(&id, &[("if-match", none.header("etag"))], json!([])).await;
    assert_eq!((stale.status, stale.header("etag")), (StatusCode::PRECONDITION_FAILED, set.header("etag")));
    assert_eq!(timed.schedules(&id).await.len(), 1);

    // What is done does not change what was set.
    timed.turn("2026-11-26T08:00:00Z");
    timed.settled(&id, "2026-11-26T08:00:00Z").await;
    let ended = timed.put(&id, &[("if-match", set.header("etag"))], json!([])).await;
    assert_eq!((ended.status, ended.value()), (StatusCode::OK, json!({"schedules": []})));
    timed.turn("2026-11-27T08:00:00Z");
    assert_eq!(timed.executions(&id).await.len(), 1);
}

/// One that is changed counts from then on; the others go on as they are.
#[tokio::test]
async fn a_changed_schedule_keeps_its_name_and_begins_anew() {
    let timed = Timed::start("2026-11-26T07:00:00Z").await;
    let id = timed.greeting().await;
    let first = timed.set(&id, at_nine()).await[0].clone();
    timed.turn("2026-11-26T07:30:00Z");
    let mut same = at_nine();
    same[0]["id"] = first["id"].clone();
    assert_eq!(timed.set(&id, same).await[0], first);
    let other = json!([{"id": first["id"], "action": "run", "cron": "0 7 * * *"}]);
    let other = timed.set(&id, other).await[0].clone();
    assert_eq!((&other["id"], &other["next"]), (&first["id"], &json!("2026-11-27T07:00:00Z")));
    assert_eq!((&other["set_at"], &other["time_zone"]), (&json!("2026-11-26T07:30:00Z"), &json!("UTC")));
}
