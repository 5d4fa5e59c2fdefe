//! A condition on the rows of one table that stands in a tag, away from any statement.
//!
//! In: its text and its place. Out: whether it is one, or diagnostics at their places in it. It is analysed as what follows the
//! WHERE of a query.

use super::queries;
use crate::catalog::{Catalog, Table};
use crate::diagnostic::{Diagnostic, Diagnostics, Label};
use crate::source::{SourceKind, Sources, Span};
use crate::syntax;

/// Whether the text at a place is a condition on the rows of a table, without parameters and other tables.
pub fn is_condition(
    catalog: &Catalog,
    table: &Table,
    place: Span,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> bool {
    let text = sources.text(place);
    let has_comment = text.contains("--") || text.contains("/*");
    if has_comment || syntax::parse_expr(text, catalog.dialect).is_none() {
        let why = "this cannot be read as a condition";
        diagnostics.push(bad(why).at(place, "not what can follow WHERE").help(HELP));
        return false;
    }
    let name = catalog
        .dialect
        .qualified(table.schema.as_deref(), &table.name);
    let head = format!("-- name: Rows :many\nSELECT 1 FROM {name} WHERE ");
    let mut own = Sources::new();
    let file = own.add(SourceKind::Queries, "condition", format!("{head}{text}"));
    let mut found = Diagnostics::new();
    let statements = syntax::parse(own.get(file), catalog.dialect, &mut found);
    let typed = queries(catalog, &statements, &own, &mut found);
    let moved = |span: Span| {
        let at = |offset: usize| (place.start + offset.saturating_sub(head.len())).min(place.end);
        Span::new(place.file, at(span.start), at(span.end))
    };
    let is_sound = !found.has_errors();
    for one in found.take_from(0) {
        let here = |label: Label| Label {
            span: moved(label.span),
            ..label
        };
        diagnostics.push(Diagnostic {
            primary: one.primary.map(here),
            labels: one.labels.into_iter().map(here).collect(),
            ..one
        });
    }
    let Some(query) = typed.first().filter(|_| is_sound) else {
        return false;
    };
    if let Some(param) = query.params.first() {
        let why = "the condition of a relation has no parameters";
        let place = moved(param.span);
        diagnostics.push(bad(why).at(place, "nobody gives it a value").help(HELP));
    }
    if query.reads.iter().any(|read| *read != table.id) {
        let why = format!(
            "the condition of a relation is about `{}` alone",
            table.name
        );
        diagnostics.push(bad(why).at(place, "reads another table").help(HELP));
    }
    query.params.is_empty() && query.reads.iter().all(|read| *read == table.id)
}

const HELP: &str = "compare columns of the related table with constants: `status = 'published'`";

fn bad(why: impl Into<String>) -> Diagnostic {
    Diagnostic::error("bad-relation-condition", why)
}
