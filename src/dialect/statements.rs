//! Which statements beside SELECT and the writing ones a dialect has.

use super::Dialect;

impl Dialect {
    /// TRUNCATE.
    pub fn truncates(self) -> bool {
        !matches!(self, Dialect::Sqlite)
    }

    /// LISTEN, NOTIFY, LOCK TABLE and REFRESH MATERIALIZED VIEW.
    pub fn has_sessions_statements(self) -> bool {
        matches!(self, Dialect::Postgres)
    }

    /// Whether the key of the row that was inserted last can be asked for after the statement. Elsewhere it is RETURNING.
    pub fn tells_last_key(self) -> bool {
        !matches!(self, Dialect::Postgres)
    }
}
