//! Definitions as MySQL reads them.

use crate::dialect::Dialect;
use crate::migrate::model::{
    Column, Constraint, ConstraintKind, Generation, Index, Letters, Name, Table,
};

/// Both products quote alike.
const DIALECT: Dialect = Dialect::Mysql;

/// A name in quotes where it needs some.
pub(super) fn quoted(name: &str) -> String {
    DIALECT.quote(name)
}

/// A table's name.
pub(super) fn named(name: &Name) -> String {
    name.sql(DIALECT)
}

/// `a, b`.
pub(super) fn listed(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
    names.join(", ")
}

/// `CHARACTER SET latin1`; nothing for what the database has.
pub(super) fn letters(letters: &Letters) -> Option<String> {
    match (&letters.charset, &letters.collation) {
        (_, Some(collation)) => Some(format!("COLLATE {collation}")),
        (Some(charset), None) => Some(format!("CHARACTER SET {charset}")),
        (None, None) if letters.is_binary => Some("BINARY".to_owned()),
        (None, None) => None,
    }
}

/// `name varchar(80) NOT NULL DEFAULT '' COMMENT 'as it is shown'`, in this table.
pub(super) fn column(column: &Column, table: &Table) -> String {
    let mut out = quoted(&column.name);
    let mut add = |text: &str| {
        if !text.is_empty() {
            out.push(' ');
            out.push_str(text);
        }
    };
    let extras = &column.extras;
    add(&column.ty.text);
    if extras.letters != table.letters {
        add(&letters(&extras.letters).unwrap_or_default());
    }
    if let Generation::Computed {
        expression,
        is_stored,
    } = &column.generation
    {
        add(&computed(&expression.text(), *is_stored));
    }
    if column.not_null {
        add("NOT NULL");
    } else if column.ty.key.starts_with("timestamp") {
        // With the settings of old servers a time is NOT NULL where nothing is said.
        add("NULL");
    }
    if let Some(default) = &column.default {
        add(&format!("DEFAULT {}", default.text()));
    }
    if let Some(on_update) = &extras.on_update {
        add(&format!("ON UPDATE {}", on_update.text()));
    }
    if matches!(column.generation, Generation::Identity { .. }) {
        add("AUTO_INCREMENT");
    }
    add(&extras.others.text());
    if let Some(comment) = &extras.comment {
        add(&format!("COMMENT {}", comment.text()));
    }
    if let Some(check) = &extras.check {
        add(&format!("CHECK ({})", check.text()));
    }
    out
}

fn computed(expression: &str, is_stored: bool) -> String {
    // A row's period has no parentheses.
    let is_period = ["row start", "row end"].contains(&expression.to_lowercase().as_str());
    match (is_period, is_stored) {
        (true, _) => format!("GENERATED ALWAYS AS {}", expression.to_uppercase()),
        (false, true) => format!("GENERATED ALWAYS AS ({expression}) STORED"),
        (false, false) => format!("GENERATED ALWAYS AS ({expression}) VIRTUAL"),
    }
}

/// `UNIQUE INDEX users_email (email)`.
pub(super) fn index(index: &Index) -> String {
    let kind = match index.kind.is_empty() {
        true => String::new(),
        false => format!("{} ", index.kind.text()),
    };
    format!(
        "{kind}INDEX {} {}",
        quoted(&index.name),
        index.definition.text()
    )
}

/// `CONSTRAINT posts_ibfk_1 FOREIGN KEY (user_id) REFERENCES users (id)`.
pub(super) fn constraint(constraint: &Constraint) -> String {
    let name = constraint.name.as_deref().map(quoted).unwrap_or_default();
    let expression = constraint.expression.text();
    let mut out = match constraint.kind {
        ConstraintKind::PrimaryKey => format!("PRIMARY KEY {expression}"),
        ConstraintKind::Check => format!("CONSTRAINT {name} CHECK ({expression})"),
        ConstraintKind::Unique | ConstraintKind::Exclude => expression,
        ConstraintKind::ForeignKey => {
            let (target, there) = match &constraint.target {
                Some((target, there)) => (named(target), listed(there)),
                None => Default::default(),
            };
            let columns = listed(&constraint.columns);
            format!("CONSTRAINT {name} FOREIGN KEY ({columns}) REFERENCES {target} ({there})")
        }
    };
    for part in [constraint.actions.clone(), constraint.rest.text()] {
        if !part.is_empty() {
            out.push_str(&format!(" {part}"));
        }
    }
    out
}

/// `CREATE TABLE`, with these of its keys and constraints.
pub(super) fn table(table: &Table, indexes: &[&Index], constraints: &[&Constraint]) -> String {
    let of_key = |one: &&&Constraint| one.kind == ConstraintKind::PrimaryKey;
    let columns = table.columns.iter().map(|one| column(one, table));
    let key = constraints.iter().filter(of_key).map(|one| constraint(one));
    let indexes = indexes.iter().map(|one| index(one));
    let others = constraints.iter().filter(|one| !of_key(one));
    let others = others.map(|one| constraint(one));
    let lines: Vec<String> = columns
        .chain(key)
        .chain(indexes)
        .chain(others)
        .map(|line| format!("  {line}"))
        .collect();
    let mut out = format!(
        "CREATE TABLE {} (\n{}\n)",
        named(&table.name),
        lines.join(",\n")
    );
    for option in table.options.values() {
        out.push_str(&format!(" {option}"));
    }
    if let Some(letters) = letters(&table.letters) {
        out.push_str(&format!(" DEFAULT {letters}"));
    }
    if !table.tail.is_empty() {
        out.push_str(&format!(" {}", table.tail.text()));
    }
    out
}
