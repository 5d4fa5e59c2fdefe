//! A large project from a seed: a schema of many tables that refer to each other, and queries of the usual shapes.

use std::fmt::Write as _;

use super::random::Random;

/// The texts of a project.
pub struct Project {
    /// `schema.sql`.
    pub schema: String,
    /// `queries/*.sql`.
    pub queries: Vec<String>,
}

/// A table.
#[derive(Clone)]
pub struct Table {
    name: String,
    /// Beside the key and the references.
    pub columns: Vec<Column>,
    /// Tables that it refers to, by position, through a column `<table>_id`.
    references: Vec<usize>,
}

/// A column.
#[derive(Clone)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type.
    pub kind: Kind,
    /// Whether it may be NULL.
    pub nullable: bool,
}

/// A type.
#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    Text,
    Short,
    Integer,
    Real,
    Flag,
    Time,
    Word,
}

const WORDS: [&str; 24] = [
    "account", "batch", "carton", "device", "event", "folder", "garden", "harbor", "island",
    "journal", "kernel", "ledger", "market", "number", "office", "parcel", "quarry", "record",
    "signal", "ticket", "upload", "vessel", "window", "yield",
];
const KINDS: [Kind; 7] = [
    Kind::Text,
    Kind::Short,
    Kind::Integer,
    Kind::Real,
    Kind::Flag,
    Kind::Time,
    Kind::Word,
];
/// Of each table, the key and the references included.
const COLUMNS: usize = 12;
const QUERIES_IN_A_FILE: usize = 40;

/// A project with this many tables and queries, in SQL that every dialect reads.
pub fn generate(seed: u64, tables: usize, queries: usize) -> Project {
    let mut random = Random::new(seed);
    let tables: Vec<Table> = (0..tables).map(|index| table(&mut random, index)).collect();
    let mut schema = String::new();
    for table in &tables {
        write_table(&mut schema, table, &tables);
    }
    let texts: Vec<String> = (0..queries)
        .map(|index| query(&mut random, index, &tables))
        .collect();
    Project {
        schema,
        queries: texts
            .chunks(QUERIES_IN_A_FILE)
            .map(|chunk| chunk.join("\n"))
            .collect(),
    }
}

/// A table that may refer to those before it.
pub fn table(random: &mut Random, index: usize) -> Table {
    let name = format!("{}_{index}s", WORDS[index % WORDS.len()]);
    let mut references = Vec::new();
    for _ in 0..random.below(4).min(index) {
        let target = random.below(index);
        if !references.contains(&target) {
            references.push(target);
        }
    }
    let columns = (1..COLUMNS - references.len())
        .map(|position| Column {
            name: format!("{}_{position}", random.pick(&WORDS)),
            kind: *random.pick(&KINDS),
            nullable: random.chance(1, 3),
        })
        .collect();
    Table {
        name,
        columns,
        references,
    }
}

/// Its CREATE TABLE, and the indexes of its references.
pub fn write_table(schema: &mut String, table: &Table, tables: &[Table]) {
    let mut lines = vec!["  id bigint NOT NULL PRIMARY KEY".to_owned()];
    for column in &table.columns {
        let null = if column.nullable { "" } else { " NOT NULL" };
        let name = &column.name;
        lines.push(format!(
            "  -- What `{name}` says of it.\n  {name} {}{null}{}",
            match column.kind {
                Kind::Text | Kind::Word => "text",
                Kind::Short => "varchar(80)",
                Kind::Integer => "integer",
                Kind::Real => "double precision",
                Kind::Flag => "boolean",
                Kind::Time => "timestamp",
            },
            match column.kind {
                Kind::Word => format!(" CHECK ({name} IN ('new', 'open', 'done'))"),
                Kind::Integer => format!(" CHECK ({name} >= 0)"),
                Kind::Short => format!(" CHECK ({name} <> '')"),
                _ => String::new(),
            }
        ));
    }
    for target in &table.references {
        let target = &tables[*target].name;
        lines.push(format!(
            "  {target}_id bigint NOT NULL REFERENCES {target} (id)"
        ));
    }
    let _ = writeln!(
        schema,
        "-- A table of the benchmark.\nCREATE TABLE {} (\n{}\n);\n",
        table.name,
        lines.join(",\n")
    );
    for target in &table.references {
        let (name, target) = (&table.name, &tables[*target].name);
        let _ = writeln!(
            schema,
            "CREATE INDEX {name}_{target} ON {name} ({target}_id);\n"
        );
    }
}

fn query(random: &mut Random, index: usize, tables: &[Table]) -> String {
    let table = random.pick(tables);
    let (name, column) = (&table.name, &random.pick(&table.columns).name);
    let (command, body) = match random.below(6) {
        0 => ("opt", format!("SELECT * FROM {name} WHERE id = @id")),
        1 => (
            "many",
            format!(
                "SELECT id, {column} FROM {name} WHERE {column} = @wanted ORDER BY id DESC LIMIT @most"
            ),
        ),
        2 => join(random, table, tables),
        3 => (
            "many",
            format!(
                "SELECT {column}, count(*) AS amount, max(id) AS latest\nFROM {name}\nGROUP BY {column}\n\
                 HAVING count(*) > @least\nORDER BY amount DESC"
            ),
        ),
        4 => (
            "execrows",
            format!("UPDATE {name} SET {column} = @value WHERE id = @id"),
        ),
        _ => (
            "many",
            format!(
                "WITH recent AS (SELECT * FROM {name} WHERE id > @after)\n\
                 SELECT r.id, coalesce(r.{column}, @fallback) AS shown,\n\
                 \x20 CASE WHEN r.id > 1000 THEN 'late' ELSE 'early' END AS age\nFROM recent r\nORDER BY r.id"
            ),
        ),
    };
    format!("-- Query {index} of the benchmark.\n-- name: Query{index} :{command}\n{body};\n")
}

/// The table with those that it refers to, and how many rows refer to it.
fn join(random: &mut Random, table: &Table, tables: &[Table]) -> (&'static str, String) {
    let mut columns = vec!["t.id".to_owned()];
    let mut joins = String::new();
    for (position, target) in table.references.iter().enumerate() {
        let target = &tables[*target];
        let column = &random.pick(&target.columns).name;
        let kind = *random.pick(&["JOIN", "LEFT JOIN"]);
        columns.push(format!("j{position}.{column} AS shown_{position}"));
        let _ = write!(
            joins,
            "\n{kind} {} j{position} ON j{position}.id = t.{}_id",
            target.name, target.name
        );
    }
    let column = &random.pick(&table.columns).name;
    (
        "many",
        format!(
            "SELECT {}, upper(CAST(t.{column} AS char(200))) AS loud\nFROM {} t{joins}\n\
             WHERE t.{column} IS NOT NULL AND t.id BETWEEN @low AND @high\nORDER BY t.id",
            columns.join(", "),
            table.name
        ),
    )
}
