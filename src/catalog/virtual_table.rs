//! CREATE VIRTUAL TABLE: its columns are those that its module makes.
//!
//! The parser gives the module's name; its arguments are read from the tokens, since each module has a grammar of its own.

use sqlparser::ast::{Ident, ObjectName};
use sqlparser::tokenizer::Token;

use super::layout::{self, Element};
use super::replay::Replay;
use super::{
    Column, ColumnId, ColumnTags, Generated, Table, TableId, TableKind, TableTags, VirtualTable,
};
use crate::diagnostic::Diagnostic;
use crate::dialect::module::{ModuleArgument, ModuleColumn};
use crate::syntax::{Statement, tags};

impl Replay<'_> {
    /// `CREATE VIRTUAL TABLE`. It has no API: it stands beside the tables that have.
    pub(super) fn create_virtual_table(
        &mut self,
        statement: &Statement,
        object: &ObjectName,
        module: &Ident,
        if_not_exists: bool,
    ) {
        for comment in &statement.inner {
            tags::reject(&comment.comments, self.diagnostics);
        }
        let name = self.qualified(statement, object);
        let schema = self.target_schema(&name);
        if let Some(first) = self.find_table(&name) {
            if !if_not_exists {
                self.duplicate_table(&name.shown(), name.span, first);
            }
            return;
        }
        let arguments: Vec<ModuleArgument> = layout::elements(statement)
            .iter()
            .map(|element| self.argument(statement, element))
            .collect();
        let found = self
            .dialect
            .module_table(&name.name.text, &module.value, &arguments);
        let Some(found) = found else {
            let at = statement.ident_span(module);
            let message = format!("what `{}` makes of a table is not known", module.value);
            self.diagnostics.push(
                Diagnostic::error("unsupported-ddl", message)
                    .at(at, "unknown module")
                    .help("there are fts5, fts4, fts3, rtree, rtree_i32, fts5vocab and fts4aux"),
            );
            return;
        };
        let table = self.empty_table(statement, schema, name.name, TableKind::Table);
        let id = self.push_table(Table {
            virtual_table: Some(VirtualTable {
                module: module.value.to_lowercase(),
            }),
            tags: TableTags {
                hidden: Some(statement.span),
                ..TableTags::default()
            },
            ..table
        });
        let columns = (0_u32..)
            .zip(found.columns)
            .map(|(index, column)| self.module_column(statement, id, index, column))
            .collect();
        let table = self.table_mut(id);
        table.columns = columns;
        if found.key
            && let Some(key) = table.columns.first_mut()
        {
            key.generated = Generated::ByDefault;
            table.primary_key = vec![0];
        }
    }

    fn argument(&self, statement: &Statement, element: &Element) -> ModuleArgument {
        let mut tokens = statement.tokens[element.tokens.clone()].iter().peekable();
        let is_auxiliary = tokens.next_if(|token| token.token == Token::Plus).is_some();
        let first = tokens.next();
        let name = match first.map(|token| &token.token) {
            Some(Token::Word(word)) => word.value.clone(),
            Some(Token::SingleQuotedString(text)) => text.clone(),
            _ => String::new(),
        };
        let is_option = tokens.peek().is_some_and(|token| token.token == Token::Eq);
        let at = first.map_or(element.span, |token| token.span);
        let rest = &self.sources.text(element.span)[at.end - element.span.start..];
        ModuleArgument {
            name,
            is_option,
            is_auxiliary,
            rest: rest.trim().to_owned(),
            at,
        }
    }

    fn module_column(
        &self,
        statement: &Statement,
        table: TableId,
        index: u32,
        column: ModuleColumn,
    ) -> Column {
        let at = column.at.unwrap_or(statement.span);
        Column {
            id: ColumnId { table, index },
            name: column.name,
            type_text: self.dialect.type_name(&self.catalog, &column.ty),
            ty: column.ty,
            max_length: None,
            precision: None,
            collation: None,
            invisible: column.hidden,
            nullable: column.nullable,
            default: None,
            // What the module fills in by itself.
            generated: match column.hidden {
                true => Generated::ByDefault,
                false => Generated::No,
            },
            origins: Vec::new(),
            computed_from: Vec::new(),
            direct: None,
            doc: Vec::new(),
            tags: ColumnTags::default(),
            span: at,
            name_span: at,
        }
    }
}
