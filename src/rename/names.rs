//! What the catalog and the analysis have resolved: definitions, views, policies and queries.
//!
//! In: every place where a table or column is called by its name. Out: edits. A view keeps the names of its columns, as the databases
//! do: what it shows under the old name gets an AS.

use std::collections::BTreeMap;

use super::edits::Edits;
use super::wanted::columns_with;
use super::{Task, Wanted};
use crate::analyze::{self, ResultColumn};
use crate::catalog::{Called, ColumnId, TableKind};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::Statement;
use crate::{Resolved, catalog::Catalog};

/// All that is called by its name in a definition, sorted, each once.
pub(super) fn called(resolved: &Resolved, catalog: &Catalog) -> Vec<Called> {
    let sources = &resolved.report.sources;
    let mut found = catalog.called.clone();
    for statement in &resolved.schema {
        let query = analyze::defined_by(catalog, statement, sources);
        found.extend(query.into_iter().flat_map(|query| query.called));
        let policy = analyze::called_by_policy(catalog, statement, sources);
        found.extend(policy.into_iter().flatten());
    }
    for query in resolved.queries.iter().flatten() {
        found.extend(&query.called);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Edits every name that means what is renamed.
pub(super) fn edit(task: &Task<'_>, edits: &mut Edits) -> Result<(), Diagnostic> {
    let (catalog, sources, wanted) = (task.catalog, task.sources, &task.wanted);
    let dialect = catalog.dialect;
    let with = columns_with(wanted, catalog, &task.resolved.schema, sources);
    let is_meant = |one: &Called| match one.column {
        Some(index) => with.contains(&ColumnId {
            table: one.table,
            index,
        }),
        None => wanted.is_meant(one),
    };
    let called = called(task.resolved, catalog);
    check_shared(task, &called, is_meant)?;
    for one in called.iter().filter(|one| is_meant(one)) {
        let text = sources.text(one.span);
        if wanted.is_written(text, dialect) {
            edits.replace(one.span, wanted.in_place_of(text, dialect));
        }
    }
    for statement in &task.resolved.schema {
        if let Some(query) = analyze::defined_by(catalog, statement, sources) {
            keep_results(task, statement, &query.columns, &with, edits);
        }
    }
    if wanted.is_of_view && wanted.column.is_some() {
        name_result(task, edits)?;
    }
    Ok(())
}

/// One word for columns of several tables cannot be another word for one of them.
fn check_shared(
    task: &Task<'_>,
    called: &[Called],
    is_meant: impl Fn(&Called) -> bool,
) -> Result<(), Diagnostic> {
    let mut shared: BTreeMap<Span, Vec<&Called>> = BTreeMap::new();
    for one in called.iter().filter(|one| one.is_shared) {
        shared.entry(one.span).or_default().push(one);
    }
    let mut groups = shared.into_iter();
    let split = groups.find(|(_, group)| {
        group.iter().any(|one| is_meant(one)) && !group.iter().all(|one| is_meant(one))
    });
    let Some((span, _)) = split else {
        return Ok(());
    };
    let Wanted { old, .. } = &task.wanted;
    Err(Diagnostic::error(
        "rename-shared",
        format!(
            "here `{old}` is one word for columns of two tables, and only one gets another name"
        ),
    )
    .at(span, "joins by this name")
    .help("write the join with ON: `ON a.x = b.y`"))
}

/// What a definition's query shows under the old name keeps it.
fn keep_results(
    task: &Task<'_>,
    statement: &Statement,
    columns: &[ResultColumn],
    with: &[ColumnId],
    edits: &mut Edits,
) {
    let mut tables = task.catalog.tables.iter();
    let Some(table) = tables.find(|table| table.span == statement.span) else {
        return;
    };
    for (result, own) in columns.iter().zip(&table.columns) {
        let is_given = own.name_span != result.span;
        let is_star = task.sources.text(result.span).ends_with('*');
        let is_meant = result.called.is_some_and(|id| with.contains(&id));
        // A column of a table that is made by a query has no place of its own.
        let is_own = task.wanted.column_id() == Some(own.id);
        if is_meant && !is_given && !is_star && !is_own {
            edits.add_behind(result.span, alias(task, &task.wanted.old));
        }
    }
}

/// ` AS name`.
pub(super) fn alias(task: &Task<'_>, name: &str) -> String {
    format!(" AS {}", task.catalog.dialect.quote(name))
}

/// A column of a view is called otherwise where the view says what it is called.
fn name_result(task: &Task<'_>, edits: &mut Edits) -> Result<(), Diagnostic> {
    let (wanted, dialect) = (&task.wanted, task.catalog.dialect);
    let view = task.catalog.table(wanted.table);
    let Some(column) = wanted.column.map(|index| view.column(index)) else {
        return Ok(());
    };
    debug_assert_eq!(view.kind, TableKind::View);
    if column.name_span != column.span {
        let text = task.sources.text(column.name_span);
        edits.replace(column.name_span, wanted.in_place_of(text, dialect));
        return Ok(());
    }
    let mut statements = task.resolved.schema.iter();
    let statement = statements.find(|one| one.span == view.span);
    let is_star = task.sources.text(column.span).ends_with('*');
    let Some(statement) = statement.filter(|_| !is_star) else {
        let message = format!("`{}` gets its name by the star of its view", column.name);
        return Err(Diagnostic::error("rename-impossible", message)
            .at(column.span, "this star")
            .help("rename the column of the table, or name the view's columns one by one"));
    };
    let mut behind = statement.tokens.iter();
    let mut behind = behind
        .by_ref()
        .skip_while(|token| token.span.start < column.span.end);
    let next = behind.next();
    let given = match next {
        Some(token) if token.is_word("as") => behind.next(),
        other => other,
    };
    let given = given.filter(|token| {
        token.word().is_some() && wanted.is_written(task.sources.text(token.span), dialect)
    });
    match given {
        Some(token) => {
            let text = task.sources.text(token.span);
            edits.replace(token.span, wanted.in_place_of(text, dialect));
        }
        None => edits.add_behind(column.span, alias(task, &wanted.new)),
    }
    Ok(())
}
