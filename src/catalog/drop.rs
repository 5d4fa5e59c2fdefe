//! DROP of everything. What is still in use stays.

use sqlparser::ast::{self, ObjectType};

use super::replay::{QualifiedName, Replay, head};
use super::{TableId, TableKind};
use crate::diagnostic::Diagnostic;
use crate::syntax::Statement;

impl Replay<'_> {
    /// `DROP ..`.
    pub(super) fn drop_objects(&mut self, statement: &Statement, tree: &ast::Statement) {
        let ast::Statement::Drop {
            object_type,
            if_exists,
            names,
            cascade,
            temporary,
            table,
            ..
        } = tree
        else {
            return;
        };
        if *temporary {
            return;
        }
        if let (ObjectType::Index, Some(table)) = (object_type, table) {
            let table = self.qualified(statement, table);
            if let Some(id) = self.known_table(&table) {
                for name in names {
                    let name = self.qualified(statement, name);
                    self.drop_index_of(id, &name.name, *if_exists);
                }
            }
            return;
        }
        for name in names {
            let name = self.qualified(statement, name);
            match object_type {
                ObjectType::Table | ObjectType::View => {
                    let kind = match object_type {
                        ObjectType::Table => TableKind::Table,
                        _ => TableKind::View,
                    };
                    self.drop_table(&name, kind, *if_exists, *cascade);
                }
                ObjectType::Index => self.drop_index(&name, *if_exists),
                ObjectType::Type => self.drop_type(&name, *if_exists, *cascade),
                ObjectType::Schema => self.drop_schema(&name, *if_exists),
                _ => self.unsupported(statement.span, &head(statement, self.sources)),
            }
        }
    }

    fn drop_table(
        &mut self,
        name: &QualifiedName,
        kind: TableKind,
        if_exists: bool,
        cascade: bool,
    ) {
        if if_exists && self.find_table(name).is_none() {
            return;
        }
        let Some(id) = self.known_table(name) else {
            return;
        };
        let found = self.catalog.table(id);
        if found.kind != kind && if_exists && self.rules.constraint_names_are_local {
            // MySQL only notes that there is none of the kind.
            return;
        }
        if found.kind != kind {
            let (is, wanted) = match found.kind {
                TableKind::Table => ("a table", "DROP TABLE"),
                TableKind::View => ("a view", "DROP VIEW"),
            };
            self.diagnostics.push(
                Diagnostic::error("wrong-kind", format!("`{}` is {is}", name.shown()))
                    .at(name.span, is)
                    .help(format!("write `{wanted} {}`", name.shown())),
            );
            return;
        }
        if !self.drop_dependents(id, name, cascade) {
            return;
        }
        // A dropped view moves what comes after it.
        if let Some(id) = self.find_table(name) {
            self.remove_table(id);
        }
    }

    /// Drops what stands on a table when CASCADE says so; otherwise its dependents are an error.
    fn drop_dependents(&mut self, id: TableId, name: &QualifiedName, cascade: bool) -> bool {
        let views: Vec<TableId> = self
            .catalog
            .tables
            .iter()
            .filter(|table| {
                table
                    .columns
                    .iter()
                    .any(|column| column.origins.iter().any(|origin| origin.table == id))
            })
            .map(|table| table.id)
            .collect();
        let references = self.catalog.tables.iter().flat_map(|table| {
            table
                .foreign_keys
                .iter()
                .filter(move |key| key.target == id && table.id != id)
        });
        let blocking = views
            .first()
            .map(|view| self.catalog.table(*view).name_span)
            .or(references.map(|key| key.span).next());
        if self
            .rules
            .references_hold
            .is_none_or(|_| self.references_hold)
            && let (Some(span), false) = (blocking, cascade)
        {
            self.diagnostics.push(
                Diagnostic::error(
                    "dropped-in-use",
                    format!("`{}` is dropped, but still in use", name.shown()),
                )
                .at(name.span, "dropped here")
                .also(span, "used here")
                .help("drop what uses it before"),
            );
            return false;
        }
        for view in views.into_iter().rev() {
            self.remove_table(view);
        }
        true
    }

    fn drop_schema(&mut self, name: &QualifiedName, if_exists: bool) {
        let schema = &name.name.text;
        let is_used = self
            .catalog
            .tables
            .iter()
            .any(|table| table.schema.as_ref() == Some(schema));
        if is_used {
            self.unsupported(name.span, "`DROP SCHEMA` of a schema in use");
        } else if self.schemas.contains(schema) {
            self.schemas.retain(|known| known != schema);
        } else if !if_exists {
            self.diagnostics.push(
                Diagnostic::error("unknown-schema", format!("there is no schema `{schema}`"))
                    .at(name.span, "unknown schema"),
            );
        }
    }
}
