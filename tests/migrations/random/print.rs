//! A random schema and its rows as SQL of a database.

use rowtype::dialect::Dialect;

use super::model::{Column, Enum, Schema, Table, Type};
use super::triggers;

/// How many rows each table has.
pub const ROWS: usize = 3;

/// `CREATE` for everything, with the tags that say what things were.
pub fn schema(schema: &Schema, dialect: Dialect) -> String {
    let mut out = String::new();
    if dialect == Dialect::Postgres {
        for one in &schema.enums {
            out.push_str(&enum_type(one, dialect));
        }
    }
    for table in &schema.tables {
        out.push_str(&self::table(schema, table, dialect));
    }
    for view in &schema.views {
        let Some(table) = schema.table(view.table) else {
            continue;
        };
        let columns: Vec<String> = view
            .columns
            .iter()
            .filter_map(|id| table.column(*id))
            .map(|column| dialect.quote(&column.name))
            .collect();
        out.push_str(&format!(
            "CREATE VIEW {} AS SELECT {} FROM {};\n\n",
            dialect.quote(&view.name),
            columns.join(", "),
            dialect.quote(&table.name)
        ));
    }
    for trigger in &schema.triggers {
        out.push_str(&triggers::sql(trigger, schema, dialect).unwrap_or_default());
    }
    out
}

fn enum_type(one: &Enum, dialect: Dialect) -> String {
    let mut words = Vec::new();
    for (word, was) in &one.words {
        let tag = was
            .as_ref()
            .map_or(String::new(), |was| format!("  -- @was '{was}'\n"));
        words.push(format!("{tag}  '{word}'"));
    }
    format!(
        "CREATE TYPE {} AS ENUM (\n{}\n);\n\n",
        dialect.quote(&one.name),
        words.join(",\n")
    )
}

fn table(schema: &Schema, table: &Table, dialect: Dialect) -> String {
    let name = dialect.quote(&table.name);
    let mut lines = Vec::new();
    for (at, column) in table.columns.iter().enumerate() {
        let mut line = String::new();
        line.push_str(&tagged("  ", &column.was, dialect));
        if let Some(row) = column.backfill {
            let value = value(schema, table, column, row);
            line.push_str(&format!("  -- @backfill {value}\n"));
        }
        match at == 0 && table.counts_up {
            true => line.push_str(&format!(
                "  {} INTEGER PRIMARY KEY AUTOINCREMENT",
                dialect.quote(&column.name)
            )),
            false => line.push_str(&format!(
                "  {}",
                self::column(schema, table, column, dialect)
            )),
        }
        if at == 0 && !table.counts_up {
            line.push_str(" PRIMARY KEY");
        }
        lines.push(line);
    }
    for id in &table.uniques {
        if let Some(column) = table.column(*id) {
            lines.push(format!("  UNIQUE ({})", dialect.quote(&column.name)));
        }
    }
    for (one, other) in &table.pairs {
        if let (Some(one), Some(other)) = (table.column(*one), table.column(*other)) {
            let names = [one, other].map(|column| dialect.quote(&column.name));
            lines.push(format!("  UNIQUE ({})", names.join(", ")));
        }
    }
    for (id, kind) in &table.checks {
        if let Some(column) = table.column(*id) {
            lines.push(format!("  CHECK ({})", check(column, *kind, dialect)));
        }
    }
    for reference in &table.references {
        let (Some(column), Some(target)) = (
            table.column(reference.column),
            schema.table(reference.target),
        ) else {
            continue;
        };
        let action = [
            "",
            " ON DELETE CASCADE",
            " ON DELETE SET NULL",
            " ON DELETE RESTRICT",
        ][if column.not_null && reference.action == 2 {
            1
        } else {
            reference.action
        }];
        lines.push(format!(
            "  FOREIGN KEY ({}) REFERENCES {} ({}){action}",
            dialect.quote(&column.name),
            dialect.quote(&target.name),
            dialect.quote(&target.key().name)
        ));
    }
    let was = tagged("", &table.was, dialect);
    let mut out = format!("{was}CREATE TABLE {name} (\n{}\n);\n\n", lines.join(",\n"));
    for index in &table.indexes {
        let columns: Vec<&Column> = index
            .columns
            .iter()
            .filter_map(|id| table.column(*id))
            .collect();
        let names: Vec<String> = columns.iter().map(|one| dialect.quote(&one.name)).collect();
        let unique = if index.is_unique { "UNIQUE " } else { "" };
        let filter = match (index.is_partial && !is_mysql(dialect), names.first()) {
            (true, Some(first)) => format!(" WHERE {first} IS NOT NULL"),
            _ => String::new(),
        };
        out.push_str(&format!(
            "CREATE {unique}INDEX {} ON {name} ({}){filter};\n\n",
            dialect.quote(&index.name),
            names.join(", ")
        ));
    }
    out
}

/// The line that says what something was.
fn tagged(indent: &str, was: &[String], dialect: Dialect) -> String {
    let parts: Vec<String> = was.iter().map(|part| dialect.quote(part)).collect();
    match parts.is_empty() {
        true => String::new(),
        false => format!("{indent}-- @was {}\n", parts.join(".").replace('`', "\"")),
    }
}

fn column(schema: &Schema, table: &Table, column: &Column, dialect: Dialect) -> String {
    let mut out = format!(
        "{} {}",
        dialect.quote(&column.name),
        type_name(schema, &column.ty, dialect)
    );
    if let Some((of, kind)) = column.computed
        && let Some(of) = table.column(of)
    {
        let of = dialect.quote(&of.name);
        let how = [
            format!("{of} + 1"),
            format!("{of} * 2"),
            format!("({of} - 3) * 5"),
        ];
        out.push_str(&format!(
            " GENERATED ALWAYS AS ({}) STORED",
            how[kind % how.len()]
        ));
        return out;
    }
    if column.not_null {
        out.push_str(" NOT NULL");
    }
    if let Some(row) = column.default {
        let value = value(schema, table, column, row);
        out.push_str(&format!(" DEFAULT {value}"));
    }
    out
}

fn type_name(schema: &Schema, ty: &Type, dialect: Dialect) -> String {
    let is_mysql = is_mysql(dialect);
    match ty {
        // INTEGER PRIMARY KEY is another thing in SQLite.
        Type::Integer if dialect == Dialect::Sqlite => "INT".to_owned(),
        Type::Integer => "integer".to_owned(),
        Type::Bigint => "bigint".to_owned(),
        Type::Text => "text".to_owned(),
        Type::Varchar(length) => format!("varchar({length})"),
        Type::Boolean => "boolean".to_owned(),
        Type::Decimal(precision, scale) => format!("numeric({precision}, {scale})"),
        Type::Date => "date".to_owned(),
        Type::Timestamp if is_mysql => "datetime".to_owned(),
        Type::Timestamp => "timestamp".to_owned(),
        Type::Enum(id) => {
            let one = schema.enums.iter().find(|one| one.id == *id);
            match (one, dialect) {
                (Some(one), Dialect::Postgres) => dialect.quote(&one.name),
                (Some(one), _) if is_mysql => {
                    let words: Vec<String> = one
                        .words
                        .iter()
                        .map(|(word, _)| format!("'{word}'"))
                        .collect();
                    format!("enum({})", words.join(", "))
                }
                _ => "text".to_owned(),
            }
        }
    }
}

fn check(column: &Column, kind: usize, dialect: Dialect) -> String {
    let name = dialect.quote(&column.name);
    match (&column.ty, kind % 2) {
        (Type::Integer | Type::Bigint | Type::Decimal(..), 0) => format!("{name} >= 0"),
        (Type::Integer | Type::Bigint | Type::Decimal(..), _) => {
            format!("{name} > -5 AND {name} < 100000")
        }
        (_, 0) => format!("{name} IS NOT NULL OR {name} IS NULL"),
        _ => format!("coalesce({name}, {name}) IS NULL OR {name} IS NOT NULL"),
    }
}

/// The rows of all tables, those that are referred to first.
pub fn rows(schema: &Schema, dialect: Dialect) -> String {
    let mut out = String::new();
    for table in &schema.tables {
        let columns: Vec<&Column> = table
            .columns
            .iter()
            .filter(|column| column.computed.is_none())
            .collect();
        let names: Vec<String> = columns.iter().map(|one| dialect.quote(&one.name)).collect();
        for row in 0..ROWS {
            let values: Vec<String> = columns
                .iter()
                .map(
                    |column| match column.not_null || row != 1 || column.id == table.key().id {
                        true => value(schema, table, column, row),
                        false => "NULL".to_owned(),
                    },
                )
                .collect();
            out.push_str(&format!(
                "INSERT INTO {} ({}) VALUES ({});\n",
                dialect.quote(&table.name),
                names.join(", "),
                values.join(", ")
            ));
        }
    }
    out
}

/// A value of a column that no other row has.
fn value(schema: &Schema, table: &Table, column: &Column, row: usize) -> String {
    let number = row + 1;
    if let Some(target) = table
        .reference(column.id)
        .and_then(|one| schema.table(one.target))
        && target.id != table.id
    {
        return value(schema, target, target.key(), row % ROWS);
    }
    match &column.ty {
        Type::Integer | Type::Bigint => number.to_string(),
        Type::Text => format!("'it''s {number}'"),
        Type::Varchar(_) => format!("'v{number}'"),
        Type::Boolean => ["true", "false", "true"][row % 3].to_owned(),
        Type::Decimal(..) => format!("{number}.5"),
        Type::Date => format!("'2026-01-0{number}'"),
        Type::Timestamp => format!("'2026-01-0{number} 10:00:00'"),
        Type::Enum(id) => {
            let one = schema.enums.iter().find(|one| one.id == *id);
            let words = one.map_or(&[][..], |one| &one.words);
            match words.get(row % words.len().max(1)) {
                Some((word, _)) => format!("'{word}'"),
                None => "NULL".to_owned(),
            }
        }
    }
}

fn is_mysql(dialect: Dialect) -> bool {
    matches!(dialect, Dialect::Mysql | Dialect::Mariadb)
}
