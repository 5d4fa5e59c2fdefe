//! SQLite, embedded.

use rowtype::analyze::{Rendered, TypedQuery};
use rowtype::catalog::{Catalog, TableKind};
use rowtype::ty::Ty;
use rusqlite::Connection;
use rusqlite::types::{ToSqlOutput, ValueRef};

use super::cases::Case;
use super::check::Oracle;
use super::rows;
use super::value::Value;

/// A database in memory with a case's schema.
pub struct Database {
    connection: Connection,
    tables: Vec<String>,
}

impl Database {
    /// Loads the schema.
    pub fn new(case: &Case) -> Database {
        let connection = Connection::open_in_memory().expect("a database in memory opens");
        if let Err(error) = connection.execute_batch(&case.schema) {
            panic!("{}: SQLite refuses the schema: {error}", case.name);
        }
        Database {
            connection,
            tables: tables(&case.catalog),
        }
    }
}

/// The names of the tables as they must stand in SQL.
pub fn tables(catalog: &Catalog) -> Vec<String> {
    catalog
        .tables
        .iter()
        .filter(|table| table.kind == TableKind::Table)
        .map(|table| rows::relation(catalog, table))
        .collect()
}

impl Oracle for Database {
    fn prepare(&mut self, sql: &str) -> Result<(), String> {
        match self.connection.prepare(sql) {
            Ok(_) => Ok(()),
            Err(error) => Err(error.to_string()),
        }
    }

    fn describe(&mut self, case: &Case, query: &TypedQuery, rendered: &Rendered) -> Vec<String> {
        let statement = match self.connection.prepare(&rendered.sql) {
            Ok(statement) => statement,
            Err(error) => return vec![format!("{error}\n{}", rendered.sql)],
        };
        let mut findings = Vec::new();
        if statement.parameter_count() != rendered.binds.len() {
            findings.push(format!(
                "SQLite sees {} parameters, the analysis {}",
                statement.parameter_count(),
                rendered.binds.len()
            ));
        }
        let described = statement.columns_with_metadata();
        if described.len() != query.columns.len() {
            findings.push(format!(
                "SQLite gives {} columns, the analysis {}",
                described.len(),
                query.columns.len()
            ));
        }
        for (theirs, ours) in described.zip(&query.columns) {
            // SQLite names an expression by its text.
            if ours.direct.is_some() && theirs.name() != ours.name {
                findings.push(format!("`{}` is named `{}`", ours.name, theirs.name()));
            }
            // The analysis knows no origin where there are several, as under UNION; SQLite gives the first.
            let Some(direct) = ours.direct else { continue };
            let table = case.catalog.table(direct.table);
            let direct = (
                table.name.as_str(),
                table.column(direct.index).name.as_str(),
            );
            let origin = theirs.table_name().zip(theirs.origin_name());
            if table.kind == TableKind::Table && origin != Some(direct) {
                findings.push(format!(
                    "`{}` comes from {origin:?}, the analysis says {direct:?}",
                    ours.name
                ));
            }
        }
        findings
    }

    fn clear(&mut self) {
        let clear = |connection: &Connection| -> rusqlite::Result<()> {
            connection.pragma_update(None, "foreign_keys", false)?;
            for table in &self.tables {
                connection.execute_batch(&format!("DELETE FROM {table}"))?;
            }
            connection.pragma_update(None, "foreign_keys", true)
        };
        clear(&self.connection).expect("tables can be emptied");
    }

    fn insert(&mut self, insert: &str) -> bool {
        self.connection.execute_batch(insert).is_ok()
    }

    fn run(
        &mut self,
        query: &TypedQuery,
        sql: &str,
        values: &[Value],
    ) -> Result<Vec<Vec<bool>>, String> {
        self.connection
            .execute_batch("BEGIN")
            .map_err(|error| error.to_string())?;
        let result = read(&self.connection, query, sql, values);
        self.connection
            .execute_batch("ROLLBACK")
            .map_err(|error| error.to_string())?;
        result
    }
}

fn read(
    connection: &Connection,
    query: &TypedQuery,
    sql: &str,
    values: &[Value],
) -> Result<Vec<Vec<bool>>, String> {
    let mut statement = connection.prepare(sql).map_err(|error| error.to_string())?;
    let count = statement.column_count();
    let mut rows = statement
        .query(rusqlite::params_from_iter(values))
        .map_err(|error| error.to_string())?;
    let mut found = Vec::new();
    while let Some(row) = rows.next().map_err(|error| error.to_string())? {
        let mut nulls = Vec::new();
        for index in 0..count {
            let value = row.get_ref(index).map_err(|error| error.to_string())?;
            let ty = &query.columns[index].ty;
            assert!(
                fits(ty, value),
                "{}: `{}` is {ty:?} for the analysis, and SQLite gives {value:?}",
                query.header.name,
                query.columns[index].name
            );
            nulls.push(value == ValueRef::Null);
        }
        found.push(nulls);
    }
    Ok(found)
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
