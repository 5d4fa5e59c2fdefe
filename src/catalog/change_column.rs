//! MySQL's ALTER TABLE: columns defined anew (MODIFY, CHANGE), columns at a place (FIRST, AFTER), and keys dropped by their kind.

use sqlparser::ast::{
    AlterTableOperation, ColumnDef, ColumnOption, ColumnOptionDef, DataType, Ident,
    MySQLColumnPosition,
};

use super::layout;
use super::naming::of_renamed;
use super::replay::{Name, Replay};
use super::{ColumnId, EnumSource, TableId};
use crate::dialect::CheckNames;
use crate::syntax::{Comments, Statement};
use crate::ty::Ty;

/// What stands in for a column's name while the column is defined anew: no name can be empty.
const REPLACED: &str = "";

impl Replay<'_> {
    /// An operation that only MySQL has; whether it was one.
    pub(super) fn alter_as_mysql(
        &mut self,
        statement: &Statement,
        id: TableId,
        operation: &AlterTableOperation,
    ) -> bool {
        match operation {
            AlterTableOperation::ModifyColumn {
                col_name,
                data_type,
                options,
                column_position,
            } => {
                let definition = definition(col_name, data_type, options);
                self.change_column(
                    statement,
                    id,
                    col_name,
                    &definition,
                    column_position.as_ref(),
                );
            }
            AlterTableOperation::ChangeColumn {
                old_name,
                new_name,
                data_type,
                options,
                column_position,
            } => {
                let definition = definition(new_name, data_type, options);
                self.change_column(
                    statement,
                    id,
                    old_name,
                    &definition,
                    column_position.as_ref(),
                );
            }
            AlterTableOperation::DropPrimaryKey { .. } => {
                let table = self.table_mut(id);
                table.primary_key.clear();
                table.primary_key_name = None;
                table.primary_key_span = None;
            }
            AlterTableOperation::DropForeignKey { name, .. } => {
                let if_exists = follows(
                    statement,
                    self.name(statement, name).span.start,
                    &["if", "exists"],
                );
                self.drop_constraint(statement, id, name, if_exists);
            }
            AlterTableOperation::DropIndex { name } => {
                let name = self.name(statement, name);
                let if_exists = follows(statement, name.span.start, &["if", "exists"]);
                self.drop_index_of(id, &name, if_exists);
            }
            _ => return false,
        }
        true
    }

    /// MODIFY and CHANGE: the new definition takes the old one's place; its keys stay.
    fn change_column(
        &mut self,
        statement: &Statement,
        id: TableId,
        old: &Ident,
        definition: &ColumnDef,
        position: Option<&MySQLColumnPosition>,
    ) {
        let old = self.name(statement, old);
        let known = self.find_column(id, &old.text).is_some();
        if !known && follows(statement, old.span.start, &["if", "exists"]) {
            return;
        }
        let Some(index) = self.known_column(id, &old) else {
            return;
        };
        let name_span = self.name(statement, &definition.name).span;
        let first = statement
            .tokens
            .partition_point(|token| token.span.start < name_span.start);
        let end = layout::element_end(statement, first);
        let Some(element) = layout::element(statement, first..end) else {
            return;
        };
        let before = self.catalog.table(id).column(index).clone();
        if self.rules.check_names == CheckNames::Numbered {
            // A CHECK that stood in the old definition goes with it.
            let table = self.table_mut(id);
            table
                .checks
                .retain(|check| !before.span.contains(check.span));
        }
        if let Ty::Enum(words) | Ty::Set(words) = before.ty
            && matches!(self.catalog.enum_(words).source, EnumSource::Column { .. })
        {
            self.remove_enum(words);
        }
        REPLACED.clone_into(&mut self.table_mut(id).columns[index as usize].name);
        let count = self.catalog.table(id).columns.len();
        let constraints = self.column(statement, definition, &element, &Comments::default(), id);
        let table = self.table_mut(id);
        if table.columns.len() == count {
            // The new name is another column's: reported.
            table.columns[index as usize].name = before.name;
            return;
        }
        let Some(mut column) = table.columns.pop() else {
            return;
        };
        let pushed = column.id;
        column.id = before.id;
        column.nullable &= !table.primary_key.contains(&index);
        column.tags = before.tags;
        if column.doc.is_empty() {
            column.doc = before.doc;
        }
        let nullable = column.nullable;
        table.columns[index as usize] = column;
        if nullable {
            self.allow_null_in_views(before.id);
        }
        for one in &mut self.catalog.called {
            if one.table == id && one.column == Some(pushed.index) {
                one.column = Some(index);
            }
        }
        for found in &mut self.catalog.enums {
            if let Some(column) = found
                .source
                .column_mut()
                .filter(|column| **column == pushed)
            {
                *column = ColumnId { table: id, index };
            }
        }
        self.add_constraints(statement, id, constraints);
        self.place_column(statement, id, index, position);
    }

    /// FIRST and AFTER.
    pub(super) fn place_column(
        &mut self,
        statement: &Statement,
        id: TableId,
        index: u32,
        position: Option<&MySQLColumnPosition>,
    ) {
        let target = match position {
            None => return,
            Some(MySQLColumnPosition::First) => 0,
            Some(MySQLColumnPosition::After(name)) => {
                let name = self.name(statement, name);
                match self.known_column(id, &name) {
                    Some(after) if after < index => after + 1,
                    Some(after) => after,
                    None => return,
                }
            }
        };
        self.move_column_to(id, index, target);
    }

    /// Moves a column within its table; all that names columns by position moves with it.
    fn move_column_to(&mut self, id: TableId, from: u32, to: u32) {
        let moved = |index: u32| match index {
            _ if index == from => to,
            _ if from < index && index <= to => index - 1,
            _ if to <= index && index < from => index + 1,
            _ => index,
        };
        let move_id = |column: &mut ColumnId| {
            if column.table == id {
                column.index = moved(column.index);
            }
        };
        let table = self.table_mut(id);
        let column = table.columns.remove(from as usize);
        table.columns.insert(to as usize, column);
        for (index, column) in (0_u32..).zip(&mut table.columns) {
            column.id.index = index;
        }
        let own = table.primary_key.iter_mut();
        let uniques = table
            .uniques
            .iter_mut()
            .flat_map(|unique| &mut unique.columns);
        let checks = table.checks.iter_mut().flat_map(|check| {
            let rules = check.rules.iter_mut().map(|rule| &mut rule.column);
            check.columns.iter_mut().chain(rules)
        });
        let tags = table.tags.columns_mut();
        for index in own.chain(uniques).chain(checks).chain(tags) {
            *index = moved(*index);
        }
        let called = self.catalog.called.iter_mut();
        for one in called.filter(|one| one.table == id) {
            one.column = one.column.map(moved);
        }
        for table in &mut self.catalog.tables {
            for key in &mut table.foreign_keys {
                if table.id == id {
                    key.columns
                        .iter_mut()
                        .for_each(|index| *index = moved(*index));
                }
                if key.target == id {
                    key.target_columns
                        .iter_mut()
                        .for_each(|index| *index = moved(*index));
                }
            }
            for column in &mut table.columns {
                column.origins.iter_mut().for_each(move_id);
                column.direct.iter_mut().for_each(move_id);
            }
        }
        for index in self
            .catalog
            .indexes
            .iter_mut()
            .filter(|index| index.table == id)
        {
            let columns = index.columns.iter_mut().chain(&mut index.reads);
            columns.for_each(|index| *index = moved(*index));
        }
        let silent = self.catalog.silent_indexes.iter_mut();
        for index in silent.filter(|index| index.table == id) {
            let columns = index.columns.iter_mut();
            columns.for_each(|index| *index = moved(*index));
        }
        for found in &mut self.catalog.enums {
            found.source.column_mut().into_iter().for_each(move_id);
        }
        for pending in self
            .pending
            .iter_mut()
            .filter(|pending| pending.table == id)
        {
            pending
                .key
                .columns
                .iter_mut()
                .for_each(|index| *index = moved(*index));
        }
    }

    /// `RENAME TABLE a TO b, c TO d`.
    pub(super) fn rename_tables(
        &mut self,
        statement: &Statement,
        renames: &[sqlparser::ast::RenameTable],
    ) {
        for rename in renames {
            let old = self.qualified(statement, &rename.old_name);
            if let Some(id) = self.known_table(&old) {
                let new = sqlparser::ast::RenameTableNameKind::To(rename.new_name.clone());
                self.rename_table(statement, id, &new);
            }
        }
    }
}

/// Whether these words stand directly before a place: the parser leaves `IF EXISTS` out in some forms.
pub(super) fn follows(statement: &Statement, place: usize, words: &[&str]) -> bool {
    let at = statement
        .tokens
        .partition_point(|token| token.span.start < place);
    let Some(start) = at.checked_sub(words.len()) else {
        return false;
    };
    statement.tokens[start..at]
        .iter()
        .zip(words)
        .all(|(token, wanted)| {
            matches!(&token.token, sqlparser::tokenizer::Token::Word(word)
            if word.quote_style.is_none() && word.value.eq_ignore_ascii_case(wanted))
        })
}

fn definition(name: &Ident, data_type: &DataType, options: &[ColumnOption]) -> ColumnDef {
    ColumnDef {
        name: name.clone(),
        data_type: data_type.clone(),
        options: options
            .iter()
            .map(|option| ColumnOptionDef {
                name: None,
                option: option.clone(),
            })
            .collect(),
    }
}

/// A key's column as MySQL writes it: `name(10)` is a part of the column `name`.
pub(super) fn prefix_column(expr: &sqlparser::ast::Expr) -> Option<&Ident> {
    use sqlparser::ast::{Expr, FunctionArg, FunctionArgExpr, FunctionArguments, Value};
    let Expr::Function(call) = expr else {
        return None;
    };
    let FunctionArguments::List(list) = &call.args else {
        return None;
    };
    let is_length = match list.args.as_slice() {
        [FunctionArg::Unnamed(FunctionArgExpr::Expr(Expr::Value(value)))] => {
            matches!(value.value, Value::Number(..))
        }
        _ => false,
    };
    match call.name.0.as_slice() {
        [part] if is_length => part.as_ident(),
        _ => None,
    }
}

impl Replay<'_> {
    /// The column that a part of a key is; none for an expression.
    pub(super) fn key_column<'e>(&self, expr: &'e sqlparser::ast::Expr) -> Option<&'e Ident> {
        let plain = super::constraint::plain_column(expr);
        match self.rules.constraint_names_are_local {
            true => plain.or_else(|| prefix_column(expr)),
            false => plain,
        }
    }

    /// Where the names of a table's keys must differ: in the table on MySQL, else in its schema.
    pub(super) fn key_names(&self, id: TableId) -> Option<String> {
        let table = self.catalog.table(id);
        match self.rules.constraint_names_are_local {
            true => Some(table.name.clone()),
            false => table.schema.clone(),
        }
    }

    /// Names that the database made of the table's own follow it.
    pub(super) fn rename_keys_of(&mut self, id: TableId, old: &str, new: &str) {
        let dialect = self.dialect;
        self.names.rename_scope(old, new, dialect);
        let table = self.table_mut(id);
        let keys = table.foreign_keys.iter_mut().map(|key| &mut key.name);
        let checks = table.checks.iter_mut();
        let checks = checks.filter_map(|check| check.name.as_mut());
        for name in keys.chain(checks) {
            if let Some(renamed) = of_renamed(name, old, new, dialect) {
                *name = renamed;
            }
        }
    }

    /// `DROP INDEX i ON t`, also of a unique key.
    pub(super) fn drop_index_of(&mut self, id: TableId, name: &Name, if_exists: bool) {
        let same = |other: &str| self.dialect.same_name(other, &name.text);
        let table = self.catalog.table(id);
        let is_primary = name.text.eq_ignore_ascii_case("primary");
        let index = self
            .catalog
            .indexes
            .iter()
            .position(|index| index.table == id && same(&index.name));
        let unique = table.uniques.iter().any(|unique| same(&unique.name));
        let is_silent = |index: &super::SilentIndex| index.table == id && same(&index.name);
        let silent = self.catalog.silent_indexes.iter().position(is_silent);
        let scope = self.key_names(id);
        if is_primary {
            let table = self.table_mut(id);
            table.primary_key.clear();
            table.primary_key_name = None;
            table.primary_key_span = None;
        } else if let Some(at) = silent {
            self.catalog.silent_indexes.remove(at);
        } else if index.is_some() || unique {
            if let Some(at) = index {
                self.catalog.indexes.remove(at);
            }
            let dialect = self.dialect;
            let uniques = &mut self.table_mut(id).uniques;
            uniques.retain(|unique| !dialect.same_name(&unique.name, &name.text));
            self.names.free(scope.as_deref(), &name.text);
        } else if !if_exists {
            let span = table.name_span;
            let message = format!("table `{}` has no index `{}`", table.name, name.text);
            self.diagnostics.push(
                crate::diagnostic::Diagnostic::error("unknown-index", message)
                    .at(name.span, "unknown index")
                    .also(span, "the table is defined here"),
            );
        }
    }
}
