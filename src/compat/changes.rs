//! What was found so far: each change once, with all operations that it is seen in.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use serde_json::Value;

use crate::diagnostic::Severity;

/// One difference between two documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The rule, stable: `api-answer-key-removed`.
    pub id: &'static str,
    /// An error breaks callers; a warning, the sources of generated clients; a note, nobody.
    pub severity: Severity,
    /// Where it is seen: `GET /users`.
    pub operations: Vec<String>,
    /// Where it stands: in the next document, or in the one before where it is only there.
    pub pointer: String,
    /// One sentence.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The key of the next document that this is about.
    pub key: Option<Key>,
}

/// A key of a schema in the next document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// `UserCreate`.
    pub schema: String,
    /// `full_name`.
    pub name: String,
}

/// Where changes are gathered.
pub(super) struct Changes {
    found: IndexMap<(&'static str, String, String), Change>,
    /// The operation that is looked at: `GET /users`.
    operation: String,
    /// The pairs of components that were compared for it.
    compared: BTreeSet<(String, String, bool)>,
    /// The components that are the same in both documents, with all that they refer to.
    unchanged: BTreeSet<String>,
}

impl Changes {
    /// None yet.
    pub fn new(before: &Value, after: &Value) -> Changes {
        Changes {
            found: IndexMap::new(),
            operation: String::new(),
            compared: BTreeSet::new(),
            unchanged: unchanged(before, after),
        }
    }

    /// What follows is about this operation.
    pub fn look_at(&mut self, operation: String) {
        self.operation = operation;
        self.compared.clear();
    }

    /// Adds a change, or the operation to the one that is there already.
    pub fn add(&mut self, change: Change) {
        let key = (change.id, change.pointer.clone(), change.message.clone());
        let change = self.found.entry(key).or_insert(change);
        if !self.operation.is_empty() && !change.operations.contains(&self.operation) {
            change.operations.push(self.operation.clone());
        }
    }

    /// Whether a pair of components still has to be compared for this operation.
    pub fn is_new(&mut self, before: &str, after: &str, is_answer: bool) -> bool {
        if before == after && self.unchanged.contains(before) {
            return false;
        }
        let pair = (before.to_owned(), after.to_owned(), is_answer);
        self.compared.insert(pair)
    }

    /// All, the breaking ones first.
    pub fn into_list(self) -> Vec<Change> {
        let mut list: Vec<Change> = self.found.into_values().collect();
        list.sort_by_key(|change| change.severity);
        list
    }
}

impl Change {
    /// A change that breaks callers.
    pub fn breaking(id: &'static str, pointer: &str, message: String) -> Change {
        Change {
            id,
            severity: Severity::Error,
            operations: Vec::new(),
            pointer: pointer.to_owned(),
            message,
            help: None,
            key: None,
        }
    }

    /// A change that breaks nobody.
    pub fn harmless(id: &'static str, pointer: &str, message: String) -> Change {
        Change {
            severity: Severity::Note,
            ..Change::breaking(id, pointer, message)
        }
    }

    /// Says what to do.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Change {
        Change {
            help: Some(help.into()),
            ..self
        }
    }

    /// Says which key it is about.
    #[must_use]
    pub fn about(self, schema: Option<&str>, name: &str) -> Change {
        let key = schema.map(|schema| Key {
            schema: schema.to_owned(),
            name: name.to_owned(),
        });
        Change { key, ..self }
    }
}

/// The pointers of the schemas that are the same in both documents, and refer only to such.
fn unchanged(before: &Value, after: &Value) -> BTreeSet<String> {
    let schemas = |document: &Value| -> BTreeMap<String, Value> {
        let all = document.pointer("/components/schemas");
        let all = all.and_then(Value::as_object).into_iter().flatten();
        all.map(|(name, schema)| (format!("/components/schemas/{name}"), schema.clone()))
            .collect()
    };
    let (before, after) = (schemas(before), schemas(after));
    let mut same: BTreeMap<String, BTreeSet<String>> = before
        .into_iter()
        .filter(|(pointer, schema)| after.get(pointer) == Some(schema))
        .map(|(pointer, schema)| {
            let mut references = BTreeSet::new();
            collect_references(&schema, &mut references);
            (pointer, references)
        })
        .collect();
    loop {
        let is_kept = |references: &BTreeSet<String>| {
            references
                .iter()
                .all(|reference| same.contains_key(reference))
        };
        let gone: Vec<String> = same
            .iter()
            .filter(|(_, references)| !is_kept(references))
            .map(|(pointer, _)| pointer.clone())
            .collect();
        if gone.is_empty() {
            return same.into_keys().collect();
        }
        same.retain(|pointer, _| !gone.contains(pointer));
    }
}

fn collect_references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref") {
                found.insert(reference.trim_start_matches('#').to_owned());
            }
            members
                .values()
                .for_each(|value| collect_references(value, found));
        }
        Value::Array(list) => list
            .iter()
            .for_each(|value| collect_references(value, found)),
        _ => {}
    }
}
