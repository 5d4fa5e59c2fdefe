//! Bodies hold what may be written and nothing else: every other column of the database, in every body of the document.

use serde_json::{Value, json};

use crate::callers::bearer;
use crate::client::Request;
use crate::document::Operation;
use crate::service::Running;
use crate::walk;
use crate::writes::example;

/// Somebody with every role of the cases, so that it is the body that is refused.
const CALLER: &str = "1,admin,auditor,editor,keeper,lead,moderator,reader";

/// The names that a body's objects have, and where the objects stand.
fn properties<'a>(
    running: &'a Running,
    operation: Operation<'a>,
) -> (&'a serde_json::Map<String, Value>, &'static str) {
    let schema = operation.body_schema().expect("a body");
    let whole = &running.document.resolve(schema)["properties"];
    let item = running.document.resolve(&whole["items"]["items"]);
    let (properties, place) = match item.get("properties") {
        Some(properties) => (properties, "/items/0"),
        None => (whole, ""),
    };
    (properties.as_object().expect("properties"), place)
}

/// The columns of an operation's table, or of all tables where it is a query's.
fn columns(running: &Running, operation: Operation<'_>) -> Vec<String> {
    let table = operation.path.split('/').nth(1).unwrap_or_default();
    let of = |table: &str| running.database.columns(table).into_iter();
    let own: Vec<String> = of(table).map(|(name, _)| name).collect();
    if !own.is_empty() {
        return own;
    }
    let resources = running.resources().into_iter();
    let all = resources.flat_map(|resource| of(resource.table()));
    all.map(|(name, _)| name).collect()
}

/// All that the tables hold.
fn stored(running: &Running) -> Vec<Option<String>> {
    let mut stored = Vec::new();
    for resource in running.resources() {
        for (column, _) in running.database.columns(resource.table()) {
            let table = resource.table();
            let sql = format!("SELECT CAST({column} AS CHAR(60)) FROM {table} ORDER BY 1");
            stored.extend(running.database.texts(&sql));
        }
    }
    stored
}

/// Each column that a body does not have is 422 at its place, and no row has changed.
pub fn refused(running: &Running) {
    let before = stored(running);
    let mut tried = 0;
    for operation in running.document.operations() {
        if operation.body_schema().is_none() {
            continue;
        }
        let target = running.path(operation, &walk::path(running, operation));
        let (known, place) = properties(running, operation);
        let columns = columns(running, operation).into_iter();
        for name in columns.filter(|name| !known.contains_key(name)) {
            for value in [json!(1), json!("text"), Value::Null] {
                let mut body = example(running, operation);
                match place {
                    "" => body[&name] = value,
                    _ => body["items"][0][&name] = value,
                }
                let mut request = Request::new(operation.method, &*target).json(&body);
                let header = ("Authorization".to_owned(), bearer(CALLER));
                request.headers.push(header);
                let answer = running.call(operation, &request);
                let said = format!("{} {body}: {}", operation.id(), answer.text());
                assert_eq!(answer.status, 422, "{said}");
                let pointer = json!(format!("{place}/{name}"));
                let errors = answer.json()["errors"].clone();
                let mut errors = errors.as_array().into_iter().flatten();
                let is_told =
                    errors.any(|error| error["pointer"] == pointer && error["code"] == "unknown");
                assert!(is_told, "{said}");
                tried += 1;
            }
        }
    }
    assert!(tried > 20, "only {tried} bodies had more than they may");
    assert_eq!(before, stored(running));
}
