//! Every stage as text and as JSON: what `rowtype inspect` shows and what the snapshots pin.
//!
//! In: what the stages made. Out: text, complete enough that a change in a stage shows as a changed line. It decides
//! nothing.

mod queries;
mod statements;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::source::{FileId, Sources, Span};
use crate::{Resolved, analyze, catalog, service, syntax};

/// A stage whose result can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// What the files say: statements, comments, tags, parameters.
    Statements,
    /// What the database would hold.
    Catalog,
    /// Types, nullability and parameters of every query.
    Queries,
    /// Names, routes, bodies and SQL.
    Service,
}

/// A stage as text for people; none where it was not reached.
pub fn text(stage: Stage, resolved: &Resolved) -> Option<String> {
    let sources = &resolved.report.sources;
    match stage {
        Stage::Statements => Some(
            [&resolved.schema, &resolved.statements]
                .map(|statements| syntax::print(statements, sources))
                .join("\n"),
        ),
        Stage::Catalog => Some(catalog::print(resolved.catalog.as_ref()?, sources)),
        Stage::Queries => Some(analyze::print(
            resolved.queries.as_ref()?,
            resolved.catalog.as_ref()?,
            sources,
        )),
        Stage::Service => Some(service::print(resolved.service.as_ref()?)),
    }
}

/// A stage as JSON, every field of it. A place is `"schema.sql:12:3"`. The queries have a shape of their own for other tools,
/// with the findings, and are there beside errors too.
pub fn json(stage: Stage, resolved: &Resolved) -> Option<Value> {
    let sources = &resolved.report.sources;
    match stage {
        Stage::Statements => value(&statements::view(resolved, sources), sources),
        Stage::Catalog => value(resolved.catalog.as_ref()?, sources),
        Stage::Queries => serde_json::to_value(queries::answer(resolved)).ok(),
        Stage::Service => value(resolved.service.as_ref()?, sources),
    }
}

fn value(stage: &impl Serialize, sources: &Sources) -> Option<Value> {
    serde_json::to_value(stage)
        .ok()
        .map(|value| with_places(value, sources))
}

/// Replaces every span by its place.
fn with_places(value: Value, sources: &Sources) -> Value {
    match value {
        Value::Array(items) => items
            .into_iter()
            .map(|item| with_places(item, sources))
            .collect(),
        Value::Object(fields) => match as_span(&fields) {
            Some(span) => Value::String(place(span, sources)),
            None => fields
                .into_iter()
                .map(|(key, value)| (key, with_places(value, sources)))
                .collect::<Map<String, Value>>()
                .into(),
        },
        other => other,
    }
}

fn as_span(fields: &Map<String, Value>) -> Option<Span> {
    if fields.len() != 3 {
        return None;
    }
    let number = |key: &str| fields.get(key)?.as_u64();
    Some(Span::new(
        FileId(u32::try_from(number("file")?).ok()?),
        usize::try_from(number("start")?).ok()?,
        usize::try_from(number("end")?).ok()?,
    ))
}

/// `schema.sql:12:3`.
fn place(span: Span, sources: &Sources) -> String {
    let file = sources.get(span.file);
    let at = file.line_column(span.start);
    format!("{}:{}:{}", file.path, at.line, at.column)
}
