//! INSERT, UPDATE, DELETE and MERGE, with their RETURNING.
//!
//! In: the statement's tree. Out: its [`QueryResult`]; a parameter that is written takes type and nullability from its column.
//! Here: what is written to, and what comes back. Values are assigned in `assign`, each statement has a file.

mod assign;
mod conflict;
mod insert;
mod merge;
mod own_reads;
mod several;
mod update;

use std::collections::BTreeSet;

use sqlparser::ast::{
    Ident, ObjectName, SelectItem, Spanned, Statement, TableFactor, TableWithJoins,
};

use super::Cardinality;
use super::cardinality::Equality;
use super::context::Analyzer;
use super::grouping::Part;
use super::params::Kind;
use super::rules::{self, Rule};
use super::scope::{Relation, Scope, Slot};
use super::select::QueryResult;
use super::usages::How;
use crate::catalog::{Column, ColumnId, Generated, Table, TableKind};
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Span;
use crate::syntax::{Supplement, SupplementKind};

/// What is written to: a table, or a view over one.
struct Target<'a> {
    /// As named.
    named: &'a Table,
    /// The table whose rows change; a view itself where a trigger does the work.
    base: &'a Table,
    /// The named one, under its alias.
    relation: Relation,
    /// Its name in the statement.
    at: Span,
}

/// Which columns were written, and whether NULL can have been.
#[derive(Clone, Debug, Default)]
struct Written(Vec<(ColumnId, bool)>);

impl Written {
    fn note(&mut self, column: ColumnId, nullable: bool) {
        match self.0.iter_mut().find(|(own, _)| *own == column) {
            Some((_, own)) => *own |= nullable,
            None => self.0.push((column, nullable)),
        }
    }

    fn touches(&self, column: ColumnId) -> bool {
        self.0.iter().any(|(own, _)| *own == column)
    }

    /// Those that hold a value in every row.
    fn not_null(&self) -> BTreeSet<ColumnId> {
        let is_there = self.0.iter().filter(|(_, nullable)| !nullable);
        is_there.map(|(column, _)| *column).collect()
    }
}

impl<'a> Analyzer<'a> {
    /// A statement that changes rows.
    pub(super) fn write(&mut self, statement: &Statement) -> QueryResult {
        match statement {
            Statement::Insert(insert) => self.insert(insert),
            Statement::Update(update) => self.update(update),
            Statement::Delete(delete) => self.delete(delete),
            Statement::Merge(merge) => self.merge(merge),
            other => {
                let at = self.place(other);
                self.unsupported("this statement in a query file", at);
                QueryResult::failed()
            }
        }
    }

    /// The table or view of that name. Reports one that cannot be written to.
    fn target(&mut self, name: &ObjectName, alias: Option<&Ident>) -> Option<Target<'a>> {
        let id = self.table(name)?;
        let named = self.catalog.table(id);
        let at = self.place(name);
        let base = match (named.kind, named.updates) {
            (TableKind::Table, _) => named,
            (_, _) if named.triggers => named,
            (_, Some(base)) if self.dialect().views_take_writes() => self.catalog.table(base),
            _ => {
                let mut diagnostic = Diagnostic::error(
                    "not-updatable",
                    format!("`{}` is a view that cannot be written to", named.name),
                )
                .at(at, "a view")
                .also(named.name_span, "defined here");
                diagnostic = diagnostic.help(if self.dialect().views_take_writes() {
                    "write to its table; only a view over one table, without grouping, DISTINCT or LIMIT, passes changes on"
                } else {
                    "write to its table, or give the view an INSTEAD OF trigger"
                });
                self.diagnostics.push(diagnostic);
                return None;
            }
        };
        self.note_write(base.id);
        self.note_table(named.id, How::Writes, at);
        if base.id != named.id {
            self.note_table(base.id, How::Writes, at);
        }
        let mut relation = self.table_relation(named);
        if let Some(alias) = alias {
            relation.name = Some(self.fold(alias));
            relation.called = None;
        }
        Some(Target {
            named,
            base,
            relation,
            at,
        })
    }

    /// As [`target`](Self::target), from an item of UPDATE or FROM.
    fn target_of(&mut self, table: &TableWithJoins) -> Option<Target<'a>> {
        let at = self.place(&table.relation);
        self.refuse(!table.joins.is_empty(), "a join as the target", at);
        self.target_factor(&table.relation)
    }

    fn target_factor(&mut self, factor: &TableFactor) -> Option<Target<'a>> {
        let TableFactor::Table {
            name,
            alias,
            args: None,
            ..
        } = factor
        else {
            let at = self.place(factor);
            self.unsupported("this target", at);
            return None;
        };
        self.indexed_by(name, alias.as_ref());
        self.target(name, alias.as_ref().map(|alias| &alias.name))
    }

    /// The column of the table that a name in the statement writes to.
    fn target_column(&mut self, target: &Target<'a>, ident: &Ident) -> Option<ColumnId> {
        let name = self.fold(ident);
        let columns = &target.named.columns;
        let found = columns.iter().find(|column| self.same(&column.name, &name));
        let Some(column) = found.or_else(|| self.row_number(target.named, &name)) else {
            let mut diagnostic = Diagnostic::error(
                "unknown-column",
                format!("`{}` has no column `{name}`", target.named.name),
            )
            .at(self.ident_place(ident), "unknown column");
            let names = columns.iter().map(|column| column.name.as_str());
            if let Some(near) = nearest(&name, names) {
                diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
            } else if target
                .relation
                .name
                .as_deref()
                .is_some_and(|own| self.same(own, &name))
            {
                diagnostic =
                    diagnostic.help("a column that is written stands without its table's name");
            }
            self.diagnostics.push(diagnostic);
            return None;
        };
        let written = target.written(column);
        let at = self.ident_place(ident);
        self.call_column(Some(column.id), at);
        for id in written.into_iter().chain([column.id]) {
            self.note_column(id, How::Writes, at);
        }
        if written.is_none() {
            let message = format!(
                "`{}` of the view `{}` is computed: it cannot be written",
                column.name, target.named.name
            );
            self.error("not-updatable", message, at, "not a column of its table");
        }
        written
    }

    /// The key that a name of the row's number means.
    fn row_number(&self, table: &'a Table, name: &str) -> Option<&'a Column> {
        let [only] = table.primary_key.as_slice() else {
            return None;
        };
        let key = table.column(*only);
        let is_it = self.dialect().is_row_number(name)
            && !table.without_rowid
            && key.generated == Generated::ByDefault;
        is_it.then_some(key)
    }

    /// A value for a column that the database alone fills.
    fn check_generated(&mut self, column: &Column, at: Span, verb: &str) {
        let message = format!(
            "`{}` is generated: the database alone gives its value",
            column.name
        );
        let mut diagnostic =
            Diagnostic::error("generated-column", message).at(at, "cannot be written");
        diagnostic = diagnostic.help(match (column.generated, verb) {
            (Generated::Always, "insert") => {
                "leave it out, write DEFAULT, or say OVERRIDING SYSTEM VALUE before VALUES"
            }
            (_, "insert") => "leave it out, or write DEFAULT",
            _ => "leave it out, or set it to DEFAULT",
        });
        self.diagnostics.push(diagnostic);
    }

    /// The part that was cut out of the tokens after the name at `of`.
    fn supplement(
        &self,
        of: Span,
        wanted: impl Fn(&SupplementKind) -> bool,
    ) -> Option<&'a Supplement> {
        let statement = self.statement;
        statement
            .supplements
            .iter()
            .find(|supplement| supplement.of == of && wanted(&supplement.kind))
    }

    /// The first word of a table's name, by which its supplements are found.
    fn first_word(&self, name: &ObjectName) -> Span {
        match self.parts(name).unwrap_or_default().first() {
            Some(ident) => self.ident_place(ident),
            None => self.place(name),
        }
    }

    /// How many rows a statement changes: decided by the target's key alone, each row is changed once.
    fn changed(&self, scope: &Scope<'_>, equalities: &[Equality]) -> Cardinality {
        if self.fixes(scope, equalities, 0) {
            Cardinality::AtMostOne
        } else {
            Cardinality::Many
        }
    }

    /// The row as it is after the change: what was written tells whether a column can be NULL, and what the conditions said
    /// holds for the columns that did not change. A trigger can change everything.
    fn after_change(&self, target: &Target<'a>, written: &Written, scope: &mut Scope<'_>) {
        let kept: BTreeSet<Slot> = scope
            .not_null
            .iter()
            .copied()
            .filter(|slot| {
                slot.relation != 0
                    || target.keeps(slot.column, written)
                    || !rules::holds(Rule::Written)
            })
            .collect();
        scope.not_null = kept;
        let slots = target.slots_of(&written.not_null());
        scope.not_null.extend(slots);
    }

    fn returning(
        &mut self,
        items: Option<&[SelectItem]>,
        target: &Target<'a>,
        scope: &mut Scope<'_>,
        cardinality: Cardinality,
    ) -> QueryResult {
        self.see_from_returning(target, scope);
        match items {
            None => QueryResult {
                columns: Vec::new(),
                cardinality: Cardinality::None,
                keys: Vec::new(),
                failed: false,
            },
            Some(items) => {
                scope.grouping.part.set(Part::of_rows("RETURNING"));
                let columns: Vec<_> = self
                    .projection(items, scope)
                    .into_iter()
                    .map(|(_, column)| column)
                    .collect();
                let failed = columns.iter().any(|column| column.kind == Kind::Error);
                QueryResult {
                    columns,
                    cardinality,
                    keys: Vec::new(),
                    failed,
                }
            }
        }
    }

    /// Leaves the names in sight that RETURNING sees.
    fn see_from_returning(&self, target: &Target<'a>, scope: &mut Scope<'_>) {
        if !self.dialect().returning_knows_alias() {
            scope.rename_first(&target.named.name);
        }
        if !self.dialect().returning_sees_from() {
            scope.only_first();
        }
    }

    /// Lets RETURNING decide the types of its parameters before SET does. All else that it says is read after SET.
    fn types_of_returning(
        &mut self,
        items: Option<&[SelectItem]>,
        target: &Target<'a>,
        scope: &Scope<'_>,
    ) {
        let Some([first, ..]) = items else { return };
        let start = self.place(first).start;
        let placeholders = &self.statement.placeholders;
        if !placeholders.iter().any(|found| found.span.start >= start) {
            return;
        }
        let (edits, embeds) = (self.edits.len(), self.embeds.len());
        let found = self.diagnostics.len();
        let mut seen = scope.clone();
        self.see_from_returning(target, &mut seen);
        self.projection(items.unwrap_or_default(), &seen);
        self.edits.truncate(edits);
        self.embeds.truncate(embeds);
        self.diagnostics.take_from(found);
    }

    /// Clauses that no supported form of the statement has.
    fn refuse_all(&mut self, clauses: &[(bool, &str)], node: &impl Spanned) {
        let at = self.place(node);
        for (present, what) in clauses {
            self.refuse(*present, what, at);
        }
    }
}

impl Target<'_> {
    /// The column of the base table that a column of the named one is.
    fn written(&self, column: &Column) -> Option<ColumnId> {
        if self.named.id == self.base.id {
            return Some(column.id);
        }
        column.direct.filter(|id| id.table == self.base.id)
    }

    /// Whether triggers can change the rows on their way.
    fn has_triggers(&self) -> bool {
        self.named.triggers || self.base.triggers
    }

    /// Whether what the conditions said of a column of the old row holds for the new one.
    fn keeps(&self, column: usize, written: &Written) -> bool {
        let Some(own) = self.named.columns.get(column) else {
            return true;
        };
        let computed = own.generated == Generated::Computed || self.written(own).is_none();
        let touched = self.written(own).is_some_and(|id| written.touches(id));
        !self.has_triggers() && !touched && (written.0.is_empty() || !computed)
    }

    /// The columns of the named relation that are these columns of the base; none where triggers can have changed them.
    fn slots_of(&self, columns: &BTreeSet<ColumnId>) -> BTreeSet<Slot> {
        if self.has_triggers() {
            return BTreeSet::new();
        }
        let columns_of = self.named.columns.iter().enumerate();
        columns_of
            .filter(|(_, own)| self.written(own).is_some_and(|id| columns.contains(&id)))
            .map(|(column, _)| Slot {
                relation: 0,
                column,
            })
            .collect()
    }
}
