//! CREATE, ALTER and DROP INDEX.

use std::collections::{HashMap, HashSet};

use sqlparser::ast::{self, AlterIndexOperation, ObjectName};

use super::naming::NamedThing;
use super::replay::{Name, QualifiedName, Replay};
use super::{Index, TableId, Unique};
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Span;
use crate::syntax::{Statement, canonical, conjuncts};

/// The tables that have had an index of a name: so a name that is new is known to be new without looking at all indexes.
#[derive(Clone, Default)]
pub(super) struct IndexNames(HashMap<String, HashSet<TableId>>);

impl Replay<'_> {
    /// Adds an index to the catalog.
    pub(super) fn push_index(&mut self, index: Index) {
        self.note_index_name(index.table, &index.name);
        self.catalog.indexes.push(index);
    }

    /// Notes the name of an index that is new or has another name now.
    pub(super) fn note_index_name(&mut self, table: TableId, name: &str) {
        let key = self.dialect.name_key(name).into_owned();
        self.index_names.0.entry(key).or_default().insert(table);
    }

    /// `CREATE INDEX`.
    pub(super) fn create_index(&mut self, statement: &Statement, create: &ast::CreateIndex) {
        let table_name = self.qualified(statement, &create.table_name);
        let Some(table) = self.known_table(&table_name) else {
            return;
        };
        let schema = self.key_names(table);
        let given = create
            .name
            .as_ref()
            .map(|name| self.qualified(statement, name));
        if let Some(given) = &given
            && let Some(first) = self.index_in(schema.as_deref(), &given.name.text, table)
        {
            let first = self.catalog.indexes[first].span;
            if !create.if_not_exists {
                self.diagnostics.push(
                    Diagnostic::error(
                        "duplicate-index",
                        format!("there is an index `{}` already", given.shown()),
                    )
                    .at(given.span, "again here")
                    .also(first, "first here"),
                );
            }
            return;
        }
        let mut columns = Vec::new();
        let mut plain = true;
        let mut parts: Vec<String> = Vec::new();
        for column in &create.columns {
            match self.key_column(&column.column.expr) {
                Some(ident) => {
                    let name = self.name(statement, ident);
                    parts.push(name.text.clone());
                    match self.known_column(table, &name) {
                        Some(index) if plain => columns.push(index),
                        _ => {}
                    }
                }
                None => {
                    plain = false;
                    parts.push(expression_name(&column.column.expr));
                }
            }
        }
        let name = match given {
            Some(given) => {
                self.names.take(schema.as_deref(), &given.name.text);
                given.name.text
            }
            None => {
                let names: Vec<&str> = parts.iter().map(String::as_str).collect();
                let of = self.catalog.table(table).name.clone();
                self.names.give(
                    self.rules,
                    schema.as_deref(),
                    &of,
                    &names,
                    NamedThing::Index,
                )
            }
        };
        if create.unique && plain && create.predicate.is_none() && !columns.is_empty() {
            let unique = Unique {
                name: name.clone(),
                columns: columns.clone(),
                span: statement.span,
            };
            self.table_mut(table).uniques.push(unique);
        }
        self.push_index(Index {
            name,
            table,
            columns,
            reads: self.columns_read(
                table,
                create
                    .columns
                    .iter()
                    .map(|column| &column.column.expr)
                    .chain(&create.predicate),
            ),
            unique: create.unique,
            parts: create
                .columns
                .iter()
                .map(|column| canonical(&column.column.expr, self.dialect))
                .collect(),
            inverted: matches!(create.using, Some(ast::IndexType::GIN)),
            partial: create.predicate.is_some(),
            predicate: create
                .predicate
                .iter()
                .flat_map(|condition| conjuncts(condition))
                .map(|condition| canonical(condition, self.dialect))
                .collect(),
            span: statement.span,
        });
        self.drop_covered_indexes(table);
    }

    /// `ALTER INDEX .. RENAME TO`.
    pub(super) fn alter_index(
        &mut self,
        statement: &Statement,
        name: &ObjectName,
        operation: &AlterIndexOperation,
    ) {
        let AlterIndexOperation::RenameIndex { index_name } = operation;
        self.rename_index(statement, name, index_name);
    }

    /// The index of a constraint takes the constraint's name with it.
    pub(super) fn rename_index(
        &mut self,
        statement: &Statement,
        name: &ObjectName,
        to: &ObjectName,
    ) {
        let old = self.qualified(statement, name);
        let new = self.qualified(statement, to).name.text;
        if !self.has_index(&old) {
            let _ = self.known_index(&old);
            return;
        }
        self.rename_constraint_index(&old, &new);
        if let Some(at) = self.find_index(&old) {
            let table = self.catalog.indexes[at].table;
            self.note_index_name(table, &new);
            self.catalog.indexes[at].name = new;
        }
    }

    /// Whether there is an index with this name, a constraint's own among them.
    pub(super) fn has_index(&self, name: &QualifiedName) -> bool {
        self.find_index(name).is_some()
            || self.catalog.tables.iter().any(|table| {
                self.is_found(table.schema.as_deref(), name)
                    && (table.primary_key_name.as_ref() == Some(&name.name.text)
                        || table
                            .uniques
                            .iter()
                            .any(|unique| unique.name == name.name.text))
            })
    }

    /// `DROP INDEX`.
    pub(super) fn drop_index(&mut self, name: &QualifiedName, if_exists: bool) {
        let exists = self
            .catalog
            .indexes
            .iter()
            .any(|index| self.dialect.same_name(&index.name, &name.name.text));
        if if_exists && !exists {
            return;
        }
        let Some(at) = self.known_index(name) else {
            return;
        };
        let index = self.catalog.indexes.remove(at);
        let table = self.table_mut(index.table);
        table.uniques.retain(|unique| unique.name != index.name);
        let schema = table.schema.clone();
        self.names.free(schema.as_deref(), &index.name);
    }

    /// The position of an index, or an error at the name.
    pub(super) fn known_index(&mut self, name: &QualifiedName) -> Option<usize> {
        let found = self.find_index(name);
        if found.is_none() {
            let known = self.catalog.indexes.iter().map(|index| index.name.as_str());
            let near = nearest(&name.name.text, known).map(str::to_owned);
            let diagnostic = Diagnostic::error(
                "unknown-index",
                format!("there is no index `{}`", name.shown()),
            )
            .at(name.span, "unknown index");
            self.diagnostics.push(match near {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic,
            });
        }
        found
    }

    /// An index in a table's body.
    pub(super) fn add_index(
        &mut self,
        statement: &Statement,
        table: TableId,
        name: Option<Name>,
        parts: &[ast::Expr],
        span: Span,
    ) {
        let mut columns = Vec::new();
        let mut plain = true;
        for part in parts {
            match self.key_column(part) {
                Some(ident) => {
                    let name = self.name(statement, ident);
                    columns.extend(self.known_column(table, &name).filter(|_| plain));
                }
                None => plain = false,
            }
        }
        let name = match name {
            Some(name) => name.text,
            None => self.constraint_name(table, None, &columns, NamedThing::Index),
        };
        self.push_index(Index {
            name,
            table,
            columns,
            reads: self.columns_read(table, parts),
            unique: false,
            parts: parts
                .iter()
                .map(|part| canonical(part, self.dialect))
                .collect(),
            inverted: false,
            partial: false,
            predicate: Vec::new(),
            span,
        });
    }

    fn find_index(&self, name: &QualifiedName) -> Option<usize> {
        self.catalog.indexes.iter().position(|index| {
            self.dialect.same_name(&index.name, &name.name.text)
                && self.is_found(self.catalog.table(index.table).schema.as_deref(), name)
        })
    }

    /// An index of this name, where an index of `table` may have it no more.
    fn index_in(&self, schema: Option<&str>, name: &str, table: TableId) -> Option<usize> {
        let is_local = self.rules.constraint_names_are_local;
        let had = self.index_names.0.get(&*self.dialect.name_key(name))?;
        if is_local && !had.contains(&table) {
            return None;
        }
        self.catalog.indexes.iter().position(|index| {
            self.dialect.same_name(&index.name, name)
                && (!is_local || index.table == table)
                && self.catalog.table(index.table).schema.as_deref() == schema
        })
    }

    /// Whether a name finds what is in this schema.
    fn is_found(&self, schema: Option<&str>, name: &QualifiedName) -> bool {
        match (&name.schema, schema) {
            (Some(wanted), Some(schema)) => wanted == schema,
            (None, Some(schema)) => self.catalog.is_visible(schema),
            (_, None) => true,
        }
    }

    fn rename_constraint_index(&mut self, old: &QualifiedName, new: &str) {
        let path = self.catalog.search_path.clone();
        let is_there = |schema: Option<&str>| match (&old.schema, schema) {
            (Some(wanted), Some(schema)) => wanted == schema,
            (None, Some(schema)) => path.iter().any(|path| path == schema),
            (_, None) => true,
        };
        let old = old.name.text.as_str();
        for table in &mut self.catalog.tables {
            if !is_there(table.schema.as_deref()) {
                continue;
            }
            for unique in &mut table.uniques {
                if unique.name == old {
                    new.clone_into(&mut unique.name);
                }
            }
            if table.primary_key_name.as_deref() == Some(old) {
                table.primary_key_name = Some(new.to_owned());
            }
        }
    }
}

/// What an expression adds to the name of an index that has none.
pub(super) fn expression_name(expr: &ast::Expr) -> String {
    match expr {
        ast::Expr::Function(call) => call
            .name
            .0
            .last()
            .and_then(|part| part.as_ident())
            .map_or_else(|| "expr".to_owned(), |name| name.value.to_lowercase()),
        ast::Expr::Nested(inner) => expression_name(inner),
        _ => "expr".to_owned(),
    }
}
