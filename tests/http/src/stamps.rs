//! `@updated`: the server's own time, at every update and at no other moment.

use serde_json::{Value, json};

use crate::client::Request;
use crate::service::Running;

/// Long before any test has run.
const BEFORE: &str = "2001-02-03 04:05:06";

/// Sends a body to an operation on a row, or on the collection.
fn send(running: &Running, id: &str, key: &[String], body: &Value) -> Value {
    let operation = running.operation(id);
    let request = Request::new(operation.method, running.path(operation, key)).json(body);
    let answer = running.call(operation, &request);
    assert!(answer.status < 300, "{}", answer.text());
    answer.json()
}

fn year(time: &Value) -> i32 {
    let text = time.as_str().unwrap_or_else(|| panic!("no time: {time}"));
    text[..4].parse().expect("a year")
}

/// An update sets the times, an empty one changes nothing, and a new row has them by its default, or from the server.
pub fn updated(running: &Running) {
    let note = json!({"slug": "tea", "title": "Make tea"});
    let note = send(running, "create_note", &[], &note);
    assert!(year(&note["changed_at"]) > 2020 && note["touched_at"].is_null());
    let key = [note["id"].to_string()];
    running
        .database
        .execute(&format!("UPDATE notes SET changed_at = '{BEFORE}'"));
    let same = send(running, "update_note", &key, &json!({}));
    assert_eq!(
        year(&same["changed_at"]),
        2001,
        "an empty patch is no update"
    );
    let changed = send(
        running,
        "update_note",
        &key,
        &json!({"title": "Make coffee"}),
    );
    assert_eq!(changed["title"], "Make coffee");
    assert!(year(&changed["changed_at"]) > 2020 && year(&changed["touched_at"]) > 2020);

    let place = send(running, "create_place", &[], &json!({"name": "Kiel"}));
    assert!(year(&place["seen_at"]) > 2020, "NOT NULL without a default");

    // What was written is found by the value that was shown.
    let operation = running.operation("list_notes");
    for name in ["changed_at", "touched_at"] {
        if operation.parameter(name).is_none() {
            continue;
        }
        let time = crate::client::encoded(changed[name].as_str().expect("a time"));
        let target = format!("{}?{name}={time}", running.path(operation, &[]));
        let found = running.call(operation, &Request::new("GET", target)).json();
        assert_eq!(found["items"].as_array().map(Vec::len), Some(1), "{found}");
    }
}
