//! What a statement makes: columns, constraints, references, in a new table or in one that was there.

use super::act::{ChangeKind, ConstraintKind, Deed, NewColumn, NewConstraint, NewTable, Reference};
use super::scene::Scene;
use super::words::Name;
use crate::source::Span;

/// The columns that a statement makes, with their table.
pub fn columns<'a>(scene: &Scene<'a>) -> Vec<(&'a Name, &'a NewColumn)> {
    match &scene.act().deed {
        Deed::CreateTable(table) if !table.is_temporary => {
            let columns = table.columns.iter();
            columns.map(|column| (&table.name, column)).collect()
        }
        Deed::AlterTable { table, changes } => changes
            .iter()
            .filter_map(|change| match &change.kind {
                ChangeKind::AddColumn(column) => Some((table, column)),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The constraints that a statement adds among those of a table.
pub fn constraints<'a>(scene: &Scene<'a>) -> Vec<&'a NewConstraint> {
    match &scene.act().deed {
        Deed::CreateTable(table) => table.constraints.iter().collect(),
        Deed::AlterTable { changes, .. } => changes
            .iter()
            .filter_map(|change| match &change.kind {
                ChangeKind::AddConstraint(constraint) => Some(constraint),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// A foreign key that a statement adds.
pub struct NewReference<'a> {
    /// The table that refers.
    pub table: &'a Name,
    /// Its columns.
    pub columns: Vec<&'a str>,
    /// Where it leads.
    pub target: &'a Reference,
    /// The constraint, or the column that says it.
    pub span: Span,
}

pub fn references<'a>(scene: &Scene<'a>) -> Vec<NewReference<'a>> {
    let (Deed::CreateTable(NewTable { name: table, .. }) | Deed::AlterTable { table, .. }) =
        &scene.act().deed
    else {
        return Vec::new();
    };
    let inline = columns(scene).into_iter().filter_map(|(table, column)| {
        Some(NewReference {
            table,
            columns: vec![&column.name],
            target: column.reference.as_ref()?,
            span: column.span,
        })
    });
    let constraints = constraints(scene).into_iter();
    let listed = constraints.filter_map(|constraint| match &constraint.kind {
        ConstraintKind::Reference { columns, target } => Some(NewReference {
            table,
            columns: columns.iter().map(String::as_str).collect(),
            target,
            span: constraint.span,
        }),
        _ => None,
    });
    inline.chain(listed).collect()
}
