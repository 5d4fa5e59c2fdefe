//! REFERENCES: from a name to the columns of a key.
//!
//! A reference to a table that comes later waits until the table is there.

use sqlparser::ast;

use super::constraint::ConstraintKind;
use super::naming::NamedThing;
use super::replay::{Name, PendingKey, QualifiedName, Replay};
use super::{ForeignKey, ReferentialAction, TableId};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::Statement;

/// A reference before its target is looked up.
pub(super) struct Reference {
    columns: Vec<Name>,
    target: QualifiedName,
    referred: Vec<Name>,
    on_delete: ReferentialAction,
    on_update: ReferentialAction,
}

impl Replay<'_> {
    /// A reference, taken apart.
    pub(super) fn foreign_key(
        &mut self,
        statement: &Statement,
        key: &ast::ForeignKeyConstraint,
        columns: Vec<Name>,
    ) -> ConstraintKind {
        ConstraintKind::ForeignKey(Box::new(Reference {
            columns,
            target: self.qualified(statement, &key.foreign_table),
            referred: key
                .referred_columns
                .iter()
                .map(|ident| self.name(statement, ident))
                .collect(),
            on_delete: action(key.on_delete),
            on_update: action(key.on_update),
        }))
    }

    /// Adds a reference to a table, now or when its target is there.
    pub(super) fn add_reference(
        &mut self,
        id: TableId,
        name: Option<Name>,
        reference: Reference,
        span: Span,
    ) {
        let Some(columns) = self.known_columns(id, &reference.columns) else {
            return;
        };
        let given = name.as_ref().map(|name| name.text.as_str());
        self.add_reference_index(id, given, &columns, span);
        let name = self.constraint_name(id, name, &columns, NamedThing::ForeignKey);
        let key = ForeignKey {
            name,
            columns,
            target: id,
            target_columns: Vec::new(),
            on_delete: reference.on_delete,
            on_update: reference.on_update,
            span,
        };
        self.pending.push(PendingKey {
            table: id,
            key,
            target: reference.target,
            referred: reference.referred,
        });
        if !self.rules.forward_references {
            self.settle_pending(true);
        }
    }

    /// Resolves the references whose target is there by now; when it must be there, what is missing is reported.
    pub(super) fn settle_pending(&mut self, must_exist: bool) {
        for pending in std::mem::take(&mut self.pending) {
            if !must_exist && self.find_table(&pending.target).is_none() {
                self.pending.push(pending);
                continue;
            }
            let own = self.catalog.table(pending.table);
            let names = pending.key.columns.iter();
            let names: Vec<Span> = names.map(|at| own.column(*at).name_span).collect();
            let target = self.known_table(&pending.target);
            match target.and_then(|target| self.settled(&pending, target)) {
                Some(key) => self.table_mut(pending.table).foreign_keys.push(key),
                None => self.broken_references.extend(names),
            }
        }
    }

    /// The reference to a table that is there; none where it leads to no key (reported).
    fn settled(&mut self, pending: &PendingKey, target: TableId) -> Option<ForeignKey> {
        let columns = if pending.referred.is_empty() {
            Some(self.catalog.table(target).primary_key.clone())
        } else {
            self.known_columns(target, &pending.referred)
        };
        let target_columns = columns?;
        let table = self.catalog.table(target);
        if pending.referred.is_empty() && target_columns.is_empty() {
            self.diagnostics.push(
                Diagnostic::error(
                    "reference-without-key",
                    format!("table `{}` has no primary key to refer to", table.name),
                )
                .at(pending.target.span, "no primary key")
                .also(table.name_span, "the table is defined here")
                .help("name the columns that it refers to, or give the table a primary key"),
            );
            return None;
        }
        if target_columns.len() != pending.key.columns.len() {
            self.diagnostics.push(
                Diagnostic::error(
                    "reference-column-count",
                    format!(
                        "this refers with {} to {} of `{}`",
                        counted(pending.key.columns.len()),
                        counted(target_columns.len()),
                        table.name
                    ),
                )
                .at(pending.key.span, "the numbers of columns differ"),
            );
            return None;
        }
        Some(ForeignKey {
            target,
            target_columns,
            ..pending.key.clone()
        })
    }
}

fn action(written: Option<ast::ReferentialAction>) -> ReferentialAction {
    match written {
        None | Some(ast::ReferentialAction::NoAction) => ReferentialAction::NoAction,
        Some(ast::ReferentialAction::Restrict) => ReferentialAction::Restrict,
        Some(ast::ReferentialAction::Cascade) => ReferentialAction::Cascade,
        Some(ast::ReferentialAction::SetNull) => ReferentialAction::SetNull,
        Some(ast::ReferentialAction::SetDefault) => ReferentialAction::SetDefault,
    }
}

fn counted(count: usize) -> String {
    match count {
        1 => "one column".to_owned(),
        _ => format!("{count} columns"),
    }
}
