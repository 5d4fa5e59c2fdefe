//! Definitions as SQLite reads them.

use crate::dialect::Dialect;
use crate::migrate::model::{Column, Constraint, ConstraintKind, Generation, Name, Table};

/// A name in quotes where it needs some.
pub(super) fn quoted(name: &str) -> String {
    Dialect::Sqlite.quote(name)
}

/// A table's name.
pub(super) fn named(name: &Name) -> String {
    quoted(&name.name)
}

/// `a, b`.
pub(super) fn listed(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
    names.join(", ")
}

/// `name TEXT NOT NULL DEFAULT ''`.
pub(super) fn column(column: &Column) -> String {
    let mut out = quoted(&column.name);
    let mut add = |text: &str| {
        if !text.is_empty() {
            out.push(' ');
            out.push_str(text);
        }
    };
    add(&column.ty.text);
    if let Generation::Computed {
        expression,
        is_stored,
    } = &column.generation
    {
        let kind = if *is_stored { "STORED" } else { "VIRTUAL" };
        add(&format!(
            "GENERATED ALWAYS AS ({}) {kind}",
            expression.text()
        ));
    }
    if column.not_null && !column.is_row_number {
        add("NOT NULL");
    }
    if let Some(default) = &column.default {
        add(&format!("DEFAULT {}", default.text()));
    }
    if let Some(collation) = &column.collation {
        add(&format!("COLLATE {}", quoted(collation)));
    }
    out
}

/// `UNIQUE (email)`, with its name where it has one.
pub(super) fn constraint(constraint: &Constraint) -> String {
    format!("{}{}", name(constraint), demand(constraint, true))
}

/// The same at its column: `REFERENCES users (id)`.
pub(super) fn at_column(constraint: &Constraint) -> String {
    format!("{}{}", name(constraint), demand(constraint, false))
}

fn name(constraint: &Constraint) -> String {
    match &constraint.name {
        Some(name) => format!("CONSTRAINT {} ", quoted(name)),
        None => String::new(),
    }
}

fn demand(constraint: &Constraint, with_columns: bool) -> String {
    let columns = match with_columns {
        true => format!(" ({})", listed(&constraint.columns)),
        false => String::new(),
    };
    let mut out = match constraint.kind {
        ConstraintKind::PrimaryKey => format!("PRIMARY KEY{columns}"),
        ConstraintKind::Unique => format!("UNIQUE{columns}"),
        ConstraintKind::Check => format!("CHECK ({})", constraint.expression.text()),
        ConstraintKind::Exclude => constraint.expression.text(),
        ConstraintKind::ForeignKey => {
            let (target, there) = match &constraint.target {
                Some((target, there)) => (named(target), listed(there)),
                None => Default::default(),
            };
            let key = match with_columns {
                true => format!("FOREIGN KEY{columns} "),
                false => String::new(),
            };
            format!("{key}REFERENCES {target} ({there})")
        }
    };
    for part in [constraint.actions.clone(), constraint.rest.text()] {
        if !part.is_empty() {
            out.push_str(&format!(" {part}"));
        }
    }
    out
}

/// `CREATE TABLE`, under a name.
pub(super) fn table(table: &Table, name: &str) -> String {
    let tail = match table.tail.is_empty() {
        true => String::new(),
        false => format!(" {}", table.tail.text()),
    };
    if table.is_bare {
        let kind = table.kind.text().to_uppercase();
        return format!("CREATE {kind} TABLE {name}{tail}");
    }
    // A row's number is said at its column.
    let of_row = |constraint: &&Constraint| {
        constraint.kind == ConstraintKind::PrimaryKey
            && table
                .columns
                .iter()
                .any(|column| column.is_row_number && constraint.columns == [column.name.clone()])
    };
    let key = table.constraints.iter().find(of_row);
    let columns = table.columns.iter().map(|one| match key {
        Some(key) if one.is_row_number => format!("{} {}", column(one), at_column(key)),
        _ => column(one),
    });
    let constraints = table.constraints.iter().filter(|one| !of_row(one));
    let lines: Vec<String> = columns
        .chain(constraints.map(constraint))
        .map(|line| format!("  {line}"))
        .collect();
    format!("CREATE TABLE {name} (\n{}\n){tail}", lines.join(",\n"))
}
