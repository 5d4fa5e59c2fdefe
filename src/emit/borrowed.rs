//! Rows whose texts and bytes are borrowed from the driver's row: their structs, how they are read, and how they are kept.
//!
//! In: the fields of a table's or a query's row. Out: the struct, the values that it is made of, and those of the owned row.
//! Text is `&str`, bytes are `&[u8]`, all else is given by value.

use super::docs;
use super::models::{FieldView, StructView};
use super::scope::Scope;
use crate::service::{Field, Resource, RowField};
use crate::ty::Ty;

/// A struct of borrowed values, and the owned one that can be made of it.
pub(super) struct BorrowedView {
    /// The struct, with its lifetime.
    pub(super) structure: StructView,
    /// Its name.
    pub(super) name: String,
    /// The owned struct.
    pub(super) owned: String,
    /// What each field of the owned struct is made of: `name: row.name.to_owned()`.
    pub(super) kept: Vec<String>,
}

/// The borrowed row of a table, for its models.
pub(super) fn of_table(scope: &mut Scope<'_>, resource: &Resource) -> Option<BorrowedView> {
    let name = resource.borrowed.as_ref()?;
    let fields = resource.fields.iter().map(|field| FieldView {
        doc: super::models::field_doc(resource, field),
        attributes: Vec::new(),
        name: field.rust.clone(),
        ty: column(scope, field),
    });
    let fields = fields.collect();
    let kept = resource.fields.iter();
    let kept =
        kept.map(|field| kept_value(&field.rust, &field.ty, field.is_borrowed(), field.nullable));
    Some(BorrowedView {
        structure: structure(&resource.table_name, name, fields),
        name: name.clone(),
        owned: resource.row.clone(),
        kept: kept.collect(),
    })
}

/// A struct of fields that may borrow from `'row`.
pub(super) fn structure(of: &str, name: &str, fields: Vec<FieldView>) -> StructView {
    StructView {
        doc: vec![format!(
            "A row of {} whose texts and bytes are where the driver holds them.",
            docs::code(of)
        )],
        attributes: vec!["#[derive(Clone, Debug, PartialEq)]".to_owned()],
        name: format!("{name}<'row>"),
        fields,
    }
}

fn column(scope: &mut Scope<'_>, field: &Field) -> String {
    match field.is_borrowed() {
        true => lent(scope, &field.ty, "'row", field.nullable),
        false => scope.held_or_null(&field.ty, field.own.as_ref(), field.nullable),
    }
}

/// The type of a field of a query's row.
pub(super) fn result(scope: &mut Scope<'_>, field: &RowField, lifetime: &str) -> String {
    match field.is_borrowed() {
        true => lent(scope, &field.ty, lifetime, field.nullable),
        false => scope.held_or_null(&field.ty, field.own.as_ref(), field.nullable),
    }
}

pub(super) fn lent(scope: &mut Scope<'_>, ty: &Ty, lifetime: &str, nullable: bool) -> String {
    let lent = scope.lent(ty, lifetime);
    match nullable {
        true => format!("Option<{lent}>"),
        false => lent,
    }
}

/// How a column is read: `row.get_ref(1)?`.
pub(super) fn read(at: usize, is_borrowed: bool) -> String {
    match is_borrowed {
        true => format!("row.get_ref({at})?"),
        false => format!("row.get({at})?"),
    }
}

/// The row of a table, made of columns from one on.
pub(super) fn row_value(
    scope: &mut Scope<'_>,
    resource: &Resource,
    fields: &[usize],
    first: usize,
) -> Option<(String, String)> {
    let model = scope.model(resource.borrowed.as_ref()?);
    let parts = fields.iter().enumerate().map(|(at, field)| {
        let field = &resource.fields[*field];
        format!("{}: {}", field.rust, read(first + at, field.is_borrowed()))
    });
    let parts: Vec<String> = parts.collect();
    Some((model.clone(), format!("{model} {{ {} }}", parts.join(", "))))
}

/// What a field of the owned row is made of.
pub(super) fn kept_value(name: &str, ty: &Ty, is_borrowed: bool, nullable: bool) -> String {
    let value = match (is_borrowed, nullable, ty) {
        (false, ..) => format!("row.{name}"),
        (true, false, Ty::Bytes) => format!("row.{name}.to_vec()"),
        (true, true, Ty::Bytes) => format!("row.{name}.map(<[u8]>::to_vec)"),
        (true, false, _) => format!("row.{name}.to_owned()"),
        (true, true, _) => format!("row.{name}.map(str::to_owned)"),
    };
    format!("{name}: {value}")
}
