//! CREATE, ALTER and DROP TYPE: enums.

use sqlparser::ast::{
    self, AlterTypeAddValuePosition, AlterTypeOperation, ObjectName, UserDefinedTypeRepresentation,
};
use sqlparser::tokenizer::Token;

use super::replay::{QualifiedName, Replay};
use super::{Column, Enum, EnumId, EnumSource, EnumValue};
use crate::diagnostic::{Diagnostic, nearest};
use crate::dialect::data_type::Words;
use crate::source::Span;
use crate::syntax::Statement;
use crate::ty::Ty;

impl Replay<'_> {
    /// `CREATE TYPE .. AS ENUM`.
    pub(super) fn create_type(
        &mut self,
        statement: &Statement,
        name: &ObjectName,
        representation: Option<&UserDefinedTypeRepresentation>,
    ) {
        let Some(UserDefinedTypeRepresentation::Enum { labels }) = representation else {
            self.unsupported(statement.span, "a type other than an enum");
            return;
        };
        let name = self.qualified(statement, name);
        let schema = self.target_schema(&name);
        if let Some(first) = self.find_enum(&name) {
            let first = self.catalog.enum_(first).span;
            self.diagnostics.push(
                Diagnostic::error(
                    "duplicate-type",
                    format!("there is a type `{}` already", name.shown()),
                )
                .at(name.span, "again here")
                .also(first, "first here"),
            );
            return;
        }
        let mut values: Vec<EnumValue> = Vec::new();
        let texts = text_tokens(statement);
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
                span,
            });
        }
        self.names.take(schema.as_deref(), &name.name.text);
        let id = EnumId(u32::try_from(self.catalog.enums.len()).unwrap_or(u32::MAX));
        self.catalog.enums.push(Enum {
            id,
            schema,
            name: name.name.text,
            values,
            source: EnumSource::Type,
            doc: statement.comments.doc.clone(),
            span: statement.span,
        });
    }

    /// `ALTER TYPE`.
    pub(super) fn alter_type(&mut self, statement: &Statement, alter: &ast::AlterType) {
        let name = self.qualified(statement, &alter.name);
        let Some(id) = self.known_enum(&name) else {
            return;
        };
        let texts = text_tokens(statement);
        let place = |at: usize| texts.get(at).copied().unwrap_or(name.span);
        match &alter.operation {
            AlterTypeOperation::Rename(rename) => {
                let new = self.name(statement, &rename.new_name);
                self.catalog.enums[id.0 as usize].name = new.text;
            }
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

    /// `DROP TYPE`.
    pub(super) fn drop_type(&mut self, name: &QualifiedName, if_exists: bool, cascade: bool) {
        if if_exists && self.find_enum(name).is_none() {
            return;
        }
        let Some(id) = self.known_enum(name) else {
            return;
        };
        let user = self
            .catalog
            .tables
            .iter()
            .flat_map(|table| &table.columns)
            .find(|column| uses_enum(&column.ty, id))
            .map(|column| column.span);
        match user {
            Some(span) if !cascade => {
                self.diagnostics.push(
                    Diagnostic::error(
                        "dropped-in-use",
                        format!("`{}` is dropped, but still in use", name.shown()),
                    )
                    .at(name.span, "dropped here")
                    .also(span, "used here")
                    .help("drop or change the columns before"),
                );
            }
            Some(_) => self.unsupported(name.span, "`DROP TYPE .. CASCADE` of a type in use"),
            None => self.remove_enum(id),
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
                .map(|value| EnumValue { value, span })
                .collect(),
            source: EnumSource::Column { column: column.id },
            doc: column.doc.clone(),
            span,
        };
        self.catalog.enums.push(found);
        column.ty = if words.set { Ty::Set(id) } else { Ty::Enum(id) };
    }

    /// The enum with this name, or an error at the name.
    pub(super) fn known_enum(&mut self, name: &QualifiedName) -> Option<EnumId> {
        let found = self.find_enum(name);
        if found.is_none() {
            let known = self.catalog.enums.iter().map(|found| found.name.as_str());
            let near = nearest(&name.name.text, known).map(str::to_owned);
            let diagnostic = Diagnostic::error(
                "unknown-type",
                format!("there is no type `{}`", name.shown()),
            )
            .at(name.span, "unknown type");
            self.diagnostics.push(match near {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic,
            });
        }
        found
    }

    fn find_enum(&self, name: &QualifiedName) -> Option<EnumId> {
        self.catalog
            .enums
            .iter()
            .filter(|found| found.source == EnumSource::Type)
            .find(|found| {
                found.name == name.name.text
                    && name
                        .schema
                        .as_ref()
                        .is_none_or(|schema| found.schema.as_ref() == Some(schema))
            })
            .map(|found| found.id)
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

fn uses_enum(ty: &Ty, id: EnumId) -> bool {
    match ty {
        Ty::Enum(used) => *used == id,
        Ty::Array(element) => uses_enum(element, id),
        _ => false,
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
