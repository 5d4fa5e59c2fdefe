//! Virtual tables: what a module makes of its arguments.

use super::{Dialect, sqlite};
use crate::source::Span;
use crate::ty::Ty;

/// An argument of a module: a column, or an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleArgument {
    /// The first word.
    pub name: String,
    /// `name = value`.
    pub is_option: bool,
    /// `+name`.
    pub is_auxiliary: bool,
    /// What stands after the first word.
    pub rest: String,
    /// Its place.
    pub at: Span,
}

/// The table that a module makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleTable {
    /// In order.
    pub columns: Vec<ModuleColumn>,
    /// Whether the first column is the row's number.
    pub key: bool,
}

/// A column of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleColumn {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: Ty,
    /// Whether it can be NULL.
    pub nullable: bool,
    /// Whether a star leaves it out.
    pub hidden: bool,
    /// Where it is written; none for what the module adds.
    pub at: Option<Span>,
}

impl ModuleColumn {
    /// A column that a star shows.
    pub fn shown(name: &str, ty: Ty, nullable: bool) -> ModuleColumn {
        ModuleColumn {
            name: name.to_owned(),
            ty,
            nullable,
            hidden: false,
            at: None,
        }
    }

    /// A column that is found only by its name.
    pub fn hidden(name: &str, ty: Ty, nullable: bool) -> ModuleColumn {
        ModuleColumn {
            hidden: true,
            ..ModuleColumn::shown(name, ty, nullable)
        }
    }
}

impl Dialect {
    /// The table that a module makes; none for an unknown module.
    pub fn module_table(
        self,
        name: &str,
        module: &str,
        arguments: &[ModuleArgument],
    ) -> Option<ModuleTable> {
        match self {
            Dialect::Sqlite => sqlite::modules::table(name, module, arguments),
            Dialect::Postgres | Dialect::Mysql | Dialect::Mariadb => None,
        }
    }

    /// Whether a table of this module can be called with what is searched.
    pub fn module_searches(self, module: &str) -> bool {
        match self {
            Dialect::Sqlite => sqlite::modules::searches(module),
            Dialect::Postgres | Dialect::Mysql | Dialect::Mariadb => false,
        }
    }
}
