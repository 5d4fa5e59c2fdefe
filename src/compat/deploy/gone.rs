//! Tables and columns that the other schema does not have: gone, still to come, or called otherwise, as `@was` says.

use super::Age;
use super::tables::Pair;
use crate::catalog::{Column, Table, TableKind, Was};
use crate::diagnostic::Diagnostic;

impl Pair<'_> {
    /// A view in the place of a table, which takes no writes.
    pub fn is_only_read(&self, other: &Table) -> Diagnostic {
        let message = format!(
            "{} writes to `{}`, which is a view in {} that passes no change on to a table",
            self.code.code(),
            self.table.name,
            self.schema.schema_name()
        );
        let finding = Diagnostic::error("deploy-not-written", message);
        let finding = finding.at(self.table.name_span, "generated functions write it");
        finding.also(other.name_span, "only read").help(
            "let no code write to it before a view has its name, or let the view take changes",
        )
    }

    /// There is no such table or view, or it has another name.
    pub fn table_is_gone(&self) -> Diagnostic {
        let what = match self.table.kind {
            TableKind::Table => "table",
            TableKind::View => "view",
        };
        let message = format!(
            "{} names the {what} `{}`, which {} does not have",
            self.code.code(),
            self.table.name,
            self.schema.schema_name()
        );
        let finding = |id| {
            let finding = Diagnostic::error(id, message);
            finding.at(self.table.name_span, "generated functions ask for it")
        };
        let now = match self.code.age {
            Age::Old => self.schema.catalog.tables.iter().find(|table| {
                let was = table.tags.was.as_ref();
                was.is_some_and(|was| self.is_called(was, &self.table.name))
            }),
            Age::New => {
                let was = self.table.tags.was.as_ref();
                let old = was.and_then(|was| was.parts.last());
                old.and_then(|old| {
                    let mut tables = self.schema.catalog.tables.iter();
                    tables.find(|table| self.schema.catalog.dialect.same_name(&table.name, old))
                })
            }
        };
        match now {
            Some(table) => finding("deploy-table-renamed")
                .also(table.name_span, "what it is called there")
                .help(format!(
                    "let a view have the other name while both run: `CREATE VIEW {} AS SELECT * FROM {}`{}",
                    self.table.name, table.name,
                    match self.code.catalog.dialect.views_take_writes() {
                        true => "",
                        false => ", with INSTEAD OF triggers for what is written",
                    }
                )),
            None => finding("deploy-table-gone").help(self.about_gone()),
        }
    }

    /// There is no such column, or it has another name.
    pub fn column_is_gone(&self, own: &Column, other: &Table) -> Diagnostic {
        let message = format!(
            "{} names `{}`, which {} does not have",
            self.code.code(),
            self.name(own),
            self.schema.schema_name()
        );
        let finding = |id| {
            let finding = Diagnostic::error(id, message);
            finding.at(own.name_span, "generated functions read it")
        };
        let now = match self.code.age {
            Age::Old => other.columns.iter().find(|column| {
                let mut names = column.tags.was.iter();
                names.any(|was| was.parts.len() == 1 && self.is_called(was, &own.name))
            }),
            Age::New => {
                let names = own.tags.was.iter().filter(|was| was.parts.len() == 1);
                let mut names = names.filter_map(|was| was.parts.last());
                names.find_map(|name| self.schema.column(other, name))
            }
        };
        match now {
            Some(column) => finding("deploy-column-renamed").also(column.name_span, "what it is called there").help(
                "add a column of the new name beside the old one, let the code write both and then read the new one, and drop the old one last; \
                 `-- @name` and [names.rename] change what callers and Rust see without a migration",
            ),
            None => finding("deploy-column-gone").help(self.about_gone()),
        }
    }

    fn is_called(&self, was: &Was, name: &str) -> bool {
        let old = was.parts.last();
        old.is_some_and(|old| self.code.catalog.dialect.same_name(old, name))
    }

    fn about_gone(&self) -> &'static str {
        match self.code.age {
            Age::Old => "drop it in a migration after the old code has gone",
            Age::New => "make it in a migration before the new code is deployed",
        }
    }
}
