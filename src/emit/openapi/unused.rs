//! Leaves out of a document the schemas that none of its operations leads to: what a body of a table that is only read would be.
//!
//! In: a document. Out: the same without them. It must not know what made a schema.

use std::collections::BTreeSet;

use serde_json::Value;

/// Takes away the schemas that nothing refers to.
pub(super) fn leave_out(document: &mut Value) {
    let mut used = BTreeSet::new();
    follow(document, &document["paths"], &mut used);
    let used: BTreeSet<String> = used.into_iter().map(str::to_owned).collect();
    let components = document
        .get_mut("components")
        .and_then(Value::as_object_mut);
    let Some(components) = components else {
        return;
    };
    if let Some(schemas) = components.get_mut("schemas").and_then(Value::as_object_mut) {
        schemas.retain(|name, _| used.contains(&format!("#/components/schemas/{name}")));
        if schemas.is_empty() {
            components.shift_remove("schemas");
        }
    }
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
