//! A loaded database, asked directly: what the service should answer.

use std::path::Path;

use rusqlite::Connection;
use serde_json::{Map, Value};

use crate::postgres::Server;

/// A database with the corpus's rows.
pub enum Database<'server> {
    /// A file.
    Sqlite(Connection),
    /// A database of the throw-away server.
    Postgres {
        /// The server.
        server: &'server Server,
        /// The database's name.
        name: String,
    },
}

/// A table as the database itself describes it.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// In order.
    pub columns: Vec<Column>,
    /// The primary key's columns.
    pub key: Vec<String>,
    /// References of one column.
    pub references: Vec<Reference>,
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type as declared, in lower case.
    pub ty: String,
}

/// A reference of one column.
#[derive(Debug)]
pub struct Reference {
    /// The column here.
    pub column: String,
    /// The other table.
    pub target: String,
    /// The column there.
    pub target_column: String,
}

const SQLITE_TABLES: &str = "\
SELECT json_object(
  'name', t.name,
  'columns', json((SELECT json_group_array(json_array(name, lower(type))) FROM pragma_table_info(t.name))),
  'key', json((SELECT json_group_array(name) FROM (SELECT name FROM pragma_table_info(t.name) WHERE pk > 0 ORDER BY pk))),
  'references', json((SELECT json_group_array(json_array(\"from\", \"table\", \"to\")) FROM pragma_foreign_key_list(t.name))))
FROM sqlite_schema t WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name";

const POSTGRES_TABLES: &str = "\
SELECT json_build_object(
  'name', t.relname,
  'columns', (SELECT json_agg(json_build_array(attname, format_type(atttypid, NULL)) ORDER BY attnum)
              FROM pg_attribute WHERE attrelid = t.oid AND attnum > 0 AND NOT attisdropped),
  'key', (SELECT json_agg(a.attname ORDER BY array_position(c.conkey, a.attnum))
          FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY (c.conkey)
          WHERE c.conrelid = t.oid AND c.contype = 'p'),
  'references', (SELECT coalesce(json_agg(json_build_array(a.attname, f.relname, b.attname)), '[]')
                 FROM pg_constraint c
                 JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.conkey[1]
                 JOIN pg_class f ON f.oid = c.confrelid
                 JOIN pg_attribute b ON b.attrelid = f.oid AND b.attnum = c.confkey[1]
                 WHERE c.conrelid = t.oid AND c.contype = 'f'))
FROM pg_class t WHERE t.relkind = 'r' AND t.relnamespace = 'public'::regnamespace ORDER BY t.relname";

impl Database<'_> {
    /// A new SQLite file, from a script.
    pub fn load_sqlite(file: &Path, script: &str) -> Result<Database<'static>, String> {
        let load = || -> rusqlite::Result<Connection> {
            let connection = Connection::open(file)?;
            connection.execute_batch(&format!("BEGIN;\n{script}\n;COMMIT;"))?;
            Ok(connection)
        };
        load()
            .map(Database::Sqlite)
            .map_err(|error| format!("{}: {error}", file.display()))
    }

    /// Every table.
    pub fn tables(&self) -> Result<Vec<Table>, String> {
        let query = match self {
            Database::Sqlite(_) => SQLITE_TABLES,
            Database::Postgres { .. } => POSTGRES_TABLES,
        };
        Ok(self.values(query)?.iter().map(Table::read).collect())
    }

    /// The rows of a table, as objects; `rest` is what follows `FROM table`.
    pub fn rows(&self, table: &Table, rest: &str) -> Result<Vec<Value>, String> {
        let object = match self {
            Database::Sqlite(_) => {
                let pairs: Vec<String> = table
                    .columns
                    .iter()
                    .map(|column| format!("'{0}', \"{0}\"", column.name))
                    .collect();
                format!("json_object({})", pairs.join(", "))
            }
            Database::Postgres { .. } => "row_to_json(t)".to_owned(),
        };
        self.values(&format!("SELECT {object} FROM \"{}\" t {rest}", table.name))
    }

    /// How many rows a table has.
    pub fn count(&self, table: &Table) -> Result<usize, String> {
        let query = format!("SELECT count(*) FROM \"{}\"", table.name);
        let values = self.values(&query)?;
        values
            .first()
            .and_then(Value::as_u64)
            .and_then(|count| usize::try_from(count).ok())
            .ok_or_else(|| format!("{query} gives {values:?}"))
    }

    /// The function that says where in a text another starts, from 1 on.
    pub fn position(&self) -> &'static str {
        match self {
            Database::Sqlite(_) => "instr",
            Database::Postgres { .. } => "strpos",
        }
    }

    /// How to say that two values differ, NULL included.
    pub fn differs(&self) -> &'static str {
        match self {
            Database::Sqlite(_) => "IS NOT",
            Database::Postgres { .. } => "IS DISTINCT FROM",
        }
    }

    /// A query that gives JSON, a value for each row.
    fn values(&self, query: &str) -> Result<Vec<Value>, String> {
        let lines = match self {
            Database::Sqlite(connection) => {
                sqlite_lines(connection, query).map_err(|error| format!("{query}: {error}"))?
            }
            Database::Postgres { server, name } => server
                .psql(name, &format!("{query};"))
                .map_err(|error| format!("{query}: {error}"))?
                .lines()
                .map(str::to_owned)
                .collect(),
        };
        lines
            .iter()
            .map(|line| serde_json::from_str(line).map_err(|error| format!("{query}: {error}")))
            .collect()
    }
}

fn sqlite_lines(connection: &Connection, query: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare(query)?;
    let rows = statement.query_map([], |row| {
        row.get::<_, rusqlite::types::Value>(0)
            .map(|value| match value {
                rusqlite::types::Value::Integer(number) => number.to_string(),
                rusqlite::types::Value::Text(text) => text,
                other => format!("{other:?}"),
            })
    })?;
    rows.collect()
}

impl Table {
    fn read(value: &Value) -> Table {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let list = |key: &str| value[key].as_array().cloned().unwrap_or_default();
        Table {
            name: text(&value["name"]),
            columns: list("columns")
                .iter()
                .map(|column| Column {
                    name: text(&column[0]),
                    ty: text(&column[1]),
                })
                .collect(),
            key: list("key").iter().map(text).collect(),
            references: list("references")
                .iter()
                .map(|reference| Reference {
                    column: text(&reference[0]),
                    target: text(&reference[1]),
                    target_column: text(&reference[2]),
                })
                .collect(),
        }
    }

    /// ORDER BY the key.
    pub fn order(&self) -> String {
        let columns: Vec<String> = self.key.iter().map(|name| format!("\"{name}\"")).collect();
        format!("ORDER BY {}", columns.join(", "))
    }

    /// The column with this name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// A row without what is not a column, each value in a form that does not depend on who wrote it: an exact decimal as
    /// a number, a time with `T`.
    pub fn canonical(&self, row: &Value) -> Value {
        let mut object = Map::new();
        for column in &self.columns {
            object.insert(column.name.clone(), column.canonical(&row[&column.name]));
        }
        Value::Object(object)
    }
}

impl Column {
    /// Whether it holds exact decimals.
    fn is_decimal(&self) -> bool {
        self.ty.starts_with("numeric")
    }

    /// Whether it holds times.
    pub fn is_time(&self) -> bool {
        self.ty.starts_with("datetime") || self.ty.starts_with("timestamp")
    }

    fn canonical(&self, value: &Value) -> Value {
        match value.as_str() {
            Some(text) if self.is_decimal() => text
                .parse::<f64>()
                .map_or_else(|_| value.clone(), Value::from),
            Some(text) if self.is_time() => Value::String(text.replace(' ', "T")),
            _ if self.is_decimal() => value.as_f64().map_or_else(|| value.clone(), Value::from),
            _ => value.clone(),
        }
    }
}

/// A value as it stands in SQL.
pub fn literal(value: &Value) -> String {
    match value {
        Value::String(text) => format!("'{}'", text.replace('\'', "''")),
        Value::Null => "NULL".to_owned(),
        other => other.to_string(),
    }
}

/// A value as it stands in a path or a query string, before it is encoded.
pub fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
