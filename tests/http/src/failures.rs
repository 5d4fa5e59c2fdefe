//! Whatever a database refuses has its status, and none of the database's words reach the caller.
//!
//! The databases are made to fail by triggers on `tags`: a name that begins with `fail ` says how. What they then say has a mark in it.

use serde_json::{Value, json};

use crate::client::{Answer, Request};
use crate::service::Running;

/// Stands in every message, detail and name of what fails.
const MARK: &str = "zqx_words_of_the_database";

/// The statements that make a database fail, and the words behind `fail `, each with the status that it has.
pub struct Failures {
    /// With `MARK` where its words go.
    pub setup: &'static [&'static str],
    /// What is asked for, and what is answered.
    pub statuses: &'static [(&'static str, u16)],
}

/// That an answer is a problem of this status, and says nothing of the database.
#[track_caller]
pub(crate) fn assert_told(answer: &Answer, status: u16, what: &str) {
    let text = answer.text();
    assert_eq!(answer.status, status, "{what}: {text}");
    assert_eq!(answer.media_type(), "application/problem+json", "{what}");
    assert!(!text.contains(MARK), "{what}: {text}");
    for (name, value) in &answer.headers {
        assert!(!value.contains(MARK), "{what}: {name}");
    }
    crate::service::assert_no_database_text(answer, what);
    let problem = answer.json();
    assert_eq!(problem["status"], status, "{what}");
    let has_id = problem["instance"].is_string();
    assert_eq!(has_id, status >= 500, "{what}: {text}");
    let asks_again = answer.header("retry-after").is_some();
    assert_eq!(asks_again, status == 503, "{what}");
}

/// Each failure, met by a row that is made, one that is changed, and one that is deleted.
pub fn told(running: &Running, failures: &Failures) {
    for statement in failures.setup {
        let statement = statement.replace("MARK", MARK);
        running.database.execute(&statement);
    }
    let good = json!({ "name": "good" });
    let made = running.send(&Request::new("POST", "/tags").json(&good));
    assert_eq!(made.status, 201, "{}", made.text());
    let target = format!("/tags/{}", made.json()["id"]);
    for (word, status) in failures.statuses {
        let body = json!({ "name": format!("fail {word}") });
        let create = running.send(&Request::new("POST", "/tags").json(&body));
        assert_told(&create, *status, &format!("POST, {word}"));
        let update = running.send(&Request::new("PATCH", &*target).json(&body));
        assert_told(&update, *status, &format!("PATCH, {word}"));
    }
    let row = running.send(&Request::new("GET", &*target)).json();
    assert_eq!(row["name"], "good");
    let rows = running
        .database
        .texts("SELECT name FROM tags WHERE name LIKE 'fail%'");
    assert!(rows.is_empty(), "{rows:?}");
    gone(running);
}

/// A table that is not there any more: 500, whoever asks for it in whatever way.
fn gone(running: &Running) {
    running
        .database
        .execute("ALTER TABLE comments RENAME TO zqx_words_of_the_database_itself");
    for operation in running.document.operations() {
        let is_about = operation.path.starts_with("/comments");
        if !is_about {
            continue;
        }
        let values = vec!["1".to_owned(); operation.parameters("path").len()];
        let mut request = Request::new(operation.method, running.path(operation, &values));
        if operation.body_schema().is_some() {
            request = request.json(&crate::writes::example(running, operation));
        }
        let answer = running.call(operation, &request);
        assert_told(&answer, 500, operation.id());
    }
    let related = running.send(&Request::new("GET", "/users?include=comments"));
    assert_told(&related, 500, "a relation");
    let list = running.send(&Request::new("GET", "/users"));
    assert_eq!(list.status, 200, "all else works");
    assert_ne!(list.json()["items"], Value::Null);
}
