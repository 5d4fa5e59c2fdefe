//! What a migration costs to write: `cargo run --release -p rowtype-benchmarks -- migrations`.
//!
//! Two versions of a schema with 1,000 tables, from their texts to the scripts of both directions.

use std::time::{Duration, Instant};

use rowtype::diagnostic::Style;
use rowtype::dialect::Dialect;
use rowtype::migrate::{self, Schema};

use crate::limited;
use crate::project::{Column, Kind, Table, table, write_table};
use crate::random::Random;

const TABLES: usize = 1_000;
const RUNS: usize = 5;
const LIMIT: Duration = Duration::from_secs(1);

/// Prints the best time for each database; whether all are below the limit.
pub fn measure(seed: u64) -> Result<bool, String> {
    let (before, after) = versions(seed, TABLES);
    let mut good = true;
    for dialect in Dialect::ALL {
        let mut best = Duration::MAX;
        let mut statements = 0;
        for _ in 0..RUNS {
            let start = Instant::now();
            let read = |name: &str, text: &str| Schema::read(&[(name, text)], dialect);
            let change = read("before.sql", &before)
                .and_then(|before| Ok(migrate::change(&before, &read("after.sql", &after)?)))
                .map_err(|report| report.text(Style::Plain))?;
            best = best.min(start.elapsed());
            statements = change.up.text.matches(";\n").count();
        }
        println!("{}, {statements} statements up:", dialect.name());
        let what = format!("between two versions of {TABLES} tables");
        good &= limited(best, &what, LIMIT);
    }
    Ok(good)
}

/// Two versions of a schema with this many tables. Every third table has changed: one column more, one that may be null now or no
/// longer, one that is gone.
fn versions(seed: u64, tables: usize) -> (String, String) {
    let mut random = Random::new(seed);
    let before: Vec<Table> = (0..tables).map(|index| table(&mut random, index)).collect();
    let after: Vec<Table> = before
        .iter()
        .enumerate()
        .map(|(index, table)| match index % 3 {
            0 => changed(table),
            _ => table.clone(),
        })
        .collect();
    let text = |tables: &[Table]| {
        let mut schema = String::new();
        for table in tables {
            write_table(&mut schema, table, tables);
        }
        schema
    };
    (text(&before), text(&after))
}

fn changed(table: &Table) -> Table {
    let mut table = table.clone();
    table.columns.remove(0);
    if let Some(column) = table.columns.first_mut() {
        column.nullable = !column.nullable;
    }
    table.columns.push(Column {
        name: "added".to_owned(),
        kind: Kind::Text,
        nullable: true,
    });
    table
}
