//! What happened, by REST and on its page: sentences, filters, cursors, and how far back it reaches.

use crate::support::{Answer, GRAPH, TestServer};
use axum::http::{Method, StatusCode};
use domain::{Actor, DeploymentStatus, PauseMode};
use futures::{StreamExt as _, stream};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What the history says with these parameters.
async fn items(server: &TestServer, query: &str) -> Vec<Value> {
    let answer = server.get(&format!("/api/v1/history?{query}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.value()["items"].as_array().unwrap().clone()
}

async fn summaries(server: &TestServer, query: &str) -> Vec<String> {
    items(server, query).await.iter().map(|it| it["summary"].as_str().unwrap().to_owned()).collect()
}

/// Everything that pages of this many say, and how many pages that took.
async fn paged(server: &TestServer, limit: u32) -> (Vec<Value>, u32) {
    let (mut all, mut pages, mut cursor) = (Vec::new(), 0, String::new());
    loop {
        let page = server.get(&format!("/api/v1/history?limit={limit}{cursor}")).await.value();
        all.extend(page["items"].as_array().unwrap().iter().cloned());
        pages += 1;
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return (all, pages),
        }
    }
}

async fn done(server: &TestServer, method: Method, path: &str, body: &str) -> Answer {
    let answer = server.json(method, path, body).await;
    assert!(answer.status.is_success(), "{path}: {}", answer.text());
    answer
}

/// A workflow with a deployment to which an address leads, redeployed from the next revision.
async fn redeployed(server: &TestServer) -> (String, String, String) {
    let workflow = server.workflow("Flow", GRAPH).await;
    let old = server.deploy(&workflow).await;
    done(server, Method::PUT, "/api/v1/addresses/flow", &json!({"deployment": old}).to_string()).await;
    let body = format!(r#"{{"name":"Flow","graph":{}}}"#, GRAPH.replace("\"a\"", "\"b\""));
    done(server, Method::PUT, &format!("/api/v1/workflows/{workflow}"), &body).await;
    let path = format!("/api/v1/deployments/{old}/redeploy");
    let new = done(server, Method::POST, &path, r#"{"reason":"warmer words","allow_untested":true}"#).await.id();
    (workflow, old, new)
}

async fn deployment(server: &TestServer, at: u32) -> domain::DeploymentId {
    server.deployment(&format!("Flow {at}")).await.parse().unwrap()
}

#[tokio::test]
async fn says_who_did_what_and_why_newest_first() {
    let server = TestServer::start().await;
    let workflow = server.workflow("Flow", GRAPH).await;
    let body = r#"{"type":"api","name":"Bot 🧂","reason":"first try","allow_untested":true}"#;
    let id = done(&server, Method::POST, &format!("/api/v1/workflows/{workflow}/deployments"), body).await.id();
    let path = format!("/api/v1/deployments/{id}");
    let paused = r#"{"status":"paused","mode":"hold","reason":"the engine moves"}"#;
    done(&server, Method::PUT, &format!("{path}/status"), paused).await;
    done(&server, Method::PATCH, &path, r#"{"name":"Bot two"}"#).await;
    let form = [("do", "set_status"), ("id", &id), ("status", "running")];
    assert_eq!(server.form("/deployments", &form).await.status, StatusCode::SEE_OTHER);
    server.delete(&format!("{path}?reason=over&snapshot=forget")).await;
    let all = items(&server, "").await;
    let told: Vec<_> = all
        .iter()
        .map(|it| {
            let word = |member: &str| it[member].as_str().unwrap_or("-").to_owned();
            [word("summary"), word("kind"), word("actor"), word("reason")].join(" | ")
        })
        .collect();
    assert_eq!(
        told,
        [
            "Deleted Bot two v1 | deleted | api | over",
            "Resumed Bot two v1 | status | browser | -",
            "Renamed Bot 🧂 v1 to Bot two | renamed | api | -",
            "Paused Bot 🧂 v1 and holds requests | status | api | the engine moves",
            "Deployed Bot 🧂 v1 from revision 1, untested | deployed | api | first try",
            "Imported Flow | imported | api | -",
        ]
    );
    let times: Vec<_> = all.iter().map(|it| it["at"].as_str().unwrap()).collect();
    assert!(times.is_sorted_by(|a, b| a >= b), "{times:?}");
    assert_eq!(
        all[1]["changes"][0]["deployment"],
        json!({"id": id, "name": "Bot two", "version": 1}),
        "also of one that is gone"
    );
}

#[tokio::test]
async fn what_was_done_in_one_commit_is_one_thing() {
    let server = TestServer::start().await;
    let (_, old, new) = redeployed(&server).await;
    let redeploy = items(&server, "").await[0].clone();
    assert_eq!(redeploy["summary"], "Redeployed Flow v2 from revision 2, untested: Flow v1 paused, address flow moved");
    assert_eq!((&redeploy["kind"], &redeploy["reason"]), (&json!("redeployed"), &json!("warmer words")));
    let kinds: Vec<_> = redeploy["changes"].as_array().unwrap().iter().map(|it| &it["kind"]).collect();
    assert_eq!(kinds, ["deployed", "status", "address"]);
    assert_eq!(redeploy["changes"][2]["deployment"]["id"], *new);
    let back = r#"{"reason":"v2 is rude"}"#;
    done(&server, Method::POST, &format!("/api/v1/deployments/{old}/rollback"), back).await;
    assert_eq!(summaries(&server, "").await[0], "Rolled back to Flow v1: Flow v2 paused, address flow moved");
    server.delete(&format!("/api/v1/deployments/{new}")).await;
    done(&server, Method::POST, &format!("/api/v1/deployments/{new}/rollback"), r#"{"replaced":"delete"}"#).await;
    assert_eq!(
        summaries(&server, "kind=rolled_back").await,
        [
            "Rolled back to v2, deployed again as Flow v3: Flow v1 deleted, address flow moved",
            "Rolled back to Flow v1: Flow v2 paused, address flow moved",
        ]
    );
}

#[tokio::test]
async fn filters_by_workflow_deployment_kind_and_day() {
    let server = TestServer::start().await;
    let (workflow, old, new) = redeployed(&server).await;
    let other = server.deployment("Other").await;
    server.delete(&format!("/api/v1/deployments/{other}?snapshot=forget")).await;
    let count = async |query: String| summaries(&server, &query).await.len();
    assert_eq!(count(format!("workflow={workflow}")).await, 5, "imported, deployed, led, saved, redeployed");
    assert_eq!(
        summaries(&server, &format!("deployment={other}")).await,
        ["Deleted Other v1", "Deployed Other v1 from revision 1, untested"]
    );
    assert_eq!(count(format!("deployment={old}")).await, 3, "deployed, led to, redeployed");
    assert_eq!(count(format!("deployment={new}")).await, 1);
    assert_eq!(count(format!("deployment={new}&workflow={workflow}&kind=address")).await, 1, "a part of the redeploy");
    for (kind, expected) in [
        ("imported", 2),
        ("deployed", 3),
        ("redeployed", 1),
        ("status", 1),
        ("address", 2),
        ("saved", 1),
        ("restored", 0),
    ] {
        assert_eq!(count(format!("kind={kind}")).await, expected, "{kind}");
    }
    let everything = count(String::new()).await;
    // The test's clock begins on 23 November 2025.
    for (days, expected) in [
        ("from=2025-11-23", everything),
        ("to=2025-11-23", everything),
        ("from=2025-11-23&to=2025-11-23", everything),
        ("from=2025-11-24", 0),
        ("to=2025-11-22", 0),
    ] {
        assert_eq!(count(days.to_owned()).await, expected, "{days}");
    }
}

#[tokio::test]
async fn says_which_parameter_has_no_meaning() {
    let server = TestServer::start().await;
    for (query, member) in [
        ("workflow=x", "workflow"),
        ("kind=exploded", "kind"),
        ("from=23.11.2025", "from"),
        ("from=2025-11-23&to=2025-11-22", "to"),
        ("cursor=x", "cursor"),
        ("limit=201", "limit"),
    ] {
        let refused = server.get(&format!("/api/v1/history?{query}")).await;
        assert_eq!((refused.status, &refused.value()["member"]), (StatusCode::BAD_REQUEST, &json!(member)), "{query}");
        let page = server.get(&format!("/history?{query}")).await;
        assert_eq!(page.status, StatusCode::OK);
        let says = page.text().contains("Everything is shown instead");
        assert_eq!(says, !matches!(member, "cursor" | "limit"), "{query}");
    }
}

#[tokio::test]
async fn pages_say_everything_once_and_undertakings_whole() {
    let server = TestServer::start().await;
    let (_, old, new) = redeployed(&server).await;
    // Rollbacks of three entries each, so that whatever is read at once is cut within one.
    for turn in 0..220 {
        let to = if turn % 2 == 0 { &old } else { &new };
        done(&server, Method::POST, &format!("/api/v1/deployments/{to}/rollback"), "{}").await;
    }
    let (all, _) = paged(&server, 200).await;
    assert_eq!(all.len(), 5 + 220);
    let rollbacks = all.iter().filter(|it| it["kind"] == "rolled_back");
    assert!(
        rollbacks.clone().count() == 220 && rollbacks.clone().all(|it| it["changes"].as_array().unwrap().len() == 3)
    );
    let positions: BTreeSet<_> = all.iter().map(|it| it["position"].as_u64().unwrap()).collect();
    assert_eq!(positions.len(), all.len());
    for limit in [1, 7, 50] {
        let (again, pages) = paged(&server, limit).await;
        assert_eq!((again == all, pages), (true, 225_u32.div_ceil(limit)), "pages of {limit}");
    }
}

#[tokio::test]
async fn says_how_far_back_it_reaches_once_it_is_cut() {
    let server = TestServer::start().await;
    assert_eq!(
        server.get("/api/v1/history").await.value(),
        json!({"items": [], "next_cursor": null, "reaches_to": null})
    );
    let ids: Vec<_> = stream::iter(0..64).then(|at| deployment(&server, at)).collect().await;
    let first = items(&server, "limit=200").await.pop().unwrap();
    let toggle = async |id: domain::DeploymentId| {
        for turn in 0..160 {
            let status = if turn % 2 == 0 { DeploymentStatus::Paused } else { DeploymentStatus::Running };
            server.service.set_status(Actor::Api, id, status, PauseMode::Finish, None).await.unwrap();
        }
    };
    stream::iter(ids).for_each_concurrent(64, toggle).await;
    let (all, _) = paged(&server, 200).await;
    assert_eq!(all.len(), 10_000);
    assert!(all.iter().all(|it| it["position"] != first["position"]));
    let page = server.get("/api/v1/history?limit=1").await.value();
    assert_eq!(page["reaches_to"], all.last().unwrap()["at"]);
    let html = server.get("/history").await.text();
    assert!(html.contains("Brine keeps the newest 10,000 changes"), "{html}");
    // Also what nothing is found of is looked for to the end, and in all of it.
    assert_eq!(items(&server, "kind=imported").await.len(), 0);
    let lines = server.get("/api/v1/history/export?format=jsonl").await.text();
    assert_eq!(lines.lines().count(), 10_000);
    let rows = server.get("/api/v1/history/export?format=csv").await;
    assert_eq!(csv::Reader::from_reader(&rows.bytes[..]).records().map(Result::unwrap).count(), 10_000);
    let versions = server.get("/api/v1/history/export?format=md").await.text();
    assert_eq!(versions.lines().filter(|it| it.starts_with("| v1 |")).count(), 64, "versions outlive the feed");
}

#[tokio::test]
async fn the_page_says_it_with_links_and_takes_names_as_text() {
    let server = TestServer::start().await;
    let empty = server.get("/history").await.text();
    assert!(empty.contains("Nothing has happened yet"), "{empty}");
    let hostile = "\u{202e}<script>alert(1)</script>\"";
    let id = server.deployment(hostile).await;
    let reason = r#"{"status":"paused","reason":"<img src=x onerror=alert(1)>"}"#;
    done(&server, Method::PUT, &format!("/api/v1/deployments/{id}/status"), reason).await;
    let page = server.get("/history").await.html();
    assert!(!page.contains("<script>alert") && !page.contains("<img src=x"), "{page}");
    for part in [
        format!("<a href=\"/deployments/{id}\"><bdi>\u{202e}&lt;script"),
        format!("href=\"/history?deployment={id}\""),
        "&lt;img src=x onerror=alert(1)&gt;".to_owned(),
        "through the API".to_owned(),
        "<time datetime=\"2025-11-23T".to_owned(),
        "href=\"/api/v1/history/export?format=csv\"".to_owned(),
    ] {
        assert!(page.contains(&part), "{part} is not in {page}");
    }
    server.delete(&format!("/api/v1/deployments/{id}")).await;
    let after = server.get(&format!("/history?deployment={id}&kind=status")).await.text();
    assert!(!after.contains(&format!("href=\"/deployments/{id}\"")), "it has no page any more: {after}");
    assert!(after.contains("Only of") && after.contains("export?format=csv&amp;deployment="), "{after}");
    assert!(server.get("/history?kind=address").await.text().contains("Nothing that is kept fits these filters"));
}
