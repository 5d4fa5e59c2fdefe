//! Requests that no document describes: each is refused with a problem, none with a fault of ours.

use serde_json::{Value, json};

use crate::client::{Answer, Request};
use crate::reads::path_values;
use crate::service::Running;
use crate::writes::example;

const BODY_MAX: usize = 1024 * 1024;
const DEPTH_MAX: usize = 64;

fn assert_problem(answer: &Answer, status: u16, what: &str) {
    let said = format!("{what}: {} {}", answer.status, answer.text());
    assert_eq!(answer.status, status, "{said}");
    assert_eq!(answer.media_type(), "application/problem+json", "{said}");
    assert_eq!(answer.json()["status"], status, "{said}");
    assert!(
        answer.json()["title"].is_string() && answer.json()["type"].is_string(),
        "{said}"
    );
}

/// Unknown and doubled parameters, keys that cannot be keys.
pub fn parameters(running: &Running) {
    for operation in running.document.operations() {
        let path = running.path(operation, &path_values(running, operation));
        for query in [
            "no_such_parameter=1",
            "id.like=1",
            "__proto__=1",
            "%00=1",
            "=",
            "a%FF=1",
        ] {
            let mut request = Request::new(operation.method, format!("{path}?{query}"));
            if operation.body_schema().is_some() {
                request = request.json(&example(running, operation));
            }
            let answer = running.call(operation, &request);
            assert!(
                matches!(answer.status, 400 | 422),
                "{query}: {} {}",
                answer.status,
                answer.text()
            );
        }
        for parameter in operation.parameters("query") {
            let name = parameter["name"].as_str().expect("a name");
            let schema = running.document.resolve(&parameter["schema"]);
            let wrong = match schema["type"].as_str() {
                Some("integer") => "1x",
                Some("number") => "NaN",
                Some("boolean") => "yes",
                Some("string") => "a%00b",
                _ => continue,
            };
            let answer = running.call(
                operation,
                &Request::new(operation.method, format!("{path}?{name}={wrong}")),
            );
            assert_problem(&answer, 422, name);
        }
        keys(running, operation);
    }
}

fn keys(running: &Running, operation: crate::document::Operation<'_>) {
    let parameters = operation.parameters("path");
    for (index, parameter) in parameters.iter().enumerate() {
        let schema = running.document.resolve(&parameter["schema"]);
        if schema["type"] != "integer" {
            continue;
        }
        for wrong in ["one", "1.5", "18446744073709551616", "-", "+1", " 1", "0x1"] {
            let mut values = vec!["1".to_owned(); parameters.len()];
            wrong.clone_into(&mut values[index]);
            let mut request = Request::new(operation.method, running.path(operation, &values));
            if operation.body_schema().is_some() {
                request = request.json(&example(running, operation));
            }
            let answer = running.call(operation, &request);
            assert_problem(&answer, 422, wrong);
        }
    }
}

/// Bodies that are not JSON, not said to be JSON, too large, too deep.
pub fn bodies(running: &Running) {
    for operation in running.document.operations() {
        if operation.body_schema().is_none() {
            continue;
        }
        let values = vec!["1".to_owned(); operation.parameters("path").len()];
        let request = Request::new(operation.method, running.path(operation, &values));
        let good = example(running, operation).to_string();
        for broken in ["", "{", "{]", "{\"a\":1}}", "{'a':1}", "\u{feff}{", "NaN"] {
            let answer = running.call(operation, &request.clone().body("application/json", broken));
            assert_problem(&answer, 400, broken);
        }
        let not_utf8 = b"{\"name\":\"\xff\"}".to_vec();
        assert_problem(
            &running.call(
                operation,
                &request.clone().body("application/json", not_utf8),
            ),
            400,
            "not UTF-8",
        );
        for media_type in [
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/xml",
        ] {
            let answer = running.call(operation, &request.clone().body(media_type, good.clone()));
            assert_problem(&answer, 415, media_type);
        }
        let mut bare = request.clone();
        bare.body = good.clone().into_bytes();
        assert_problem(&running.call(operation, &bare), 415, "without a type");
        let padded = |size: usize| format!("{good}{}", " ".repeat(size - good.len()));
        let answer = running.call(
            operation,
            &request.clone().body("application/json", padded(BODY_MAX)),
        );
        assert!(!matches!(answer.status, 400 | 413), "{}", answer.text());
        let answer = running.call(
            operation,
            &request
                .clone()
                .body("application/json", padded(BODY_MAX + 1)),
        );
        assert_problem(&answer, 413, "1 MiB and a byte");
        // The body itself is one level. What is not too deep is read, and is a key that no body has.
        for (levels, status) in [(DEPTH_MAX, 422), (DEPTH_MAX + 1, 400), (100_000, 400)] {
            let deep = "[".repeat(levels - 1) + &"]".repeat(levels - 1);
            let deep = format!("{{\"no_such_key\":{deep}}}");
            let answer = running.call(operation, &request.clone().body("application/json", deep));
            assert_problem(&answer, status, &format!("{levels} levels"));
        }
    }
}

/// Paths and methods that are not there.
pub fn paths(running: &Running) {
    for path in [
        "/no_such_table",
        "/users/1/no_such_thing",
        "/%2e%2e/etc/passwd",
        "//",
    ] {
        assert_problem(&running.send(&Request::new("GET", path)), 404, path);
    }
    let paths = running.document.root()["paths"]
        .as_object()
        .expect("paths")
        .clone();
    for (path, item) in paths {
        let operation = running
            .document
            .operations()
            .into_iter()
            .find(|one| one.path == path)
            .expect("an operation");
        let target = running.path(
            operation,
            &vec!["1".to_owned(); operation.parameters("path").len()],
        );
        for method in ["get", "post", "put", "patch", "delete", "trace", "propfind"] {
            if item.get(method).is_some() {
                continue;
            }
            let answer = running.send(&Request::new(method, &*target).json(&json!({})));
            assert_problem(&answer, 405, &format!("{method} {target}"));
            let allowed = answer
                .header("allow")
                .unwrap_or_else(|| panic!("no Allow: {method} {target}"));
            let allowed: Vec<String> = allowed
                .split(',')
                .map(|one| one.trim().to_lowercase())
                .collect();
            for (documented, _) in item.as_object().expect("methods") {
                assert!(allowed.contains(documented), "{target} allows {allowed:?}");
            }
            // HEAD is GET without the body.
            let is_documented = |one: &String| one == "head" || item.get(one).is_some();
            assert!(
                allowed.iter().all(is_documented),
                "{target} allows {allowed:?}"
            );
        }
    }
}

/// What every service has beside its operations.
pub fn surroundings(running: &Running) {
    for path in [
        "/livez",
        "/readyz",
        "/openapi.json",
        "/openapi.yaml",
        "/docs",
        "/metrics",
    ] {
        let answer = running.send(&Request::new("GET", path));
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    }
    let yaml = running.send(&Request::new("GET", "/openapi.yaml")).text();
    let from_yaml: Value = serde_yaml::from_str(&yaml).expect("YAML");
    assert_eq!(
        from_yaml,
        *running.document.root(),
        "the two documents differ"
    );
    let docs = running.send(&Request::new("GET", "/docs")).text();
    for outside in ["src=\"http", "href=\"http", "url(http", "//cdn."] {
        assert!(
            !docs.contains(outside),
            "/docs needs the network: {outside}"
        );
    }
}
