//! Names that SQLite would read as keywords: `SELECT 1 AS from`.
//!
//! In: parts of a statement's tree. Out: the names in them that must be quoted.

use sqlparser::ast::{Cte, DataType, Expr, Ident, NamedWindowDefinition, SelectItem, TableAlias};

use crate::dialect::Dialect;

/// Keywords that can be names all the same: of what CREATE makes they are not, and they are values where no column has them.
const NAMES: [&str; 7] = [
    "cast",
    "current_date",
    "current_time",
    "current_timestamp",
    "false",
    "raise",
    "true",
];

/// Whether a word is read as a keyword wherever it stands.
pub(super) fn is_keyword_only(word: &str) -> bool {
    Dialect::Sqlite.is_reserved(word) && !NAMES.iter().any(|name| name.eq_ignore_ascii_case(word))
}

fn is_keyword(ident: &&Ident) -> bool {
    ident.quote_style.is_none() && is_keyword_only(&ident.value)
}

/// In a column's name, or in that of a type.
pub(super) fn in_expression(expr: &Expr) -> Option<&Ident> {
    match expr {
        Expr::Cast {
            data_type: DataType::Custom(name, _),
            ..
        } => {
            let mut parts = name.0.iter().filter_map(|part| part.as_ident());
            parts.find(is_keyword)
        }
        Expr::Identifier(ident) => Some(ident).filter(is_keyword),
        Expr::CompoundIdentifier(parts) => parts.iter().find(is_keyword),
        _ => None,
    }
}

/// In `AS name` of a result column.
pub(super) fn in_item(item: &SelectItem) -> Option<&Ident> {
    match item {
        SelectItem::ExprWithAlias { alias, .. } => Some(alias).filter(is_keyword),
        _ => None,
    }
}

/// In the name of a relation.
pub(super) fn in_alias(alias: &TableAlias) -> Option<&Ident> {
    let columns = alias.columns.iter().map(|column| &column.name);
    std::iter::once(&alias.name).chain(columns).find(is_keyword)
}

/// In the name of a window.
pub(super) fn in_window(window: &NamedWindowDefinition) -> Option<&Ident> {
    Some(&window.0).filter(is_keyword)
}

/// What follows the name of a column of WITH, which has no type.
pub(super) fn typed_column(cte: &Cte) -> Option<&Ident> {
    let mut columns = cte.alias.columns.iter();
    columns
        .find(|column| column.data_type.is_some())
        .map(|column| &column.name)
}
