//! What a database is as a place: a file or a server, and how things are taken out of it.

use super::Dialect;

impl Dialect {
    /// Whether a database is a file of the program's own, rather than a server.
    pub fn is_embedded(self) -> bool {
        match self {
            Dialect::Postgres | Dialect::Mysql | Dialect::Mariadb => false,
            Dialect::Sqlite => true,
        }
    }

    /// Whether databases of it are made, compared and changed: `dev`, `diff` and `migrate`.
    pub fn has_migrations(self) -> bool {
        match self {
            Dialect::Postgres | Dialect::Sqlite => true,
            Dialect::Mysql | Dialect::Mariadb => false,
        }
    }

    /// Whether REFERENCES at a column makes a reference: MySQL 8 reads it and makes none.
    pub fn refers_at_columns(self) -> bool {
        self != Dialect::Mysql
    }

    /// What the address of a database begins with, the usual one first.
    pub fn url_schemes(self) -> &'static [&'static str] {
        match self {
            Dialect::Postgres => &["postgres:", "postgresql:"],
            Dialect::Sqlite => &["sqlite:"],
            Dialect::Mysql => &["mysql:"],
            Dialect::Mariadb => &["mariadb:", "mysql:"],
        }
    }

    /// How a reference is taken away so that its tables can be dropped in any order; none where that needs no statement or
    /// there is none.
    pub fn drop_constraint(self, table: &str, constraint: &str) -> Option<String> {
        let constraint = self.quote(constraint);
        match self {
            Dialect::Postgres => Some(format!("ALTER TABLE {table} DROP CONSTRAINT {constraint};")),
            Dialect::Sqlite => None,
            Dialect::Mysql | Dialect::Mariadb => Some(format!(
                "ALTER TABLE {table} DROP FOREIGN KEY {constraint};"
            )),
        }
    }
}
