//! Definitions as PostgreSQL reads them.

use crate::dialect::Dialect;
use crate::migrate::model::{Column, Constraint, ConstraintKind, Generation, Lineage, Name, Table};

/// A name in quotes where it needs some.
pub(in crate::migrate) fn quoted(name: &str) -> String {
    Dialect::Postgres.quote(name)
}

/// A table's name.
pub(in crate::migrate) fn named(name: &Name) -> String {
    name.sql(Dialect::Postgres)
}

/// `a, b`.
pub(in crate::migrate) fn listed(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
    names.join(", ")
}

/// A text in quotes.
pub(in crate::migrate) fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// `name varchar(80) NOT NULL DEFAULT ''`.
pub(in crate::migrate) fn column(column: &Column) -> String {
    let mut out = format!("{} {}", quoted(&column.name), column.ty.text);
    if let Some(collation) = &column.collation {
        out.push_str(&format!(" COLLATE {}", quoted(collation)));
    }
    if let Some(default) = &column.default {
        out.push_str(&format!(" DEFAULT {}", default.text()));
    }
    if let Some(generation) = generation(&column.generation) {
        out.push_str(&format!(" {generation}"));
    }
    let is_serial = column.ty.key.contains("serial");
    if column.not_null && !is_serial && !matches!(column.generation, Generation::Identity { .. }) {
        out.push_str(" NOT NULL");
    }
    out
}

/// `GENERATED ALWAYS AS IDENTITY`.
pub(in crate::migrate) fn generation(generation: &Generation) -> Option<String> {
    match generation {
        Generation::Written => None,
        Generation::Identity { always, options } => {
            let kind = if *always { "ALWAYS" } else { "BY DEFAULT" };
            let options = match options.is_empty() {
                true => String::new(),
                false => format!(" ({})", options.text()),
            };
            Some(format!("GENERATED {kind} AS IDENTITY{options}"))
        }
        Generation::Computed { expression, .. } => Some(format!(
            "GENERATED ALWAYS AS ({}) STORED",
            expression.text()
        )),
    }
}

/// `CONSTRAINT users_email_key UNIQUE (email)`.
pub(in crate::migrate) fn constraint(constraint: &Constraint) -> String {
    let name = match &constraint.name {
        Some(name) => format!("CONSTRAINT {} ", quoted(name)),
        None => String::new(),
    };
    let columns = listed(&constraint.columns);
    let mut out = match constraint.kind {
        ConstraintKind::PrimaryKey => format!("{name}PRIMARY KEY ({columns})"),
        ConstraintKind::Unique if constraint.has_one_null => {
            format!("{name}UNIQUE NULLS NOT DISTINCT ({columns})")
        }
        ConstraintKind::Unique => format!("{name}UNIQUE ({columns})"),
        ConstraintKind::Check => format!("{name}CHECK ({})", constraint.expression.text()),
        ConstraintKind::Exclude => format!("{name}{}", constraint.expression.text()),
        ConstraintKind::ForeignKey => {
            let (target, there) = match &constraint.target {
                Some((target, there)) => (named(target), listed(there)),
                None => Default::default(),
            };
            format!("{name}FOREIGN KEY ({columns}) REFERENCES {target} ({there})")
        }
    };
    let rest = constraint.rest.text();
    // MATCH stands before what happens, DEFERRABLE behind it.
    let is_match = rest.to_lowercase().starts_with("match");
    let parts = match is_match {
        true => [rest, constraint.actions.clone()],
        false => [constraint.actions.clone(), rest],
    };
    for part in parts.iter().filter(|part| !part.is_empty()) {
        out.push_str(&format!(" {part}"));
    }
    out
}

/// `CREATE TABLE`, with these of its columns and constraints.
pub(in crate::migrate) fn table(
    table: &Table,
    columns: &[&Column],
    constraints: &[&Constraint],
) -> String {
    let kind = match table.kind.is_empty() {
        true => String::new(),
        false => format!("{} ", table.kind.text().to_uppercase()),
    };
    let mut head = format!("CREATE {kind}TABLE {}", named(&table.name));
    if let Lineage::Partition { of, details, bound } = &table.lineage {
        head.push_str(&format!(" PARTITION OF {}", named(of)));
        for part in [details, bound].iter().filter(|part| !part.is_empty()) {
            head.push_str(&format!(" {}", part.text()));
        }
    }
    let mut tail = match table.tail.is_empty() {
        true => String::new(),
        false => format!(" {}", table.tail.text()),
    };
    if let Lineage::Heir(parents) = &table.lineage {
        let parents: Vec<String> = parents.iter().map(named).collect();
        tail = format!(" INHERITS ({}){tail}", parents.join(", "));
    }
    if !table.options.is_empty() {
        let options: Vec<&str> = table.options.values().map(String::as_str).collect();
        tail.push_str(&format!(" WITH ({})", options.join(", ")));
    }
    if table.is_bare {
        return format!("{head}{tail}");
    }
    let columns = columns.iter().map(|one| self::column(one));
    let constraints = constraints.iter().map(|one| self::constraint(one));
    let lines: Vec<String> = columns
        .chain(constraints)
        .map(|line| format!("  {line}"))
        .collect();
    match lines.is_empty() {
        true => format!("{head} (){tail}"),
        false => format!("{head} (\n{}\n){tail}", lines.join(",\n")),
    }
}
