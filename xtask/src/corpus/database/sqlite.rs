//! A file of SQLite.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::Value;

use super::{Database, Table};

/// An open file.
pub struct Sqlite(Connection);

const TABLES: &str = "\
SELECT json_object(
  'name', t.name,
  'columns', json((SELECT json_group_array(json_array(name, lower(type))) FROM pragma_table_info(t.name))),
  'key', json((SELECT json_group_array(name) FROM (SELECT name FROM pragma_table_info(t.name) WHERE pk > 0 ORDER BY pk))),
  'references', json((SELECT json_group_array(json_array(\"from\", \"table\", \"to\")) FROM pragma_foreign_key_list(t.name))))
FROM sqlite_schema t WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name";

impl Sqlite {
    /// A new file, from a script.
    pub fn load(file: &Path, script: &str) -> Result<Sqlite, String> {
        let load = || -> rusqlite::Result<Connection> {
            let connection = Connection::open(file)?;
            connection.execute_batch(&format!("BEGIN;\n{script}\n;COMMIT;"))?;
            Ok(connection)
        };
        load()
            .map(Sqlite)
            .map_err(|error| format!("{}: {error}", file.display()))
    }

    fn texts(&self, query: &str) -> rusqlite::Result<Vec<String>> {
        let mut statement = self.0.prepare(query)?;
        let rows = statement.query_map([], |row| {
            row.get::<_, Value>(0).map(|value| match value {
                Value::Integer(number) => number.to_string(),
                Value::Text(text) => text,
                other => format!("{other:?}"),
            })
        })?;
        rows.collect()
    }
}

impl Database for Sqlite {
    fn tables(&self) -> &'static str {
        TABLES
    }

    fn object(&self, table: &Table) -> String {
        format!("json_object({})", table.pairs())
    }

    fn lines(&self, query: &str) -> Result<Vec<String>, String> {
        self.texts(query).map_err(|error| error.to_string())
    }

    fn position(&self, text: &str, part: &str) -> String {
        format!("instr({text}, {part})")
    }

    fn differs(&self, one: &str, other: &str) -> String {
        format!("{one} IS NOT {other}")
    }
}
