//! Who uses a table or a column: queries, views, policies, indexes, constraints, computed columns and handlers.
//!
//! In: what the stages have made. Out: [`Use`]s with their places, for `rowtype usages`. It decides nothing about SQL.

mod handlers;
mod schema;

use serde::Serialize;

use crate::Resolved;
use crate::analyze::{self, How};
use crate::catalog::{Catalog, TableId};
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::{Sources, Span};

/// One use.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Use {
    /// The file.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// `shows`, `filters`, `sorts`, `groups`, `reads`, `writes`, `indexes`, `constrains` or `computes`.
    pub how: &'static str,
    /// `query`, `view`, `policy`, `index`, `constraint`, `column` or `handler`.
    pub kind: &'static str,
    /// Its name: `UserByEmail`, `active_users`, `GET /users`.
    pub name: String,
    /// What is used there: `users.email`.
    pub of: String,
}

/// What is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    /// The table.
    pub table: TableId,
    /// None: the table with all of its columns.
    pub column: Option<u32>,
}

impl Target {
    /// Whether a use of this table or column is meant.
    fn is(self, table: TableId, column: Option<u32>) -> bool {
        self.table == table && (self.column.is_none() || self.column == column)
    }
}

/// Gathers uses of the target.
struct Finder<'r> {
    target: Target,
    catalog: &'r Catalog,
    sources: &'r Sources,
    found: Vec<Use>,
}

/// Every use of `users.email` or `users`, in the order of the files. The error is about the name.
pub fn usages(resolved: &Resolved, name: &str) -> Result<Vec<Use>, Diagnostic> {
    let Some(catalog) = &resolved.catalog else {
        return Ok(Vec::new());
    };
    let mut finder = Finder {
        target: target(catalog, name)?,
        catalog,
        sources: &resolved.report.sources,
        found: Vec::new(),
    };
    for query in resolved.queries.iter().flatten() {
        finder.noted(&query.usages, "query", &query.header.name);
        if let Some(route) = &query.tags.route {
            let name = format!("{} {}", route.method, route.path);
            finder.noted(&query.usages, "handler", &name);
        }
    }
    finder.schema(&resolved.schema);
    if let Some(service) = &resolved.service {
        finder.handlers(service);
    }
    let mut found = finder.found;
    found.sort();
    found.dedup();
    Ok(found)
}

/// `users`, `users.email`, `app.users`, `app.users.email`.
pub(crate) fn target(catalog: &Catalog, name: &str) -> Result<Target, Diagnostic> {
    let parts: Vec<&str> = name.split('.').collect();
    let table = |schema: Option<&str>, name: &str| {
        let same = |a: &str, b: &str| catalog.dialect.same_name(a, b);
        catalog.tables.iter().find(|table| {
            same(&table.name, name)
                && schema.is_none_or(|schema| {
                    table.schema.as_deref().is_some_and(|own| same(own, schema))
                })
        })
    };
    let (found, column) = match parts.as_slice() {
        [name] => (table(None, name), None),
        [first, second] => match table(None, first) {
            Some(found) => (Some(found), Some(*second)),
            None => (table(Some(first), second), None),
        },
        [schema, name, column] => (table(Some(schema), name), Some(*column)),
        _ => (None, None),
    };
    let Some(found) = found else {
        let names = catalog.tables.iter().map(|table| table.name.as_str());
        let asked = parts.first().copied().unwrap_or_default();
        return Err(unknown(
            "unknown-table",
            format!("there is no table `{asked}`"),
            nearest(asked, names),
        ));
    };
    let Some(column) = column else {
        return Ok(Target {
            table: found.id,
            column: None,
        });
    };
    let known = found
        .columns
        .iter()
        .find(|own| catalog.dialect.same_name(&own.name, column));
    match known {
        Some(known) => Ok(Target {
            table: found.id,
            column: Some(known.id.index),
        }),
        None => Err(unknown(
            "unknown-column",
            format!("`{}` has no column `{column}`", found.name),
            nearest(column, found.columns.iter().map(|own| own.name.as_str())),
        )),
    }
}

fn unknown(id: &'static str, message: String, near: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::error(id, message);
    match near {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help("name a table, or a column as `users.email`"),
    }
}

impl Finder<'_> {
    fn add(
        &mut self,
        how: &'static str,
        kind: &'static str,
        name: &str,
        (table, column): (TableId, Option<u32>),
        span: Span,
    ) {
        if !self.target.is(table, column) {
            return;
        }
        let file = self.sources.get(span.file);
        let at = file.line_column(span.start);
        let owner = self.catalog.table(table);
        let of = match column {
            Some(column) => format!("{}.{}", owner.name, owner.column(column).name),
            None => owner.name.clone(),
        };
        self.found.push(Use {
            file: file.path.clone(),
            line: at.line,
            column: at.column,
            how,
            kind,
            name: name.to_owned(),
            of,
        });
    }

    /// What the analysis noted.
    fn noted(&mut self, usages: &[analyze::Usage], kind: &'static str, name: &str) {
        for usage in usages {
            let how = match usage.how {
                How::Shows => "shows",
                How::Filters => "filters",
                How::Sorts => "sorts",
                How::Groups => "groups",
                How::Reads => "reads",
                How::Writes => "writes",
            };
            self.add(how, kind, name, (usage.table, usage.column), usage.span);
        }
    }
}
