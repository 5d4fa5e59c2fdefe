//! SQLite, embedded.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use rowtype::analyze::ResultColumn;
use rowtype::catalog::Catalog;
use rowtype::ty::Ty;
use rusqlite::Connection;
use rusqlite::types::{ToSqlOutput, ValueRef};

use super::database::{Database, Described, DescribedColumn, Outcome, Run};
use super::rows::Wanted;
use super::value::Value;

/// No statement runs longer.
const LIMIT: Duration = Duration::from_secs(5);

/// A database in memory.
pub struct Sqlite {
    connection: Connection,
}

impl Sqlite {
    /// A new, empty database.
    pub fn new() -> Sqlite {
        let connection = Connection::open_in_memory().expect("a database in memory opens");
        Sqlite { connection }
    }

    fn script(&self, sql: &str) -> Result<(), String> {
        let done = self.connection.execute_batch(sql);
        done.map_err(|error| error.to_string())
    }

    fn read(&mut self, run: &Run<'_>) -> rusqlite::Result<Outcome> {
        let start = Instant::now();
        let late = move || start.elapsed() > LIMIT;
        self.connection.progress_handler(10_000, Some(late))?;
        let mut statement = self.connection.prepare_cached(run.sql)?;
        let count = statement.column_count();
        let mut rows = statement.query(rusqlite::params_from_iter(&run.values))?;
        let mut outcome = Outcome::default();
        while let Some(row) = rows.next()? {
            let values = (0..count).map(|index| row.get_ref(index));
            let values = values.collect::<rusqlite::Result<Vec<ValueRef<'_>>>>()?;
            for (column, value) in run.columns.iter().zip(&values) {
                if let Some(misfit) = misfit(column, *value)
                    && !outcome.misfits.contains(&misfit)
                {
                    outcome.misfits.push(misfit);
                }
            }
            outcome.add(values.iter().map(|value| *value == ValueRef::Null));
        }
        Ok(outcome)
    }
}

impl Database for Sqlite {
    fn load(&mut self, schema: &str) -> Result<(), String> {
        *self = Sqlite::new();
        self.script(schema)
    }

    fn describe(&mut self, sql: &str) -> Result<Described, String> {
        let statement = self.connection.prepare(sql);
        let statement = statement.map_err(|error| reason(&error))?;
        let mut described = Described::default();
        described.params.resize(statement.parameter_count(), None);
        for column in statement.columns_with_metadata() {
            let origin = column.table_name().zip(column.origin_name());
            let origin = origin.map(|(table, name)| (table.to_owned(), name.to_owned()));
            described.columns.push(DescribedColumn {
                // It names an expression by its text.
                name: origin.as_ref().map(|_| column.name().to_owned()),
                ty: None,
                origin,
                tells_origin: true,
            });
        }
        Ok(described)
    }

    fn fill(&mut self, tables: &[String], rows: &[Wanted]) -> BTreeSet<String> {
        // References are checked only while rows are inserted: emptying needs no order.
        let clear: String = tables
            .iter()
            .map(|table| format!("DELETE FROM {table};"))
            .collect();
        let clear = format!("PRAGMA foreign_keys = off; {clear} PRAGMA foreign_keys = on");
        self.script(&clear)
            .unwrap_or_else(|error| panic!("{clear}: {error}"));
        let mut filled = BTreeSet::new();
        for row in rows {
            let mut candidates = row.candidates.iter();
            if candidates.any(|insert| self.script(insert).is_ok()) {
                filled.insert(row.table.clone());
            }
        }
        filled
    }

    fn run(&mut self, runs: &[Run<'_>]) -> Vec<Result<Outcome, String>> {
        let mut outcomes = Vec::new();
        for run in runs {
            self.script("BEGIN").expect("a transaction starts");
            let outcome = self.read(run);
            // A statement may have ended it.
            let _ = self.script("ROLLBACK");
            outcomes.push(outcome.map_err(|error| reason(&error)));
        }
        outcomes
    }

    fn is_named(&self, _: &Catalog, _: &Ty, _: &str) -> bool {
        true
    }
}

/// The library's own words, without the statement.
fn reason(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqlInputError { msg, .. } => msg.clone(),
        error => error.to_string(),
    }
}

/// A value that is not of the column's type.
fn misfit(column: &ResultColumn, value: ValueRef<'_>) -> Option<String> {
    let (name, ty) = (&column.name, &column.ty);
    (!fits(ty, value))
        .then(|| format!("`{name}` is {ty:?} for the analysis, and SQLite gives {value:?}"))
}

/// Whether SQLite may store a value of this type so.
fn fits(ty: &Ty, value: ValueRef<'_>) -> bool {
    match (ty, value) {
        (Ty::Any, _) | (_, ValueRef::Null) => true,
        (Ty::Bool | Ty::Int16 | Ty::Int32 | Ty::Int64, value) => {
            matches!(value, ValueRef::Integer(_))
        }
        (Ty::Float32 | Ty::Float64, value) => {
            matches!(value, ValueRef::Real(_) | ValueRef::Integer(_))
        }
        (Ty::Numeric, value) => !matches!(value, ValueRef::Blob(_)),
        (Ty::Bytes, value) => matches!(value, ValueRef::Blob(_)),
        (_, value) => matches!(value, ValueRef::Text(_)),
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Integer(number) => ValueRef::Integer(*number),
            Value::Real(number) => ValueRef::Real(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}
