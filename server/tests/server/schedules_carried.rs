//! Schedules go with the version that takes another's place: they are done on one of the two, never on both.

use crate::held_clock::{Timed, at_nine};
use domain::DeploymentId;
use serde_json::{Value, json};
use store::{PutSetting, SettingKey, SettingKind, SettingOf, Store};

async fn redeploy(timed: &Timed, id: &str, replaced: &str) -> String {
    let body = json!({"allow_untested": true, "replaced": replaced});
    timed.post(&format!("/api/v1/deployments/{id}/redeploy"), body).await["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_redeploy_takes_them_along() {
    for replaced in ["pause", "delete"] {
        let timed = Timed::start("2026-11-26T07:00:00Z").await;
        let old = timed.greeting().await;
        timed.set(&old, at_nine()).await;
        timed.turn("2026-11-26T08:00:00Z");
        let before = timed.settled(&old, "2026-11-26T08:00:00Z").await;
        let new = redeploy(&timed, &old, replaced).await;
        assert_eq!(timed.schedules(&new).await, [before], "with what came of them");
        if replaced == "pause" {
            assert_eq!(timed.schedules(&old).await, Vec::<Value>::new());
        }
        timed.turn("2026-11-27T08:00:00Z");
        let settled = timed.settled(&new, "2026-11-27T08:00:00Z").await;
        assert_eq!(settled["last"]["outcome"], "accepted");
        assert_eq!(timed.executions(&new).await.len(), 1);
    }
}

#[tokio::test]
async fn a_version_that_goes_on_keeps_them() {
    let timed = Timed::start("2026-11-26T07:00:00Z").await;
    let old = timed.greeting().await;
    let set = timed.set(&old, at_nine()).await;
    let new = redeploy(&timed, &old, "keep").await;
    assert_eq!((timed.schedules(&old).await, timed.schedules(&new).await), (set, Vec::new()));
}

#[tokio::test]
async fn a_rollback_takes_them_back_also_to_a_deleted_version() {
    let timed = Timed::start("2026-11-26T07:00:00Z").await;
    let first = timed.greeting().await;
    let set = timed.set(&first, at_nine()).await;
    let second = redeploy(&timed, &first, "pause").await;
    timed.post(&format!("/api/v1/deployments/{first}/rollback"), json!({})).await;
    assert_eq!((timed.schedules(&first).await, timed.schedules(&second).await), (set.clone(), Vec::new()));
    timed.server.delete(&format!("/api/v1/deployments/{first}")).await;
    let third = timed.post(&format!("/api/v1/deployments/{first}/rollback"), json!({})).await;
    assert_eq!(timed.schedules(third["id"].as_str().unwrap()).await, set);
}

/// A crash between the commit and what follows: the start finishes it. Before the commit, the start takes it back.
#[tokio::test]
async fn a_start_finishes_what_a_crash_has_left() {
    for is_committed in [true, false] {
        let timed = Timed::start("2026-11-26T07:00:00Z").await;
        let old = timed.greeting().await;
        let set = timed.set(&old, at_nine()).await;
        let new = redeploy(&timed, &old, "keep").await;
        if is_committed {
            let path = format!("/api/v1/deployments/{old}/status");
            timed.server.json(axum::http::Method::PUT, &path, r#"{"status":"paused"}"#).await;
        }
        let (from, to) = (old.clone(), new.clone());
        let timed = timed.restart_after("2026-11-26T07:30:00Z", async |store| intend(store, &from, &to).await).await;
        let (here, there) = if is_committed { (&new, &old) } else { (&old, &new) };
        assert_eq!((timed.schedules(here).await, timed.schedules(there).await), (set, Vec::new()));
        timed.turn("2026-11-26T08:00:00Z");
        assert_eq!(timed.settled(here, "2026-11-26T08:00:00Z").await["last"]["outcome"], "accepted");
        assert_eq!(timed.executions(there).await.len(), 0);
    }
}

/// Keeps that schedules shall move, as it is kept right before the commit.
async fn intend(store: &dyn Store, from: &str, to: &str) {
    let of = SettingOf::Deployment(from.parse::<DeploymentId>().unwrap());
    let key = SettingKey { of, kind: SettingKind::Schedules };
    let kept = store.setting(key).await.unwrap().unwrap();
    let mut set: Value = serde_json::from_slice(&kept.value).unwrap();
    set["moving_to"] = json!(to);
    let value = Some(set.to_string().into());
    store.put_setting(PutSetting { key, expected: Some(kept.row), value }).await.unwrap();
}
