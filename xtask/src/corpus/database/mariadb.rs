//! A database of a throw-away server of MariaDB.

use super::{Database, Table};
use crate::mariadb::Server;

/// One of the server's databases.
pub struct MariaDb<'server> {
    /// The server.
    pub server: &'server Server,
    /// The database's name.
    pub name: &'static str,
}

/// What stands before each query: names in double quotes, texts with backslashes as everywhere else.
const MODE: &str = "SET sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES';";

/// JSON that a subquery gives is a text, until a function has read it.
const TABLES: &str = "\
SELECT JSON_OBJECT(
  'name', t.table_name,
  'columns', JSON_COMPACT((SELECT JSON_ARRAYAGG(JSON_ARRAY(c.column_name, lower(c.data_type)) ORDER BY c.ordinal_position)
              FROM information_schema.columns c WHERE c.table_schema = t.table_schema AND c.table_name = t.table_name)),
  'key', JSON_COMPACT((SELECT JSON_ARRAYAGG(k.column_name ORDER BY k.ordinal_position) FROM information_schema.key_column_usage k
          WHERE k.table_schema = t.table_schema AND k.table_name = t.table_name AND k.constraint_name = 'PRIMARY')),
  'references', JSON_COMPACT((SELECT coalesce(JSON_ARRAYAGG(JSON_ARRAY(r.column_name, r.referenced_table_name, r.referenced_column_name)), '[]')
                 FROM information_schema.key_column_usage r WHERE r.table_schema = t.table_schema
                 AND r.table_name = t.table_name AND r.referenced_table_name IS NOT NULL)))
FROM information_schema.tables t WHERE t.table_type = 'BASE TABLE' AND t.table_schema = database() ORDER BY t.table_name";

impl Database for MariaDb<'_> {
    fn tables(&self) -> &'static str {
        TABLES
    }

    fn object(&self, table: &Table) -> String {
        format!("JSON_OBJECT({})", table.pairs())
    }

    fn lines(&self, query: &str) -> Result<Vec<String>, String> {
        let output = self
            .server
            .run(Some(self.name), &format!("{MODE}{query};"))?;
        Ok(output.lines().map(str::to_owned).collect())
    }

    fn position(&self, text: &str, part: &str) -> String {
        format!("instr(CAST({text} AS BINARY), {part})")
    }

    fn differs(&self, one: &str, other: &str) -> String {
        format!("NOT ({one} <=> {other})")
    }

    fn end(&self, text: &str, part: &str) -> String {
        format!("CAST(right({text}, char_length({part})) AS BINARY)")
    }
}
