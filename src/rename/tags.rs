//! Tags of tables and columns that name columns. Those of queries are resolved by the analysis.
//!
//! In: the comments of definitions, and the relations of the service, by which paths lead. Out: edits.

use super::Task;
use super::edits::Edits;
use super::words::Words;
use crate::catalog::TableTags;
use crate::service::{Resource, Service};
use crate::source::Span;
use crate::syntax::{Statement, Tag};

/// Tags above a table whose words are columns of it.
const OF_COLUMNS: [&str; 6] = ["sort", "expose", "upsert", "search", "owner", "shape"];

/// Edits the tags.
pub(super) fn edit(task: &Task<'_>, edits: &mut Edits) {
    if task.wanted.column.is_none() {
        return;
    }
    let table = task.catalog.table(task.wanted.table);
    for statement in &task.resolved.schema {
        if statement.span == table.span {
            let tags = statement.comments.tags.iter();
            for tag in tags.filter(|tag| OF_COLUMNS.contains(&&*tag.name)) {
                columns(task, tag, edits);
            }
            backfills(task, statement, edits);
        }
    }
    if let Some(service) = &task.resolved.service {
        for resource in &service.resources {
            paths(task, service, resource, edits);
            let tags = &task.catalog.table(resource.table).tags;
            conditions(task, service, resource, tags, edits);
        }
    }
}

/// `-created_at, title`, `SignUp input: email, password!`.
fn columns(task: &Task<'_>, tag: &Tag, edits: &mut Edits) {
    let head = match tag.name.as_str() {
        "shape" => tag.args.find(':').map_or(0, |colon| colon + 1),
        _ => 0,
    };
    let mut at = tag.args_span.start + head;
    for part in tag.args[head..].split(',') {
        let bare = part.trim().trim_start_matches('-').trim_end_matches('!');
        let start = at + part.find(bare).unwrap_or_default();
        if task.catalog.dialect.same_name(bare, &task.wanted.old) {
            let span = Span::new(tag.span.file, start, start + bare.len());
            edits.replace(span, &task.wanted.new);
        }
        at += part.len() + 1;
    }
}

/// `@backfill lower(email)`: over the columns of the table.
fn backfills(task: &Task<'_>, statement: &Statement, edits: &mut Edits) {
    let inner = statement.inner.iter();
    let tags = inner.flat_map(|comment| &comment.comments.tags);
    for tag in tags.filter(|tag| tag.name == "backfill") {
        expression(task, tag.args_span, edits);
    }
}

/// The words of an expression over the columns of the table: what is called with arguments is a function.
fn expression(task: &Task<'_>, span: Span, edits: &mut Edits) {
    let dialect = task.catalog.dialect;
    let words = Words::of(span, task.sources, dialect);
    for at in 0..words.len() {
        let is_old = words.is_name(at) && task.wanted.is_written(words.text(at), dialect);
        if is_old && !words.is_symbol(at + 1, '(') && !words.is_symbol(at + 1, '.') {
            let new = task.wanted.in_place_of(words.text(at), dialect);
            edits.replace(words.span(at), new);
        }
    }
}

/// `@filter author.name`.
fn paths(task: &Task<'_>, service: &Service, resource: &Resource, edits: &mut Edits) {
    for filter in &resource.filters {
        let (target, _) = filter.target(resource, &service.resources);
        if Some(target.fields[filter.field].column) == task.wanted.column_id() {
            let text = task.sources.text(filter.span);
            let name = text.rsplit('.').next().unwrap_or_default();
            let end = filter.span.end;
            let span = Span::new(filter.span.file, end - name.len(), end);
            edits.replace(span, &task.wanted.new);
        }
    }
}

/// `@rel published_posts: posts where status = 'published'`.
fn conditions(
    task: &Task<'_>,
    service: &Service,
    resource: &Resource,
    tags: &TableTags,
    edits: &mut Edits,
) {
    for relation in &tags.relations {
        let mut associations = resource.associations.iter();
        let target = associations
            .find(|one| one.name == relation.of)
            .map(|one| service.resources[one.target].table);
        if target == Some(task.wanted.table) {
            expression(task, relation.condition_span, edits);
        }
    }
}
