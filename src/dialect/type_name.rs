//! Types as the people who write SQL call them, for messages and for `inspect`.

use super::{Dialect, mysql, postgres};
use crate::catalog::{Catalog, EnumSource};
use crate::syntax::parse_type;
use crate::ty::Ty;

impl Dialect {
    /// The name of a type in this dialect, without modifiers.
    pub fn type_name(self, catalog: &Catalog, ty: &Ty) -> String {
        match ty {
            Ty::Enum(id) => {
                let found = catalog.enum_(*id);
                match found.source {
                    EnumSource::Column { .. } => "enum".to_owned(),
                    _ => self.named(catalog, found.schema.as_deref(), &found.name),
                }
            }
            Ty::Domain(id) => {
                let found = catalog.domain(*id);
                self.named(catalog, found.schema.as_deref(), &found.name)
            }
            Ty::Composite(id) => {
                let (schema, name) = catalog.composite_name(*id);
                self.named(catalog, schema, name)
            }
            Ty::Array(element) => format!("{}[]", self.type_name(catalog, element)),
            Ty::Other(name) => match self {
                Dialect::Postgres => postgres::resolve::known_name(name),
                _ => name.clone(),
            },
            ty => match self {
                Dialect::Postgres => postgres::resolve::sql_name(ty),
                Dialect::Sqlite => sqlite_name(ty).to_owned(),
                Dialect::Mysql | Dialect::Mariadb => {
                    mysql::types::name(self.flavor(), ty).to_owned()
                }
            },
        }
    }

    /// A type of the schema: with its schema where its name alone would not find it.
    fn named(self, catalog: &Catalog, schema: Option<&str>, name: &str) -> String {
        match schema.filter(|schema| !catalog.is_visible(schema)) {
            Some(schema) => format!("{}.{}", self.quote(schema), self.quote(name)),
            None => self.quote(name),
        }
    }
}

impl Dialect {
    /// The name that the database itself gives to a type, as PostgreSQL's `format_type(oid, NULL)`: the words of a CHECK are
    /// what their column is declared as, and a type of a schema that is not searched has it before its name.
    pub fn canonical_type_name(self, catalog: &Catalog, ty: &Ty) -> String {
        match ty {
            Ty::Enum(id) => {
                let found = catalog.enum_(*id);
                match found.source {
                    EnumSource::Type => self.named(catalog, found.schema.as_deref(), &found.name),
                    EnumSource::Column { .. } => "enum".to_owned(),
                    EnumSource::Check { column } => {
                        let declared = catalog.column(column).type_text.as_str();
                        let ty = parse_type(declared, self)
                            .ok()
                            .and_then(|written| self.data_type(catalog, &written).ok())
                            .map(|column| column.ty)
                            .filter(|ty| !matches!(ty, Ty::Enum(_)));
                        self.type_name(catalog, &ty.unwrap_or(Ty::Text))
                    }
                }
            }
            Ty::Array(element) => format!("{}[]", self.canonical_type_name(catalog, element)),
            ty => self.type_name(catalog, ty),
        }
    }
}

/// SQLite has five types of its own; the others are what a column is declared as.
fn sqlite_name(ty: &Ty) -> &'static str {
    match ty {
        Ty::Bool => "boolean",
        ty if ty.is_integer() => "integer",
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
        _ => "any",
    }
}
