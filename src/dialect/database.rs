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

    /// A query for the names of the tables and views that a database has.
    pub fn relations(self) -> &'static str {
        match self {
            Dialect::Postgres => {
                "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND c.relkind IN ('r', 'v', 'm', 'p', 'f')
ORDER BY 1"
            }
            Dialect::Sqlite => {
                "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
ORDER BY 1"
            }
            Dialect::Mysql | Dialect::Mariadb => {
                "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY 1"
            }
        }
    }

    /// A query for the statements that take everything out of a database. Where each commits by itself, the mark of `rowtype dev`
    /// stays, so that a database that is half emptied is still known as its own.
    pub fn emptying(self) -> &'static str {
        match self {
            Dialect::Postgres => "SELECT 'DROP SCHEMA public CASCADE; CREATE SCHEMA public'",
            Dialect::Sqlite => {
                "SELECT 'DROP ' || type || ' IF EXISTS \"' || replace(name, '\"', '\"\"') || '\"' FROM sqlite_schema
WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
            }
            Dialect::Mysql | Dialect::Mariadb => {
                "SELECT 'SET SESSION foreign_key_checks = 0' UNION ALL
SELECT CONCAT('DROP ', IF(table_type = 'VIEW', 'VIEW', IF(table_type = 'SEQUENCE', 'SEQUENCE', 'TABLE')), ' IF EXISTS `',
  REPLACE(table_name, '`', '``'), '`') FROM information_schema.tables
WHERE table_schema = DATABASE() AND table_name <> 'rowtype_dev' UNION ALL
SELECT CONCAT('DROP ', routine_type, ' IF EXISTS `', REPLACE(routine_name, '`', '``'), '`') FROM information_schema.routines
WHERE routine_schema = DATABASE() UNION ALL
SELECT CONCAT('DROP EVENT IF EXISTS `', REPLACE(event_name, '`', '``'), '`') FROM information_schema.events
WHERE event_schema = DATABASE() UNION ALL
SELECT 'SET SESSION foreign_key_checks = 1'"
            }
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
