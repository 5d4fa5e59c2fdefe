//! `@upsert email`: PUT /users/by/email/{email}.

use super::{Api, key_param};
use crate::catalog::{self, ColumnsTag, RuleTest, Table};
use crate::diagnostic::Diagnostic;
use crate::service::lower::upserts::tagged;
use crate::service::lower::{Context, audience, resources};
use crate::service::{Action, ApiParam, Body, Field, Method, Operation, Success, Upsert};
use crate::ty::Ty;

/// The upserts that tags ask for.
pub(super) fn lower(
    context: &mut Context<'_>,
    table: &Table,
    api: &Api<'_>,
    offered: &[catalog::Operation],
) -> Vec<Operation> {
    let upserts = &api.resource.statements.upserts;
    for tag in &table.tags.upserts {
        let is_of = |upsert: &&Upsert| tagged(table, &upsert.key) == Some(tag);
        let upsert = upserts.iter().find(is_of);
        if let Some((what, help)) = obstacle(table, api, offered, upsert) {
            report(context, table, tag, &what, help);
        }
    }
    let by = resources::table_claimant(table);
    let served = upserts.iter().enumerate();
    served
        .filter_map(|(at, upsert)| {
            let body = upsert.body.as_deref()?;
            context.types.claim(body, &by, context.diagnostics);
            Some(api.upsert(at, upsert))
        })
        .collect()
}

/// What stands in the way of an upsert, and what can be done.
fn obstacle(
    table: &Table,
    api: &Api<'_>,
    offered: &[catalog::Operation],
    upsert: Option<&Upsert>,
) -> Option<(String, &'static str)> {
    use catalog::Operation::{Create, Get, Update};
    let Some(upsert) = upsert else {
        return Some((
            "these columns are no unique key that the writer gives".to_owned(),
            "name the columns of a UNIQUE or PRIMARY KEY, all of them NOT NULL and without a default",
        ));
    };
    if ![Create, Get, Update]
        .iter()
        .all(|one| offered.contains(one))
    {
        return Some((
            format!("rows of `{}` are not created, read and updated", table.name),
            "let `@only` name create, get and update, and give the table a key",
        ));
    }
    if audience::of_table(table, Create) != audience::of_table(table, Update) {
        return Some((
            "rows are created by some and updated by others".to_owned(),
            "let `@role` and `@public` say the same of create and update",
        ));
    }
    if api.resource.version().is_some() {
        return Some((
            format!("`{}` has a version, which a PUT could not name", table.name),
            "leave `@upsert` or `@version` out",
        ));
    }
    let Some(_) = api.addressed(upsert).next() else {
        return Some((
            "the owner is whoever asks, and nothing else is in this key".to_owned(),
            "name a key that has more than the owner",
        ));
    };
    let key = api.addressed(upsert).map(|(_, field)| field);
    let mut unfit = key.filter(|field| !is_word(field));
    unfit.next().map(|field| {
        (
            format!("a value of `{}` cannot stand in a path", field.column_name),
            "take a key of integers, texts, enums or uuids that are not hidden",
        )
    })
}

/// Whether a value is the same in a path and in a body.
fn is_word(field: &Field) -> bool {
    let is_plain =
        field.ty.is_integer() || field.ty.is_text() || matches!(field.ty, Ty::Uuid | Ty::Enum(_));
    is_plain && field.own.is_none() && field.readable
}

fn incoming_rules(field: &Field) -> Vec<RuleTest> {
    let longest = field.max_length.map(RuleTest::MaxLength);
    field.rules.iter().cloned().chain(longest).collect()
}

fn report(context: &mut Context<'_>, table: &Table, tag: &ColumnsTag, what: &str, help: &str) {
    context.diagnostics.push(
        Diagnostic::error(
            "upsert-impossible",
            format!("`@upsert` cannot serve `{}`: {what}", table.name),
        )
        .at(tag.span, "nothing to PUT")
        .also(table.name_span, "this table")
        .help(help),
    );
}

impl Api<'_> {
    /// The fields of a key that the path has, each with its place in the key: all but the owner, who is asking.
    fn addressed(&self, upsert: &Upsert) -> impl Iterator<Item = (usize, &Field)> {
        let key = upsert.key.iter().enumerate();
        let key = key.filter(|(_, field)| self.resource.owner != Some(**field));
        let key: Vec<(usize, usize)> = key.map(|(at, field)| (at, *field)).collect();
        key.into_iter()
            .map(|(at, field)| (at, &self.resource.fields[field]))
    }

    fn upsert(&self, at: usize, upsert: &Upsert) -> Operation {
        let path_params: Vec<ApiParam> = self
            .addressed(upsert)
            .map(|(at, field)| ApiParam {
                // It is written, and so held to what a body would be.
                rules: incoming_rules(field),
                ..key_param(at, field)
            })
            .collect();
        let names = self
            .addressed(upsert)
            .map(|(_, field)| crate::service::segment(&field.json));
        let segments: String = names
            .zip(&path_params)
            .map(|(name, param)| format!("/{name}/{{{}}}", param.name))
            .collect();
        let names: Vec<&str> = self
            .addressed(upsert)
            .map(|(_, field)| field.column_name.as_str())
            .collect();
        Operation {
            id: format!("upsert_{}_by_{}", self.one, names.join("_and_")),
            summary: format!("Create or change one {}", self.resource.singular),
            path: format!("{}/by{segments}", self.path),
            path_params,
            body: Some(Body::Upsert {
                resource: self.index,
                upsert: at,
            }),
            success: Success::Upserted(self.index),
            ..self.plain(
                Method::Put,
                Action::Upsert {
                    resource: self.index,
                    upsert: at,
                },
                &[400, 409, 413, 415, 422],
            )
        }
    }
}
