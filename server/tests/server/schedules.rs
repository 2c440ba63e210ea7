//! What is due is done when it is due: once, also across restarts.

use crate::held_clock::{Timed, at_nine};
use domain::DeploymentId;
use serde_json::{Value, json};
use store::{PutSetting, SettingKey, SettingKind, SettingOf, Store};

/// The newest entry of the history that has a reason.
async fn because(timed: &Timed) -> Value {
    let history = timed.server.get("/api/v1/history").await.value();
    let items = history["items"].as_array().unwrap();
    items.iter().find(|it| !it["reason"].is_null()).cloned().unwrap_or_default()
}

#[tokio::test]
async fn a_deployment_is_paused_and_resumed_at_set_times() {
    let timed = Timed::start("2026-11-26T09:00:00Z").await;
    let id = timed.greeting().await;
    let pause = json!({"action": "pause", "at": "2026-11-26T10:00:00Z", "mode": "hold", "reason": "the night shift"});
    let set = timed.set(&id, json!([pause, {"action": "resume", "at": "2026-11-26T11:30:00+01:00"}])).await;
    assert_eq!((&set[0]["next"], &set[1]["at"]), (&json!("2026-11-26T10:00:00Z"), &json!("2026-11-26T10:30:00Z")));
    assert_eq!(timed.status(&id).await, "running");

    timed.turn("2026-11-26T10:00:00Z");
    let settled = timed.settled(&id, "2026-11-26T10:00:00Z").await;
    assert_eq!((&settled["last"]["outcome"], &settled["last"]["late"]), (&json!("done"), &json!(false)));
    assert_eq!((&settled["next"], timed.status(&id).await), (&Value::Null, json!("paused")));
    let told = because(&timed).await;
    assert_eq!(told["actor"], "schedule");
    assert_eq!(told["reason"], "Schedule: pause at 2026-11-26T10:00:00Z. the night shift");
    let page = timed.server.get("/history").await.html();
    assert!(page.contains("by a schedule") && page.contains("the night shift"), "{page}");

    timed.turn("2026-11-26T10:30:00Z");
    let resumed = async {
        while timed.schedules(&id).await[1]["last"].is_null() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(60), resumed).await.unwrap();
    assert_eq!(timed.status(&id).await, "running");
    // What is over stays in the list, and can be sent again as it is.
    let all = timed.schedules(&id).await;
    let again = json!([{"id": all[0]["id"], "action": "pause", "at": all[0]["at"], "mode": "hold"}]);
    assert_eq!(timed.set(&id, again).await[0]["last"]["outcome"], "done");
}

#[tokio::test]
async fn a_run_is_accepted_whenever_it_is_due_with_its_inputs() {
    let timed = Timed::start("2026-11-26T07:00:00Z").await;
    let id = timed.greeting().await;
    assert_eq!(timed.set(&id, at_nine()).await[0]["next"], "2026-11-26T08:00:00Z");
    for (due, next) in
        [("2026-11-26T08:00:00Z", "2026-11-27T08:00:00Z"), ("2026-11-27T08:00:00Z", "2026-11-28T08:00:00Z")]
    {
        timed.turn(due);
        let settled = timed.settled(&id, due).await;
        assert_eq!((&settled["last"]["outcome"], &settled["next"]), (&json!("accepted"), &json!(next)));
        let over = timed.server.over(settled["last"]["execution"].as_str().unwrap()).await;
        assert_eq!(over["outputs"]["greeting"][0], "Hello Berlin");
    }
    assert_eq!(timed.executions(&id).await.len(), 2);
    assert_eq!(timed.schedules(&id).await[0]["missed"]["count"], 0);
}

#[tokio::test]
async fn a_restart_runs_nothing_twice() {
    let timed = Timed::start("2026-11-26T07:00:00Z").await;
    let id = timed.greeting().await;
    timed.set(&id, at_nine()).await;
    timed.turn("2026-11-26T08:00:00Z");
    let before = timed.settled(&id, "2026-11-26T08:00:00Z").await;
    let timed = timed.restart("2026-11-26T08:00:00Z").await;
    assert_eq!(timed.schedules(&id).await[0], before);
    assert_eq!(timed.executions(&id).await.len(), 1);
}

/// The server is killed after a run was accepted, and before that was noted.
#[tokio::test]
async fn a_crash_after_a_run_was_accepted_runs_nothing_twice_and_misses_nothing() {
    let timed = Timed::start("2026-11-26T07:00:00Z").await;
    let id = timed.greeting().await;
    timed.set(&id, at_nine()).await;
    timed.turn("2026-11-26T08:00:00Z");
    let before = timed.settled(&id, "2026-11-26T08:00:00Z").await;
    let deployment: DeploymentId = id.parse().unwrap();
    // A later clock finds it too late, one that stands still finds it due once more.
    let timed = timed.restart_after("2026-11-26T08:00:10Z", async |store| forget_notes(store, deployment).await).await;
    let after = timed.schedules(&id).await[0].clone();
    assert_eq!(after["last"]["execution"], before["last"]["execution"]);
    assert_eq!(after["missed"]["count"], 0);
    let timed = timed.restart_after("2026-11-26T08:00:00Z", async |store| forget_notes(store, deployment).await).await;
    let after = timed.settled(&id, "2026-11-26T08:00:00Z").await;
    assert_eq!(after["last"]["execution"], before["last"]["execution"]);
    assert_eq!(timed.executions(&id).await.len(), 1);
}

async fn forget_notes(store: &dyn Store, of: DeploymentId) {
    let key = SettingKey { of: SettingOf::Deployment(of), kind: SettingKind::ScheduleNotes };
    let expected = store.setting(key).await.unwrap().map(|it| it.row);
    store.put_setting(PutSetting { key, expected, value: None }).await.unwrap();
}

#[tokio::test]
async fn what_was_due_while_the_server_was_down_is_reported_or_done_at_start() {
    let timed = Timed::start("2026-11-26T07:00:00Z").await;
    let (runs, pauses) = (timed.greeting().await, timed.greeting().await);
    timed.set(&runs, at_nine()).await;
    timed.set(&pauses, json!([{"action": "pause", "at": "2026-11-27T12:00:00Z"}])).await;
    let timed = timed.restart("2026-11-29T08:00:01Z").await;
    let missed = &timed.schedules(&runs).await[0];
    assert_eq!(missed["missed"], json!({"count": 4, "last": "2026-11-29T08:00:00Z"}));
    assert_eq!((&missed["last"], &missed["next"]), (&Value::Null, &json!("2026-11-30T08:00:00Z")));
    assert_eq!(timed.executions(&runs).await.len(), 0, "nothing is run late");

    assert_eq!(timed.status(&pauses).await, "paused");
    let paused = &timed.schedules(&pauses).await[0]["last"];
    assert_eq!((&paused["outcome"], &paused["late"]), (&json!("done"), &json!(true)));
    assert_eq!(
        because(&timed).await["reason"],
        "Schedule: pause at 2026-11-27T12:00:00Z, done late: the server was not running then"
    );

    timed.turn("2026-11-30T08:00:00Z");
    let next = timed.settled(&runs, "2026-11-30T08:00:00Z").await;
    assert_eq!((&next["last"]["outcome"], &next["missed"]["count"]), (&json!("accepted"), &json!(4)));
}

/// What was paused and resumed while the server was down is as after the last of the two.
#[tokio::test]
async fn what_is_done_at_start_is_done_in_its_order() {
    let timed = Timed::start("2026-11-26T07:00:00Z").await;
    let id = timed.greeting().await;
    let resume = json!({"action": "resume", "at": "2026-11-26T09:00:00Z"});
    timed.set(&id, json!([resume, {"action": "pause", "at": "2026-11-26T08:00:00Z"}])).await;
    let timed = timed.restart("2026-11-26T10:00:00Z").await;
    assert_eq!(timed.status(&id).await, "running");
    let outcomes: Vec<_> = timed.schedules(&id).await.iter().map(|it| it["last"]["outcome"].clone()).collect();
    assert_eq!(outcomes, ["done", "done"]);
}

#[tokio::test]
async fn a_time_that_the_clocks_leave_out_is_due_right_after_and_one_that_comes_twice_once() {
    let timed = Timed::start("2026-03-28T12:00:00Z").await;
    let id = timed.greeting().await;
    let half_past_two = json!([{"action": "run", "cron": "30 2 * * *", "time_zone": "Europe/Berlin"}]);
    assert_eq!(timed.set(&id, half_past_two).await[0]["next"], "2026-03-29T01:00:00Z");
    timed.turn("2026-03-29T01:00:00Z");
    let settled = timed.settled(&id, "2026-03-29T01:00:00Z").await;
    assert_eq!((&settled["last"]["outcome"], &settled["next"]), (&json!("accepted"), &json!("2026-03-30T00:30:00Z")));

    let timed = timed.restart("2026-10-24T12:00:00Z").await;
    for (due, next) in
        [("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"), ("2026-10-26T01:30:00Z", "2026-10-27T01:30:00Z")]
    {
        timed.turn(due);
        assert_eq!(timed.settled(&id, due).await["next"], next);
    }
    assert_eq!(timed.executions(&id).await.len(), 3);
}

#[tokio::test]
async fn a_paused_deployment_refuses_what_is_due_and_the_schedule_says_so() {
    let timed = Timed::start("2026-11-26T07:00:00Z").await;
    let id = timed.greeting().await;
    timed.set(&id, at_nine()).await;
    let path = format!("/api/v1/deployments/{id}/status");
    timed.server.json(axum::http::Method::PUT, &path, r#"{"status":"paused"}"#).await;
    timed.turn("2026-11-26T08:00:00Z");
    let settled = timed.settled(&id, "2026-11-26T08:00:00Z").await;
    assert_eq!(settled["last"]["outcome"], "refused");
    assert_eq!(settled["last"]["why"], "the deployment is paused");
    assert_eq!((&settled["next"], &settled["missed"]["count"]), (&json!("2026-11-27T08:00:00Z"), &json!(0)));
    assert_eq!(timed.executions(&id).await.len(), 0);
}

#[tokio::test]
async fn what_is_due_of_a_deleted_deployment_is_not_done() {
    let timed = Timed::start("2026-11-26T07:59:58Z").await;
    let (deleted, other) = (timed.greeting().await, timed.greeting().await);
    timed.set(&deleted, at_nine()).await;
    timed.set(&other, at_nine()).await;
    timed.server.delete(&format!("/api/v1/deployments/{deleted}")).await;
    timed.turn("2026-11-26T08:00:00Z");
    timed.settled(&other, "2026-11-26T08:00:00Z").await;
    assert_eq!(timed.server.get(&crate::held_clock::path(&deleted)).await.status, 404);
    // Undone within its ten seconds, it goes on.
    timed.post(&format!("/api/v1/deployments/{deleted}/restore"), json!({})).await;
    let settled = timed.settled(&deleted, "2026-11-26T08:00:00Z").await;
    assert_eq!((&settled["last"]["outcome"], &settled["next"]), (&json!("accepted"), &json!("2026-11-27T08:00:00Z")));
}
