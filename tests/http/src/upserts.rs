//! `@upsert`: PUT makes the row with a key, or changes the one that there is.

use serde_json::{Value, json};

use crate::client::{Answer, Request, encoded};
use crate::service::Running;

fn put(running: &Running, id: &str, key: &str, body: &Value) -> Answer {
    let operation = running.operation(id);
    let target = running.path(operation, &[key.to_owned()]);
    running.call(operation, &Request::new("PUT", target).json(body))
}

/// A label by its code, and a member by an address.
pub fn by_key(running: &Running) {
    let label = |key: &str, body: Value| put(running, "upsert_label_by_code", key, &body);
    let code = "red & /blue";
    let made = label(code, json!({"name": "Urgent", "weight": 7}));
    assert_eq!(made.status, 201, "{}", made.text());
    let row = made.json();
    assert_eq!(
        (&row["code"], &row["weight"], &row["seen_at"]),
        (&json!(code), &json!(7), &Value::Null)
    );
    let location = format!("/labels/{}", row["id"]);
    assert_eq!(made.header("location"), Some(&*location));
    let changed = label(code, json!({"name": "Later"}));
    assert_eq!((changed.status, changed.header("location")), (200, None));
    let row = changed.json();
    assert_eq!(
        (&row["name"], &row["weight"]),
        (&json!("Later"), &json!(7)),
        "what is absent stays"
    );
    assert!(row["seen_at"].is_string(), "an update sets its time");
    let read = running.send(&Request::new("GET", &*location));
    assert_eq!(
        (read.json(), read.header("etag")),
        (row, changed.header("etag"))
    );

    let pointer = |answer: &Answer| (answer.status, answer.json()["errors"][0]["pointer"].clone());
    for (key, body, wrong) in [
        (code, json!({"name": "x", "code": "green"}), "/code"),
        (code, json!({"name": "x", "code": code}), "/code"),
        (code, json!({}), "/name"),
        (code, json!({"name": "x", "weight": 0}), "/weight"),
        (&*"x".repeat(21), json!({"name": "x"}), "/code"),
        ("a\u{0}", json!({"name": "x"}), "/code"),
    ] {
        let answer = label(key, body);
        assert_eq!(pointer(&answer), (422, json!(wrong)), "{}", answer.text());
    }
    let count = running.database.texts("SELECT code FROM labels");
    assert_eq!(count, [Some(code.to_owned())]);
    let target = format!("/labels/by/code/{}", encoded(code));
    assert_eq!(running.send(&Request::new("GET", target)).status, 405);

    let member = |name: &str| {
        let body = json!({"name": name, "password": "correct horse"});
        put(running, "upsert_member_by_email", "ada@example.org", &body)
    };
    let made = member("Ada");
    assert_eq!(made.status, 201, "{}", made.text());
    assert_eq!(member("Ada L.").status, 200);
    let target = format!("/members/{}", made.json()["id"]);
    assert_eq!(running.send(&Request::new("DELETE", target)).status, 204);
    let gone = member("Ada B.");
    assert_eq!(pointer(&gone), (409, json!("/email")), "{}", gone.text());
    let names = running.database.texts("SELECT name FROM members");
    assert_eq!(
        names,
        [Some("Ada L.".to_owned())],
        "a deleted row is not changed"
    );
}
