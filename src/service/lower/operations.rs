//! The operations of tables: list, create, get, update, delete, which all of them have, and those that tags add.

mod batch;
mod export;
mod links;
mod upserts;

pub(super) use batch::plan as plan_batches;
pub(super) use export::plan as plan_exports;

use super::{Context, audience, list_params, resources};
use crate::catalog::{self, Table};
use crate::config::Auth;
use crate::diagnostic::Diagnostic;
use crate::service::{
    Action, ApiParam, ApiParamKind, Audience, Body, Field, Method, Operation, Precondition,
    Resource, ResourceIndex, Success,
};
use crate::ty::Ty;

pub(super) fn lower(context: &mut Context<'_>, resources: &[Resource]) -> Vec<Operation> {
    let catalog = context.catalog;
    let mut operations = Vec::new();
    for (index, resource) in resources.iter().enumerate() {
        let table = catalog.table(resource.table);
        let Some(api) = api(context, table, resources, index) else {
            continue;
        };
        check_only(context, table, resource);
        check_key(context, table, resource);
        let by = resources::table_claimant(table);
        let offered = offered(table, resource);
        audience::check_table(context, table, &offered);
        audience::check_view(context, table);
        let upserts = upserts::lower(context, table, &api, &offered);
        let links = links::lower(context, table, &api, resources, &offered);
        let batches = batch::lower(&api);
        let export = export::lower(&api, resources);
        let usual = offered.into_iter().map(|kind| api.operation(kind));
        for operation in usual
            .chain(export)
            .chain(upserts)
            .chain(batches)
            .chain(links)
        {
            if !context.nameless.contains(&table.id)
                && !context
                    .operations
                    .claim(&operation.id, &by, context.diagnostics)
            {
                context.nameless.insert(table.id);
            }
            list_params::check(context, table, resource, &operation);
            operations.push(operation);
        }
    }
    operations
}

fn api<'r>(
    context: &mut Context<'_>,
    table: &'r Table,
    resources: &'r [Resource],
    index: ResourceIndex,
) -> Option<Api<'r>> {
    let resource = &resources[index];
    let segment = resource.path.as_deref()?;
    let base = resources::base(context, table);
    Some(Api {
        table,
        resource,
        resources,
        index,
        path: format!("/{}", crate::service::segment(segment)),
        many: context.namer.words(&base).replace(' ', "_"),
        one: context.namer.singular(&base),
        allow_all: context.config.http.auth == Some(Auth::None),
    })
}

fn is_possible(resource: &Resource, operation: catalog::Operation) -> bool {
    let statements = &resource.statements;
    if matches!(
        operation,
        catalog::Operation::Get | catalog::Operation::Update | catalog::Operation::Delete
    ) && !resource.key_fields().all(|field| stands_in_path(&field.ty))
    {
        return false;
    }
    match operation {
        catalog::Operation::List => true,
        catalog::Operation::Create => statements.create.is_some(),
        catalog::Operation::Get => statements.by_key.get.is_some(),
        catalog::Operation::Update => statements.by_key.update.is_some(),
        catalog::Operation::Delete => statements.by_key.delete.is_some(),
    }
}

fn offered(table: &Table, resource: &Resource) -> Vec<catalog::Operation> {
    use catalog::Operation::{Create, Delete, Get, List, Update};
    [List, Create, Get, Update, Delete]
        .into_iter()
        .filter(|operation| is_possible(resource, *operation))
        .filter(|operation| table.tags.readonly.is_none() || matches!(operation, List | Get))
        .filter(|operation| {
            table
                .tags
                .only
                .as_ref()
                .is_none_or(|only| only.contains(operation))
        })
        .collect()
}

/// Whether a value has one spelling as a segment of a path.
fn stands_in_path(ty: &Ty) -> bool {
    !matches!(
        ty,
        Ty::Bytes
            | Ty::Json
            | Ty::Jsonb
            | Ty::Interval
            | Ty::Array(_)
            | Ty::Composite(_)
            | Ty::Record(_)
            | Ty::Range(..)
            | Ty::Multirange(..)
            | Ty::Other(_)
            | Ty::Any
    )
}

/// Rows whose key cannot stand in a path are listed, and no more.
fn check_key(context: &mut Context<'_>, table: &Table, resource: &Resource) {
    let Some(field) = resource
        .key_fields()
        .find(|field| !stands_in_path(&field.ty))
    else {
        return;
    };
    let column = context.catalog.column(field.column);
    context.diagnostics.push(
        Diagnostic::warning(
            "key-not-addressable",
            format!(
                "rows of `{}` have no path of their own: a value of `{}` cannot stand in one",
                table.name, column.name
            ),
        )
        .at(column.span, "the key")
        .help("give the table a key of an integer, a text or a uuid; until then it is listed only"),
    );
}

/// `@only` names what there is.
fn check_only(context: &mut Context<'_>, table: &Table, resource: &Resource) {
    for operation in table.tags.only.iter().flatten() {
        if is_possible(resource, *operation) {
            continue;
        }
        let word = operation.name();
        context.diagnostics.push(
            Diagnostic::error(
                "only-impossible",
                format!(
                    "`@only` offers `{word}`, which `{}` cannot have",
                    table.name
                ),
            )
            .at(
                table.name_span,
                "a view, or without a key, or with columns that nobody can give",
            )
            .help(format!("leave `{word}` out of `@only`")),
        );
    }
}

/// What the operations of one resource have in common.
struct Api<'a> {
    table: &'a Table,
    resource: &'a Resource,
    resources: &'a [Resource],
    index: ResourceIndex,
    /// `/users`
    path: String,
    /// `users`, in operationIds.
    many: String,
    /// `user`, in operationIds.
    one: String,
    allow_all: bool,
}

impl Api<'_> {
    fn operation(&self, operation: catalog::Operation) -> Operation {
        match operation {
            catalog::Operation::List => self.list(),
            catalog::Operation::Create => self.create(),
            catalog::Operation::Get => self.get(),
            catalog::Operation::Update => self.update(),
            catalog::Operation::Delete => self.delete(),
        }
    }

    fn list(&self) -> Operation {
        // A cursor of another list names no page.
        let errors: &[u16] = match self.resource.has_cursors() {
            true => &[400, 404, 422],
            false => &[400, 422],
        };
        Operation {
            id: format!("list_{}", self.many),
            summary: format!("List {}", self.resource.plural),
            query_params: list_params::of_list(self.resource, self.resources),
            success: Success::Page(self.index),
            ..self.plain(Method::Get, Action::List(self.index), errors)
        }
    }

    fn create(&self) -> Operation {
        Operation {
            id: format!("create_{}", self.one),
            summary: format!("Create one {}", self.resource.singular),
            body: Some(Body::Create(self.index)),
            success: Success::Created(self.index),
            ..self.plain(
                Method::Post,
                Action::Create(self.index),
                &[400, 409, 413, 415, 422],
            )
        }
    }

    fn get(&self) -> Operation {
        Operation {
            id: format!("get_{}", self.one),
            summary: format!("Read one {}", self.resource.singular),
            query_params: list_params::include(self.resource).into_iter().collect(),
            precondition: Some(Precondition::Unknown),
            success: Success::Item(self.index),
            ..self.item(Method::Get, Action::Get(self.index), &[400, 404, 422])
        }
    }

    fn update(&self) -> Operation {
        Operation {
            id: format!("update_{}", self.one),
            summary: format!("Change one {}", self.resource.singular),
            body: Some(Body::Update(self.index)),
            precondition: Some(self.unchanged()),
            success: Success::Item(self.index),
            ..self.item(
                Method::Patch,
                Action::Update(self.index),
                self.with_precondition(&[400, 404, 409, 412, 413, 415, 422, 428]),
            )
        }
    }

    fn delete(&self) -> Operation {
        Operation {
            id: format!("delete_{}", self.one),
            summary: format!("Delete one {}", self.resource.singular),
            precondition: Some(self.unchanged()),
            ..self.item(
                Method::Delete,
                Action::Delete(self.index),
                self.with_precondition(&[400, 404, 409, 412, 422, 428]),
            )
        }
    }

    /// What a caller who changes a row says of its state.
    fn unchanged(&self) -> Precondition {
        match self.resource.version() {
            Some(_) => Precondition::Version,
            None => Precondition::Unchanged,
        }
    }

    /// Statuses that end with 428, where that can be.
    fn with_precondition<'s>(&self, statuses: &'s [u16]) -> &'s [u16] {
        match (self.unchanged(), statuses) {
            (Precondition::Version, _) => statuses,
            (_, [others @ .., _]) => others,
            (_, []) => statuses,
        }
    }

    /// Whom an operation is for. An upsert is a creation and an update.
    fn audience(&self, action: Action) -> Audience {
        let of = |operation| audience::of_table(self.table, operation);
        match action {
            Action::List(_) | Action::Export(_) => of(catalog::Operation::List),
            Action::Create(_) | Action::CreateMany(_) | Action::Upsert { .. } | Action::Link(_) => {
                of(catalog::Operation::Create)
            }
            Action::Get(_) => of(catalog::Operation::Get),
            Action::Update(_) | Action::UpdateMany(_) => of(catalog::Operation::Update),
            Action::Delete(_) | Action::DeleteMany(_) | Action::Unlink(_) => {
                of(catalog::Operation::Delete)
            }
            Action::SignIn => Audience::Public,
            Action::Query { .. } => Audience::Identified,
        }
    }

    /// On one row, which the path's last segments name.
    fn item(&self, method: Method, action: Action, errors: &[u16]) -> Operation {
        let path_params: Vec<ApiParam> = self
            .resource
            .key_fields()
            .enumerate()
            .map(|(at, field)| key_param(at, field))
            .collect();
        let segments: String = path_params
            .iter()
            .map(|param| format!("/{{{}}}", param.name))
            .collect();
        Operation {
            path: format!("{}{segments}", self.path),
            path_params,
            ..self.plain(method, action, errors)
        }
    }

    fn plain(&self, method: Method, action: Action, errors: &[u16]) -> Operation {
        let audience = self.audience(action);
        Operation {
            id: String::new(),
            method,
            path: self.path.clone(),
            action,
            is_replaced: false,
            summary: String::new(),
            description: self.resource.doc.clone(),
            deprecated: self.resource.deprecated.is_some(),
            path_params: Vec::new(),
            query_params: Vec::new(),
            body: None,
            precondition: None,
            success: Success::NoContent,
            errors: statuses(errors, self.allow_all || audience == Audience::Public),
            audience,
        }
    }
}

fn key_param(at: usize, field: &Field) -> ApiParam {
    let plain = field
        .json
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '_');
    ApiParam {
        name: if plain {
            field.json.clone()
        } else {
            field.rust.trim_start_matches("r#").to_owned()
        },
        kind: ApiParamKind::Value(at),
        ty: field.ty.clone(),
        list: false,
        required: true,
        rules: Vec::new(),
        doc: field.doc.first().cloned().unwrap_or_default(),
    }
}

/// These, and those that every operation can have: no identity or not allowed where callers have one, a fault of ours, a
/// database that is away or too slow.
pub(super) fn statuses(own: &[u16], is_open: bool) -> Vec<u16> {
    let mut statuses = own.to_vec();
    statuses.extend([500, 503, 504]);
    if !is_open {
        statuses.extend([401, 403]);
    }
    statuses.sort_unstable();
    statuses
}

#[cfg(test)]
mod tests {
    use super::statuses;
    use crate::service::segment as encode;

    #[test]
    fn segments_are_encoded() {
        assert_eq!(encode("post_tags"), "post_tags");
        assert_eq!(encode("Order Details"), "Order%20Details");
        assert_eq!(encode("größe{}"), "gr%C3%B6%C3%9Fe%7B%7D");
    }

    #[test]
    fn statuses_are_sorted() {
        assert_eq!(statuses(&[404], true), [404, 500, 503, 504]);
        assert_eq!(statuses(&[404], false), [401, 403, 404, 500, 503, 504]);
    }
}
