//! What changes for callers, and how it is kept.
//!
//! In: the service and the queries before and after. Out: lines for people; or edits by which the API keeps its names.

use std::fmt::Write as _;

use super::edits::Edits;
use super::{Task, names};
use crate::Resolved;
use crate::analyze::TypedQuery;
use crate::catalog::TableKind;
use crate::service::Resource;

/// Adds AS to queries that show the column. The comment with `@name` to write above the table or column, where it has none.
pub(super) fn keep(task: &Task<'_>, edits: &mut Edits) -> Option<String> {
    for query in task.resolved.queries.iter().flatten() {
        keep_results(task, query, edits);
    }
    let table = task.catalog.table(task.wanted.table);
    let service = task.resolved.service.as_ref();
    let mut resources = service.iter().flat_map(|service| &service.resources);
    let resource = resources.find(|one| one.table == task.wanted.table);
    let resource = resource?;
    let Some(index) = task.wanted.column else {
        let is_named = table.tags.name.is_some();
        return (!is_named).then(|| format!("-- @name {}", task.wanted.old));
    };
    let column = table.column(index);
    let is_named = column.tags.name.is_some() || column.tags.hash.is_some();
    let mut fields = resource.fields.iter();
    let field = fields.find(|one| one.column == column.id)?;
    let can_have_one = table.kind == TableKind::Table && !is_named;
    can_have_one.then(|| format!("-- @name {}", field.json))
}

fn keep_results(task: &Task<'_>, query: &TypedQuery, edits: &mut Edits) {
    for column in &query.columns {
        let is_star = task.sources.text(column.span).ends_with('*');
        let is_it = column.called.is_some() && column.called == task.wanted.column_id();
        if is_it && !is_star {
            edits.add_behind(column.span, names::alias(task, &column.name));
        }
    }
}

/// A line for each name that callers see and that is another one now.
pub(super) fn told(task: &Task<'_>, after: &Resolved) -> Vec<String> {
    let mut lines = Vec::new();
    if let (Some(before), Some(now)) = (&task.resolved.service, &after.service) {
        for (old, new) in before.resources.iter().zip(&now.resources) {
            of_resource(old, new, &mut lines);
        }
    }
    let before = task.resolved.queries.iter().flatten();
    for (old, new) in before.zip(after.queries.iter().flatten()) {
        of_query(old, new, &mut lines);
    }
    lines
}

fn of_resource(old: &Resource, new: &Resource, lines: &mut Vec<String>) {
    if old.row != new.row {
        lines.push(format!("the type `{}` becomes `{}`", old.row, new.row));
    }
    if let (Some(before), Some(now)) = (&old.path, &new.path)
        && before != now
    {
        let mut line = format!("the path `{before}` becomes `{now}`");
        let _ = write!(line, " (`-- @name {}` keeps it)", old.table_name);
        lines.push(line);
    }
    for (field, now) in old.fields.iter().zip(&new.fields) {
        if field.json != now.json {
            lines.push(format!(
                "the key `{}` of `{}` becomes `{}` (`-- @name {}` keeps it)",
                field.json, new.row, now.json, field.json
            ));
        }
    }
    for (one, now) in old.associations.iter().zip(&new.associations) {
        if one.name != now.name {
            lines.push(format!(
                "the relation `{}` of `{}` becomes `{}` (`@rel` names it)",
                one.name, new.row, now.name
            ));
        }
    }
}

fn of_query(old: &TypedQuery, new: &TypedQuery, lines: &mut Vec<String>) {
    let name = &old.header.name;
    for (column, now) in old.columns.iter().zip(&new.columns) {
        if column.name != now.name {
            lines.push(format!(
                "the column `{}` of {name} becomes `{}` (`AS {}` keeps it)",
                column.name, now.name, column.name
            ));
        }
    }
    for (param, now) in old.params.iter().zip(&new.params) {
        if param.name != now.name {
            lines.push(format!(
                "the parameter `{}` of {name} becomes `{}`",
                param.name, now.name
            ));
        }
    }
}
