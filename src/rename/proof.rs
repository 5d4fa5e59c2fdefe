//! The result, read again.
//!
//! In: the texts with the new name. Out: what the stages make of them, or where they have errors, mean something else, or where the way
//! from the old schema to the new one would be more than a rename.

use super::{Task, names};
use crate::catalog::{Called, Catalog};
use crate::diagnostic::Diagnostic;
use crate::migrate::{Renamed, Schema, beyond_renames};
use crate::source::{SourceKind, Sources};
use crate::{Project, Report, Resolved, config, resolve_texts};

/// Reads the new texts. The error is about them, and nothing of them may be kept.
pub(super) fn prove(
    task: &Task<'_>,
    project: &Project,
    texts: Sources,
) -> Result<Resolved, Report> {
    let project = with_settings(project, &texts)?;
    let after = resolve_texts(&project.config, texts);
    let Some(catalog) = after.catalog.as_ref().filter(|_| !has_errors(&after)) else {
        return Err(failed(after.report));
    };
    let told = |diagnostic: Diagnostic| {
        let mut report = after.report.clone();
        report.diagnostics.push(diagnostic);
        failed(report)
    };
    same_meaning(task, &after, catalog).map_err(told)?;
    same_schema(task, &after, catalog).map_err(told)?;
    Ok(after)
}

fn has_errors(resolved: &Resolved) -> bool {
    resolved.report.diagnostics.has_errors()
}

/// rowtype.toml, which may name the table or column.
fn with_settings(project: &Project, texts: &Sources) -> Result<Project, Report> {
    let mut report = Report {
        sources: texts.clone(),
        ..Report::default()
    };
    let mut project = project.clone();
    if let Some(file) = texts.of_kind(SourceKind::Config).next() {
        project.config = config::parse(file, &mut report.diagnostics);
        if report.diagnostics.has_errors() {
            return Err(failed(report));
        }
    }
    Ok(project)
}

/// Says first that nothing is written.
fn failed(report: Report) -> Report {
    let mut told = Report {
        sources: report.sources,
        ..Report::default()
    };
    told.diagnostics.push(
        Diagnostic::error(
            "rename-fails",
            "with the new name the definition is not what it was: nothing is written",
        )
        .help("the findings below are about the texts as they would be; change these places first, then rename"),
    );
    for one in report.diagnostics.iter() {
        told.diagnostics.push(one.clone());
    }
    told
}

/// Every name means what it meant: none is taken by something else that has the new name.
fn same_meaning(task: &Task<'_>, after: &Resolved, catalog: &Catalog) -> Result<(), Diagnostic> {
    let before = names::called(task.resolved, task.catalog);
    let now = names::called(after, catalog);
    let meaning = |one: &Called| (one.span.file, one.table, one.column);
    let mut pairs = before.iter().zip(&now);
    let other = pairs.find(|(one, other)| meaning(one) != meaning(other));
    let other = other.map(|(_, now)| now).or(now.get(before.len()));
    match other {
        Some(other) => Err(Diagnostic::error(
            "rename-captured",
            "a name would mean something else here",
        )
        .at(other.span, "means another table or column than before")
        .help("write the table's name before the column, or choose another name")),
        None if now.len() < before.len() => Err(Diagnostic::error(
            "rename-captured",
            "a name that is used now would be used no more",
        )
        .help("look for NATURAL JOIN, or choose another name")),
        None => Ok(()),
    }
}

/// The way from the old schema to the new one is the rename, with what must be made anew because of it.
fn same_schema(task: &Task<'_>, after: &Resolved, catalog: &Catalog) -> Result<(), Diagnostic> {
    let old = Schema::of(task.catalog, &task.resolved.schema, task.sources);
    let new = Schema::of(catalog, &after.schema, &after.report.sources);
    let table = catalog.table(task.wanted.table);
    let renamed = Renamed {
        schema: table.schema.as_deref(),
        table: &table.name,
        column: task.wanted.column.map(|_| task.wanted.new.as_str()),
        old: &task.wanted.old,
    };
    match beyond_renames(&old, &new, &renamed) {
        Some(statement) => Err(Diagnostic::error(
            "rename-changes-more",
            format!("the migration would do more than rename: {statement}"),
        )
        .at(table.name_span, "of this table")
        .help("something that is carried as text has the old name: change it first")),
        None => Ok(()),
    }
}
