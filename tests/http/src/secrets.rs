//! Columns that are in no answer: a canary is put into each, and no operation, header or error gives it away.
//!
//! Which columns those are is found by comparing the database's own list with the document.

use serde_json::{Value, json};

use crate::client::{Answer, Request};
use crate::reads::path_values;
use crate::service::{Resource, Running};
use crate::writes::example;

const CANARY: &str = "canary-that-nobody-may-see";

/// Nothing hidden is answered, filtered, sorted or included.
pub fn stay_inside(running: &Running) {
    let hidden = plant(running);
    assert!(
        hidden.len() >= 2,
        "only {} columns are hidden",
        hidden.len()
    );
    let document = running.document.root().to_string();
    for operation in running.document.operations() {
        let path = running.path(operation, &path_values(running, operation));
        let mut queries = vec![String::new()];
        if operation.method == "get" {
            for parameter in operation.parameters("query") {
                queries.extend(queries_of(running, parameter));
            }
        }
        for query in queries {
            let mut request = Request::new(operation.method, format!("{path}{query}"));
            if operation.body_schema().is_some() {
                request = request.json(&with_canary(&example(running, operation)));
            }
            let answer = running.call(operation, &request);
            assert_silent(&answer, &request);
        }
    }
    for (resource, column) in &hidden {
        cannot_be_asked_for(running, *resource, column);
        assert!(!document.contains(CANARY));
    }
    // By now it counts statements and requests that had the canary in them.
    let metrics = running.send(&Request::new("GET", "/metrics"));
    assert!(
        metrics
            .text()
            .contains("rowtype_statement_duration_seconds_count")
    );
    assert_silent(&metrics, &Request::new("GET", "/metrics"));
}

/// Puts the canary into every column of text that is not in its table's answers.
fn plant(running: &Running) -> Vec<(Resource<'_>, String)> {
    let hidden = hidden(running);
    for (resource, column) in &hidden {
        let table = resource.table();
        let sql = format!("UPDATE {table} SET {column} = '{CANARY}'");
        running.database.execute(&sql);
    }
    hidden
}

/// The columns of text that are in no answer, each with its table.
pub fn columns(running: &Running) -> Vec<(&str, String)> {
    let hidden = hidden(running).into_iter();
    hidden
        .map(|(resource, column)| (resource.table(), column))
        .collect()
}

fn hidden(running: &Running) -> Vec<(Resource<'_>, String)> {
    let mut hidden = Vec::new();
    for resource in running.resources() {
        let shown = shown_columns(running, resource);
        let columns = running.database.columns(resource.table()).into_iter();
        let unseen = columns.filter(|(column, is_text)| *is_text && !shown.contains(column));
        hidden.extend(unseen.map(|(column, _)| (resource, column)));
    }
    hidden
}

fn shown_columns(running: &Running, resource: Resource<'_>) -> Vec<String> {
    let pointer = "/responses/200/content/application~1json/schema";
    let page = running
        .document
        .resolve(resource.list.value.pointer(pointer).expect("a page"));
    let row = running
        .document
        .resolve(&page["properties"]["items"]["items"]);
    let columns = row["properties"].as_object().expect("properties").keys();
    columns.cloned().collect()
}

/// One query for each word that a parameter takes.
fn queries_of(running: &Running, parameter: &Value) -> Vec<String> {
    let name = parameter["name"].as_str().expect("a name");
    let schema = running.document.resolve(&parameter["schema"]);
    let items = running
        .document
        .resolve(schema.get("items").unwrap_or(schema));
    match items["enum"].as_array() {
        Some(words) => words
            .iter()
            .filter_map(Value::as_str)
            .map(|word| format!("?{name}={word}"))
            .collect(),
        None if items["type"] == "string" => vec![format!("?{name}={CANARY}")],
        None => Vec::new(),
    }
}

/// The body with the canary in each text, so that what refuses it would have to quote it.
fn with_canary(body: &Value) -> Value {
    let mut body = body.clone();
    for (name, value) in body.as_object_mut().expect("a body") {
        if name.contains("password") {
            *value = json!(CANARY);
        }
    }
    body
}

fn assert_silent(answer: &Answer, request: &Request) {
    let asked = request.target.contains(CANARY);
    let body = answer.text();
    let what = format!("{} {}", request.method, request.target);
    assert!(
        asked || !body.contains(CANARY),
        "{what} shows the canary: {body}"
    );
    for (name, value) in &answer.headers {
        assert!(!value.contains(CANARY), "{what} shows the canary in {name}");
    }
}

fn cannot_be_asked_for(running: &Running, resource: Resource<'_>, column: &str) {
    let path = running.path(resource.list, &[]);
    for query in [
        format!("{column}={CANARY}"),
        format!("{column}.ne={CANARY}"),
        format!("{column}.gte=a"),
        format!("{column}.in={CANARY}"),
        format!("sort={column}"),
        format!("sort=-{column}"),
        format!("include={column}"),
    ] {
        let answer = running.call(
            resource.list,
            &Request::new("GET", format!("{path}?{query}")),
        );
        assert_eq!(answer.status, 422, "{query}: {}", answer.text());
    }
}
