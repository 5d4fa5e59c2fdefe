//! Create, change, remove: what the document promises is done, and nothing else.

use serde_json::{Map, Value, json};

use crate::client::Request;
use crate::document::Operation;
use crate::reads::rows;
use crate::service::{Resource, Running};

/// The example of an operation's body.
pub fn example(running: &Running, operation: Operation<'_>) -> Value {
    let schema = body_schema(running, operation);
    schema["example"].clone()
}

fn body_schema<'a>(running: &'a Running, operation: Operation<'a>) -> &'a Value {
    let schema = operation.body_schema();
    running.document.resolve(schema.expect("a body"))
}

fn properties<'a>(running: &'a Running, operation: Operation<'a>) -> &'a Map<String, Value> {
    let schema = body_schema(running, operation);
    schema["properties"].as_object().expect("properties")
}

/// Makes a row of the example; where a row with its key stands in the way, that one goes first.
pub fn create(running: &Running, resource: Resource<'_>) -> Value {
    let create = resource.create.expect("a table that can be written");
    let request = Request::new("POST", running.path(create, &[])).json(&example(running, create));
    let mut answer = running.call(create, &request);
    if answer.status == 409 {
        let key = resource.key(&example(running, create));
        remove(running, resource, &key, 204);
        answer = running.call(create, &request);
    }
    assert_eq!(answer.status, 201, "{}: {}", request.target, answer.text());
    let row = answer.json();
    let get = resource.get.expect("a row can be read by its key");
    let target = running.path(get, &resource.key(&row));
    assert_eq!(answer.header("location"), Some(target.as_str()));
    row
}

fn remove(running: &Running, resource: Resource<'_>, key: &[String], status: u16) {
    let delete = resource.delete.expect("a row can be removed");
    let answer = running.call(delete, &Request::new("DELETE", running.path(delete, key)));
    assert_eq!(answer.status, status, "{}", answer.text());
}

fn read(running: &Running, resource: Resource<'_>, key: &[String]) -> (u16, Value) {
    let get = resource.get.expect("a row can be read by its key");
    let answer = running.call(get, &Request::new("GET", running.path(get, key)));
    (answer.status, answer.json())
}

/// Two rows are linked and unlinked, however often.
pub fn links(running: &Running) {
    let all = running.document.operations();
    let puts = all.iter().filter(|one| {
        let parts: Vec<&str> = one.path.split('/').skip(1).collect();
        let starts: Vec<bool> = parts.iter().map(|part| part.starts_with('{')).collect();
        one.method == "put" && starts == [false, true, false, true] && parts[1] != "by"
    });
    let mut tried = 0;
    for put in puts {
        let delete = all
            .iter()
            .find(|one| one.method == "delete" && one.path == put.path);
        let (put, delete) = (*put, *delete.expect("what is linked can be unlinked"));
        let parts: Vec<&str> = put.path.split('/').skip(1).collect();
        let rows_of = |name: &str| {
            let mut resources = running.resources().into_iter();
            let resource = resources
                .find(|one| one.table() == name)
                .expect("both sides are served");
            rows(running, resource)
                .iter()
                .map(|row| resource.key(row).remove(0))
                .collect::<Vec<_>>()
        };
        let (near, far) = (rows_of(parts[0]), rows_of(parts[2]));
        let linked = |key: &str| -> Vec<String> {
            let get = format!("/{}/{key}?include={}", parts[0], parts[2]);
            let row = running.send(&Request::new("GET", get)).json();
            let rows = row[parts[2]].as_array().expect("included rows").clone();
            rows.iter()
                .map(|row| crate::service::as_text(&row["id"]))
                .collect()
        };
        let send = |operation: Operation<'_>, one: &str, other: &str| {
            let path = running.path(operation, &[one.to_owned(), other.to_owned()]);
            running
                .call(operation, &Request::new(operation.method, path))
                .status
        };
        for one in near.iter().take(3) {
            for other in far.iter().take(3) {
                tried += 1;
                for _ in 0..2 {
                    assert_eq!(send(put, one, other), 204);
                    let now = linked(one);
                    assert_eq!(now.iter().filter(|key| *key == other).count(), 1);
                }
                for _ in 0..2 {
                    assert_eq!(send(delete, one, other), 204);
                    assert!(!linked(one).contains(other));
                }
            }
        }
        assert_eq!(send(put, &near[0], "987654"), 409);
        assert_eq!(send(delete, &near[0], "987654"), 204);
        assert_eq!(send(put, "x", &far[0]), 422);
    }
    assert!(tried > 0, "nothing can be linked");
}

/// The resources that can be written.
pub fn writable(running: &Running) -> Vec<Resource<'_>> {
    let all: Vec<_> = running
        .resources()
        .into_iter()
        .filter(|one| one.create.is_some())
        .collect();
    assert!(!all.is_empty());
    all
}

/// A row's whole life, by the document's examples.
pub fn lives(running: &Running) {
    for resource in writable(running) {
        let before = rows(running, resource).len();
        let row = create(running, resource);
        let key = resource.key(&row);
        let sent = example(running, resource.create.expect("writable"));
        assert_holds(&row, &sent);
        assert_eq!(read(running, resource, &key), (200, row.clone()));
        if let Some(update) = resource.update {
            changes(running, resource, update, &row);
        }
        remove(running, resource, &key, 204);
        remove(running, resource, &key, 404);
        assert_eq!(read(running, resource, &key).0, 404);
        if let Some(update) = resource.update {
            let request = Request::new("PATCH", running.path(update, &key)).json(&json!({}));
            assert_eq!(running.call(update, &request).status, 404);
        }
        let after = rows(running, resource).len();
        assert!(
            after == before || after + 1 == before,
            "{before} rows, then {after}"
        );
    }
}

/// What the server itself writes at every update.
const KEPT: [&str; 4] = ["version", "changed_at", "touched_at", "seen_at"];

fn changes(running: &Running, resource: Resource<'_>, update: Operation<'_>, row: &Value) {
    let key = resource.key(row);
    let patch = |body: &Value| {
        let request = Request::new("PATCH", running.path(update, &key)).json(body);
        running.call(update, &request)
    };
    assert_eq!(
        patch(&json!({})).json(),
        *row,
        "an empty patch changes something"
    );
    let example = example(running, update);
    let answer = patch(&example);
    assert_eq!(answer.status, 200, "{example}: {}", answer.text());
    assert_holds(&answer.json(), &example);
    for (name, schema) in properties(running, update) {
        if schema["nullable"] != true {
            continue;
        }
        let before = read(running, resource, &key).1;
        let answer = patch(&json!({ name: null }));
        assert_eq!(answer.status, 200, "{name}: {}", answer.text());
        let after = answer.json();
        for (column, value) in before.as_object().expect("a row") {
            if KEPT.contains(&column.as_str()) {
                continue;
            }
            let wanted = if column == name { &Value::Null } else { value };
            assert_eq!(after[column], *wanted, "{name} cleared: {column}");
        }
        assert_eq!(read(running, resource, &key).1, after);
    }
}

/// Whatever was sent and is shown is shown as it was sent.
fn assert_holds(row: &Value, sent: &Value) {
    for (name, value) in sent.as_object().expect("a body") {
        let Some(shown) = row.get(name) else { continue };
        let same = match (shown.as_str(), value.as_str()) {
            (Some(shown), Some(value)) => {
                shown == value
                    || shown
                        .parse::<f64>()
                        .ok()
                        .zip(value.parse::<f64>().ok())
                        .is_some_and(|(a, b)| a == b)
            }
            _ => {
                shown == value
                    || shown
                        .as_f64()
                        .zip(value.as_f64())
                        .is_some_and(|(a, b)| a == b)
            }
        };
        assert!(same, "{name}: {value} was sent, {shown} is shown");
    }
}

/// Every property of every body, with values that its schema excludes: 422 at that property, and nothing is stored.
pub fn schemas_bind(running: &Running) {
    for resource in writable(running) {
        let row = create(running, resource);
        let key = resource.key(&row);
        let count = rows(running, resource).len();
        let post = resource.create.expect("writable");
        let operations = [(post, running.path(post, &[]))].into_iter().chain(
            resource
                .update
                .map(|update| (update, running.path(update, &key))),
        );
        for (operation, target) in operations {
            let request = Request::new(operation.method, target);
            wrong_values(running, operation, &request);
            wrong_keys(running, operation, &request, resource.table());
        }
        assert_eq!(rows(running, resource).len(), count, "{}", resource.table());
        assert_eq!(read(running, resource, &key).1, row);
        remove(running, resource, &key, 204);
    }
}

fn wrong_values(running: &Running, operation: Operation<'_>, request: &Request) {
    let good = example(running, operation);
    for (name, schema) in properties(running, operation) {
        let mut tried = 0;
        for wrong in wrong_candidates(running, schema) {
            if running.document.misfits(schema, &wrong).is_empty() {
                continue;
            }
            tried += 1;
            let mut body = good.clone();
            body[name] = wrong;
            refused(running, operation, &request.clone().json(&body), name);
        }
        assert!(tried > 0, "{name}: no value is wrong");
    }
    let required = body_schema(running, operation)["required"].as_array();
    for name in required.into_iter().flatten() {
        let name = name.as_str().expect("a name");
        let mut body = good.clone();
        body.as_object_mut().expect("a body").remove(name);
        refused(running, operation, &request.clone().json(&body), name);
    }
    for body in [json!([]), json!("text"), json!(1), Value::Null] {
        assert_eq!(
            running.call(operation, &request.clone().json(&body)).status,
            422,
            "{body}"
        );
    }
}

/// Values of which at least some fit no schema: the comparison with the schema decides which.
fn wrong_candidates(running: &Running, schema: &Value) -> Vec<Value> {
    let schema = running.document.resolve(schema);
    let mut values = vec![
        Value::Null,
        json!(true),
        json!("true"),
        json!("1"),
        json!(1.5),
        json!(-1),
        json!(0),
        json!(7),
        json!(32_768),
        json!(2_147_483_648_i64),
        json!(9_223_372_036_854_775_808_u64),
        json!([]),
        json!([1]),
        json!(["a\u{0}b"]),
        json!({}),
        json!(""),
        json!("a\u{0}b"),
        json!("no such word"),
        json!("Ü!"),
        json!("-0.001"),
        json!("1e3"),
        json!("12345678901234567890.5"),
        json!("yesterday"),
        json!("2026-02-30T00:00:00Z"),
        json!("2026-01-05 09:30:00"),
    ];
    let bound = |name: &str| schema[name].as_i64();
    values.extend(
        bound("minimum")
            .and_then(|n| n.checked_sub(1))
            .map(Value::from),
    );
    values.extend(
        bound("maximum")
            .and_then(|n| n.checked_add(1))
            .map(Value::from),
    );
    let length = |name: &str| schema[name].as_u64().and_then(|n| usize::try_from(n).ok());
    values.extend(length("maxLength").map(|n| json!("é".repeat(n + 1))));
    values.extend(length("maxLength").map(|n| json!("a".repeat(n + 1))));
    values.extend(length("minLength").map(|n| json!("a".repeat(n - 1))));
    values.extend(
        schema["not"]["enum"]
            .as_array()
            .cloned()
            .unwrap_or_default(),
    );
    if schema["exclusiveMinimum"] == true {
        values.push(schema["minimum"].clone());
    }
    if schema["exclusiveMaximum"] == true {
        values.push(schema["maximum"].clone());
    }
    values
}

fn refused(running: &Running, operation: Operation<'_>, request: &Request, name: &str) {
    let answer = running.call(operation, request);
    let said = format!(
        "{name} in {}: {} {}",
        String::from_utf8_lossy(&request.body),
        answer.status,
        answer.text()
    );
    assert_eq!(answer.status, 422, "{said}");
    let problem = answer.json();
    let pointer = format!("/{name}");
    let errors = problem["errors"]
        .as_array()
        .unwrap_or_else(|| panic!("no errors: {said}"));
    let points = |error: &Value| {
        let at = error["pointer"].as_str().unwrap_or_default();
        at == pointer || at.starts_with(&format!("{pointer}/"))
    };
    assert!(errors.iter().any(points), "{said}");
}

/// Keys that no schema names, first of all the columns of the table that are not to be written.
fn wrong_keys(running: &Running, operation: Operation<'_>, request: &Request, table: &str) {
    let good = example(running, operation);
    let known = properties(running, operation);
    let columns = running
        .database
        .columns(table)
        .into_iter()
        .map(|(name, _)| name);
    let unknown = ["no_such_key".to_owned(), "__proto__".to_owned()];
    for name in columns
        .chain(unknown)
        .filter(|name| !known.contains_key(name))
    {
        for value in [json!(1), json!("text"), Value::Null] {
            let mut body = good.clone();
            body[&name] = value;
            refused(running, operation, &request.clone().json(&body), &name);
        }
    }
}

/// Values at the very bounds of their schemas are taken.
pub fn bounds_are_inside(running: &Running) {
    for resource in writable(running) {
        let Some(update) = resource.update else {
            continue;
        };
        let row = create(running, resource);
        let target = running.path(update, &resource.key(&row));
        for (name, schema) in properties(running, update) {
            let is_link = name.ends_with("_id");
            let plain = schema["pattern"]
                .as_str()
                .is_none_or(|pattern| pattern == "^[^\\u0000]*$");
            let length = |which: &str| schema[which].as_u64().and_then(|n| usize::try_from(n).ok());
            let mut values = Vec::new();
            if schema["type"] == "integer" && !is_link {
                values.extend([schema["minimum"].clone(), schema["maximum"].clone()]);
                values.extend(schema["enum"].as_array().cloned().unwrap_or_default());
                // An integer may be written with a fraction of nothing.
                values.extend(schema["minimum"].as_i64().map(|n| json!(n as f64)));
            } else if schema["type"] == "string" && plain && schema["format"].is_null() {
                values.extend(length("maxLength").map(|n| json!("é".repeat(n))));
                values.extend(length("minLength").map(|n| json!("é".repeat(n))));
            }
            for value in values.into_iter().filter(|value| !value.is_null()) {
                let request = Request::new("PATCH", &*target).json(&json!({ name: value }));
                let answer = running.call(update, &request);
                // What only the database knows may still forbid it.
                assert!(
                    matches!(answer.status, 200 | 409),
                    "{name} = {value}: {}",
                    answer.text()
                );
            }
        }
        remove(running, resource, &resource.key(&row), 204);
    }
}

/// Keys that exist twice and references that lead nowhere: 409 at the property.
pub fn conflicts(running: &Running) {
    let mut uniques = 0;
    let mut references = 0;
    for resource in writable(running) {
        let post = resource.create.expect("writable");
        let good = example(running, post);
        let row = create(running, resource);
        let request = Request::new("POST", running.path(post, &[]));
        let again = running.call(post, &request.clone().json(&good));
        match again.status {
            201 => remove(running, resource, &resource.key(&again.json()), 204),
            409 => {
                uniques += 1;
                let pointer = again.json()["errors"][0]["pointer"].clone();
                let name = pointer
                    .as_str()
                    .unwrap_or_default()
                    .trim_start_matches('/')
                    .to_owned();
                assert!(good.get(&name).is_some(), "{}", again.text());
            }
            other => panic!("{other}: {}", again.text()),
        }
        remove(running, resource, &resource.key(&row), 204);
        for name in properties(running, post)
            .keys()
            .filter(|name| name.ends_with("_id"))
        {
            references += 1;
            let mut body = good.clone();
            body[name] = json!(999_999);
            let answer = running.call(post, &request.clone().json(&body));
            assert_eq!(answer.status, 409, "{name}: {}", answer.text());
        }
    }
    assert!(uniques > 0 && references > 0);
}

/// The routed queries that write, by the document's examples.
pub fn queries(running: &Running) {
    let mut tried = 0;
    for operation in running.document.operations() {
        let is_crud = writable(running).iter().any(|resource| {
            [resource.create, resource.update, resource.delete]
                .into_iter()
                .flatten()
                .any(|one| one.id() == operation.id())
        });
        if is_crud || operation.method == "get" {
            continue;
        }
        tried += 1;
        let values = vec!["1".to_owned(); operation.parameters("path").len()];
        let mut request = Request::new(operation.method, running.path(operation, &values));
        if operation.body_schema().is_some() {
            request = request.json(&example(running, operation));
        }
        let answer = running.call(operation, &request);
        assert_eq!(answer.status, operation.success(), "{}", answer.text());
        if operation.body_schema().is_some() {
            let bare = Request {
                body: Vec::new(),
                headers: Vec::new(),
                ..request.clone()
            };
            wrong_values(running, operation, &bare);
            wrong_keys(running, operation, &bare, "comments");
        }
    }
    assert!(tried > 0);
}
