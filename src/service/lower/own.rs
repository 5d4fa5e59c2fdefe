//! Types that the definition chooses: `[types]` in rowtype.toml, `@rust` and `@json` at columns.
//!
//! In: the configuration and the catalog. Out: for each column, and for each database type, what its values are in Rust. A key or
//! a reference keeps its default type: paths, includes and batches are made of it.

use std::collections::BTreeMap;

use crate::catalog::{Catalog, Column, ColumnId, Table};
use crate::config::{ChosenType, Config};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::service::OwnType;
use crate::source::Span;
use crate::ty::Ty;

/// What is chosen.
#[derive(Debug, Default)]
pub(super) struct OwnTypes {
    columns: BTreeMap<ColumnId, Choice>,
    types: Vec<(Ty, Choice)>,
}

/// A type and the one for columns that can be NULL.
#[derive(Clone, Debug)]
struct Choice {
    plain: OwnType,
    nullable: Option<OwnType>,
}

impl OwnTypes {
    /// Reads what is chosen; what it is chosen for must be there.
    pub(super) fn new(
        catalog: &Catalog,
        config: &Config,
        diagnostics: &mut Diagnostics,
    ) -> OwnTypes {
        let mut own = OwnTypes::default();
        for (key, chosen) in &config.types {
            let choice = choice(chosen);
            own.choose(catalog, key, chosen, choice, diagnostics);
        }
        for table in &catalog.tables {
            for column in &table.columns {
                let Some(tag) = &column.tags.own else {
                    continue;
                };
                let choice = Choice {
                    plain: OwnType {
                        path: tag.path.clone(),
                        json: tag.json,
                    },
                    nullable: None,
                };
                if may_change(table, column, Some(tag.span), diagnostics) {
                    own.columns.insert(column.id, choice);
                }
            }
        }
        own
    }

    /// The type that is chosen for values of a type, which stand in a column.
    pub(super) fn of(&self, ty: &Ty, column: Option<ColumnId>, nullable: bool) -> Option<OwnType> {
        let by_column = column.and_then(|column| self.columns.get(&column));
        let by_type = || self.types.iter().find(|(known, _)| known == ty);
        let choice = by_column.or_else(|| by_type().map(|(_, choice)| choice))?;
        let chosen = choice.nullable.as_ref().filter(|_| nullable);
        Some(chosen.unwrap_or(&choice.plain).clone())
    }

    fn choose(
        &mut self,
        catalog: &Catalog,
        key: &str,
        chosen: &ChosenType,
        choice: Choice,
        diagnostics: &mut Diagnostics,
    ) {
        let same = |a: &str, b: &str| catalog.dialect.same_name(a, b);
        let parts: Vec<&str> = key.split('.').collect();
        let table = match parts.as_slice() {
            [table, _] => catalog.tables.iter().find(|one| same(&one.name, table)),
            [schema, table, _] => catalog.tables.iter().find(|one| {
                same(&one.name, table) && one.schema.as_deref().is_some_and(|own| same(own, schema))
            }),
            _ => None,
        };
        if let (Some(table), Some(name)) = (table, parts.last()) {
            let Some(column) = table.columns.iter().find(|one| same(&one.name, name)) else {
                let names = table.columns.iter().map(|one| one.name.as_str());
                let help = nearest(name, names).map(|near| format!("did you mean `{near}`?"));
                unknown(
                    format!("`{}` has no column `{name}`", table.name),
                    chosen.span,
                    help,
                    diagnostics,
                );
                return;
            };
            if may_change(table, column, chosen.span, diagnostics) {
                self.columns.insert(column.id, choice);
            }
            return;
        }
        // A dotted name is a type's only where types stand in schemas.
        let may_be_type =
            parts.len() == 1 || catalog.dialect.schema_rules().default_schema.is_some();
        let parsed = crate::syntax::parse_type(key, catalog.dialect)
            .ok()
            .filter(|_| may_be_type);
        let ty = parsed.and_then(|parsed| catalog.dialect.cast_type(catalog, &parsed).ok());
        let Some(ty) = ty else {
            let names = catalog.tables.iter().map(|one| one.name.as_str());
            let first = parts.first().copied().unwrap_or_default();
            let help =
                nearest(first, names).map(|near| format!("did you mean the table `{near}`?"));
            let message = format!("there is no type or column `{key}`");
            unknown(message, chosen.span, help, diagnostics);
            return;
        };
        for table in &catalog.tables {
            let mut of_type = table.columns.iter().filter(|column| column.ty == ty);
            if let Some(column) = of_type.find(|column| is_key(table, column)) {
                let message = format!(
                    "`{key}` is the type of `{}.{}`, and a key keeps its default type",
                    table.name, column.name
                );
                push(
                    Diagnostic::error("own-type-of-key", message),
                    chosen.span,
                    "a type of keys",
                    "name the columns instead: \"table.column\" = \"path::Type\"",
                    diagnostics,
                );
                return;
            }
        }
        self.types.push((ty, choice));
    }
}

fn choice(chosen: &ChosenType) -> Choice {
    let own = |path: &String| OwnType {
        path: path.clone(),
        json: chosen.json,
    };
    Choice {
        plain: own(&chosen.rust),
        nullable: chosen.nullable.as_ref().map(own),
    }
}

/// Whether a column's type may be another than the default.
fn may_change(
    table: &Table,
    column: &Column,
    at: Option<Span>,
    diagnostics: &mut Diagnostics,
) -> bool {
    if !is_key(table, column) {
        return true;
    }
    let message = format!(
        "`{}.{}` is a key or a reference, which keeps its default type",
        table.name, column.name
    );
    push(
        Diagnostic::error("own-type-of-key", message),
        at,
        "cannot be chosen",
        "leave it out: paths, includes and batches are made of keys",
        diagnostics,
    );
    false
}

fn is_key(table: &Table, column: &Column) -> bool {
    let index = column.id.index;
    table.primary_key.contains(&index)
        || table
            .foreign_keys
            .iter()
            .any(|key| key.columns.contains(&index))
}

fn unknown(message: String, at: Option<Span>, help: Option<String>, diagnostics: &mut Diagnostics) {
    let help = help.unwrap_or_else(|| {
        "a key is a database type (`jsonb`) or a column (\"users.settings\")".to_owned()
    });
    push(
        Diagnostic::error("unknown-type-key", message),
        at,
        "unknown",
        &help,
        diagnostics,
    );
}

fn push(
    diagnostic: Diagnostic,
    at: Option<Span>,
    label: &str,
    help: &str,
    diagnostics: &mut Diagnostics,
) {
    let diagnostic = match at {
        Some(at) => diagnostic.at(at, label),
        None => diagnostic,
    };
    diagnostics.push(diagnostic.help(help));
}
