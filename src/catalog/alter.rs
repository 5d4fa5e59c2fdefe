//! ALTER TABLE.

use sqlparser::ast::{
    self, AlterColumnOperation, AlterTableOperation, ColumnDef, DropBehavior, GeneratedAs, Ident,
    RenameTableNameKind, Spanned,
};
use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::Token;

use super::change_column::follows;
use super::layout::{self, Element};
use super::replay::{Name, Replay};
use super::table::is_sequence;
use super::{
    Column, ColumnId, CompositeId, EnumSource, Generated, RenamedColumn, Table, TableId, TableKind,
};
use crate::diagnostic::{Diagnostic, nearest};
use crate::dialect::Dialect;
use crate::source::{Sources, Span};
use crate::syntax::{Comments, Statement, tags};
use crate::ty::Ty;

impl Replay<'_> {
    /// `ALTER TABLE`: its operations, in order.
    pub(super) fn alter_table(&mut self, statement: &Statement, alter: &ast::AlterTable) {
        let name = self.qualified(statement, &alter.name);
        let adds_one = matches!(
            alter.operations[..],
            [AlterTableOperation::AddColumn { .. }]
        );
        if !adds_one {
            tags::reject(&statement.comments, self.diagnostics);
            for comment in &statement.inner {
                tags::reject(&comment.comments, self.diagnostics);
            }
        }
        if alter.if_exists && self.find_table(&name).is_none() {
            return;
        }
        let Some(id) = self.known_table(&name) else {
            return;
        };
        for operation in &alter.operations {
            self.alter(statement, id, operation, statement.span);
        }
    }

    /// One operation, which stands at a place of the statement.
    pub(super) fn alter(
        &mut self,
        statement: &Statement,
        id: TableId,
        operation: &AlterTableOperation,
        at: Span,
    ) {
        match operation {
            AlterTableOperation::AddColumn {
                column_def,
                if_not_exists,
                column_position,
                ..
            } => {
                let count = self.catalog.table(id).columns.len();
                self.add_column(statement, id, column_def, *if_not_exists);
                if self.catalog.table(id).columns.len() > count {
                    let added = u32::try_from(count).unwrap_or(u32::MAX);
                    self.place_column(statement, id, added, column_position.as_ref());
                }
            }
            AlterTableOperation::AddConstraint { constraint, .. } => {
                let element = constraint_element(statement, constraint);
                let constraint = self.table_constraint(statement, constraint, &element);
                self.add_constraints(statement, id, constraint.into_iter().collect());
            }
            AlterTableOperation::DropColumn {
                column_names,
                if_exists,
                drop_behavior,
                ..
            } => {
                let cascade = *drop_behavior == Some(DropBehavior::Cascade);
                for ident in column_names {
                    self.drop_column(statement, id, ident, *if_exists, cascade);
                }
            }
            AlterTableOperation::DropConstraint {
                name, if_exists, ..
            } => self.drop_constraint(statement, id, name, *if_exists),
            AlterTableOperation::RenameColumn {
                old_column_name,
                new_column_name,
            } => self.rename_column(statement, id, old_column_name, new_column_name),
            AlterTableOperation::RenameTable { table_name } => {
                self.rename_table(statement, id, table_name);
            }
            AlterTableOperation::RenameConstraint { old_name, new_name } => {
                self.rename_constraint(statement, id, old_name, new_name);
            }
            AlterTableOperation::AlterColumn { column_name, op } => {
                let name = self.name(statement, column_name);
                if let Some(index) = self.known_column(id, &name) {
                    self.alter_column(statement, id, index, op, at);
                }
            }
            harmless if is_harmless(harmless) => {}
            other if self.alter_as_mysql(statement, id, other) => {}
            _ => self.unsupported(statement.span, "this form of `ALTER TABLE`"),
        }
        self.note_names_in(statement, id, operation);
    }

    fn add_column(
        &mut self,
        statement: &Statement,
        id: TableId,
        definition: &ColumnDef,
        if_not_exists: bool,
    ) {
        let name = self.name(statement, &definition.name);
        let if_not_exists =
            if_not_exists || follows(statement, name.span.start, &["if", "not", "exists"]);
        if if_not_exists && self.find_column(id, &name.text).is_some() {
            return;
        }
        let first = statement
            .tokens
            .partition_point(|token| token.span.start < name.span.start);
        let end = layout::element_end(statement, first);
        let Some(element) = layout::element(statement, first..end) else {
            return;
        };
        let mut comments: Comments = statement.comments.clone();
        for comment in &statement.inner {
            comments.doc.extend(comment.comments.doc.iter().cloned());
            comments.tags.extend(comment.comments.tags.iter().cloned());
        }
        let constraints = self.column(statement, definition, &element, &comments, id);
        self.add_constraints(statement, id, constraints);
    }

    fn drop_column(
        &mut self,
        statement: &Statement,
        id: TableId,
        ident: &Ident,
        if_exists: bool,
        cascade: bool,
    ) {
        let name = self.name(statement, ident);
        if if_exists && self.find_column(id, &name.text).is_none() {
            return;
        }
        let Some(index) = self.known_column(id, &name) else {
            return;
        };
        let column = ColumnId { table: id, index };
        let view = self.catalog.tables.iter().find(|table| {
            table.kind != TableKind::Table
                && table
                    .columns
                    .iter()
                    .any(|shown| shown.origins.contains(&column))
        });
        match view {
            Some(_) if cascade => {
                self.unsupported(statement.span, "`DROP COLUMN .. CASCADE` below a view");
            }
            Some(view) => {
                let shown = view.name_span;
                self.diagnostics.push(
                    Diagnostic::error(
                        "dropped-in-use",
                        format!("column `{}` is dropped, but still in use", name.text),
                    )
                    .at(name.span, "dropped here")
                    .also(shown, "this view shows it")
                    .help("drop the view before, and create it again after"),
                );
            }
            None => self.remove_column(id, index),
        }
    }

    pub(super) fn drop_constraint(
        &mut self,
        statement: &Statement,
        id: TableId,
        ident: &Ident,
        if_exists: bool,
    ) {
        let name = self.name(statement, ident);
        let scope = self.key_names(id);
        let checks: Vec<usize> = (0..self.catalog.table(id).checks.len())
            .filter(|at| self.catalog.table(id).checks[*at].name.as_ref() == Some(&name.text))
            .collect();
        for at in &checks {
            self.forget_words(id, *at);
        }
        let table = self.table_mut(id);
        let is_key = table.primary_key_name.as_ref() == Some(&name.text);
        let count = |table: &Table| {
            let keys = table.uniques.len() + table.foreign_keys.len();
            keys + table.checks.len() + table.exclusions.len()
        };
        let before = count(table);
        table.exclusions.retain(|one| one.name != name.text);
        table.uniques.retain(|unique| unique.name != name.text);
        table.foreign_keys.retain(|key| key.name != name.text);
        table
            .checks
            .retain(|check| check.name.as_ref() != Some(&name.text));
        let after = count(table);
        if is_key {
            table.primary_key.clear();
            table.primary_key_name = None;
            table.primary_key_span = None;
        } else if before == after && !if_exists {
            self.unknown_constraint(id, &name);
        }
        self.names.free(scope.as_deref(), &name.text);
    }

    fn unknown_constraint(&mut self, id: TableId, name: &Name) {
        let table = self.catalog.table(id);
        let known = table
            .uniques
            .iter()
            .map(|unique| unique.name.as_str())
            .chain(table.foreign_keys.iter().map(|key| key.name.as_str()))
            .chain(
                table
                    .checks
                    .iter()
                    .filter_map(|check| check.name.as_deref()),
            );
        let diagnostic = Diagnostic::error(
            "unknown-constraint",
            format!("table `{}` has no constraint `{}`", table.name, name.text),
        )
        .at(name.span, "unknown constraint")
        .also(table.name_span, "the table is defined here");
        let diagnostic = match nearest(&name.text, known) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic,
        };
        self.diagnostics.push(diagnostic);
    }

    /// A column whose words came from this CHECK is plain text again.
    fn forget_words(&mut self, id: TableId, check: usize) {
        let span = self.catalog.table(id).checks[check].span;
        let found = self.catalog.enums.iter().find(|found| {
            found.span == span
                && matches!(found.source, EnumSource::Check { column } if column.table == id)
        });
        let Some(found) = found else { return };
        let EnumSource::Check { column } = found.source else {
            return;
        };
        let enum_id = found.id;
        let limited = self.catalog.column(column).max_length.is_some();
        self.table_mut(id).columns[column.index as usize].ty =
            if limited { Ty::Varchar } else { Ty::Text };
        self.remove_enum(enum_id);
    }

    fn rename_column(&mut self, statement: &Statement, id: TableId, old: &Ident, new: &Ident) {
        let is_index = |word: &str| {
            follows(
                statement,
                statement.ident_span(old).start,
                &["rename", word],
            )
        };
        if is_index("index") || is_index("key") {
            self.rename_constraint(statement, id, old, new);
            return;
        }
        let (old, new) = (self.name(statement, old), self.name(statement, new));
        let Some(index) = self.known_column(id, &old) else {
            return;
        };
        if let Some(first) = self
            .find_column(id, &new.text)
            .filter(|first| *first != index)
        {
            let table = self.catalog.table(id);
            let diagnostic = Diagnostic::error(
                "duplicate-column",
                format!("table `{}` has a column `{}` already", table.name, new.text),
            )
            .at(new.span, "again here")
            .also(table.column(first).name_span, "first here");
            self.diagnostics.push(diagnostic);
            return;
        }
        let table = self.table_mut(id);
        table.renamed.push(RenamedColumn {
            old: old.text,
            new: new.text.clone(),
            span: new.span,
        });
        let column = &mut table.columns[index as usize];
        column.name = new.text;
        column.name_span = new.span;
        self.note_column_name(new.span, id, index);
    }

    pub(super) fn rename_table(
        &mut self,
        statement: &Statement,
        id: TableId,
        name: &RenameTableNameKind,
    ) {
        let (RenameTableNameKind::As(object) | RenameTableNameKind::To(object)) = name;
        let new = self.qualified(statement, object);
        if let Some(first) = self.find_table(&new).filter(|first| *first != id) {
            self.duplicate_table(&new.shown(), new.span, first);
            return;
        }
        let schema = self.catalog.table(id).schema.clone();
        let old = self.catalog.table(id).name.clone();
        if self.rules.constraint_names_are_local {
            self.rename_keys_of(id, &old, &new.name.text);
        }
        self.names.free(schema.as_deref(), &old);
        self.names.take(schema.as_deref(), &new.name.text);
        let table = self.table_mut(id);
        table.name.clone_from(&new.name.text);
        table.name_span = new.name.span;
        self.note_table_name(new.name.span, id);
        self.catalog.remove_table_name(&old, id);
        let row = Ty::Composite(CompositeId::Table(id));
        self.catalog.remove_type_name(&old, &row);
        self.name_table(id, schema.as_deref(), &new.name.text);
    }

    fn rename_constraint(&mut self, statement: &Statement, id: TableId, old: &Ident, new: &Ident) {
        let (old, new) = (self.name(statement, old), self.name(statement, new));
        // Of MySQL only indexes are called otherwise, and references keep their names.
        let all = !self.rules.constraint_names_are_local;
        let table = self.table_mut(id);
        let mut found = false;
        let unique = table.uniques.iter_mut().map(|unique| &mut unique.name);
        let keys = table.foreign_keys.iter_mut().map(|key| &mut key.name);
        let keys = keys.filter(|_| all);
        let checks = table
            .checks
            .iter_mut()
            .filter_map(|check| check.name.as_mut())
            .filter(|_| all);
        let key = table.primary_key_name.iter_mut();
        let exclusions = table.exclusions.iter_mut().map(|one| &mut one.name);
        for name in key
            .chain(unique)
            .chain(keys)
            .chain(checks)
            .chain(exclusions)
        {
            if *name == old.text {
                name.clone_from(&new.text);
                found = true;
            }
        }
        let is_index = self
            .catalog
            .indexes
            .iter_mut()
            .filter(|index| index.table == id && index.name == old.text);
        let mut renamed = false;
        for index in is_index {
            index.name.clone_from(&new.text);
            renamed = true;
        }
        renamed |= self.rename_silent_index(id, &old.text, &new);
        if renamed {
            self.note_index_name(id, &new.text);
        }
        found |= renamed;
        self.rename_inherited_check(id, &old.text, &new.text);
        if !found {
            self.unknown_constraint(id, &old);
        }
    }

    /// The tables that inherit a CHECK have it under its new name.
    fn rename_inherited_check(&mut self, id: TableId, old: &str, new: &str) {
        for heir in self.descendants(id) {
            let checks = self.table_mut(heir).checks.iter_mut();
            let names = checks.filter_map(|check| check.name.as_mut());
            for name in names.filter(|name| *name == old) {
                new.clone_into(name);
            }
        }
    }

    fn alter_column(
        &mut self,
        statement: &Statement,
        id: TableId,
        index: u32,
        operation: &AlterColumnOperation,
        at: Span,
    ) {
        let column = &mut self.table_mut(id).columns[index as usize];
        match operation {
            AlterColumnOperation::SetNotNull => column.nullable = false,
            AlterColumnOperation::DropNotNull => {
                let id = column.id;
                self.settle_null(id);
            }
            AlterColumnOperation::SetDefault { value } => {
                forget_sequence(column);
                if is_sequence(value) {
                    column.generated = Generated::ByDefault;
                }
                column.default = Some(statement.expr_span(value));
            }
            AlterColumnOperation::DropDefault => {
                forget_sequence(column);
                column.default = None;
                // SERIAL is no type: without its default a column of its integer is left.
                if let Some(integer) = column.type_text.to_lowercase().strip_suffix("serial") {
                    column.type_text = format!("{integer}int");
                    column.generated = Generated::No;
                }
            }
            AlterColumnOperation::SetDataType { data_type, .. } => {
                self.change_type(statement, id, index, data_type, at);
            }
            AlterColumnOperation::AddGenerated { generated_as, .. } => {
                column.generated = match generated_as {
                    Some(GeneratedAs::Always) => Generated::Always,
                    _ => Generated::ByDefault,
                };
                column.nullable = false;
            }
        }
    }

    /// A column without a NOT NULL of its own: NULL is refused where its key does. Its domain does not: a subselect without
    /// rows is NULL and of the domain, `INSERT INTO t (x) VALUES ((SELECT x FROM t WHERE false))`.
    pub(super) fn settle_null(&mut self, id: ColumnId) {
        let table = self.catalog.table(id.table);
        let nullable = !(self.rules.keys_are_not_null && table.primary_key.contains(&id.index));
        self.table_mut(id.table).columns[id.index as usize].nullable = nullable;
        if nullable {
            self.allow_null_in_views(id);
        }
    }

    /// What a view shows of a column can be NULL as soon as the column can.
    pub(super) fn allow_null_in_views(&mut self, changed: ColumnId) {
        let mut sources = vec![changed];
        while let Some(source) = sources.pop() {
            for column in self
                .catalog
                .tables
                .iter_mut()
                .filter(|table| table.kind != TableKind::Table)
                .flat_map(|table| &mut table.columns)
            {
                if column.origins.contains(&source) && !column.nullable {
                    column.nullable = true;
                    sources.push(column.id);
                }
            }
        }
    }

    fn change_type(
        &mut self,
        statement: &Statement,
        id: TableId,
        index: u32,
        written: &ast::DataType,
        at: Span,
    ) {
        let mut column = self.catalog.table(id).column(index).clone();
        if let Ty::Enum(found) = column.ty
            && matches!(self.catalog.enum_(found).source, EnumSource::Check { .. })
        {
            self.unsupported(
                statement.span,
                "another type for a column whose CHECK lists its words",
            );
            return;
        }
        let span = type_span(statement, at, self.sources);
        column.collation = collation(statement, span, self.dialect);
        self.set_type(&mut column, written, span);
        let was_serial = column.type_text.to_lowercase().ends_with("serial");
        self.sources.text(span).clone_into(&mut column.type_text);
        if was_serial {
            // Its sequence stays, and so it is SERIAL of another size.
            let serial = match column.ty {
                Ty::Int16 => "smallserial",
                Ty::Int64 => "bigserial",
                _ => "serial",
            };
            serial.clone_into(&mut column.type_text);
        }
        self.table_mut(id).columns[index as usize] = column;
    }
}

/// The place of a constraint after ADD.
/// A column whose values a sequence behind its DEFAULT has given.
fn forget_sequence(column: &mut Column) {
    if column.generated == Generated::ByDefault && column.default.is_some() {
        column.generated = Generated::No;
    }
}

fn constraint_element(statement: &Statement, constraint: &ast::TableConstraint) -> Element {
    let whole = Element {
        tokens: 0..statement.tokens.len(),
        span: statement.span,
    };
    let inside = statement.span_of(constraint.span());
    let adds = (0..statement.tokens.len()).filter(|at| {
        matches!(&statement.tokens[*at].token, Token::Word(word) if word.keyword == Keyword::ADD)
    });
    adds.filter_map(|at| layout::element(statement, at + 1..layout::element_end(statement, at + 1)))
        .find(|element| inside.is_none_or(|inside| element.span.contains(inside)))
        .unwrap_or(whole)
}

/// Operations that change nothing that the catalog holds.
fn is_harmless(operation: &AlterTableOperation) -> bool {
    matches!(
        operation,
        AlterTableOperation::OwnerTo { .. }
            | AlterTableOperation::ReplicaIdentity { .. }
            | AlterTableOperation::EnableRowLevelSecurity
            | AlterTableOperation::DisableRowLevelSecurity
            | AlterTableOperation::ForceRowLevelSecurity
            | AlterTableOperation::NoForceRowLevelSecurity
            | AlterTableOperation::EnableTrigger { .. }
            | AlterTableOperation::DisableTrigger { .. }
            | AlterTableOperation::EnableAlwaysTrigger { .. }
            | AlterTableOperation::EnableReplicaTrigger { .. }
            | AlterTableOperation::EnableRule { .. }
            | AlterTableOperation::DisableRule { .. }
            | AlterTableOperation::EnableAlwaysRule { .. }
            | AlterTableOperation::EnableReplicaRule { .. }
            | AlterTableOperation::ValidateConstraint { .. }
            | AlterTableOperation::SetOptionsParens { .. }
            | AlterTableOperation::SetLogged
            | AlterTableOperation::SetUnlogged
    )
}

/// `COLLATE` behind a type; none where it is that of the database.
fn collation(statement: &Statement, of_type: Span, dialect: Dialect) -> Option<String> {
    let mut behind = statement.tokens[statement.token_range(of_type).end..].iter();
    if !behind.next()?.is_word("collate") {
        return None;
    }
    let name = behind
        .take_while(|token| token.word().is_some() || token.is_symbol("."))
        .filter_map(|token| token.word())
        .take_while(|(word, is_quoted)| *is_quoted || !word.eq_ignore_ascii_case("using"))
        .last();
    let (word, is_quoted) = name?;
    Some(dialect.fold(word, is_quoted)).filter(|name| name != "default")
}

/// The bytes of the type in `ALTER COLUMN x TYPE t USING ..`.
fn type_span(statement: &Statement, at: Span, sources: &Sources) -> Span {
    let is_word = |at: usize, word: &str| {
        statement
            .tokens
            .get(at)
            .is_some_and(|token| sources.text(token.span).eq_ignore_ascii_case(word))
    };
    let start = statement
        .token_range(at)
        .find(|at| is_word(*at, "type"))
        .map_or(0, |at| at + 1);
    let end = layout::element_end(statement, start);
    let is_end = |at: &usize| is_word(*at, "using") || is_word(*at, "collate");
    let end = (start..end).find(is_end).unwrap_or(end);
    layout::range_span(statement, &(start..end))
}
