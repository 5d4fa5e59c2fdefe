//! The functions that a name means, the server's and those of the schema, as one thing.
//!
//! In: the tables of built-ins and the catalog. Out: [`Overload`]s. It must not know how one is chosen.

use super::types::{PgType, neutral, pg_type};
use crate::catalog::{self, Catalog};
use crate::dialect::builtins::postgres::{self as builtins, Function};
use crate::dialect::builtins::{FunctionKind, Nullability};
use crate::dialect::reached::{Table, chosen};
use crate::dialect::resolve::FunctionColumn;
use crate::ty::Ty;

/// A function of the server, or of the schema.
#[derive(Clone, Copy, Debug)]
pub(super) enum Overload<'c> {
    BuiltIn(&'static Function),
    User(&'c catalog::Function),
}

/// The functions with this name. With a schema, those of the server are not meant.
pub(super) fn named<'c>(
    catalog: &'c Catalog,
    schema: Option<&'c str>,
    name: &'c str,
) -> Vec<Overload<'c>> {
    let built_in = match schema {
        None => builtins::functions(name),
        Some(_) => &[],
    };
    let extensions = builtins::extension_functions(name)
        .filter(|(extension, _)| catalog.has_extension(extension, schema))
        .map(|(_, function)| Overload::BuiltIn(function));
    let user = catalog.functions_named(schema, name);
    built_in
        .iter()
        .map(Overload::BuiltIn)
        .chain(extensions)
        .chain(user.map(Overload::User))
        .collect()
}

impl<'c> Overload<'c> {
    /// Says that it is the one that a call means.
    pub fn note(self) {
        if let Overload::BuiltIn(function) = self {
            chosen(Table::Functions, function);
        }
    }

    pub fn params(self, catalog: &Catalog) -> Vec<PgType> {
        match self {
            Overload::BuiltIn(function) => function
                .arguments
                .iter()
                .map(|id| PgType::Base(*id))
                .collect(),
            Overload::User(function) => function
                .arguments
                .iter()
                .map(|argument| pg_type(catalog, Some(&argument.ty)))
                .collect(),
        }
    }

    /// The position of the argument with this name.
    pub fn argument_named(self, name: &str) -> Option<usize> {
        match self {
            Overload::BuiltIn(function) => {
                function.argument_names.iter().position(|own| *own == name)
            }
            Overload::User(function) => function
                .arguments
                .iter()
                .position(|argument| argument.name.as_deref() == Some(name)),
        }
    }

    pub fn variadic(self) -> bool {
        match self {
            Overload::BuiltIn(function) => function.variadic,
            Overload::User(function) => function.variadic,
        }
    }

    /// How many of the last arguments may be left out.
    pub fn defaults(self) -> usize {
        match self {
            Overload::BuiltIn(function) => usize::from(function.defaults),
            Overload::User(function) => function
                .arguments
                .iter()
                .filter(|argument| argument.default)
                .count(),
        }
    }

    pub fn kind(self) -> FunctionKind {
        match self {
            Overload::BuiltIn(function) => function.kind,
            Overload::User(function) => match function.kind {
                catalog::FunctionKind::Aggregate => FunctionKind::Aggregate,
                catalog::FunctionKind::Window => FunctionKind::Window,
                catalog::FunctionKind::Normal | catalog::FunctionKind::Procedure => {
                    FunctionKind::Normal
                }
            },
        }
    }

    /// Whether NULL in gives NULL out.
    pub fn strict(self) -> bool {
        match self {
            Overload::BuiltIn(function) => function.strict,
            Overload::User(function) => function.strict,
        }
    }

    pub fn returns_set(self) -> bool {
        match self {
            Overload::BuiltIn(function) => function.returns_set,
            Overload::User(function) => function.set,
        }
    }

    /// When it is NULL: what a function of the schema does is not known.
    pub fn nullability(self) -> Nullability {
        match self {
            Overload::BuiltIn(function) => function.nullability,
            Overload::User(_) => Nullability::Sometimes,
        }
    }

    pub fn result(self, catalog: &Catalog) -> PgType {
        match self {
            Overload::BuiltIn(function) => PgType::Base(function.result),
            Overload::User(function) => pg_type(catalog, Some(&function.result)),
        }
    }

    /// The result where it says more than the settled type: the fields of a record.
    pub fn record(self) -> Option<Ty> {
        match self {
            Overload::User(function) if matches!(function.result, Ty::Record(_)) => {
                Some(function.result.clone())
            }
            _ => None,
        }
    }

    /// The columns of its result, by its OUT arguments.
    pub fn columns(self) -> Vec<FunctionColumn> {
        match self {
            Overload::BuiltIn(function) => built_in_columns(function),
            Overload::User(function) => function
                .columns
                .iter()
                .map(|(name, ty)| FunctionColumn {
                    name: name.clone(),
                    ty: ty.clone(),
                    nullable: true,
                    hidden: false,
                })
                .collect(),
        }
    }

    /// As a person would write it.
    pub fn signature(self, catalog: &Catalog) -> String {
        match self {
            Overload::BuiltIn(function) => {
                let types: Vec<&str> = function
                    .arguments
                    .iter()
                    .map(|id| id.get().sql_name)
                    .collect();
                format!("{}({})", function.name, types.join(", "))
            }
            Overload::User(function) => {
                let types: Vec<String> = function
                    .arguments
                    .iter()
                    .map(|argument| catalog.dialect.type_name(catalog, &argument.ty))
                    .collect();
                format!("{}({})", function.name, types.join(", "))
            }
        }
    }
}

fn built_in_columns(function: &Function) -> Vec<FunctionColumn> {
    function
        .columns
        .iter()
        .enumerate()
        .map(|(index, (name, ty))| FunctionColumn {
            name: (*name).to_owned(),
            ty: neutral(*ty),
            nullable: match function.nullability {
                Nullability::Never | Nullability::Strict | Nullability::Edge => false,
                Nullability::Columns(list) => {
                    list.iter().any(|column| usize::from(*column) == index)
                }
                _ => true,
            },
            hidden: false,
        })
        .collect()
}
