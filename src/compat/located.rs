//! Changes as findings: the key that a change is about leads to its column in the schema.

use serde::Serialize;

use super::changes::{Change, Key};
use crate::catalog::Catalog;
use crate::diagnostic::Diagnostic;
use crate::service::{Resource, Service};
use crate::source::Span;

/// How many operations a message names.
const NAMED: usize = 3;

/// What tools are told of a change beside the finding itself.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentChange {
    /// Where it is seen: `GET /users`.
    pub operations: Vec<String>,
    /// Where it stands: in the next document, or in the one before where it is only there.
    pub pointer: String,
}

/// The findings of these changes, in their order, each with its place in the documents.
pub fn diagnostics(
    changes: &[Change],
    service: &Service,
    catalog: &Catalog,
) -> Vec<(Diagnostic, DocumentChange)> {
    changes
        .iter()
        .map(|change| {
            let place = DocumentChange {
                operations: change.operations.clone(),
                pointer: change.pointer.clone(),
            };
            (diagnostic(change, service, catalog), place)
        })
        .collect()
}

fn diagnostic(change: &Change, service: &Service, catalog: &Catalog) -> Diagnostic {
    let finding = Diagnostic {
        id: change.id,
        severity: change.severity,
        message: format!("{}{}", change.message, seen_in(change)),
        primary: None,
        labels: Vec::new(),
        help: change.help.clone(),
    };
    match change
        .key
        .as_ref()
        .and_then(|key| column(key, service, catalog))
    {
        Some(span) => finding.at(span, "this column"),
        None => finding,
    }
}

/// ` (GET /users, POST /users and 2 more)`; nothing where the message names the only one.
fn seen_in(change: &Change) -> String {
    let operations = &change.operations;
    if operations
        .first()
        .is_none_or(|first| operations.len() == 1 && change.message.contains(first.as_str()))
    {
        return String::new();
    }
    let named: Vec<&str> = operations.iter().take(NAMED).map(String::as_str).collect();
    let more = operations.len() - named.len();
    let named = named.join(", ");
    match more {
        0 => format!(" ({named})"),
        more => format!(" ({named} and {more} more)"),
    }
}

/// The column that a key of an answer or a body is.
fn column(key: &Key, service: &Service, catalog: &Catalog) -> Option<Span> {
    let is_of = |resource: &&Resource| {
        resource.row == key.schema
            || resource.create.as_ref() == Some(&key.schema)
            || resource.update.as_ref() == Some(&key.schema)
    };
    let resource = service.resources.iter().find(is_of)?;
    let field = resource
        .fields
        .iter()
        .find(|field| field.json == key.name)?;
    Some(catalog.column(field.column).name_span)
}
