//! Whether everything in a service has a type in Rust, before anything is emitted.
//!
//! What has none because a column of a table has none is a note: the column is to be changed.

use super::types;
use crate::catalog::{Catalog, CompositeId, TableKind};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::dialect::Dialect;
use crate::service::{QueryFunction, Service};
use crate::ty::Ty;

/// Reports every column, parameter and result whose type has no row in the table of types.
pub fn check(service: &Service, catalog: &Catalog, diagnostics: &mut Diagnostics) {
    for target in &service.targets {
        let mut columns: Vec<&Ty> = Vec::new();
        for field in service.resources.iter().flat_map(|one| &one.fields) {
            if field.own.is_none() && types::rust_type(&field.ty, *target).is_none() {
                let column = catalog.column(field.column);
                let table = catalog.table(field.column.table);
                let what = format!("column `{}.{}`", table.name, column.name);
                let from_table = table.kind == TableKind::View && columns.contains(&&field.ty);
                let found = if from_table {
                    follows(&what, &field.ty)
                } else {
                    columns.push(&field.ty);
                    no_type(&what, &column.type_text, *target).help(remedy(catalog, &field.ty))
                };
                diagnostics.push(found.at(column.span, "has no type in Rust"));
            }
        }
        for model in &service.composites {
            for field in &model.fields {
                if types::rust_type(&field.ty, *target).is_none() {
                    let what = format!("field `{}.{}`", model.sql_type, field.name);
                    let found = no_type(&what, &name(&field.ty), *target);
                    let found = found.help(remedy(catalog, &field.ty));
                    diagnostics.push(found.at(field.span, "has no type in Rust"));
                }
            }
        }
        let functions = service.query_modules.iter().flat_map(|one| &one.functions);
        for function in functions {
            check_query(function, *target, &columns, diagnostics);
        }
    }
}

/// What to declare instead. The driver does not know what the multiranges of the schema's own ranges are made of.
fn remedy(catalog: &Catalog, ty: &Ty) -> String {
    let is_of = |multirange: &str| matches!(ty, Ty::Other(name) if name == multirange);
    let mut ranges = catalog.ranges.iter();
    match ranges.find(|range| is_of(&range.multirange)) {
        Some(range) => format!("declare it as an array: `{}[]`", range.name),
        None => "declare it as text, or as another type of the database".to_owned(),
    }
}

/// `known` are the types without one of columns that are reported.
fn check_query(
    function: &QueryFunction,
    target: Dialect,
    known: &[&Ty],
    diagnostics: &mut Diagnostics,
) {
    let params = function
        .params
        .iter()
        .filter(|param| param.own.is_none())
        .map(|param| (format!("parameter `{}`", param.json), &param.ty, true));
    let rows = function.returns.row.iter().flat_map(|row| &row.fields);
    let columns = rows
        .filter(|field| field.own.is_none())
        .map(|field| (format!("column `{}`", field.json), &field.ty, false));
    for (what, ty, comes_in) in params.chain(columns) {
        if types::rust_type(ty, target).is_none() {
            let what = format!(
                "{what} of query `{}` ({})",
                function.query_name, function.place
            );
            diagnostics.push(match known.contains(&ty) {
                true => follows(&what, ty),
                false => no_type(&what, &name(ty), target).help(match ty {
                    // The server asks for a record, and takes none.
                    Ty::Record(_) if comes_in => "cast it to its composite type",
                    Ty::Composite(_) | Ty::Record(_) => "take its fields one by one",
                    _ => "cast it to a type that has one, such as text",
                }),
            });
        }
    }
}

/// What a column of a table is to blame for.
fn follows(what: &str, ty: &Ty) -> Diagnostic {
    let message = format!("{what} is `{}` as well", name(ty));
    Diagnostic::note("type-without-rust", message)
}

fn no_type(what: &str, ty: &str, target: Dialect) -> Diagnostic {
    let message = format!(
        "{what} is `{ty}`, which has no type in Rust for {}",
        target.name()
    );
    Diagnostic::error("type-without-rust", message)
}

fn name(ty: &Ty) -> String {
    match ty {
        Ty::Other(name) => name.clone(),
        Ty::Composite(CompositeId::Table(_)) => "a row of a table".to_owned(),
        Ty::Composite(_) | Ty::Record(_) => "a composite type".to_owned(),
        Ty::Range(name, _) | Ty::Multirange(name, _) => name.clone(),
        Ty::Array(element) => format!("{}[]", name(element)),
        other => format!("{other:?}").to_lowercase(),
    }
}
