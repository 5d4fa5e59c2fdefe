//! What needs an identity, what needs a role, and what nobody has to be known for.

use serde_json::json;

use crate::callers::Caller;
use crate::client::Request;
use crate::service::Running;
use crate::writes::example;

/// Operations that the document calls open answer everybody; all others, 401 whoever is not known.
pub fn identities(running: &Running) {
    let open = ["list_articles", "get_article", "count_articles"];
    for operation in running.document.operations() {
        let params = operation.parameters("path");
        let values = params.iter().map(|param| match &param["schema"]["type"] {
            kind if kind == "integer" => "1".to_owned(),
            _ => "x".to_owned(),
        });
        let path = running.path(operation, &values.collect::<Vec<_>>());
        let mut request = Request::new(operation.method, path);
        if operation.body_schema().is_some() {
            request = request.json(&example(running, operation));
        }
        let answer = running.call(operation, &request);
        let is_open = operation.value["security"] == json!([]);
        assert_eq!(
            is_open,
            open.contains(&operation.id()),
            "{}",
            operation.id()
        );
        assert_eq!(
            answer.status == 401,
            !is_open,
            "{}: {}",
            operation.id(),
            answer.text()
        );
        let responses = &operation.value["responses"];
        assert_eq!(
            responses.get("401").is_none(),
            is_open,
            "{}",
            operation.id()
        );
    }
}

/// Operations on a table that roles alone may ask for, and a query.
pub fn operations(running: &Running) {
    running
        .database
        .execute("INSERT INTO people (id, name) VALUES (1, 'Ada')");
    let caller = |token| Caller::known(running, token);
    caller("1").create("create_article", &json!({ "slug": "one", "title": "One" }));
    let report = json!({ "article_id": 1, "reason": "Spam" });
    caller("1").create("create_report", &report);
    let change = json!({ "reason": "Advertising" });
    for (token, list, update, delete) in [
        ("1", 403, 403, 403),
        ("1,editor", 403, 403, 403),
        ("1,moderators", 403, 403, 403),
        ("1,moderator", 200, 200, 403),
        ("1,editor,admin", 200, 200, 204),
    ] {
        let caller = caller(token);
        assert_eq!(caller.status("list_reports", &[], None), list, "{token}");
        assert_eq!(caller.status("get_report", &["1"], None), list, "{token}");
        let updated = caller.status("update_report", &["1"], Some(&change));
        assert_eq!(updated, update, "{token}");
        assert_eq!(
            caller.status("delete_report", &["1"], None),
            delete,
            "{token}"
        );
    }
    for (token, status) in [("1", 403), ("1,admin", 200), ("1,auditor", 200)] {
        assert_eq!(
            caller(token).status("count_all_notes", &[], None),
            status,
            "{token}"
        );
    }
    // Rows that only some may read are not beside others'.
    let answer = caller("1,admin").ask("list_articles", &[], "?include=reports", None);
    assert_eq!(answer.status, 422);
}

/// A column that roles alone may write.
pub fn columns(running: &Running) {
    running
        .database
        .execute("INSERT INTO people (id, name) VALUES (1, 'Ada')");
    let (plain, editor) = (
        Caller::known(running, "1"),
        Caller::known(running, "1,editor"),
    );
    let body =
        |slug: &str, featured: bool| json!({ "slug": slug, "title": "One", "featured": featured });
    for featured in [true, false] {
        let body = body("one", featured);
        let answer = plain.ask("create_article", &[], "", Some(&body));
        assert_eq!(answer.status, 403, "{}", answer.text());
        assert_eq!(answer.json()["errors"][0]["pointer"], "/featured");
    }
    let row = plain.create("create_article", &json!({ "slug": "one", "title": "One" }));
    assert_eq!(row["featured"], false);
    let key = [row["id"].to_string()];
    let key = [key[0].as_str()];
    let change = json!({ "featured": true });
    assert_eq!(plain.status("update_article", &key, Some(&change)), 403);
    let put = json!({ "title": "One", "featured": true });
    assert_eq!(
        plain.status("upsert_article_by_slug", &["one"], Some(&put)),
        403
    );
    assert_eq!(plain.get("get_article", &key, "")["featured"], false);
    let answer = editor.ask("update_article", &key, "", Some(&change));
    assert_eq!(answer.json()["featured"], true);
    // Whoever may not write it keeps it as it is.
    let put = json!({ "title": "Two" });
    let answer = plain.ask("upsert_article_by_slug", &["one"], "", Some(&put));
    assert_eq!(answer.status, 200, "{}", answer.text());
    let row = plain.get("get_article", &key, "");
    assert_eq!(
        (&row["title"], &row["featured"]),
        (&json!("Two"), &json!(true))
    );
    assert_eq!(
        editor.create("create_article", &body("two", true))["featured"],
        true
    );
}
