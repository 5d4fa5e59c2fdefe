//! Tables made of others: LIKE, INHERITS.
//!
//! In: names and tokens. Out: columns, keys and checks taken over. What an inheriting table has of its own is in `table`.

use sqlparser::ast::{Ident, ObjectName, ObjectNamePart};
use sqlparser::tokenizer::Token;

use super::layout::Element;
use super::naming::NamedThing;
use super::replay::{QualifiedName, Replay};
use super::{Check, Column, ColumnId, Generated, TableId, TableKind, Unique};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::Statement;

/// What LIKE takes over beside names, types and NOT NULL.
#[derive(Clone, Copy, Debug, Default)]
struct Including {
    defaults: bool,
    constraints: bool,
    generated: bool,
    identity: bool,
    indexes: bool,
    comments: bool,
}

impl Including {
    fn set(&mut self, what: &str, on: bool) {
        match what {
            "all" => {
                *self = Including {
                    defaults: on,
                    constraints: on,
                    generated: on,
                    identity: on,
                    indexes: on,
                    comments: on,
                }
            }
            "defaults" => self.defaults = on,
            "constraints" => self.constraints = on,
            "generated" => self.generated = on,
            "identity" => self.identity = on,
            "indexes" => self.indexes = on,
            "comments" => self.comments = on,
            _ => {}
        }
    }
}

impl Replay<'_> {
    pub(super) fn token_word(&self, statement: &Statement, at: usize) -> String {
        match statement.tokens.get(at).map(|token| &token.token) {
            Some(Token::Word(word)) if word.quote_style.is_none() => word.value.to_lowercase(),
            _ => String::new(),
        }
    }

    /// Whether an element of a table's body is `LIKE other ..`.
    pub(super) fn is_like(&self, statement: &Statement, element: &Element) -> bool {
        self.rules.tables_inherit && self.token_word(statement, element.tokens.start) == "like"
    }

    /// `LIKE other INCLUDING ..` in a table's body.
    pub(super) fn like(&mut self, statement: &Statement, element: &Element, id: TableId) {
        let Some((name, mut at)) = self.name_at(statement, element.tokens.start + 1) else {
            return;
        };
        let mut including = Including::default();
        while at + 1 < element.tokens.end {
            let on = self.token_word(statement, at) == "including";
            including.set(&self.token_word(statement, at + 1), on);
            at += 2;
        }
        let Some(source) = self.known_table(&name) else {
            return;
        };
        let first = self.catalog.table(id).columns.len();
        let columns: Vec<Column> = self.catalog.table(source).columns.clone();
        for mut column in columns {
            if let Some(known) = self.find_column(id, &column.name) {
                let known = self.catalog.table(id).column(known).name_span;
                self.doubled(&column.name, element.span, known);
                continue;
            }
            let keeps = match column.generated {
                Generated::No => false,
                Generated::Computed => including.generated,
                Generated::Always => including.identity,
                Generated::ByDefault => match column.default {
                    Some(_) => including.defaults,
                    None => including.identity || including.defaults,
                },
            };
            if !keeps {
                column.generated = Generated::No;
            }
            if !including.defaults {
                column.default = None;
            }
            if !including.comments {
                column.doc.clear();
            }
            self.take_over(id, column);
        }
        let places = self.places(source, id, first);
        if including.constraints {
            let checks = self.catalog.table(source).checks.clone();
            for check in checks {
                self.take_check(id, check, &places);
            }
        }
        if including.indexes {
            self.take_keys(source, id, &places);
        }
    }

    /// The columns of the tables that a new one inherits from; how many there are.
    pub(super) fn inherit(
        &mut self,
        statement: &Statement,
        id: TableId,
        parents: &[ObjectName],
    ) -> usize {
        for parent in parents {
            let name = self.qualified(statement, parent);
            if let Some(parent) = self.known_parent(&name) {
                self.take_columns(parent, id, name.span);
                self.table_mut(id).parents.push(parent);
            }
        }
        self.catalog.table(id).columns.len()
    }

    pub(super) fn known_parent(&mut self, name: &QualifiedName) -> Option<TableId> {
        let parent = self.known_table(name)?;
        if self.catalog.table(parent).kind == TableKind::View {
            self.diagnostics.push(
                Diagnostic::error("wrong-kind", format!("`{}` is a view", name.shown()))
                    .at(name.span, "not a table"),
            );
            return None;
        }
        Some(parent)
    }

    /// The columns and checks of a parent, merged with what is there.
    pub(super) fn take_columns(&mut self, parent: TableId, id: TableId, at: Span) {
        let columns = self.catalog.table(parent).columns.clone();
        for column in columns {
            match self.find_column(id, &column.name) {
                Some(own) => self.merge_column(id, own, &column, at),
                None => {
                    self.take_over(id, column);
                }
            }
        }
        let places = self.places(parent, id, 0);
        let checks = self.catalog.table(parent).checks.clone();
        for check in checks {
            self.take_check(id, check, &places);
        }
    }

    /// A column that is there and comes from a parent as well.
    pub(super) fn merge_column(&mut self, id: TableId, own: u32, other: &Column, at: Span) {
        let column = &mut self.table_mut(id).columns[own as usize];
        if column.ty != other.ty {
            let diagnostic = Diagnostic::error(
                "inherited-column-type",
                format!(
                    "column `{}` has another type where it comes from",
                    other.name
                ),
            )
            .at(at, "the types differ")
            .also(other.span, "here it is another");
            self.diagnostics.push(diagnostic);
            return;
        }
        column.nullable &= other.nullable;
    }

    /// Adds a copy of another table's column.
    fn take_over(&mut self, id: TableId, column: Column) -> u32 {
        let index = u32::try_from(self.catalog.table(id).columns.len()).unwrap_or(u32::MAX);
        let computed_from = self.names_of(&column.origins);
        self.table_mut(id).columns.push(Column {
            id: ColumnId { table: id, index },
            origins: Vec::new(),
            computed_from,
            direct: None,
            ..column
        });
        index
    }

    /// For each column of one table, its place in the other, looked for from `first` on.
    pub(super) fn places(&self, from: TableId, to: TableId, first: usize) -> Vec<Option<u32>> {
        let to = self.catalog.table(to);
        self.catalog
            .table(from)
            .columns
            .iter()
            .map(|column| {
                to.columns
                    .iter()
                    .skip(first)
                    .find(|own| self.dialect.same_name(&own.name, &column.name))
                    .map(|own| own.id.index)
            })
            .collect()
    }

    fn take_check(&mut self, id: TableId, mut check: Check, places: &[Option<u32>]) {
        let place = |column: u32| places.get(column as usize).copied().flatten();
        let Some(columns) = check.columns.iter().map(|at| place(*at)).collect() else {
            return;
        };
        check.columns = columns;
        let known = self.catalog.table(id).checks.iter();
        if known.clone().any(|known| known.name == check.name) {
            return;
        }
        for rule in &mut check.rules {
            rule.column = place(rule.column).unwrap_or(rule.column);
        }
        self.table_mut(id).checks.push(check);
    }

    /// Keys, with names as the database makes them.
    pub(super) fn take_keys(&mut self, from: TableId, to: TableId, places: &[Option<u32>]) {
        let place = |columns: &[u32]| -> Option<Vec<u32>> {
            columns
                .iter()
                .map(|at| places.get(*at as usize).copied().flatten())
                .collect()
        };
        let source = self.catalog.table(from);
        let uniques: Vec<(Vec<u32>, Span)> = source
            .uniques
            .iter()
            .filter_map(|unique| Some((place(&unique.columns)?, unique.span)))
            .collect();
        let key = place(&source.primary_key).unwrap_or_default();
        if !key.is_empty() && self.catalog.table(to).primary_key.is_empty() {
            let name = self.constraint_name(to, None, &key, NamedThing::PrimaryKey);
            let table = self.table_mut(to);
            for at in &key {
                table.columns[*at as usize].nullable = false;
            }
            table.primary_key = key;
            table.primary_key_name = Some(name);
        }
        for (columns, span) in uniques {
            let name = self.constraint_name(to, None, &columns, NamedThing::Unique);
            self.table_mut(to).uniques.push(Unique {
                name,
                columns,
                span,
            });
        }
    }

    /// The tables that inherit from this one, and those that inherit from them.
    pub(super) fn descendants(&self, id: TableId) -> Vec<TableId> {
        let mut found = Vec::new();
        let mut next = vec![id];
        while let Some(parent) = next.pop() {
            for table in &self.catalog.tables {
                if table.parents.contains(&parent) && !found.contains(&table.id) {
                    found.push(table.id);
                    next.push(table.id);
                }
            }
        }
        found
    }

    /// A name that begins at a token, and the position after it.
    pub(super) fn name_at(
        &self,
        statement: &Statement,
        at: usize,
    ) -> Option<(QualifiedName, usize)> {
        let mut parts = Vec::new();
        let mut at = at;
        loop {
            let token = statement.tokens.get(at)?;
            let Token::Word(word) = &token.token else {
                return None;
            };
            let mut ident = Ident::new(word.value.clone());
            ident.quote_style = word.quote_style;
            parts.push((ident, token.span));
            match statement.tokens.get(at + 1).map(|token| &token.token) {
                Some(Token::Period) => at += 2,
                _ => break,
            }
        }
        let span = parts.first()?.1.to(parts.last()?.1);
        let last = parts.last()?.1;
        let object = ObjectName(
            parts
                .into_iter()
                .map(|(ident, _)| ObjectNamePart::Identifier(ident))
                .collect(),
        );
        let mut name = self.qualified(statement, &object);
        name.span = span;
        name.name.span = last;
        Some((name, at + 1))
    }

    fn doubled(&mut self, name: &str, at: Span, first: Span) {
        self.diagnostics.push(
            Diagnostic::error(
                "duplicate-column",
                format!("the table has a column `{name}` already"),
            )
            .at(at, "again here")
            .also(first, "first here"),
        );
    }
}
