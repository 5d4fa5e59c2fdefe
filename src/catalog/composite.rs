//! CREATE TYPE of composites and ranges.

use sqlparser::ast::{UserDefinedTypeCompositeAttributeDef, UserDefinedTypeRangeOption};

use super::replay::{QualifiedName, Replay};
use super::{Composite, CompositeId, Field, Range, layout, tags};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::Statement;
use crate::syntax::tags::reject;
use crate::ty::Ty;

impl Replay<'_> {
    /// `CREATE TYPE .. AS (..)`.
    pub(super) fn create_composite(
        &mut self,
        statement: &Statement,
        name: &QualifiedName,
        attributes: &[UserDefinedTypeCompositeAttributeDef],
    ) {
        let Some(schema) = self.new_type_schema(name) else {
            return;
        };
        let elements = layout::elements(statement);
        let (comments, strays) = layout::comments_of(statement, &elements);
        for stray in strays.iter().chain([&statement.comments]) {
            reject(stray, self.diagnostics);
        }
        let mut fields: Vec<Field> = Vec::new();
        for attribute in attributes {
            let field = self.name(statement, &attribute.name);
            let at = elements
                .iter()
                .position(|one| one.span.contains(field.span));
            let comments = at.and_then(|at| comments.get(at));
            if let Some(first) = fields.iter().find(|first| first.name == field.text) {
                self.diagnostics.push(
                    Diagnostic::error(
                        "duplicate-column",
                        format!("type `{}` has two fields `{}`", name.shown(), field.text),
                    )
                    .at(field.span, "again here")
                    .also(first.span, "first here"),
                );
                continue;
            }
            match self.dialect.data_type(&self.catalog, &attribute.data_type) {
                Ok(found) => fields.push(Field {
                    name: field.text,
                    ty: found.ty,
                    doc: comments.map_or_else(Vec::new, |comments| comments.doc.clone()),
                    span: field.span,
                    type_span: field_type_span(statement, field.span),
                    was: comments.and_then(|comments| tags::of_field(comments, self.diagnostics)),
                }),
                Err(error) => {
                    let span = field_type_span(statement, field.span);
                    self.unknown_type(error, span);
                }
            }
        }
        let at = u32::try_from(self.catalog.composites.len()).unwrap_or(u32::MAX);
        self.catalog.composites.push(Composite {
            schema: schema.clone(),
            name: name.name.text.clone(),
            fields,
            doc: statement.comments.doc.clone(),
            span: statement.span,
            name_span: name.name.span,
        });
        let ty = Ty::Composite(CompositeId::Type(at));
        self.catalog
            .add_type_name(schema.as_deref(), &name.name.text, ty);
    }

    /// `CREATE TYPE .. AS RANGE (..)`.
    pub(super) fn create_range(
        &mut self,
        statement: &Statement,
        name: &QualifiedName,
        options: &[UserDefinedTypeRangeOption],
    ) {
        let Some(schema) = self.new_type_schema(name) else {
            return;
        };
        let mut subtype = None;
        let mut multirange = multirange_name(&name.name.text);
        for option in options {
            match option {
                UserDefinedTypeRangeOption::Subtype(written) => {
                    match self.dialect.data_type(&self.catalog, written) {
                        Ok(found) => subtype = Some(found.ty),
                        Err(error) => {
                            self.unknown_type(error, statement.span);
                            return;
                        }
                    }
                }
                UserDefinedTypeRangeOption::MultirangeTypeName(given) => {
                    multirange = self.qualified(statement, given).name.text;
                }
                _ => {}
            }
        }
        let Some(subtype) = subtype else {
            self.diagnostics.push(
                Diagnostic::error("range-without-subtype", "a range type needs SUBTYPE")
                    .at(name.span, "a range of what?"),
            );
            return;
        };
        for name in [&name.name.text, &multirange] {
            let ty = Ty::Other(name.clone());
            self.catalog.add_type_name(schema.as_deref(), name, ty);
        }
        self.catalog.ranges.push(Range {
            schema,
            name: name.name.text.clone(),
            multirange,
            subtype,
            span: statement.span,
        });
    }
}

/// The type that stands behind a field's name.
fn field_type_span(statement: &Statement, name: Span) -> Span {
    let start = statement.token_range(name).end;
    let end = layout::element_end(statement, start);
    match start < end {
        true => layout::range_span(statement, &(start..end)),
        false => name,
    }
}

/// As the database makes it: `range` becomes `multirange`, or `_multirange` follows.
fn multirange_name(name: &str) -> String {
    match name.rsplit_once("range") {
        Some((before, after)) => format!("{before}multirange{after}"),
        None => format!("{name}_multirange"),
    }
}
