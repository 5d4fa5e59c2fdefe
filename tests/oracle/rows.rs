//! Rows for every table of a catalog, as INSERT statements. One that breaks a constraint is for the database to refuse.

use rowtype::catalog::{Catalog, Generated, Table, TableKind};

use rowtype::ty::Ty;

use super::random::Random;
use super::value::{self, Value};

/// How the tables are filled.
#[derive(Clone, Copy, Debug)]
pub enum Filling {
    /// Not at all.
    Empty,
    /// One row each, NULL wherever that is allowed.
    Sparse,
    /// One row each, NULL nowhere.
    Full,
    /// Rows of few distinct values, half of those that may be NULL are.
    Mixed(u64),
}

impl Filling {
    /// All fillings that a query of a case runs on.
    pub fn all(seed: u64) -> Vec<Filling> {
        let mixed = (0..MIXED).map(|number| Filling::Mixed(seed + number));
        [Filling::Empty, Filling::Sparse, Filling::Full]
            .into_iter()
            .chain(mixed)
            .collect()
    }
}

/// How many fillings are mixed.
const MIXED: u64 = 18;
const MIXED_ROWS: usize = 12;
/// How many rows are tried until the database takes one.
const ATTEMPTS: usize = 40;

/// A row that a table should have.
pub struct Wanted {
    /// The table as it must stand in SQL.
    pub table: String,
    /// INSERT statements; the first that breaks no constraint is the row.
    pub candidates: Vec<String>,
}

/// The rows, in an order in which references find their targets. `texts` are those that the queries ask for.
pub fn wanted(catalog: &Catalog, filling: Filling, texts: &[String]) -> Vec<Wanted> {
    let (rows, mut random) = match filling {
        Filling::Empty => return Vec::new(),
        Filling::Sparse => (1, Random::new(1)),
        Filling::Full => (1, Random::new(2)),
        Filling::Mixed(seed) => (MIXED_ROWS, Random::new(seed)),
    };
    let mut wanted = Vec::new();
    for table in in_order(catalog) {
        for row in 0..rows {
            // Tables of different sizes, with gaps in their keys.
            if matches!(filling, Filling::Mixed(_)) && random.below(6) == 0 {
                continue;
            }
            wanted.push(Wanted {
                table: relation(catalog, table),
                candidates: (0..ATTEMPTS / rows.min(10))
                    .map(|_| insert(catalog, table, filling, (row, texts), &mut random))
                    .collect(),
            });
        }
    }
    wanted
}

/// Targets before those that refer to them; a circle is broken at any place.
fn in_order(catalog: &Catalog) -> Vec<&Table> {
    let mut waiting: Vec<&Table> = catalog
        .tables
        .iter()
        .filter(|table| table.kind == TableKind::Table)
        .collect();
    let mut order: Vec<&Table> = Vec::new();
    while !waiting.is_empty() {
        let is_ready = |table: &&Table| {
            table
                .foreign_keys
                .iter()
                .all(|key| key.target == table.id || order.iter().any(|done| done.id == key.target))
        };
        let next = waiting.iter().position(is_ready).unwrap_or(0);
        order.push(waiting.remove(next));
    }
    order
}

fn insert(
    catalog: &Catalog,
    table: &Table,
    filling: Filling,
    (row, texts): (usize, &[String]),
    random: &mut Random,
) -> String {
    let dialect = catalog.dialect;
    let mut columns = Vec::new();
    let mut values = Vec::new();
    let mut overriding = "";
    for column in &table.columns {
        if column.generated == Generated::Computed {
            continue;
        }
        if column.generated == Generated::Always {
            overriding = " OVERRIDING SYSTEM VALUE";
        }
        let pool = value::of_column(catalog, column.id);
        let is_single_key = table.primary_key == [column.id.index] && pool[0] == Value::Integer(1);
        let is_unique = table
            .uniques
            .iter()
            .any(|unique| unique.columns == [column.id.index]);
        let value = match filling {
            Filling::Sparse if column.nullable => Value::Null,
            Filling::Mixed(_) if column.nullable && random.below(2) == 0 => Value::Null,
            // Keys count up, and unique texts begin with their row's number, so that few rows are refused.
            _ if is_single_key => Value::Integer(i64::try_from(row + 1).unwrap_or(i64::MAX)),
            Filling::Mixed(_)
                if column.ty == Ty::Text && !texts.is_empty() && random.below(3) == 0 =>
            {
                Value::Text(random.pick(texts).clone())
            }
            _ => match random.pick(&pool).clone() {
                Value::Text(text) if is_unique && column.ty.is_text() => {
                    Value::Text(format!("{row}{text}"))
                }
                value => value,
            },
        };
        columns.push(dialect.quote(&column.name));
        values.push(value.literal(dialect));
    }
    format!(
        "INSERT INTO {} ({}){overriding} VALUES ({})",
        relation(catalog, table),
        columns.join(", "),
        values.join(", ")
    )
}

/// All tables as they must stand in SQL.
pub fn tables(catalog: &Catalog) -> Vec<String> {
    let tables = catalog.tables.iter();
    tables
        .filter(|table| table.kind == TableKind::Table)
        .map(|table| relation(catalog, table))
        .collect()
}

/// The table's name as it must stand in SQL.
pub fn relation(catalog: &Catalog, table: &Table) -> String {
    let name = catalog.dialect.quote(&table.name);
    match &table.schema {
        Some(schema) => format!("{}.{name}", catalog.dialect.quote(schema)),
        None => name,
    }
}
