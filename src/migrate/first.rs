//! The first migration: from nothing to the schema, and back.

use crate::catalog::{Catalog, EnumSource, TableKind};
use crate::source::Sources;
use crate::syntax::{Statement, StatementKind};

/// A migration in both directions, as SQL files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts {
    /// From before to after.
    pub up: String,
    /// From after to before.
    pub down: String,
}

/// The migration that makes the schema in an empty database. The way up is the author's own statements; the way down drops
/// what they made, last first.
pub fn first(catalog: &Catalog, schema: &[Statement], sources: &Sources) -> Texts {
    let schema: Vec<&Statement> = super::schema_statements(schema).collect();
    let mut up = "-- From an empty database to the schema. Written by `rowtype diff`; read it before it runs.\n".to_owned();
    for statement in &schema {
        up.push_str(&format!("\n{};\n", sources.text(statement.span)));
    }
    let mut down = "-- Back to an empty database.\n".to_owned();
    for line in drops(catalog) {
        down.push_str(&format!("{line}\n"));
    }
    for statement in schema
        .iter()
        .filter(|statement| matches!(statement.kind, StatementKind::Verbatim))
    {
        let text = sources.text(statement.span);
        let head = text.lines().next().unwrap_or_default();
        down.push_str(&format!("-- Not undone: {head}\n"));
    }
    Texts { up, down }
}

/// References that would stand in the way, then views and tables, then types.
fn drops(catalog: &Catalog) -> Vec<String> {
    let dialect = catalog.dialect;
    let mut lines = Vec::new();
    for table in catalog.tables.iter() {
        for key in table
            .foreign_keys
            .iter()
            .filter(|key| key.target > table.id)
        {
            let name = dialect.qualified(table.schema.as_deref(), &table.name);
            lines.extend(dialect.drop_constraint(&name, &key.name));
        }
    }
    for table in catalog.tables.iter().rev() {
        let name = dialect.qualified(table.schema.as_deref(), &table.name);
        match table.kind {
            TableKind::View => lines.push(format!("DROP VIEW {name};")),
            TableKind::Table => {
                lines.push(format!("-- DANGER: every row of {name} is lost."));
                lines.push(format!("DROP TABLE {name};"));
            }
        }
    }
    for one in catalog.enums.iter().rev() {
        if one.source == EnumSource::Type {
            let name = dialect.qualified(one.schema.as_deref(), &one.name);
            lines.push(format!("DROP TYPE {name};"));
        }
    }
    lines
}
