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
                ObjectType::Table | ObjectType::View | ObjectType::MaterializedView => {
                    let kind = match object_type {
                        ObjectType::Table => TableKind::Table,
                        _ => TableKind::View,
                    };
                    self.drop_table(&name, kind, *if_exists, *cascade);
                }
                ObjectType::Index => self.drop_index(&name, *if_exists),
                ObjectType::Type => self.drop_type(&name, *if_exists, *cascade),
                ObjectType::Schema => self.drop_schema(&name, *if_exists, *cascade),
                ObjectType::Sequence => {}
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
        if self.drop_dependents(id, name, cascade) {
            self.remove_table(id);
        }
    }

    /// Drops what stands on a table when CASCADE says so; otherwise its dependents are an error.
    fn drop_dependents(&mut self, id: TableId, name: &QualifiedName, cascade: bool) -> bool {
        let mut dependents = self.dependents(id);
        let references = self.catalog.tables.iter().flat_map(|table| {
            table
                .foreign_keys
                .iter()
                .filter(move |key| key.target == id && table.id != id)
        });
        // Partitions go with their table; what inherits from it stays in the way.
        let blocks = |found: &&TableId| !self.catalog.table(**found).partition;
        let blocking = dependents
            .iter()
            .find(blocks)
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
        dependents.reverse();
        for dependent in dependents {
            self.remove_table(dependent);
        }
        true
    }

    /// The views that read a table and the tables that inherit from it, and what stands on those.
    fn dependents(&self, id: TableId) -> Vec<TableId> {
        let mut found = Vec::new();
        let mut next = vec![id];
        while let Some(of) = next.pop() {
            for table in &self.catalog.tables {
                let stands_on = table.reads.contains(&of) || table.parents.contains(&of);
                if stands_on && table.id != id && !found.contains(&table.id) {
                    found.push(table.id);
                    next.push(table.id);
                }
            }
        }
        found.sort_unstable();
        found
    }

    fn drop_schema(&mut self, name: &QualifiedName, if_exists: bool, cascade: bool) {
        let schema = name.name.text.clone();
        if !self.schemas.contains(&schema) {
            if !if_exists {
                self.diagnostics.push(
                    Diagnostic::error("unknown-schema", format!("there is no schema `{schema}`"))
                        .at(name.span, "unknown schema"),
                );
            }
            return;
        }
        let tables: Vec<TableId> = self
            .catalog
            .tables
            .iter()
            .filter(|table| table.schema.as_ref() == Some(&schema))
            .map(|table| table.id)
            .collect();
        let sequences = &mut self.catalog.sequences;
        sequences.retain(|(own, _)| own.as_deref() != Some(schema.as_str()));
        let types = self.types_in(&schema);
        if let (Some(first), false) = (tables.first(), cascade) {
            let used = self.catalog.table(*first).name_span;
            self.diagnostics.push(
                Diagnostic::error(
                    "dropped-in-use",
                    format!("`{schema}` is dropped, but still in use"),
                )
                .at(name.span, "dropped here")
                .also(used, "used here")
                .help("drop what is in it before, or write CASCADE"),
            );
            return;
        }
        for id in tables {
            for dependent in self.dependents(id) {
                self.remove_table(dependent);
            }
            self.remove_table(id);
        }
        for ty in types {
            self.remove_type_and_users(&ty);
        }
        self.schemas.retain(|known| *known != schema);
    }
}
