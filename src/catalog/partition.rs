//! Partitions: tables that take some of the rows of another one.
//!
//! In: `PARTITION OF`, ATTACH and DETACH. Out: columns, keys and bounds in the catalog. What else tables can be made of is in `inherit`.

use sqlparser::ast::ObjectName;
use sqlparser::tokenizer::Token;

use super::layout;
use super::naming::NamedThing;
use super::replay::Replay;
use super::{ForeignKey, Generated, Index, TableId};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::Statement;

impl Replay<'_> {
    /// `PARTITION OF parent (..)`: all that the parent has, and NOT NULL where the list says so.
    pub(super) fn partition(
        &mut self,
        statement: &Statement,
        id: TableId,
        parent: &ObjectName,
        bounded: bool,
    ) {
        let name = self.qualified(statement, parent);
        let Some(parent) = self.known_parent(&name) else {
            return;
        };
        self.take_columns(parent, id, name.span);
        self.attach(statement, parent, id, name.span);
        let list = statement
            .tokens
            .iter()
            .position(|token| token.span.start >= name.span.end)
            .filter(|at| bounded && statement.tokens[*at].token == Token::LParen);
        let Some(open) = list else { return };
        let mut start = open + 1;
        loop {
            let end = layout::element_end(statement, start);
            self.partition_element(statement, id, start..end);
            match statement.tokens.get(end).map(|token| &token.token) {
                Some(Token::Comma) => start = end + 1,
                _ => return,
            }
        }
    }

    /// `name [WITH OPTIONS] NOT NULL DEFAULT x`: what it says of NULL and of the default.
    fn partition_element(
        &mut self,
        statement: &Statement,
        id: TableId,
        tokens: std::ops::Range<usize>,
    ) {
        let Some(element) = layout::element(statement, tokens) else {
            return;
        };
        let first = self.token_word(statement, element.tokens.start);
        let constraint = [
            "constraint",
            "check",
            "primary",
            "unique",
            "foreign",
            "exclude",
        ];
        if constraint.contains(&first.as_str()) {
            return;
        }
        let Some((name, _)) = self.name_at(statement, element.tokens.start) else {
            return;
        };
        let Some(index) = self.known_column(id, &name.name) else {
            return;
        };
        for clause in layout::clauses(statement, &element) {
            let column = &mut self.table_mut(id).columns[index as usize];
            match clause.keyword {
                sqlparser::keywords::Keyword::NOT => column.nullable = false,
                sqlparser::keywords::Keyword::DEFAULT => {
                    let tokens = clause.at + 1..clause.tokens.end;
                    column.default = Some(layout::range_span(statement, &tokens));
                }
                _ => {}
            }
        }
    }

    /// Makes a table a partition of another: it gets its keys. Which rows it takes stands behind `named`.
    pub(super) fn attach(
        &mut self,
        statement: &Statement,
        parent: TableId,
        id: TableId,
        named: Span,
    ) {
        let places = self.places(parent, id, 0);
        let missing: Vec<String> = self
            .catalog
            .table(id)
            .columns
            .iter()
            .filter(|column| !places.contains(&Some(column.id.index)))
            .map(|column| column.name.clone())
            .collect();
        if let Some(name) = missing.first() {
            let span = self.catalog.table(id).name_span;
            self.diagnostics.push(
                Diagnostic::error(
                    "partition-columns",
                    format!("the partition has a column `{name}` that its table has not"),
                )
                .at(span, "this partition"),
            );
        }
        let known: Vec<Vec<u32>> = {
            let table = self.catalog.table(id);
            let uniques = table.uniques.iter().map(|unique| unique.columns.clone());
            uniques.collect()
        };
        self.take_keys(parent, id, &places);
        // A key that it had already serves.
        let table = self.table_mut(id);
        let mut seen = known;
        let had = seen.len();
        let mut at = 0;
        table.uniques.retain(|unique| {
            at += 1;
            let keep = at <= had || !seen.contains(&unique.columns);
            seen.push(unique.columns.clone());
            keep
        });
        table.parents.push(parent);
        table.partition = true;
        self.merge_with_table(parent, id, &places);
        let table = self.table_mut(id);
        table.bound = Some(Span {
            start: named.end,
            ..statement.span
        });
    }

    /// References and indexes that a table has as well become parts of those.
    fn merge_with_table(&mut self, parent: TableId, id: TableId, places: &[Option<u32>]) {
        let place = |columns: &[u32]| -> Option<Vec<u32>> {
            let places = columns.iter().map(|at| *places.get(*at as usize)?);
            places.collect()
        };
        let references = self.catalog.table(parent).foreign_keys.clone();
        self.table_mut(id).foreign_keys.retain(|own| {
            let is_part = |one: &ForeignKey| {
                place(&one.columns).as_ref() == Some(&own.columns)
                    && (one.target, &one.target_columns) == (own.target, &own.target_columns)
                    && (one.on_delete, one.on_update) == (own.on_delete, own.on_update)
            };
            !references.iter().any(is_part)
        });
        let indexes = self.catalog.indexes.iter();
        let indexes: Vec<Index> = indexes.filter(|one| one.table == parent).cloned().collect();
        self.catalog.indexes.retain(|own| {
            let is_part = |one: &Index| {
                (one.unique, one.inverted, &one.parts, &one.predicate)
                    == (own.unique, own.inverted, &own.parts, &own.predicate)
            };
            own.table != id || !indexes.iter().any(is_part)
        });
    }

    /// Makes a partition a table of its own. It keeps what it had by its table: references, and indexes under names of its own.
    pub(super) fn detach(&mut self, parent: TableId, id: TableId) {
        let places = self.places(parent, id, 0);
        let place = |columns: &[u32]| -> Option<Vec<u32>> {
            let places = columns.iter().map(|at| *places.get(*at as usize)?);
            places.collect()
        };
        let references = self.catalog.table(parent).foreign_keys.iter();
        let kept: Vec<ForeignKey> = references
            .filter_map(|one| {
                Some(ForeignKey {
                    columns: place(&one.columns)?,
                    ..one.clone()
                })
            })
            .collect();
        let indexes = self.catalog.indexes.iter();
        let indexes: Vec<Index> = indexes
            .filter(|index| index.table == parent)
            .cloned()
            .collect();
        for index in indexes {
            let (Some(columns), Some(reads)) = (place(&index.columns), place(&index.reads)) else {
                continue;
            };
            let parts: Vec<&str> = index.parts.iter().map(|part| part_name(part)).collect();
            let schema = self.key_names(id);
            let of = self.catalog.table(id).name.clone();
            let name = self.names.give(
                self.rules,
                schema.as_deref(),
                &of,
                &parts,
                NamedThing::Index,
            );
            self.push_index(Index {
                name,
                table: id,
                columns,
                reads,
                ..index
            });
        }
        let table = self.table_mut(id);
        table.foreign_keys.extend(kept);
        table.partition = false;
        table.bound = None;
        self.leave(parent, id);
    }

    /// Takes a table away from one that it has columns from. That those count was never handed on.
    pub(super) fn leave(&mut self, parent: TableId, id: TableId) {
        let places = self.places(parent, id, 0);
        let table = self.table_mut(id);
        table.parents.retain(|known| *known != parent);
        for at in places.into_iter().flatten() {
            let column = &mut table.columns[at as usize];
            let is_identity = matches!(column.generated, Generated::Always | Generated::ByDefault);
            if is_identity && column.default.is_none() {
                column.generated = Generated::No;
            }
        }
    }
}

/// What an index is called by one of its parts: the column, the function, or nothing of its own.
fn part_name(part: &str) -> &str {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let head = part.split('(').next().unwrap_or(part);
    match !head.is_empty() && head.chars().all(is_name) {
        true => head,
        false => "expr",
    }
}
