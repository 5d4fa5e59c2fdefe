//! Whether callers of one API can go on with the next: two OpenAPI documents compared.
//!
//! In: the documents, as JSON values. Out: [`Change`]s, each with its rule, its place, what it breaks for whom, and the
//! remedy. What goes in and what comes out are one question asked both ways: a request breaks where something that was
//! accepted no longer is, an answer where something may come that could not before. It must not know where the documents come
//! from, nor the schema behind them (`located` alone does, which leads from a key to its column). Any value is a
//! document: what is not there is not compared.
//!
//! `deploy` asks the other question of a change: whether code and database of two definitions work with each other.

mod changes;
mod deploy;
mod facts;
mod likeness;
mod located;
mod node;
mod operations;
mod surplus;
mod values;

pub use changes::{Change, Key};
pub use deploy::{Age, Deploy, Finding, Verdict, deploy};
pub use located::{DocumentChange, diagnostics};

use serde_json::Value;

use changes::Changes;
use node::Node;

/// Every change from `before` to `after`: the breaking ones first, in the order of the paths that they are reached by.
pub fn compare(before: &Value, after: &Value) -> Vec<Change> {
    let mut changes = Changes::new(before, after);
    operations::compare(&Node::root(before), &Node::root(after), &mut changes);
    changes.into_list()
}

/// Why a value cannot be compared; none where it is an OpenAPI document of version 3.
pub fn misfit(document: &Value) -> Option<&'static str> {
    let version = document.get("openapi").and_then(Value::as_str);
    if !version.is_some_and(|version| version.starts_with("3.")) {
        return Some("it does not begin with `openapi: 3`");
    }
    if !document.get("paths").is_some_and(Value::is_object) {
        return Some("it has no `paths`");
    }
    None
}

#[cfg(test)]
mod tests;
