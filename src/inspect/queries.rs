//! Queries as tools read them: names, types and nullability of what goes in and comes out, and all findings.
//!
//! In: what the analysis made, as far as it came. Out: plain data. A query with an error is only in the findings.

use serde::Serialize;

use crate::Resolved;
use crate::analyze::{Cardinality, Param, ResultColumn, TypedQuery};
use crate::catalog::Catalog;
use crate::diagnostic::DiagnosticJson;
use crate::source::Sources;
use crate::ty::Ty;

/// `{"queries": [..], "diagnostics": [..]}`.
#[derive(Serialize)]
pub(super) struct Answer<'a> {
    queries: Vec<QueryView<'a>>,
    diagnostics: Vec<DiagnosticJson>,
}

#[derive(Serialize)]
struct QueryView<'a> {
    name: &'a str,
    /// Without the colon.
    command: &'static str,
    cardinality: Cardinality,
    params: Vec<ParamView<'a>>,
    columns: Vec<ColumnView<'a>>,
}

#[derive(Serialize)]
struct ParamView<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    ty: String,
    nullable: bool,
    /// Whether it takes several values: an array, or `sqlc.slice`, whose type is that of an element where the database has
    /// no arrays.
    array: bool,
}

#[derive(Serialize)]
struct ColumnView<'a> {
    /// As the database says it, also where it has none of its own.
    name: &'a str,
    #[serde(rename = "type")]
    ty: String,
    nullable: bool,
    /// The table whose column it shows unchanged.
    #[serde(skip_serializing_if = "Option::is_none")]
    table: Option<&'a str>,
}

/// What there is, also beside errors.
pub(super) fn answer(resolved: &Resolved) -> Answer<'_> {
    let queries = match (&resolved.queries, &resolved.catalog) {
        (Some(queries), Some(catalog)) => queries
            .iter()
            .map(|query| view(query, catalog, &resolved.report.sources))
            .collect(),
        _ => Vec::new(),
    };
    Answer {
        queries,
        diagnostics: resolved.report.json(),
    }
}

fn view<'a>(query: &'a TypedQuery, catalog: &'a Catalog, sources: &'a Sources) -> QueryView<'a> {
    QueryView {
        name: &query.header.name,
        command: query.header.command.word(),
        cardinality: query.cardinality,
        params: query.params.iter().map(|it| param(it, catalog)).collect(),
        columns: query
            .columns
            .iter()
            .map(|it| column(it, catalog, sources))
            .collect(),
    }
}

fn param<'a>(param: &'a Param, catalog: &Catalog) -> ParamView<'a> {
    let dialect = catalog.dialect;
    let is_array = matches!(param.ty, Ty::Array(_));
    let element = dialect.canonical_type_name(catalog, &param.ty);
    ParamView {
        name: &param.name,
        ty: match param.slice && dialect.has_arrays() {
            true => format!("{element}[]"),
            false => element,
        },
        nullable: param.nullable,
        array: param.slice || is_array,
    }
}

fn column<'a>(
    column: &'a ResultColumn,
    catalog: &'a Catalog,
    sources: &'a Sources,
) -> ColumnView<'a> {
    ColumnView {
        name: match catalog.dialect.name_of_unnamed() {
            Some(name) if column.unnamed => name,
            None if column.unnamed => sources.text(column.span),
            _ => &column.name,
        },
        ty: catalog.dialect.canonical_type_name(catalog, &column.ty),
        nullable: column.nullable,
        table: column
            .direct
            .map(|id| catalog.table(id.table).name.as_str()),
    }
}
