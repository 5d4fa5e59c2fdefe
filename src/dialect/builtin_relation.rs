//! Relations that a database has without a definition: its own tables, and functions that are tables.

use super::{Dialect, postgres, sqlite};
use crate::ty::Ty;

/// A relation of the database's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuiltinRelation {
    /// What it can be called with, each of which may be left out; none where it is a table.
    pub arguments: Option<Vec<Ty>>,
    /// Its columns.
    pub columns: Vec<BuiltinColumn>,
}

/// A column of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuiltinColumn {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: Ty,
    /// Whether it can be NULL.
    pub nullable: bool,
    /// Whether a star leaves it out.
    pub hidden: bool,
}

impl Dialect {
    /// The relation with this name, in this schema where one is written.
    pub fn builtin_relation(self, schema: Option<&str>, name: &str) -> Option<BuiltinRelation> {
        match self {
            Dialect::Sqlite => sqlite::relations::builtin(name),
            Dialect::Postgres => postgres::relations::builtin(schema, name),
            Dialect::Mysql | Dialect::Mariadb => None,
        }
    }

    /// What a sequence is as a relation.
    pub fn sequence_relation(self) -> BuiltinRelation {
        let columns = [
            ("last_value", Ty::Int64),
            ("log_cnt", Ty::Int64),
            ("is_called", Ty::Bool),
        ];
        let columns = columns.map(|(name, ty)| BuiltinColumn {
            name: name.to_owned(),
            ty,
            nullable: false,
            hidden: false,
        });
        BuiltinRelation {
            arguments: None,
            columns: columns.into(),
        }
    }
}
