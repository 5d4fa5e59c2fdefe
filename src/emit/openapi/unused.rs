//! Leaves out of a document the schemas that none of its operations leads to: what a body of a table that is only read would be.
//!
//! In: a document. Out: the same without them. It must not know what made a schema.

use std::collections::BTreeSet;

use openapiv3::OpenAPI;
use serde_json::Value;

/// The document without schemas that nothing refers to.
pub(super) fn leave_out(mut document: OpenAPI) -> OpenAPI {
    // One that is no JSON is an error where it is written.
    let Ok(whole) = serde_json::to_value(&document) else {
        return document;
    };
    let mut used = BTreeSet::new();
    follow(&whole, &whole["paths"], &mut used);
    if let Some(components) = &mut document.components {
        let is_used = |name: &str| used.contains(&*format!("#/components/schemas/{name}"));
        components.schemas.retain(|name, _| is_used(name));
    }
    document
}

/// Adds all references in a part, and in what they refer to.
fn follow<'v>(whole: &'v Value, part: &'v Value, used: &mut BTreeSet<&'v str>) {
    match part {
        Value::Object(members) => {
            if let Some(reference) = members.get("$ref").and_then(Value::as_str)
                && used.insert(reference)
                && let Some(target) = whole.pointer(reference.trim_start_matches('#'))
            {
                follow(whole, target, used);
            }
            for member in members.values() {
                follow(whole, member, used);
            }
        }
        Value::Array(items) => {
            for item in items {
                follow(whole, item, used);
            }
        }
        _ => {}
    }
}
