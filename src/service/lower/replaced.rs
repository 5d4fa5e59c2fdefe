//! `[http] replace`: operations whose handlers the application writes itself.
//!
//! In: all operations, and the ids in rowtype.toml. Out: a mark at these; the document keeps them as they are.

use super::Context;
use crate::diagnostic::{Diagnostic, nearest};
use crate::service::Operation;

/// Marks the operations that are replaced.
pub(super) fn mark(context: &mut Context<'_>, operations: &mut [Operation]) {
    let config = context.config;
    for given in &config.http.replace {
        let found = operations.iter_mut().find(|one| one.id == given.name);
        if let Some(operation) = found {
            operation.is_replaced = true;
            continue;
        }
        let near = nearest(&given.name, operations.iter().map(|one| one.id.as_str()));
        let help = near.map_or_else(
            || {
                "an operation is named by its `operationId` in openapi.yaml: `create_post`"
                    .to_owned()
            },
            |near| format!("did you mean `{near}`?"),
        );
        let message = format!(
            "`http.replace` names `{}`, which is no operation",
            given.name
        );
        let error = Diagnostic::error("unknown-operation", message).help(help);
        context.diagnostics.push(match given.span {
            Some(span) => error.at(span, "no such operation"),
            None => error,
        });
    }
}
