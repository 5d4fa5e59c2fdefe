//! `[http] hooks`: tables around whose changes code of the application runs.
//!
//! In: all operations, and the names in rowtype.toml. Out: what each of these tables has hooks for. What would pass by them is
//! an error: an upsert, of which nobody knows beforehand whether it makes a row or changes one, and batches.

use super::Context;
use crate::catalog::Table;
use crate::config::GivenName;
use crate::diagnostic::{Diagnostic, nearest};
use crate::service::{Action, Hooks, Operation, Resource};

/// Gives resources their hooks.
pub(super) fn lower(
    context: &mut Context<'_>,
    resources: &mut [Resource],
    operations: &[Operation],
) {
    let config = context.config;
    for given in &config.http.hooks {
        let found = resources
            .iter()
            .position(|resource| resource.path.as_deref() == Some(&given.name));
        let Some(index) = found else {
            unknown(context, given, resources);
            continue;
        };
        let resource = &mut resources[index];
        let table = context.catalog.table(resource.table);
        let of_table: Vec<&Operation> = operations
            .iter()
            .filter(|one| one.action.resource() == Some(index) && !one.is_replaced)
            .collect();
        check_passing(context, given, table, &of_table);
        let is_offered = |of: fn(Action) -> bool| of_table.iter().any(|one| of(one.action));
        let hooks = Hooks {
            name: format!("{}Hooks", resource.row),
            create: is_offered(|action| matches!(action, Action::Create(_) | Action::Link(_))),
            update: is_offered(|action| matches!(action, Action::Update(_))),
            delete: is_offered(|action| matches!(action, Action::Delete(_) | Action::Unlink(_))),
        };
        if !(hooks.create || hooks.update || hooks.delete) {
            let message = format!("no generated handler changes rows of `{}`", given.name);
            report(
                context,
                given,
                Some(table),
                message,
                "leave it out of `hooks`",
            );
            continue;
        }
        resource.hooks = Some(hooks);
    }
}

/// Upserts and batches would need hooks of their own.
fn check_passing(
    context: &mut Context<'_>,
    given: &GivenName,
    table: &Table,
    operations: &[&Operation],
) {
    for operation in operations {
        let passing = match operation.action {
            Action::Upsert { .. } => Some((
                "it makes a row or changes one, which only the database knows",
                "@upsert",
            )),
            Action::CreateMany(_) | Action::UpdateMany(_) | Action::DeleteMany(_) => {
                Some(("hooks stand around one row at a time", "@bulk"))
            }
            _ => None,
        };
        if let Some((why, tag)) = passing {
            let message = format!(
                "`{}` would pass by the hooks of `{}`: {why}",
                operation.id, given.name
            );
            let help = format!(
                "take `{tag}` away, write the handler yourself (`replace = [\"{}\"]`), or leave `{}` out of `hooks`",
                operation.id, given.name
            );
            report(context, given, Some(table), message, &help);
        }
    }
}

fn unknown(context: &mut Context<'_>, given: &GivenName, resources: &[Resource]) {
    let served = resources.iter().filter_map(|one| one.path.as_deref());
    let help = match nearest(&given.name, served) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "name a table as its path has it: `posts` for /posts".to_owned(),
    };
    let message = format!("`http.hooks` names `{}`, which is not served", given.name);
    report(context, given, None, message, &help);
}

fn report(
    context: &mut Context<'_>,
    given: &GivenName,
    table: Option<&Table>,
    message: String,
    help: &str,
) {
    let mut error = Diagnostic::error("hooks-impossible", message);
    if let Some(span) = given.span {
        error = error.at(span, "these hooks");
    }
    if let Some(table) = table {
        error = error.also(table.name_span, "this table");
    }
    context.diagnostics.push(error.help(help));
}
