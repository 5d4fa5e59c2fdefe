//! Constraints that the other schema has and the code's own does not: what the code writes may be refused.

use super::side::Side;
use crate::catalog::{Catalog, Table, TableId};
use crate::diagnostic::Diagnostic;
use crate::migrate::{Demand, Schema};
use crate::source::Span;
use crate::ty::Ty;

/// Checks the tables that the code writes to.
pub(super) fn check(code: &Side<'_>, schema: &Side<'_>, found: &mut Vec<Diagnostic>) {
    row_security(code, schema, found);
    for demand in Schema::demands(&code.schema, &schema.schema) {
        let find = |catalog: &Catalog| catalog.find_table(demand.schema.as_deref(), &demand.table);
        let (Some(own), Some(other)) = (find(code.catalog), find(schema.catalog)) else {
            continue;
        };
        let other = schema.catalog.table(other);
        let Some((span, columns)) = written(&demand, other, schema) else {
            continue;
        };
        let is_known = |index: &u32| {
            let name = &other.column(*index).name;
            code.column(code.catalog.table(own), name).is_some()
        };
        // Words are told apart one by one; of columns that the code does not know, it writes nothing.
        let is_of_words = |at: &u32| matches!(other.column(*at).ty, Ty::Enum(_));
        let is_words = demand.what == "a CHECK" && columns.len() == 1 && is_of_words(&columns[0]);
        if is_words || !columns.is_empty() && !columns.iter().any(is_known) {
            continue;
        }
        if let Some((at, by)) = writer(own, code) {
            let message = format!(
                "what {} writes to `{}` may be refused: {} has {} that its own schema does not have",
                code.code(),
                demand.table,
                schema.schema_name(),
                demand.what
            );
            let finding = Diagnostic::warning("deploy-demand", message);
            found.push(
                finding
                    .at(at, by)
                    .also(span, "refuses")
                    .help("let the code write only what satisfies it, before the two meet"),
            );
        }
    }
}

/// Policies say there which rows are seen and written, and in the code's own schema nothing does.
fn row_security(code: &Side<'_>, schema: &Side<'_>, found: &mut Vec<Diagnostic>) {
    for id in &schema.catalog.row_security {
        let table = schema.catalog.table(*id);
        let Some(own) = code.table_like(table) else {
            continue;
        };
        if code.catalog.row_security.contains(&own.id) {
            continue;
        }
        let message = format!(
            "{} has row-level security on `{}`: {} may not see rows there, or not write them",
            schema.schema_name(),
            table.name,
            code.code()
        );
        let finding = Diagnostic::warning("deploy-row-security", message);
        found.push(finding.at(own.name_span, "without policies here").help(
            "make the policies so that the role of this code passes, until all of it has gone",
        ));
    }
}

/// Where a constraint stands, and its columns.
fn written(demand: &Demand, table: &Table, schema: &Side<'_>) -> Option<(Span, Vec<u32>)> {
    let file = schema.definitions.get(demand.place.0)?.span.file;
    let is_here = |span: Span| span.file == file && span.start == demand.place.1;
    let key = table
        .primary_key_span
        .map(|span| (span, table.primary_key.clone()));
    let uniques = table
        .uniques
        .iter()
        .map(|one| (one.span, one.columns.clone()));
    let references = table
        .foreign_keys
        .iter()
        .map(|one| (one.span, one.columns.clone()));
    let exclusions = table.exclusions.iter().map(|one| (one.span, Vec::new()));
    let indexes = schema.catalog.indexes.iter();
    let indexes = indexes.map(|one| (one.span, one.columns.clone()));
    let mut all = key
        .into_iter()
        .chain(uniques)
        .chain(references)
        .chain(exclusions)
        .chain(indexes);
    if let Some(found) = all.find(|(span, _)| is_here(*span)) {
        return Some(found);
    }
    // A CHECK is known by its expression, which stands inside of it.
    let checks = table.checks.iter().filter(|one| one.span.file == file);
    let behind = checks.filter(|one| one.span.start >= demand.place.1);
    let nearest = behind.min_by_key(|one| one.span.start)?;
    Some((nearest.span, nearest.columns.clone()))
}

/// Who writes to a table: its generated functions, or else a query.
fn writer(table: TableId, code: &Side<'_>) -> Option<(Span, String)> {
    let mut resources = code.service.resources.iter();
    let is_written = resources.any(|resource| {
        resource.table == table && (resource.create.is_some() || resource.update.is_some())
    });
    if is_written {
        let span = code.catalog.table(table).name_span;
        return Some((span, "written by generated functions".to_owned()));
    }
    let mut queries = code.queries.iter();
    let query = queries.find(|query| query.writes.contains(&table))?;
    Some((query.header.name_span, "this query writes to it".to_owned()))
}
