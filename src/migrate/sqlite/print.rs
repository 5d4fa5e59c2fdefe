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
        add(&column.on_null);
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
        true => format!(" ({})", ordered(constraint)),
        false => String::new(),
    };
    let mut out = match constraint.kind {
        ConstraintKind::PrimaryKey if !with_columns => {
            let order = constraint.orders.iter().map(|order| format!(" {order}"));
            format!("PRIMARY KEY{}", order.collect::<String>())
        }
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

/// The columns of a key with what it says of them: `a DESC, b COLLATE NOCASE`.
fn ordered(constraint: &Constraint) -> String {
    let columns = constraint.columns.iter().enumerate();
    let columns = columns.map(|(at, name)| match constraint.orders.get(at) {
        Some(order) if !order.is_empty() => format!("{} {order}", quoted(name)),
        _ => quoted(name),
    });
    columns.collect::<Vec<_>>().join(", ")
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
    // A row's number is said at its column, and so is the key that is none because it goes down: `INTEGER PRIMARY KEY DESC`.
    let is_alone = |constraint: &&Constraint| {
        let is_down = constraint.orders == ["DESC"];
        let [name] = constraint.columns.as_slice() else {
            return false;
        };
        constraint.kind == ConstraintKind::PrimaryKey
            && (is_down || table.column(name).is_some_and(|one| one.is_row_number))
    };
    let key = table.constraints.iter().find(is_alone);
    let columns = table.columns.iter().map(|one| match key {
        Some(key) if key.columns == [one.name.clone()] => {
            format!("{} {}", column(one), at_column(key))
        }
        _ => column(one),
    });
    let constraints = table.constraints.iter().filter(|one| !is_alone(one));
    let lines: Vec<String> = columns
        .chain(constraints.map(constraint))
        .map(|line| format!("  {line}"))
        .collect();
    format!("CREATE TABLE {name} (\n{}\n){tail}", lines.join(",\n"))
}
