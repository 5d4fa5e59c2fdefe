//! The API of tables and queries with these types: what its document shows goes in, and what comes back is what it says.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use serde_json::{Value, json};
use tower::ServiceExt;

use super::Fixture;
use super::document::{Document, Operation};
use super::generated_types::http;

/// A service on a database of its own.
pub async fn router(name: &str) -> (Fixture, Router) {
    let fixture = Fixture::types(name).await;
    let router = http::service(fixture.db.clone()).router();
    (fixture, router.expect("a service that lets everybody in"))
}

/// The document as the service gives it.
async fn document(router: &Router) -> Document {
    let (status, document) = ask(router, "GET", "/openapi.json", None).await;
    assert_eq!(status, 200);
    Document::parse(&document.to_string())
}

pub async fn ask(router: &Router, method: &str, path: &str, body: Option<&Value>) -> (u16, Value) {
    let request = Request::builder().method(method).uri(path);
    let request = request.header("content-type", "application/json");
    let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
    let request = request.body(body).expect("a request");
    let (parts, body) = router
        .clone()
        .oneshot(request)
        .await
        .expect("the router answers")
        .into_parts();
    let bytes = to_bytes(body, usize::MAX).await.expect("a body");
    let json = serde_json::from_slice(&bytes).unwrap_or_default();
    (parts.status.as_u16(), json)
}

/// The schema of a body, and of what answers it.
fn schemas<'d>(document: &'d Document, operation: Operation<'d>) -> (&'d Value, &'d Value) {
    let status = operation.success().to_string();
    let response = document.resolve(&operation.value["responses"][&status]);
    let body = document.resolve(operation.body_schema().expect("a body"));
    (body, &response["content"]["application/json"]["schema"])
}

/// Whether two values are alike: a decimal comes back with as many digits behind the point as its column has.
fn is_same(one: &Value, other: &Value) -> bool {
    let decimal = |text: &str| text.parse::<rust_decimal::Decimal>().ok();
    match (one, other) {
        (Value::String(one), Value::String(other)) => {
            one == other || decimal(one).is_some_and(|one| Some(one) == decimal(other))
        }
        (Value::Array(one), Value::Array(other)) => {
            let pairs = one.iter().zip(other);
            one.len() == other.len() && pairs.into_iter().all(|(one, other)| is_same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.keys().eq(other.keys()) && one.iter().all(|(key, one)| is_same(one, &other[key]))
        }
        _ => one == other,
    }
}

/// Sends what the document shows to everything that takes a body, and reads it again.
#[tokio::test]
async fn examples_go_in_and_come_back() {
    let (_fixture, router) = router("http_examples").await;
    let document = document(&router).await;
    let mut count = 0;
    for operation in document.operations() {
        if operation.method != "post" {
            continue;
        }
        let (schema, answers) = schemas(&document, operation);
        let example = &schema["example"];
        assert_eq!(
            document.misfits(schema, example),
            [""; 0],
            "{}",
            operation.id()
        );
        let (status, answer) = ask(&router, "POST", operation.path, Some(example)).await;
        assert_eq!(status, operation.success(), "{} {answer}", operation.id());
        assert_eq!(document.misfits(answers, &answer), [""; 0], "{answer}");
        for (key, value) in example.as_object().expect("an object") {
            assert!(is_same(&answer[key], value), "{key}: {value}, {answer}");
        }
        if status == 201 && answer["id"].is_i64() {
            let place = format!("{}/{}", operation.path, answer["id"]);
            let (status, read) = ask(&router, "GET", &place, None).await;
            assert_eq!((status, &read), (200, &answer), "{place}");
            let (status, changed) = ask(&router, "PATCH", &place, Some(example)).await;
            assert_eq!((status, &changed), (200, &answer), "{place}");
            let nothing = example.as_object().expect("an object").keys();
            let nothing: Value = nothing.map(|key| (key.clone(), json!(null))).collect();
            let (status, empty) = ask(&router, "PATCH", &place, Some(&nothing)).await;
            assert_eq!(status, 200, "{empty}");
            assert_eq!(document.misfits(answers, &empty), [""; 0], "{empty}");
        }
        count += 1;
    }
    assert!(count > 0);
}
