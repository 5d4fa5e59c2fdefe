//! CREATE and ALTER TYPE: enums.

use sqlparser::ast::{
    self, AlterTypeAddValuePosition, AlterTypeOperation, ObjectName, UserDefinedTypeRepresentation,
};
use sqlparser::tokenizer::Token;

use super::layout::{Element, comments_of};
use super::replay::{QualifiedName, Replay};
use super::{Column, Enum, EnumId, EnumSource, EnumValue, tags};
use crate::diagnostic::{Diagnostic, nearest};
use crate::dialect::data_type::Words;
use crate::source::Span;
use crate::syntax::Statement;
use crate::syntax::tags::reject;
use crate::ty::Ty;

impl Replay<'_> {
    /// `CREATE TYPE .. AS ENUM`.
    pub(super) fn create_type(
        &mut self,
        statement: &Statement,
        name: &ObjectName,
        representation: Option<&UserDefinedTypeRepresentation>,
    ) {
        let name = self.qualified(statement, name);
        let labels = match representation {
            Some(UserDefinedTypeRepresentation::Enum { labels }) => labels,
            Some(UserDefinedTypeRepresentation::Composite { attributes }) => {
                self.create_composite(statement, &name, attributes);
                return;
            }
            Some(UserDefinedTypeRepresentation::Range { options }) => {
                self.create_range(statement, &name, options);
                return;
            }
            Some(UserDefinedTypeRepresentation::SqlDefinition { .. }) | None => {
                self.create_base_type(&name);
                return;
            }
        };
        let Some(schema) = self.new_type_schema(&name) else {
            return;
        };
        let mut values: Vec<EnumValue> = Vec::new();
        let texts = text_tokens(statement);
        let was = self.words_before(statement, &texts);
        for (at, label) in labels.iter().enumerate() {
            let span = texts.get(at).copied().unwrap_or(name.span);
            if let Some(first) = values.iter().find(|value| value.value == label.value) {
                self.diagnostics.push(
                    Diagnostic::error(
                        "duplicate-enum-value",
                        format!("`{}` stands twice in this enum", label.value),
                    )
                    .at(span, "again here")
                    .also(first.span, "first here"),
                );
                continue;
            }
            values.push(EnumValue {
                value: label.value.clone(),
                was: was.get(at).cloned().flatten(),
                span,
            });
        }
        self.names.take(schema.as_deref(), &name.name.text);
        let shared = (schema.clone(), name.name.text.clone());
        let id = EnumId(u32::try_from(self.catalog.enums.len()).unwrap_or(u32::MAX));
        self.catalog.enums.push(Enum {
            id,
            schema,
            name: name.name.text,
            values,
            source: EnumSource::Type,
            doc: statement.comments.doc.clone(),
            was: tags::of_type(&statement.comments, self.diagnostics),
            span: statement.span,
        });
        let (schema, name) = shared;
        self.catalog
            .add_type_name(schema.as_deref(), &name, Ty::Enum(id));
    }

    /// For each word of a new enum the one that it was, as `@was` says.
    fn words_before(&mut self, statement: &Statement, texts: &[Span]) -> Vec<Option<String>> {
        let elements: Vec<Element> = texts
            .iter()
            .map(|span| Element {
                tokens: statement.token_range(*span),
                span: *span,
            })
            .collect();
        let (of_words, strays) = comments_of(statement, &elements);
        for stray in &strays {
            reject(stray, self.diagnostics);
        }
        let words = of_words.iter();
        words
            .map(|comments| tags::of_word(comments, self.diagnostics))
            .collect()
    }

    /// `ALTER TYPE`.
    pub(super) fn alter_type(&mut self, statement: &Statement, alter: &ast::AlterType) {
        let name = self.qualified(statement, &alter.name);
        if let AlterTypeOperation::Rename(rename) = &alter.operation {
            if let Some(ty) = self.known_type(&name) {
                let new = self.name(statement, &rename.new_name);
                self.rename_type(&ty, &new.text);
            }
            return;
        }
        let Some(id) = self.known_enum(&name) else {
            return;
        };
        let texts = text_tokens(statement);
        let place = |at: usize| texts.get(at).copied().unwrap_or(name.span);
        match &alter.operation {
            AlterTypeOperation::Rename(_) => {}
            AlterTypeOperation::AddValue(add) => {
                let neighbour = match &add.position {
                    Some(
                        AlterTypeAddValuePosition::Before(value)
                        | AlterTypeAddValuePosition::After(value),
                    ) => Some(value.value.as_str()),
                    None => None,
                };
                let exists = self.has_value(id, &add.value.value);
                if exists && add.if_not_exists {
                    return;
                }
                if exists {
                    self.diagnostics.push(
                        Diagnostic::error(
                            "duplicate-enum-value",
                            format!(
                                "`{}` has the value `{}` already",
                                name.shown(),
                                add.value.value
                            ),
                        )
                        .at(place(0), "again here"),
                    );
                    return;
                }
                if let Some(neighbour) = neighbour
                    && !self.has_value(id, neighbour)
                {
                    self.unknown_value(id, neighbour, place(1));
                    return;
                }
                let values = &mut self.catalog.enums[id.0 as usize].values;
                let at = neighbour
                    .and_then(|neighbour| values.iter().position(|value| value.value == neighbour));
                let at = match (&add.position, at) {
                    (Some(AlterTypeAddValuePosition::Before(_)), Some(at)) => at,
                    (Some(AlterTypeAddValuePosition::After(_)), Some(at)) => at + 1,
                    _ => values.len(),
                };
                let value = EnumValue {
                    value: add.value.value.clone(),
                    was: None,
                    span: place(0),
                };
                values.insert(at, value);
            }
            AlterTypeOperation::RenameValue(rename) => {
                if !self.has_value(id, &rename.from.value) {
                    self.unknown_value(id, &rename.from.value, place(0));
                    return;
                }
                for value in &mut self.catalog.enums[id.0 as usize].values {
                    if value.value == rename.from.value {
                        value.value.clone_from(&rename.to.value);
                        value.span = place(1);
                    }
                }
            }
        }
    }

    /// The words of `ENUM(..)` or `SET(..)` become the column's own.
    pub(super) fn add_column_words(&mut self, column: &mut Column, words: Words, span: Span) {
        let id = EnumId(u32::try_from(self.catalog.enums.len()).unwrap_or(u32::MAX));
        let table = self.catalog.table(column.id.table);
        let found = Enum {
            id,
            schema: table.schema.clone(),
            name: format!("{}_{}", table.name, column.name),
            values: words
                .words
                .into_iter()
                .map(|value| EnumValue {
                    value,
                    was: None,
                    span,
                })
                .collect(),
            source: EnumSource::Column { column: column.id },
            doc: column.doc.clone(),
            was: None,
            span,
        };
        self.catalog.enums.push(found);
        column.ty = if words.set { Ty::Set(id) } else { Ty::Enum(id) };
    }

    /// The enum with this name, or an error at the name.
    pub(super) fn known_enum(&mut self, name: &QualifiedName) -> Option<EnumId> {
        match self.known_type(name)? {
            Ty::Enum(id) => Some(id),
            _ => {
                self.diagnostics.push(
                    Diagnostic::error("wrong-kind", format!("`{}` is no enum", name.shown()))
                        .at(name.span, "not an enum"),
                );
                None
            }
        }
    }

    fn has_value(&self, id: EnumId, value: &str) -> bool {
        let values = &self.catalog.enum_(id).values;
        values.iter().any(|known| known.value == value)
    }

    fn unknown_value(&mut self, id: EnumId, value: &str, span: Span) {
        let found = self.catalog.enum_(id);
        let known = found.values.iter().map(|known| known.value.as_str());
        let diagnostic = Diagnostic::error(
            "unknown-enum-value",
            format!("`{}` has no value `{value}`", found.name),
        )
        .at(span, "unknown value");
        let diagnostic = match nearest(value, known) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic,
        };
        self.diagnostics.push(diagnostic);
    }
}

/// The places of the quoted texts of a statement: labels have none in the tree.
fn text_tokens(statement: &Statement) -> Vec<Span> {
    statement
        .tokens
        .iter()
        .filter(|token| {
            matches!(
                token.token,
                Token::SingleQuotedString(_)
                    | Token::EscapedStringLiteral(_)
                    | Token::UnicodeStringLiteral(_)
            )
        })
        .map(|token| token.span)
        .collect()
}
