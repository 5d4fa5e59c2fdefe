//! `@bulk`: POST, PATCH and DELETE /users/batch, which write many rows or none.

use super::{Api, is_possible, key_param, offered};
use crate::catalog::{self, BulkTag, Table};
use crate::diagnostic::Diagnostic;
use crate::service::lower::{Context, resources};
use crate::service::{
    Action, ApiParam, ApiParamKind, Batch, BatchUpdate, Body, Method, Operation, Resource, Success,
};
use crate::ty::Ty;

/// Rows of one request at the most.
const MOST: usize = 1000;
/// The same where bodies have secrets, each of which takes time to hash.
const MOST_SECRETS: usize = 100;

/// Fills in [`Resource::batch`].
pub(in crate::service::lower) fn plan(context: &mut Context<'_>, resources: &mut [Resource]) {
    let catalog = context.catalog;
    for resource in resources {
        let table = catalog.table(resource.table);
        let Some(tag) = &table.tags.bulk else {
            continue;
        };
        check_shadow(context, table, resource, tag);
        let batch = batch(context, table, resource, tag);
        let by = resources::table_claimant(table);
        let update = batch.update.iter();
        let update = update.flat_map(|update| [&update.body, &update.item, &update.key]);
        let writes = batch.create.is_some() || batch.update.is_some();
        let rows = writes.then_some(&batch.rows);
        for name in batch.create.iter().chain(update).chain(rows) {
            context.types.claim(name, &by, context.diagnostics);
        }
        resource.batch = Some(batch);
    }
}

fn batch(context: &mut Context<'_>, table: &Table, resource: &Resource, tag: &BulkTag) -> Batch {
    use catalog::Operation::{Create, Delete, Update};
    let mut wanted = |operation| {
        let is_named = tag
            .operations
            .as_ref()
            .map(|named| named.contains(&operation));
        // What one row cannot be, many cannot either: only where it is named is that an error.
        let is_wanted = is_named.unwrap_or_else(|| is_offered(table, resource, operation));
        let obstacle = obstacle(table, resource, operation).filter(|_| is_wanted);
        let is_possible = obstacle.is_none();
        if let Some(what) = obstacle {
            report(context, table, resource, tag, operation, &what);
        }
        is_wanted && is_possible
    };
    let (creates, updates, deletes) = (wanted(Create), wanted(Update), wanted(Delete));
    let named = [Create, Update, Delete];
    let mut offered = named.into_iter();
    if tag.operations.is_none() && !offered.any(|one| is_offered(table, resource, one)) {
        let what = "rows of it are not written over HTTP".to_owned();
        report_all(context, table, tag, &what);
    }
    let row = &resource.row;
    let has_secrets = resource.fields.iter().any(|field| field.hashed);
    Batch {
        create: creates.then(|| format!("{row}CreateBatch")),
        update: updates.then(|| BatchUpdate {
            body: format!("{row}UpdateBatch"),
            item: format!("{row}Change"),
            key: format!("{row}Key"),
        }),
        deletes,
        rows: format!("{row}Batch"),
        most: if has_secrets { MOST_SECRETS } else { MOST },
    }
}

fn is_offered(table: &Table, resource: &Resource, operation: catalog::Operation) -> bool {
    resource.path.is_some() && offered(table, resource).contains(&operation)
}

/// What stands in the way of writing many rows.
fn obstacle(table: &Table, resource: &Resource, operation: catalog::Operation) -> Option<String> {
    if !is_offered(table, resource, operation) || !is_possible(resource, operation) {
        return Some("not even one row can be so over HTTP".to_owned());
    }
    match operation {
        catalog::Operation::Create => None,
        _ if resource.version().is_some() => {
            Some("rows have a version, which whoever changes one must name".to_owned())
        }
        catalog::Operation::Delete if resource.key.len() > 1 => {
            Some("the key has several columns, and a list in an address has one".to_owned())
        }
        _ => None,
    }
}

fn report(
    context: &mut Context<'_>,
    table: &Table,
    resource: &Resource,
    tag: &BulkTag,
    operation: catalog::Operation,
    what: &str,
) {
    use catalog::Operation::{Create, Delete, Update};
    let is_left = |one: &catalog::Operation| {
        let named = tag.operations.as_ref();
        named.is_none_or(|named| named.contains(one)) && obstacle(table, resource, *one).is_none()
    };
    let left: Vec<&str> = [Create, Update, Delete]
        .iter()
        .filter(|one| is_left(one))
        .map(|one| one.name())
        .collect();
    let help = match left.is_empty() {
        true => "leave `@bulk` out".to_owned(),
        false => format!("name the others: `-- @bulk {}`", left.join(",")),
    };
    push(
        context,
        table,
        tag,
        format!(
            "`@bulk` cannot {} many rows of `{}`: {what}",
            operation.name(),
            table.name
        ),
        &help,
    );
}

fn report_all(context: &mut Context<'_>, table: &Table, tag: &BulkTag, what: &str) {
    let message = format!("`@bulk` has nothing to offer of `{}`: {what}", table.name);
    push(context, table, tag, message, "leave `@bulk` out");
}

fn push(context: &mut Context<'_>, table: &Table, tag: &BulkTag, message: String, help: &str) {
    context.diagnostics.push(
        Diagnostic::error("bulk-impossible", message)
            .at(tag.span, "many rows in one request")
            .also(table.name_span, "this table")
            .help(help),
    );
}

/// Where rows are named by a text, `/pages/batch` may be a row.
fn check_shadow(context: &mut Context<'_>, table: &Table, resource: &Resource, tag: &BulkTag) {
    let [key] = resource.key[..] else {
        return;
    };
    let (path, ty) = (resource.path.as_deref(), &resource.fields[key].ty);
    let (Some(path), true) = (path, ty.is_text() || matches!(ty, Ty::Enum(_))) else {
        return;
    };
    context.diagnostics.push(
        Diagnostic::error(
            "route-shadows-row",
            format!(
                "`/{path}/batch` would shadow the row of `{}` whose key is `batch`",
                table.name
            ),
        )
        .at(tag.span, "puts a word where a key stands")
        .also(table.name_span, "its key is text")
        .help("leave `@bulk` out, or give the table a key of integers or uuids"),
    );
}

/// The operations on many rows.
pub(super) fn lower(api: &Api<'_>) -> Vec<Operation> {
    let Some(batch) = &api.resource.batch else {
        return Vec::new();
    };
    let create = batch.create.as_ref().map(|_| api.create_many());
    let update = batch.update.as_ref().map(|_| api.update_many());
    let delete = batch.deletes.then(|| api.delete_many());
    create.into_iter().chain(update).chain(delete).collect()
}

impl Api<'_> {
    fn create_many(&self) -> Operation {
        Operation {
            id: self.many_id("create"),
            summary: format!("Create many {}", self.resource.plural),
            body: Some(Body::CreateMany(self.index)),
            success: Success::CreatedMany(self.index),
            ..self.batch(
                Method::Post,
                Action::CreateMany(self.index),
                &[400, 409, 413, 415, 422],
            )
        }
    }

    fn update_many(&self) -> Operation {
        Operation {
            id: self.many_id("update"),
            summary: format!("Change many {}", self.resource.plural),
            body: Some(Body::UpdateMany(self.index)),
            success: Success::UpdatedMany(self.index),
            ..self.batch(
                Method::Patch,
                Action::UpdateMany(self.index),
                &[400, 404, 409, 413, 415, 422],
            )
        }
    }

    fn delete_many(&self) -> Operation {
        let keys = self.resource.key_fields().map(|field| ApiParam {
            kind: ApiParamKind::Keys,
            list: true,
            doc: format!("The rows, by `{}`, each once.", field.json),
            ..key_param(0, field)
        });
        Operation {
            id: self.many_id("delete"),
            summary: format!("Delete many {}", self.resource.plural),
            query_params: keys.collect(),
            ..self.batch(
                Method::Delete,
                Action::DeleteMany(self.index),
                &[400, 404, 409, 422],
            )
        }
    }

    fn batch(&self, method: Method, action: Action, errors: &[u16]) -> Operation {
        Operation {
            path: format!("{}/batch", self.path),
            ..self.plain(method, action, errors)
        }
    }

    /// `create_users`; where a word has no plural of its own, `create_many_sheep`.
    fn many_id(&self, verb: &str) -> String {
        match self.many == self.one {
            true => format!("{verb}_many_{}", self.many),
            false => format!("{verb}_{}", self.many),
        }
    }
}
