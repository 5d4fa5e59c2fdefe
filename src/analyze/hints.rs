//! Hints that a database checks: `FROM users INDEXED BY users_name` of SQLite is refused where there is no such index.
//!
//! In: a table's name where it is read or written. Out: errors.

use sqlparser::ast::{ObjectName, TableAlias};

use super::context::Analyzer;
use crate::catalog::TableId;
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Span;
use crate::syntax::SupplementKind;

impl Analyzer<'_> {
    /// INDEXED BY after this table.
    pub(super) fn indexed_by(&mut self, name: &ObjectName, alias: Option<&TableAlias>) {
        let parts = self.parts(name).unwrap_or_default();
        let (schema, last) = match parts.as_slice() {
            [last] => (None, *last),
            [schema, last] => (Some(self.fold(schema)), *last),
            _ => return,
        };
        let before = self.ident_place(alias.map_or(last, |alias| &alias.name));
        let found = self
            .statement
            .supplements
            .iter()
            .find_map(|found| match &found.kind {
                SupplementKind::IndexedBy { name, at } if found.of == before => {
                    Some((name.as_str(), *at))
                }
                _ => None,
            });
        let Some((index, at)) = found else { return };
        let table = self.fold(last);
        if let Some(table) = self.find_table(schema.as_deref(), &table) {
            self.check_index(table.id, index, at);
        }
    }

    fn check_index(&mut self, table: TableId, index: &str, at: Span) {
        let own = self.catalog.indexes.iter();
        let own: Vec<&str> = own
            .filter(|own| own.table == table)
            .map(|own| own.name.as_str())
            .collect();
        let table = &self.catalog.table(table).name;
        // What a constraint makes.
        let made = format!("sqlite_autoindex_{}_", table.to_ascii_lowercase());
        if own.iter().any(|own| self.same(own, index))
            || index.to_ascii_lowercase().starts_with(&made)
        {
            return;
        }
        let message = format!("`{table}` has no index `{index}`");
        let diagnostic = Diagnostic::error("unknown-index", message).at(at, "unknown index");
        let near = nearest(index, own.iter().copied());
        self.diagnostics.push(match near {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None if own.is_empty() => diagnostic.help("leave INDEXED BY out"),
            None => diagnostic.help(format!("its indexes are: {}", own.join(", "))),
        });
    }
}
