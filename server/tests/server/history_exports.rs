//! The history as files: they parse back, say what the history says, and harm nobody who opens them.

use crate::support::{GRAPH, TestServer};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

/// Names and reasons as somebody sends them who means harm to whoever opens the file.
const HOSTILE: [(&str, &str); 6] = [
    ("=cmd|' /C calc'!A0", "=HYPERLINK(\"http://evil.example\",\"x\")"),
    ("+1", "-1+1"),
    ("@SUM(A1)", "@SUM(1)\nnext, \"line\""),
    ("a | b | c", "| --- | <script>alert(1)</script> |\n# heading"),
    ("`x` [y](javascript:alert(1)) <b>", "***"),
    ("\u{202e}Grüße, \"🧂\"; x", "\u{202e}"),
];

async fn hostile() -> TestServer {
    let server = TestServer::start().await;
    for (name, reason) in HOSTILE {
        let workflow = server.workflow(name, GRAPH).await;
        let body = json!({"type": "api", "reason": reason, "allow_untested": true}).to_string();
        let made = server.json(Method::POST, &format!("/api/v1/workflows/{workflow}/deployments"), &body).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    }
    server
}

async fn export(server: &TestServer, query: &str, content_type: &str) -> Vec<u8> {
    let answer = server.get(&format!("/api/v1/history/export?{query}")).await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, content_type), "{}", answer.text());
    assert!(answer.header("content-disposition").starts_with("attachment; filename=\""), "a file");
    answer.bytes
}

#[tokio::test]
async fn json_lines_are_the_items_of_the_history() {
    let server = hostile().await;
    let items = server.get("/api/v1/history?limit=200").await.value()["items"].clone();
    let file = export(&server, "format=jsonl", "application/jsonl; charset=utf-8").await;
    let lines: Vec<Value> = file
        .split(|byte| *byte == b'\n')
        .filter(|it| !it.is_empty())
        .map(|it| serde_json::from_slice(it).unwrap())
        .collect();
    assert_eq!(Value::from(lines), items);
    let filtered = export(&server, "kind=imported", "application/jsonl; charset=utf-8").await;
    assert_eq!(String::from_utf8(filtered).unwrap().lines().count(), HOSTILE.len());
}

#[tokio::test]
async fn csv_has_a_row_a_change_and_no_cell_that_a_spreadsheet_runs() {
    let server = hostile().await;
    let file = export(&server, "format=csv", "text/csv; charset=utf-8; header=present").await;
    let mut reader = csv::Reader::from_reader(&file[..]);
    let columns = reader.headers().unwrap().clone();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2 * HOSTILE.len());
    let cell =
        |row: &csv::StringRecord, column: &str| row[columns.iter().position(|it| it == column).unwrap()].to_owned();
    let deployed: Vec<_> = rows.iter().filter(|row| cell(row, "change") == "deployed").rev().collect();
    for (row, (name, reason)) in deployed.iter().zip(HOSTILE) {
        let unguarded = |text: String| text.strip_prefix('\'').map_or(text.clone(), str::to_owned);
        assert_eq!(unguarded(cell(row, "deployment")), name);
        assert_eq!(unguarded(cell(row, "reason")), reason);
        assert_eq!((&*cell(row, "version"), &*cell(row, "actor"), &*cell(row, "kind")), ("1", "api", "deployed"));
    }
    for found in rows.iter().flat_map(csv::StringRecord::iter) {
        assert!(!found.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "a spreadsheet runs {found:?}");
    }
    assert!(file.windows(2).filter(|it| it == b"\r\n").count() > rows.len(), "lines end as RFC 4180 has it");
}

#[tokio::test]
async fn markdown_has_a_table_a_workflow_and_a_row_a_version() {
    let server = TestServer::start().await;
    let workflow = server.workflow("Flow", GRAPH).await;
    let first = server.deploy(&workflow).await;
    let second = server.deploy(&workflow).await;
    let redeploy = server
        .json(
            Method::POST,
            &format!("/api/v1/deployments/{second}/redeploy"),
            r#"{"reason":"again","allow_untested":true}"#,
        )
        .await;
    assert_eq!(redeploy.status, StatusCode::CREATED, "{}", redeploy.text());
    server.delete(&format!("/api/v1/deployments/{first}?snapshot=forget&reason=too%20old")).await;
    server.deployment("Other").await;
    let text = String::from_utf8(export(&server, "format=md", "text/markdown; charset=utf-8").await).unwrap();
    let rows: Vec<_> = text.lines().filter(|it| it.starts_with("| v")).collect();
    let [third, second_row, first_row, _other] = rows[..] else { panic!("{text}") };
    assert!(
        third.contains("| again |")
            && third.contains("the same as of v2")
            && third.contains("running since 2025-11-23 21:"),
        "{third}"
    );
    assert!(second_row.contains("paused since") && second_row.contains("through the API: again"), "{second_row}");
    assert!(first_row.contains("deleted 2025-11-23") && first_row.contains(": too old"), "{first_row}");
    assert!(text.find("## Flow").unwrap() < text.find("## Other").unwrap(), "{text}");
    let only =
        export(&server, &format!("format=md&workflow={workflow}&kind=deleted"), "text/markdown; charset=utf-8").await;
    let only = String::from_utf8(only).unwrap();
    let rows: Vec<_> = only.lines().filter(|it| it.starts_with("| v")).collect();
    assert!(rows.len() == 1 && rows[0].starts_with("| v1 |"), "{only}");
    let none = export(&server, "format=md&kind=restored", "text/markdown; charset=utf-8").await;
    assert!(String::from_utf8(none).unwrap().contains("No version is found."));
}

#[tokio::test]
async fn markdown_takes_names_and_reasons_as_text() {
    let server = hostile().await;
    let text = String::from_utf8(export(&server, "format=md", "text/markdown; charset=utf-8").await).unwrap();
    let rows: Vec<_> = text.lines().filter(|it| it.starts_with("| v")).collect();
    assert_eq!(rows.len(), HOSTILE.len());
    for row in rows {
        let bars = row.replace("\\\\", "").replace("\\|", "").matches('|').count();
        assert_eq!(bars, 8, "seven cells: {row}");
        assert!(!row.replace("<br>", "").replace("\\<", "").contains('<'), "no tags: {row}");
    }
    assert_eq!(text.lines().filter(|it| it.starts_with('#')).count(), 1 + HOSTILE.len(), "{text}");
}

#[tokio::test]
async fn says_which_format_there_is() {
    let server = TestServer::start().await;
    let refused = server.get("/api/v1/history/export?format=xlsx").await;
    assert_eq!((refused.status, &refused.value()["member"]), (StatusCode::BAD_REQUEST, &json!("format")));
    let refused = server.get("/api/v1/history/export?format=csv&from=never").await;
    assert_eq!((refused.status, &refused.value()["member"]), (StatusCode::BAD_REQUEST, &json!("from")));
}
