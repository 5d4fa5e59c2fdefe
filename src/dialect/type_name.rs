//! Types as the people who write SQL call them, for messages and for `inspect`.

use super::{Dialect, postgres};
use crate::catalog::Catalog;
use crate::ty::Ty;

impl Dialect {
    /// The name of a type in this dialect, without modifiers.
    pub fn type_name(self, catalog: &Catalog, ty: &Ty) -> String {
        match ty {
            Ty::Enum(id) => catalog.enum_(*id).name.clone(),
            Ty::Array(element) => format!("{}[]", self.type_name(catalog, element)),
            Ty::Other(name) => name.clone(),
            ty => match self {
                Dialect::Postgres => postgres::resolve::sql_name(ty),
                Dialect::Sqlite => sqlite_name(ty).to_owned(),
            },
        }
    }
}

/// SQLite has five types of its own; the others are what a column is declared as.
fn sqlite_name(ty: &Ty) -> &'static str {
    match ty {
        Ty::Bool => "boolean",
        Ty::Int16 | Ty::Int32 | Ty::Int64 => "integer",
        Ty::Float32 | Ty::Float64 => "real",
        Ty::Numeric => "decimal",
        Ty::Text => "text",
        Ty::Varchar => "varchar",
        Ty::Char => "char",
        Ty::Bytes => "blob",
        Ty::Uuid => "uuid",
        Ty::Json | Ty::Jsonb => "json",
        Ty::Date => "date",
        Ty::Time => "time",
        Ty::Timestamp => "timestamp",
        Ty::TimestampTz => "timestamptz",
        Ty::Interval => "interval",
        Ty::Any | Ty::Enum(_) | Ty::Array(_) | Ty::Other(_) => "any",
    }
}
