//! Every operation of a document with everything that it can be asked: what a caller would send who tries all of it.
//!
//! In: a service, and a text that no row has by chance. Out: requests, each with its operation. It must not know what comes back.

use serde_json::Value;

use crate::client::{Request, encoded};
use crate::document::Operation;
use crate::service::Running;
use crate::writes::example;

/// A request, and what it is a request for.
pub type Asked<'a> = (Operation<'a>, Request);

/// The values of an operation's path: the first row's, where it is a table's.
pub fn path(running: &Running, operation: Operation<'_>) -> Vec<String> {
    let table = operation.path.split('/').nth(1).unwrap_or_default();
    let parameters = operation.parameters("path").into_iter();
    let values = parameters.map(|parameter| {
        let name = parameter["name"].as_str().expect("a name");
        let schema = running.document.resolve(&parameter["schema"]);
        if schema["type"] == "integer" {
            return "1".to_owned();
        }
        if let Some(word) = schema["enum"][0].as_str() {
            return word.to_owned();
        }
        let mut columns = running.database.columns(table).into_iter();
        let sql = format!("SELECT {name} FROM {table} ORDER BY 1");
        let is_there = columns.any(|(column, _)| column == name);
        let texts = is_there.then(|| running.database.texts(&sql));
        let first = texts.and_then(|texts| texts.into_iter().next().flatten());
        first.unwrap_or_else(|| "x".to_owned())
    });
    values.collect()
}

/// What a parameter of the query can be asked with.
fn values(running: &Running, parameter: &Value, text: &str) -> Vec<String> {
    if parameter.get("content").is_some() {
        return vec!["{}".to_owned()];
    }
    let schema = running.document.resolve(&parameter["schema"]);
    let one = running
        .document
        .resolve(schema.get("items").unwrap_or(schema));
    if let Some(words) = one["enum"].as_array() {
        let words = words.iter().filter_map(Value::as_str);
        return words.map(str::to_owned).collect();
    }
    match (one["type"].as_str(), one["format"].as_str()) {
        (Some("boolean"), _) => vec!["true".to_owned(), "false".to_owned()],
        (Some("integer" | "number"), _) => vec!["1".to_owned(), "2".to_owned()],
        (Some("string"), Some("date")) => vec!["1900-01-01".to_owned()],
        (Some("string"), Some("date-time")) => vec!["2026-01-01T00:00:00Z".to_owned()],
        _ => vec![text.to_owned()],
    }
}

/// The queries behind an operation's path: each parameter with each of its values, each order with a page of one row, and all
/// related rows at once.
fn queries(running: &Running, operation: Operation<'_>, text: &str) -> Vec<String> {
    let mut queries = vec![String::new()];
    let is_list = operation.parameter("limit").is_some();
    let parameters = operation.parameters("query");
    let required: Vec<String> = parameters
        .iter()
        .filter(|parameter| parameter["required"] == true)
        .map(|parameter| parameter["name"].as_str().expect("a name").to_owned())
        .collect();
    for parameter in parameters {
        let name = parameter["name"].as_str().expect("a name");
        let values = values(running, parameter, text);
        for value in &values {
            let query = format!("?{}={}", encoded(name), encoded(value));
            if is_list && name == "sort" {
                queries.push(format!("{query}&limit=1"));
            }
            queries.push(query);
        }
        if name == "include" {
            queries.push(format!("?include={}", values.join(",")));
        }
    }
    if !required.is_empty() {
        queries.retain(|query| {
            required
                .iter()
                .all(|name| query.contains(&format!("{name}=")))
        });
    }
    queries
}

/// What an operation can be asked.
fn of<'a>(running: &Running, operation: Operation<'a>, text: &str) -> Vec<Asked<'a>> {
    let target = running.path(operation, &path(running, operation));
    let mut requests = Vec::new();
    for query in queries(running, operation, text) {
        let request = Request::new(operation.method, format!("{target}{query}"));
        match operation.body_schema() {
            None => requests.push((operation, request)),
            Some(_) => {
                let body = example(running, operation);
                requests.push((operation, request.json(&body)));
            }
        }
    }
    requests
}

/// All requests that only read.
pub fn reads<'a>(running: &'a Running, text: &str) -> Vec<Asked<'a>> {
    let all = running.document.operations().into_iter();
    let reads = all.filter(|operation| operation.method == "get");
    reads.flat_map(|one| of(running, one, text)).collect()
}

/// All requests that write, those that delete last.
pub fn writes<'a>(running: &'a Running, text: &str) -> Vec<Asked<'a>> {
    let all = running.document.operations().into_iter();
    let (last, first): (Vec<_>, Vec<_>) = all
        .filter(|operation| operation.method != "get")
        .partition(|operation| operation.method == "delete");
    let writes = first.into_iter().chain(last);
    writes.flat_map(|one| of(running, one, text)).collect()
}

/// Every operation that the document has is there: what is answered is documented, and is neither a fault nor the answer that
/// a path without a route has.
pub fn every_operation(running: &Running) {
    let mut called = 0;
    for (operation, request) in reads(running, "x").into_iter().chain(writes(running, "x")) {
        let answer = running.call(operation, &request);
        let said = format!("{}: {} {}", request.target, answer.status, answer.text());
        assert!(answer.status < 500 && answer.status != 405, "{said}");
        assert!(!answer.text().contains("nothing at this path"), "{said}");
        called += 1;
    }
    assert!(called >= running.document.operations().len());
}
