//! Rules on documents that the command line's tests do not reach, and values that are hardly documents.

use serde_json::{Value, json};

use super::compare;
use crate::diagnostic::Severity;

/// A document with one operation.
fn document(operation: Value) -> Value {
    json!({"openapi": "3.0.3", "paths": {"/things": {"get": operation}}})
}

fn taking(schema: Value) -> Value {
    document(json!({"requestBody": {"content": {"application/json": {"schema": schema}}}}))
}

fn answering(schema: Value) -> Value {
    let content = json!({"application/json": {"schema": schema}});
    document(json!({"responses": {"200": {"content": content}}}))
}

/// The rules that say that callers break.
fn broken(before: &Value, after: &Value) -> Vec<&'static str> {
    compare(before, after)
        .into_iter()
        .filter(|change| change.severity == Severity::Error)
        .map(|change| change.id)
        .collect()
}

#[test]
fn requests_and_answers_are_asked_the_opposite() {
    let (narrow, wide) = (json!({"type": "integer"}), json!({"type": "number"}));
    assert!(broken(&taking(narrow.clone()), &taking(wide.clone())).is_empty());
    assert_eq!(
        broken(&taking(wide.clone()), &taking(narrow.clone())),
        ["api-type-changed"]
    );
    assert!(broken(&answering(wide.clone()), &answering(narrow.clone())).is_empty());
    assert_eq!(
        broken(&answering(narrow), &answering(wide)),
        ["api-type-changed"]
    );
}

#[test]
fn patterns_are_compared_by_how_often_something_may_come() {
    let text = |pattern: &str| json!({"type": "string", "pattern": pattern});
    let (short, long) = (
        text("^[0-9]{1,4}(\\.[0-9]{1,2})?$"),
        text("^-?[0-9]{1,6}(\\.[0-9]{1,2})?$"),
    );
    assert!(broken(&taking(short.clone()), &taking(long.clone())).is_empty());
    assert_eq!(
        broken(&taking(long), &taking(short.clone())),
        ["api-input-narrowed"]
    );
    let other = text("^[a-z]{1,4}$");
    assert_eq!(
        broken(&taking(short), &taking(other)),
        ["api-input-narrowed"]
    );
    let address = |local: &str| {
        let mut value = text("^[a-z.]+@[a-z.]+$");
        value["allOf"] = json!([text(local)]);
        value
    };
    let (short, long) = (address("^[^@]{1,32}@"), address("^[^@]{1,64}@"));
    assert!(broken(&taking(short.clone()), &taking(long.clone())).is_empty());
    assert_eq!(
        broken(&taking(long.clone()), &taking(short)),
        ["api-input-narrowed"]
    );
    assert_eq!(
        broken(&taking(text("^[a-z.]+@[a-z.]+$")), &taking(long)),
        ["api-input-narrowed"]
    );
    let (eight, nine) = (text("^[01]{8}$"), text("^[01]{9}$"));
    assert_eq!(
        broken(&taking(eight), &taking(nine)),
        ["api-input-narrowed"]
    );
}

#[test]
fn answers_that_are_lost_or_new() {
    let with = |statuses: &[&str]| {
        let all = statuses
            .iter()
            .map(|status| (status.to_string(), json!({})));
        let responses: serde_json::Map<String, Value> = all.collect();
        document(json!({ "responses": responses }))
    };
    assert_eq!(
        broken(&with(&["200", "404"]), &with(&["204", "404"])),
        ["api-status-lost", "api-status-new"]
    );
    assert_eq!(
        broken(&with(&["200", "304"]), &with(&["200"])),
        ["api-status-lost"]
    );
    assert!(broken(&with(&["200", "404"]), &with(&["200", "409"])).is_empty());
    assert!(broken(&with(&["200"]), &with(&["200", "304"])).is_empty());
}

#[test]
fn headers_media_types_and_bodies_that_are_lost() {
    let before = document(json!({"responses": {"200": {
        "headers": {"ETag": {}}, "content": {"text/csv": {}, "application/json": {}}
    }}}));
    let after = document(json!({"responses": {"200": {
        "headers": {"etag": {}}, "content": {"application/json": {}}
    }}}));
    assert_eq!(broken(&before, &after), ["api-media-type-lost"]);
    let none = document(json!({"responses": {"200": {"content": {"application/json": {}}}}}));
    assert_eq!(broken(&after, &none), ["api-header-lost"]);
    let (free, typed) = (document(json!({})), taking(json!({})));
    assert_eq!(broken(&typed, &free), ["api-body-removed"]);
}

#[test]
fn parameters_of_paths_are_known_by_their_places() {
    let at = |path: &str, name: &str| {
        let parameter =
            json!({"in": "path", "name": name, "required": true, "schema": {"type": "integer"}});
        json!({"openapi": "3.0.3", "paths": {path: {"get": {"parameters": [parameter]}}}})
    };
    assert!(broken(&at("/a/{id}", "id"), &at("/a/{key}", "key")).is_empty());
    assert_eq!(
        broken(&at("/a/{id}", "id"), &at("/b/{id}", "id")),
        ["api-operation-removed"]
    );
}

#[test]
fn open_objects_take_what_they_no_longer_read() {
    let object = |properties: Value, is_closed: bool| json!({"type": "object", "properties": properties, "additionalProperties": !is_closed});
    let (both, one) = (json!({"a": {}, "b": {"type": "string"}}), json!({"a": {}}));
    let before = taking(object(both, true));
    assert_eq!(
        broken(&before, &taking(object(one.clone(), true))),
        ["api-input-key-removed"]
    );
    assert!(broken(&before, &taking(object(one, false))).is_empty());
}

#[test]
fn references_in_a_circle_end() {
    let circle = |words: Value| {
        json!({
            "openapi": "3.0.3",
            "paths": {"/things": {"get": {"responses": {"200": {
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Node"}}}
            }}}}},
            "components": {"schemas": {
                "Node": {"type": "object", "properties": {
                    "next": {"$ref": "#/components/schemas/Node"},
                    "kind": {"allOf": [{"$ref": "#/components/schemas/Kind"}]}
                }},
                "Kind": {"type": "string", "enum": words},
                "Itself": {"$ref": "#/components/schemas/Itself"}
            }}
        })
    };
    let (few, many) = (json!(["a"]), json!(["a", "b"]));
    assert!(broken(&circle(many.clone()), &circle(few.clone())).is_empty());
    assert_eq!(broken(&circle(few), &circle(many)), ["api-answer-widened"]);
}

#[test]
fn anything_can_be_compared() {
    let values = [
        json!(null),
        json!([]),
        json!({"paths": []}),
        json!({"paths": {"/a": null, "/b": {"get": 1, "parameters": {}}}}),
        json!({"paths": {"/a": {"get": {
            "parameters": [1, {"name": 1}, {"$ref": "#/x"}, {"$ref": 1}],
            "requestBody": {"content": {"a": {"schema": {"type": 1, "enum": {}, "required": [1], "properties": []}}}},
            "responses": {"200": [], "x": {"content": {"a": {"schema": {"items": [], "allOf": {}}}}}},
            "security": [1, {}]
        }}}}),
        json!({"components": {"schemas": []}, "servers": {}, "security": 1}),
    ];
    for before in &values {
        for after in &values {
            compare(before, after);
        }
    }
}
