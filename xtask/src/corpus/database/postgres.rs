//! A database of a throw-away server of PostgreSQL.

use super::{Database, Table};
use crate::postgres::Server;

/// One of the server's databases.
pub struct Postgres<'server> {
    /// The server.
    pub server: &'server Server,
    /// The database's name.
    pub name: &'static str,
}

const TABLES: &str = "\
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

impl Database for Postgres<'_> {
    fn tables(&self) -> &'static str {
        TABLES
    }

    fn object(&self, _table: &Table) -> String {
        "row_to_json(t)".to_owned()
    }

    fn lines(&self, query: &str) -> Result<Vec<String>, String> {
        let output = self.server.psql(self.name, &format!("{query};"))?;
        Ok(output.lines().map(str::to_owned).collect())
    }

    fn position(&self, text: &str, part: &str) -> String {
        format!("strpos({text}, {part})")
    }

    fn differs(&self, one: &str, other: &str) -> String {
        format!("{one} IS DISTINCT FROM {other}")
    }
}
