//! One version in the place of another, by the pages alone: forms posted without JavaScript, and what pages then say.

use crate::{
    executions_api::{FAILING, GREETING},
    support::{Answer, TestServer, request},
};
use axum::http::{Method, StatusCode, header};
use serde_json::json;

#[track_caller]
fn says(page: &str, words: &[&str], not: &[&str]) {
    let page = page.replace("<!>", "");
    for it in words {
        assert!(page.contains(it), "{it} is not in {page}");
    }
    for it in not {
        assert!(!page.contains(it), "{it} is in {page}");
    }
}

/// Where a form led.
#[track_caller]
fn led(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.header("location").to_owned()
}

async fn page(server: &TestServer, path: &str) -> String {
    let answer = server.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.text()
}

/// The workflow, and its first version.
async fn greeting(server: &TestServer) -> (String, String) {
    let workflow = server.workflow("Greeting", GREETING).await;
    let deployment = server.deploy(&workflow).await;
    (workflow, deployment)
}

async fn save(server: &TestServer, workflow: &str, word: &str) {
    let body = format!(r#"{{"name":"Greeting","graph":{}}}"#, GREETING.replace("Hello", word));
    let saved = server.json(Method::PUT, &format!("/api/v1/workflows/{workflow}"), &body).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text());
}

async fn create(server: &TestServer, slug: &str, deployment: &str) -> Answer {
    server.form("/addresses", &[("do", "create_address"), ("slug", slug), ("deployment", deployment)]).await
}

#[tokio::test]
async fn a_redeploy_says_what_it_does_and_leads_to_the_new_version() {
    let server = TestServer::start().await;
    let (workflow, old) = greeting(&server).await;
    let path = format!("/deployments/{old}/redeploy");
    says(&page(&server, &path).await, &["nothing was changed since", "No address leads to it"], &[]);
    led(&create(&server, "hello", &old).await);
    save(&server, &workflow, "Welcome").await;
    let form = page(&server, &path).await;
    let promises = [
        "saved revision 2 of",
        "as the next version, in the place of v1 (revision 1)",
        "carry over",
        "hello",
        "Deploy untested",
    ];
    says(&form, &promises, &["nothing was changed since"]);

    let typed = [("do", "redeploy"), ("replaces", &*old), ("replaced", "delete"), ("reason", "warmer <words>")];
    let refused = server.form(&path, &typed).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    says(&refused.text(), &["warmer &lt;words&gt;", "revision 2"], &[]);
    let deletes = refused.text();
    let delete = deletes.split("<input").find(|it| it.contains(r#"value="delete""#)).unwrap();
    assert!(delete.contains("checked"), "{delete}");

    let fields = [("do", "redeploy"), ("replaces", &*old), ("reason", "warmer words"), ("allow_untested", "true")];
    let done = server.form(&path, &fields).await;
    let new = led(&done);
    says(done.header("set-cookie"), &["Greeting+v2+is+deployed+in+the+place+of+v1%2C+which+is+paused"], &[]);
    says(
        &page(&server, &new).await,
        &["Greeting", "v2", "warmer words", "/addresses/hello", "Roll back to this version"],
        &[],
    );
    says(&page(&server, &format!("/deployments/{old}")).await, &["Paused", "Reason: ", "warmer words"], &[]);
    let nonsense = server.form(&path, &[("do", "redeploy"), ("replaces", &old), ("replaced", "eat")]).await;
    assert_eq!(nonsense.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_cannot_be_redeployed_has_no_form() {
    let server = TestServer::start().await;
    let (workflow, old) = greeting(&server).await;
    let path = format!("/deployments/{old}/redeploy");
    let graph = GREETING.replace("StringConcatenate", "NobodyKnows");
    let body = format!(r#"{{"name":"Greeting","graph":{graph}}}"#);
    server.json(Method::PUT, &format!("/api/v1/workflows/{workflow}"), &body).await;
    says(&page(&server, &path).await, &["Revision 2 cannot"], &["value=\"redeploy\""]);
    server.delete(&format!("/api/v1/workflows/{workflow}")).await;
    says(&page(&server, &path).await, &["Its workflow was deleted"], &["value=\"redeploy\""]);
    assert_eq!(server.get("/deployments/x/redeploy").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_earlier_version_is_one_click_away() {
    let server = TestServer::start().await;
    let (workflow, first) = greeting(&server).await;
    let second = server.deploy(&workflow).await;
    let here = format!("/deployments/{second}");
    says(&page(&server, &here).await, &[&format!(r#"value="{first}""#)], &[&format!(r#"name="to" value="{second}""#)]);
    let back = server.form(&here, &[("do", "roll_back"), ("to", &first), ("reason", "too cold")]).await;
    assert_eq!(led(&back), format!("/deployments/{first}"));
    says(back.header("set-cookie"), &["Greeting+is+back+to+v1;"], &[]);
    says(&page(&server, &here).await, &["Paused", "too cold", "on a page"], &[]);

    server.form(&format!("{here}/delete"), &[("do", "delete_deployment"), ("id", &second), ("reason", "unused")]).await;
    let listed = page(&server, &format!("/deployments/{first}")).await;
    says(&listed, &["Deleted, snapshot kept until", "Roll back to this version"], &[]);
    let gone = server.get(&here).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    says(&gone.text(), &["was deleted", "Undo the delete", "Roll back to this version", "Delete snapshot too"], &[]);
    let back = server.form(&here, &[("do", "roll_back"), ("to", &second), ("reason", "")]).await;
    says(back.header("set-cookie"), &["Greeting+is+back+to+v2%2C+as+v3;"], &[]);
    says(&page(&server, &led(&back)).await, &["v3", "back to v2", "Running"], &[]);

    let forgotten = server.form(&here, &[("do", "forget_snapshot"), ("id", &second)]).await;
    assert_eq!(led(&forgotten), "/deployments");
    says(&server.get(&here).await.text(), &["No such deployment"], &["Roll back"]);
    let refused = server.form(&format!("/deployments/{first}"), &[("do", "roll_back"), ("to", &second)]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    says(&refused.text(), &[r#"id="page-refusal""#], &[]);
}

/// A version is deleted by mistake, with callers on its address, and that is noticed after ten seconds.
#[tokio::test]
async fn a_deleted_version_that_comes_back_has_its_addresses_again() {
    let server = TestServer::start().await;
    let (_, id) = greeting(&server).await;
    let here = led(&create(&server, "hello", &id).await);
    server.form(&format!("/deployments/{id}/delete"), &[("do", "delete_deployment"), ("id", &id)]).await;
    says(&page(&server, &here).await, &["gone: requests are not found"], &[]);
    let back = server.form(&format!("/deployments/{id}"), &[("do", "roll_back"), ("to", &id)]).await;
    says(&page(&server, &led(&back)).await, &["v2", "live here since", "/addresses/hello"], &[]);
    says(&page(&server, &here).await, &["Greeting v2"], &["gone: requests"]);
}

#[tokio::test]
async fn a_delete_says_what_is_kept_and_can_be_undone_while_it_is_due() {
    let server = TestServer::start().await;
    let (_, id) = greeting(&server).await;
    led(&create(&server, "hello", &id).await);
    let path = format!("/deployments/{id}/delete");
    let asked = page(&server, &path).await;
    says(
        &asked,
        &["Its snapshot is kept for 90 days, until 20", "Delete snapshot too", "Reason", "For 10 seconds", "hello"],
        &[],
    );
    says(&page(&server, "/deployments").await, &["Its snapshot is kept for 90 days: "], &[]);

    let deleted = server.form(&path, &[("do", "delete_deployment"), ("id", &id), ("reason", "by mistake")]).await;
    assert_eq!(led(&deleted), "/deployments");
    let cookies = deleted.headers.get_all(header::SET_COOKIE).iter().map(|it| it.to_str().unwrap());
    let sent: Vec<_> = cookies.map(|it| it.split(';').next().unwrap()).collect();
    assert_eq!(sent, ["brine_toast=Greeting+deleted", &format!("brine_undo={id}")]);
    let told = |cookies: String| {
        let asked = request(Method::GET, "/deployments", &[("cookie", &cookies)], "");
        server.send(asked)
    };
    let undo = format!(r#"value="restore_deployment"><input type="hidden" name="id" value="{id}""#);
    for cookies in [sent.join("; "), sent[1].to_owned()] {
        says(&told(cookies).await.text(), &["Greeting deleted", ">Undo</button>", &undo], &[]);
    }
    says(&page(&server, "/deployments").await, &[], &[&undo]);

    let restored = server.form("/deployments", &[("do", "restore_deployment"), ("id", &id)]).await;
    says(restored.header("set-cookie"), &["Greeting+restored.+Cancelled+executions+stay+cancelled"], &[]);
    says(&told(sent[1].to_owned()).await.text(), &["Greeting"], &[&undo]);
    says(&page(&server, &format!("/deployments/{id}")).await, &["Running", "Restored", "by mistake"], &[]);
    let late = server.form("/deployments", &[("do", "restore_deployment"), ("id", &id)]).await;
    assert_eq!(late.status, StatusCode::NOT_FOUND);
    says(&late.text(), &["ten seconds are over"], &[]);

    server.form(&path, &[("do", "delete_deployment"), ("id", &id), ("forget", "true")]).await;
    assert_eq!(
        server.form("/deployments", &[("do", "restore_deployment"), ("id", &id)]).await.status,
        StatusCode::SEE_OTHER,
        "forgetting waits until it cannot be undone"
    );
}

#[tokio::test]
async fn a_pause_may_have_a_reason() {
    let server = TestServer::start().await;
    let (_, id) = greeting(&server).await;
    let path = format!("/deployments/{id}");
    says(&page(&server, &path).await, &["Pause with a reason"], &["Resume with"]);
    let fields = [("do", "set_status"), ("id", &*id), ("status", "paused"), ("reason", "the model is being changed")];
    led(&server.form(&path, &fields).await);
    says(&page(&server, &path).await, &["Resume with a reason", "the model is being changed"], &["Pause with"]);
    let long = "x".repeat(501);
    let refused =
        server.form(&path, &[("do", "set_status"), ("id", &id), ("status", "running"), ("reason", &long)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn an_address_is_made_split_finished_aborted_and_removed() {
    let server = TestServer::start().await;
    let (workflow, first) = greeting(&server).await;
    let second = server.deploy(&workflow).await;
    says(&page(&server, "/addresses").await, &["There is no address yet", "Greeting v1 · Running"], &[]);
    for (slug, status, why) in [("Not a slug", 422, "lower-case letters"), ("", 422, "1 to 48 characters")] {
        let refused = create(&server, slug, &first).await;
        assert_eq!(refused.status.as_u16(), status);
        says(&refused.text(), &[why, &format!(r#"value="{slug}""#)], &[]);
    }
    let here = led(&create(&server, "hello", &first).await);
    assert_eq!(here, "/addresses/hello");
    let taken = create(&server, "hello", &second).await;
    assert_eq!(taken.status, StatusCode::CONFLICT);
    says(&taken.text(), &["hello is there already"], &[]);
    says(&page(&server, "/addresses").await, &["POST /api/v1/run/hello/executions/", "leads to"], &[]);
    says(
        &page(&server, &here).await,
        &["curl", "/api/v1/run/hello/executions/", "Try another version out"],
        &["Finish"],
    );

    let set = async |more: &[(&str, &str)]| {
        let fields: Vec<_> =
            [("do", "set_address"), ("slug", "hello")].into_iter().chain(more.iter().copied()).collect();
        server.form(&here, &fields).await
    };
    let trial = [("deployment", &*first), ("trial", &*second), ("share", "25"), ("limit", "10"), ("after", "20")];
    for (field, wrong) in [("share", "100"), ("share", ""), ("limit", "x"), ("after", "0")] {
        let fields = trial.map(|(name, value)| if name == field { (name, wrong) } else { (name, value) });
        assert_eq!(set(&fields).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}: {wrong:?}");
    }
    says(set(&trial).await.header("set-cookie"), &["hello+sends+25+of+100"], &[]);
    let both = page(&server, &here).await;
    says(
        &both,
        &["75 %", "25 %", "none yet", "Finish", "Abort", "more than 10 of 100", "Greeting v2"],
        &["Try another version out"],
    );
    says(set(&[("deployment", &first)]).await.header("set-cookie"), &["the+trial+is+over"], &[]);
    led(&set(&trial[..3]).await);
    says(&page(&server, &here).await, &["does not end by itself"], &[]);
    says(
        set(&[("deployment", &second), ("reason", "it held")]).await.header("set-cookie"),
        &["tried+out+is+live"],
        &[],
    );
    says(&page(&server, &here).await, &["it held", "Address hello leads to Greeting v2"], &["Finish"]);
    says(&page(&server, &format!("/deployments/{second}")).await, &["live here since", "/addresses/hello"], &[]);

    let removed = server.form(&here, &[("do", "remove_address"), ("slug", "hello")]).await;
    assert_eq!(led(&removed), "/addresses");
    assert_eq!(server.get(&here).await.status, StatusCode::NOT_FOUND);
    assert_eq!(set(&[("deployment", &first)]).await.status, StatusCode::NOT_FOUND, "an open form makes none");
}

#[tokio::test]
async fn a_trial_that_ended_by_itself_says_so() {
    let server = TestServer::start().await;
    let (_, live) = greeting(&server).await;
    let failing = server.workflow("Failing", FAILING).await;
    let failing = server.deploy(&failing).await;
    let trial = json!({"deployment": failing, "share": 99, "abort": {"percent": 50, "after": 3}});
    let body = json!({"deployment": live, "trial": trial}).to_string();
    server.json(Method::PUT, "/api/v1/addresses/hello", &body).await;
    let slug = "hello".parse().unwrap();
    while server.service.address(slug).unwrap().target.trial.is_some() {
        let headers = [("content-type", "application/json"), ("prefer", "wait=30")];
        server.send(request(Method::POST, "/api/v1/run/hello/executions/", &headers, r#"{"workflow_input":{}}"#)).await;
    }
    let said = page(&server, "/addresses/hello").await;
    says(&said, &[r#"class="notice""#, "Aborted by itself: ", "by Brine"], &["Finish"]);
}
