//! Names: when two of them are one, and those that are there without anybody saying so.
//!
//! In: a name as it is written. Out: what it is to the database.

use std::borrow::Cow;

use super::Dialect;
use crate::catalog::{Column, Table, TableKind};
use crate::ty::Ty;

/// The names of a row's number in SQLite.
const ROW_NUMBERS: [&str; 3] = ["rowid", "_rowid_", "oid"];

impl Dialect {
    /// A name as the database holds it.
    pub fn fold(self, name: &str, quoted: bool) -> String {
        match (self, self.schema_rules().name_limit) {
            (Dialect::Postgres, Some(limit)) => {
                let mut end = name.len().min(limit);
                while !name.is_char_boundary(end) {
                    end -= 1;
                }
                match quoted {
                    true => name[..end].to_owned(),
                    false => name[..end].to_lowercase(),
                }
            }
            _ => name.to_owned(),
        }
    }

    /// What is the same for names that are one.
    pub fn name_key(self, name: &str) -> Cow<'_, str> {
        match self {
            Dialect::Postgres => Cow::Borrowed(name),
            Dialect::Sqlite => Cow::Owned(name.to_ascii_lowercase()),
            Dialect::Mysql | Dialect::Mariadb => Cow::Owned(name.to_lowercase()),
        }
    }

    /// The schema that everything is in that names none, where queries can write it and definitions need not (SQLite's `main`).
    pub fn main_schema(self) -> Option<&'static str> {
        (self == Dialect::Sqlite).then_some("main")
    }

    /// Whether a schema holds what is gone with the session.
    pub fn is_temporary_schema(self, name: &str) -> bool {
        self == Dialect::Sqlite && self.same_name(name, "temp")
    }

    /// Whether two names, as the database holds them, are one.
    pub fn same_name(self, a: &str, b: &str) -> bool {
        match self {
            Dialect::Postgres => a == b,
            Dialect::Sqlite => a.eq_ignore_ascii_case(b),
            Dialect::Mysql | Dialect::Mariadb => match a.is_ascii() && b.is_ascii() {
                true => a.eq_ignore_ascii_case(b),
                false => a.to_lowercase() == b.to_lowercase(),
            },
        }
    }

    /// The schema of the built-in functions.
    pub fn is_system_schema(self, name: &str) -> bool {
        self == Dialect::Postgres && name == "pg_catalog"
    }

    /// Columns that a table has without saying so: name, type, whether they can be NULL.
    pub fn system_columns(self, table: &Table) -> Vec<(String, Ty, bool)> {
        let own = |name: &str, ty: Ty| (name.to_owned(), ty, false);
        let other = |name: &str, ty: &str| own(name, Ty::Other(ty.to_owned()));
        match self {
            Dialect::Mysql | Dialect::Mariadb => Vec::new(),
            _ if table.kind != TableKind::Table => Vec::new(),
            Dialect::Sqlite if table.without_rowid => Vec::new(),
            Dialect::Sqlite => {
                let is_free = |name: &&&str| {
                    let same = |column: &Column| column.name.eq_ignore_ascii_case(name);
                    !table.columns.iter().any(same)
                };
                let names = ROW_NUMBERS.iter().filter(is_free);
                names.map(|name| own(name, Ty::Int64)).collect()
            }
            Dialect::Postgres => vec![
                other("ctid", "tid"),
                other("xmin", "xid"),
                other("cmin", "cid"),
                other("xmax", "xid"),
                other("cmax", "cid"),
                other("tableoid", "oid"),
            ],
        }
    }

    /// Whether this name means the number of a row, which is a key.
    pub fn is_row_number(self, name: &str) -> bool {
        self == Dialect::Sqlite && ROW_NUMBERS.iter().any(|own| own.eq_ignore_ascii_case(name))
    }

    /// Whether WHERE, GROUP BY and HAVING see the names that AS gives to the result's columns, where no column has them.
    pub fn conditions_see_result_names(self) -> bool {
        match self {
            Dialect::Sqlite => true,
            Dialect::Postgres | Dialect::Mysql | Dialect::Mariadb => false,
        }
    }

    /// Whether `"x"` is a text where no column is called so.
    pub fn double_quotes_fall_back(self) -> bool {
        self == Dialect::Sqlite
    }
}
