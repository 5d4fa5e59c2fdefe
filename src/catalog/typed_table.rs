//! `CREATE TABLE t OF type`: the columns are the fields of the type.

use sqlparser::ast::{self, DataType};
use sqlparser::tokenizer::Token;

use super::replay::{QualifiedName, Replay};
use super::{Column, ColumnId, ColumnTags, CompositeId, Generated, TableId};
use crate::diagnostic::Diagnostic;
use crate::syntax::Statement;
use crate::ty::Ty;

/// The type that the dialect's tokens give to a column whose type is that of a field.
pub(crate) const OF_TYPE: &str = "of type";

/// Whether a column's type is that of the field of its name.
pub(super) fn is_of_type(written: &DataType) -> bool {
    matches!(written, DataType::Custom(name, _)
    if name.0.last().and_then(|part| part.as_ident()).is_some_and(|ident| {
        ident.value == OF_TYPE && ident.quote_style.is_some()
    }))
}

impl Replay<'_> {
    /// Gives the table the columns of the type after OF; how many those are.
    pub(super) fn columns_of_type(
        &mut self,
        statement: &Statement,
        create: &ast::CreateTable,
        id: TableId,
    ) -> usize {
        let Some(name) = self.type_after_of(statement, create) else {
            return 0;
        };
        let fields = match self.known_type(&name) {
            Some(Ty::Composite(CompositeId::Type(at))) => {
                self.catalog.composites[at as usize].fields.clone()
            }
            Some(_) => {
                self.diagnostics.push(
                    Diagnostic::error(
                        "wrong-kind",
                        format!("`{}` is no composite type", name.shown()),
                    )
                    .at(name.span, "not a composite type")
                    .help("a table can be OF a type that CREATE TYPE .. AS (..) made"),
                );
                return 0;
            }
            None => return 0,
        };
        let count = fields.len();
        for (index, field) in (0_u32..).zip(fields) {
            let type_text = self.dialect.type_name(&self.catalog, &field.ty);
            self.table_mut(id).columns.push(Column {
                id: ColumnId { table: id, index },
                name: field.name,
                ty: field.ty,
                type_text,
                max_length: None,
                precision: None,
                collation: None,
                nullable: true,
                default: None,
                generated: Generated::No,
                computed_from: Vec::new(),
                invisible: false,
                origins: Vec::new(),
                direct: None,
                doc: Vec::new(),
                tags: ColumnTags::default(),
                span: name.span,
                name_span: name.span,
            });
        }
        count
    }

    fn type_after_of(
        &self,
        statement: &Statement,
        create: &ast::CreateTable,
    ) -> Option<QualifiedName> {
        let table = self.qualified(statement, &create.name);
        let after = |at: &usize| statement.tokens[*at].span.start >= table.span.end;
        let at = (0..statement.tokens.len()).find(after)?;
        match &statement.tokens[at].token {
            Token::Word(word)
                if word.quote_style.is_none() && word.value.eq_ignore_ascii_case("of") =>
            {
                self.name_at(statement, at + 1).map(|(name, _)| name)
            }
            _ => None,
        }
    }
}
