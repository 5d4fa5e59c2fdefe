//! ALTER TABLE, VIEW, MATERIALIZED VIEW and INDEX as PostgreSQL has them, whatever the statement calls the relation.

use sqlparser::ast::{self, AlterTableOperation, Ident, RenameTableNameKind};

use super::replay::{Name, Replay};
use super::{CompositeId, Field, Generated, TableId, TableKind, layout};
use crate::diagnostic::Diagnostic;
use crate::syntax::{AlterRelation, Alteration, AttributeChange, RelationKind, Statement, tags};
use crate::ty::Ty;

impl Replay<'_> {
    /// A statement's actions, in order.
    pub(super) fn alter_relation(&mut self, statement: &Statement, alter: &AlterRelation) {
        let name = self.qualified(statement, &alter.name);
        let adds_one = matches!(
            &alter.actions[..],
            [Alteration::Operation(operation, _)]
                if matches!(**operation, AlterTableOperation::AddColumn { .. })
        );
        if !adds_one {
            tags::reject(&statement.comments, self.diagnostics);
            for comment in &statement.inner {
                tags::reject(&comment.comments, self.diagnostics);
            }
        }
        if alter
            .actions
            .iter()
            .all(|action| matches!(action, Alteration::Nothing))
        {
            return;
        }
        // An index or a sequence can be renamed by ALTER TABLE too.
        let found = self.find_table(&name);
        if found.is_none() && self.has_index(&name) {
            for action in &alter.actions {
                if let Alteration::Operation(operation, _) = action
                    && let AlterTableOperation::RenameTable { table_name } = &**operation
                {
                    let (RenameTableNameKind::As(to) | RenameTableNameKind::To(to)) = table_name;
                    self.rename_index(statement, &alter.name, to);
                }
            }
            return;
        }
        if found.is_none() && (alter.if_exists) {
            return;
        }
        if alter.kind == RelationKind::Index {
            let _ = self.known_index(&name);
            return;
        }
        let Some(id) = self.known_table(&name) else {
            return;
        };
        let is_view = self.catalog.table(id).kind == TableKind::View;
        let wants_view = matches!(
            alter.kind,
            RelationKind::View | RelationKind::MaterializedView
        );
        if wants_view && !is_view {
            self.diagnostics.push(
                Diagnostic::error("wrong-kind", format!("`{}` is a table", name.shown()))
                    .at(name.span, "a table")
                    .help(format!("write `ALTER TABLE {}`", name.shown())),
            );
            return;
        }
        for action in &alter.actions {
            self.alteration(statement, id, action, alter.only);
        }
    }

    fn alteration(&mut self, statement: &Statement, id: TableId, action: &Alteration, only: bool) {
        match action {
            Alteration::Operation(operation, span) => {
                let at = statement.span_of(*span).unwrap_or(statement.span);
                self.alter(statement, id, operation, at);
                if !only && is_inherited(operation) {
                    for child in self.descendants(id) {
                        self.alter_child(statement, child, operation, at);
                    }
                }
            }
            Alteration::SetSchema(schema) => {
                let schema = self.name(statement, schema);
                self.move_table(id, &schema);
            }
            Alteration::Inherit(parent) => {
                let name = self.qualified(statement, parent);
                if let Some(parent) = self.known_table(&name) {
                    self.table_mut(id).parents.push(parent);
                }
            }
            Alteration::NoInherit(parent) => {
                let name = self.qualified(statement, parent);
                if let Some(parent) = self.known_table(&name) {
                    self.leave(parent, id);
                }
            }
            Alteration::Attach(partition) => {
                let name = self.qualified(statement, partition);
                // ALTER INDEX .. ATTACH PARTITION names an index.
                if (self.find_table(&name).is_some() || !self.has_index(&name))
                    && let Some(partition) = self.known_table(&name)
                {
                    self.attach(statement, id, partition, name.span);
                }
            }
            Alteration::Detach(partition) => {
                let name = self.qualified(statement, partition);
                if let Some(partition) = self.known_table(&name) {
                    self.detach(id, partition);
                }
            }
            Alteration::NotGenerated {
                column,
                expression,
                if_exists,
            } => self.not_generated(statement, id, column, *expression, *if_exists),
            Alteration::SetGenerated { column, always } => {
                let column = self.name(statement, column);
                if let Some(index) = self.known_column(id, &column) {
                    self.table_mut(id).columns[index as usize].generated = match always {
                        true => Generated::Always,
                        false => Generated::ByDefault,
                    };
                }
            }
            Alteration::RowSecurity(true) => {
                self.catalog.row_security.insert(id);
            }
            Alteration::RowSecurity(false) => {
                self.catalog.row_security.remove(&id);
            }
            Alteration::Nothing => {}
        }
    }

    fn not_generated(
        &mut self,
        statement: &Statement,
        id: TableId,
        column: &Ident,
        expression: bool,
        if_exists: bool,
    ) {
        let name = self.name(statement, column);
        let Some(index) = self.known_column(id, &name) else {
            return;
        };
        let column = &mut self.table_mut(id).columns[index as usize];
        let fits = match column.generated {
            Generated::Computed => expression,
            Generated::Always | Generated::ByDefault => !expression,
            Generated::No => false,
        };
        if fits {
            column.generated = Generated::No;
        } else if !if_exists {
            let what = match expression {
                true => "a generated column",
                false => "an identity column",
            };
            self.diagnostics.push(
                Diagnostic::error("wrong-kind", format!("`{}` is not {what}", name.text))
                    .at(name.span, format!("not {what}")),
            );
        }
    }

    /// The same action on a table that inherits: a column that is there already stays.
    fn alter_child(
        &mut self,
        statement: &Statement,
        child: TableId,
        operation: &AlterTableOperation,
        at: crate::source::Span,
    ) {
        let has = |replay: &Self, ident: &Ident| {
            let name = replay.name(statement, ident);
            replay.find_column(child, &name.text).is_some()
        };
        let applies = match operation {
            AlterTableOperation::AddColumn { column_def, .. } => !has(self, &column_def.name),
            AlterTableOperation::DropColumn { column_names, .. } => {
                column_names.iter().all(|name| has(self, name))
            }
            AlterTableOperation::RenameColumn {
                old_column_name, ..
            } => has(self, old_column_name),
            AlterTableOperation::AlterColumn { column_name, .. } => has(self, column_name),
            AlterTableOperation::AddConstraint { constraint, .. } => {
                matches!(constraint, ast::TableConstraint::Check(_))
            }
            _ => false,
        };
        if applies {
            self.alter(statement, child, operation, at);
        }
    }

    /// `SET SCHEMA`.
    fn move_table(&mut self, id: TableId, schema: &Name) {
        self.check_schema(schema);
        let table = self.table_mut(id);
        let name = table.name.clone();
        let old = table.schema.replace(schema.text.clone());
        self.names.free(old.as_deref(), &name);
        self.names.take(Some(&schema.text), &name);
        self.catalog.remove_table_name(&name, id);
        let row = Ty::Composite(CompositeId::Table(id));
        self.catalog.remove_type_name(&name, &row);
        self.name_table(id, Some(&schema.text), &name);
    }

    /// `ALTER TYPE` of a composite.
    pub(super) fn alter_composite(
        &mut self,
        statement: &Statement,
        name: &ast::ObjectName,
        changes: &[AttributeChange],
    ) {
        let name = self.qualified(statement, name);
        let Some(ty) = self.known_type(&name) else {
            return;
        };
        let Ty::Composite(CompositeId::Type(at)) = ty else {
            self.diagnostics.push(
                Diagnostic::error(
                    "wrong-kind",
                    format!("`{}` is no composite type", name.shown()),
                )
                .at(name.span, "not a composite type"),
            );
            return;
        };
        for change in changes {
            self.change_attribute(statement, at as usize, change);
        }
    }

    fn change_attribute(&mut self, statement: &Statement, at: usize, change: &AttributeChange) {
        let (AttributeChange::Add { name, .. }
        | AttributeChange::Drop { name, .. }
        | AttributeChange::Type { name, .. }
        | AttributeChange::Rename { name, .. }) = change;
        let name = self.name(statement, name);
        let fields = &self.catalog.composites[at].fields;
        let found = fields.iter().position(|field| field.name == name.text);
        let mut type_span = statement.span;
        let ty = match change {
            AttributeChange::Add {
                data_type, span, ..
            }
            | AttributeChange::Type {
                data_type, span, ..
            } => {
                let span = statement.span_of(*span).unwrap_or(statement.span);
                // With a COLLATE.
                let start = statement.token_range(span).start;
                let end = layout::element_end(statement, start);
                type_span = layout::range_span(statement, &(start..end));
                match self.dialect.data_type(&self.catalog, data_type) {
                    Ok(found) => Some(found.ty),
                    Err(error) => {
                        self.unknown_type(error, span);
                        return;
                    }
                }
            }
            _ => None,
        };
        let fields = &mut self.catalog.composites[at].fields;
        match (change, found, ty) {
            (AttributeChange::Add { .. }, None, Some(ty)) => fields.push(Field {
                name: name.text,
                ty,
                doc: Vec::new(),
                span: name.span,
                type_span,
                was: None,
            }),
            (AttributeChange::Add { .. }, Some(_), _) => self.diagnostics.push(
                Diagnostic::error(
                    "duplicate-column",
                    format!("the type has a field `{}` already", name.text),
                )
                .at(name.span, "again here"),
            ),
            (AttributeChange::Drop { .. }, Some(field), _) => {
                fields.remove(field);
            }
            (AttributeChange::Type { .. }, Some(field), Some(ty)) => {
                fields[field].ty = ty;
                fields[field].type_span = type_span;
            }
            (AttributeChange::Rename { to, .. }, Some(field), _) => {
                let to = self.name(statement, to).text;
                self.catalog.composites[at].fields[field].name = to;
            }
            (
                AttributeChange::Drop {
                    if_exists: true, ..
                },
                None,
                _,
            ) => {}
            _ => self.diagnostics.push(
                Diagnostic::error(
                    "unknown-column",
                    format!("the type has no field `{}`", name.text),
                )
                .at(name.span, "unknown field"),
            ),
        }
    }

    /// `ALTER SCHEMA .. RENAME TO`.
    pub(super) fn rename_schema(&mut self, statement: &Statement, name: &Ident, to: &Ident) {
        let (old, new) = (self.name(statement, name), self.name(statement, to));
        self.check_schema(&old);
        for schema in self.schemas.iter_mut().chain(&mut self.catalog.search_path) {
            if *schema == old.text {
                schema.clone_from(&new.text);
            }
        }
        self.catalog.rename_schema(&old.text, &new.text);
    }
}

/// Whether what happens to a table happens to those that inherit from it.
fn is_inherited(operation: &AlterTableOperation) -> bool {
    matches!(
        operation,
        AlterTableOperation::AddColumn { .. }
            | AlterTableOperation::DropColumn { .. }
            | AlterTableOperation::RenameColumn { .. }
            | AlterTableOperation::AlterColumn { .. }
            | AlterTableOperation::AddConstraint { .. }
    )
}
