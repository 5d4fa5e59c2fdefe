//! What definitions carry as text: triggers, rules, grants, comments, functions.
//!
//! In: statements that the catalog does not take apart. Out: edits where a place can mean nothing but the table or column: the table
//! after ON, the columns of `UPDATE OF` and of a grant, `NEW.name` in a trigger of the table, `users.name`. What else has the old name in
//! it is left as it is and named.

use super::Task;
use super::edits::Edits;
use super::words::{Words, mentions};
use crate::source::Span;
use crate::syntax::{Definition, Statement, StatementKind};

/// Places that are left as they are, each with what stands there.
pub(super) type Places = Vec<(Span, &'static str)>;

/// Keywords before the name of a table.
const BEFORE_TABLES: [&str; 9] = [
    "on", "table", "only", "from", "into", "update", "join", "exists", "setof",
];

/// Edits the schema's statements that are carried, and names what is left.
pub(super) fn edit(task: &Task<'_>, edits: &mut Edits, open: &mut Places) {
    for statement in &task.resolved.schema {
        match &statement.kind {
            StatementKind::Verbatim => {
                let words = Words::of(statement.span, task.sources, task.catalog.dialect);
                edit_statement(task, &words, edits);
                let what = match head_of(&words) {
                    Some("trigger") => "the body of a trigger",
                    Some("rule") => "a rule",
                    _ => "a statement that is carried as text",
                };
                left(task, &words, edits, what, open);
            }
            StatementKind::Definition(definition) if is_function(definition) => {
                edit_function(task, statement, edits, open);
            }
            _ => {}
        }
    }
}

/// What a word by word reading of a statement edits.
pub(super) fn edit_statement(task: &Task<'_>, words: &Words<'_>, edits: &mut Edits) {
    match task.wanted.column {
        None => edit_table(task, words, edits),
        Some(_) => edit_column(task, words, edits),
    }
}

/// Names the places that still have the old name.
pub(super) fn left(
    task: &Task<'_>,
    words: &Words<'_>,
    edits: &Edits,
    what: &'static str,
    open: &mut Places,
) {
    if task.wanted.column.is_some() && !is_about_table(task, words) {
        return;
    }
    for at in 0..words.len() {
        let span = words.span(at);
        if words.is_text(at) && what != super::rows::LEFT {
            for place in mentions(words.text(at), &task.wanted.old) {
                let start = span.start + place;
                open.push((Span::new(span.file, start, start), what));
            }
        } else if is_old(task, words, at) && !edits.has(span) {
            open.push((span, what));
        }
    }
}

fn edit_function(task: &Task<'_>, statement: &Statement, edits: &mut Edits, open: &mut Places) {
    let words = Words::of(statement.span, task.sources, task.catalog.dialect);
    if task.wanted.column.is_none() {
        for at in (1..words.len()).filter(|at| is_table(task, &words, *at)) {
            let first = if words.is_symbol(at - 1, '.') {
                at - 2
            } else {
                at
            };
            let before = first.checked_sub(1);
            let types = ["setof", "returns", "of"];
            let is_type = before.is_some_and(|before| words.is_any(before, &types));
            if is_type || words.is_symbol(at + 1, '.') || words.is_symbol(at + 1, '%') {
                replace(task, &words, at, edits);
            }
        }
    }
    left(task, &words, edits, "the body of a function", open);
}

fn is_function(definition: &Definition) -> bool {
    matches!(definition, Definition::CreateFunction(_))
}

/// The table's name where only a table can stand.
fn edit_table(task: &Task<'_>, words: &Words<'_>, edits: &mut Edits) {
    let is_grant = words.is_any(0, &["grant", "revoke"]);
    let is_rule = head_of(words) == Some("rule");
    let on = words.find(0, &["on"]).unwrap_or(usize::MAX);
    for at in (0..words.len()).filter(|at| is_table(task, words, *at)) {
        let first = match at >= 2 && words.is_symbol(at - 1, '.') {
            true => at - 2,
            false => at,
        };
        let before = first.checked_sub(1);
        let is_place = before.is_some_and(|before| {
            words.is_any(before, &BEFORE_TABLES)
                || is_rule && words.is(before, "to")
                || is_grant && at > on && words.is_symbol(before, ',')
        });
        if is_place || words.is_symbol(at + 1, '.') && words.is_name(at + 2) {
            replace(task, words, at, edits);
        }
    }
}

/// The column's name where it can mean no other.
fn edit_column(task: &Task<'_>, words: &Words<'_>, edits: &mut Edits) {
    let on_table = table_after_on(task, words);
    let is_trigger = head_of(words) == Some("trigger") || head_of(words) == Some("rule");
    for at in (0..words.len()).filter(|at| is_old(task, words, *at)) {
        let is_qualified = at >= 2 && words.is_symbol(at - 1, '.');
        let is_own = is_qualified && is_named(task, words, at - 2);
        let is_row = is_qualified && is_trigger && words.is_any(at - 2, &["new", "old"]);
        let is_listed = !is_qualified && on_table.is_some_and(|on| at < on) && {
            let update_of = words.find(0, &["of"]).filter(|_| is_trigger);
            let list = (0..at).rev().find(|one| words.is_symbol(*one, '('));
            let is_grant = words.is_any(0, &["grant", "revoke"]);
            update_of.is_some_and(|of| of < at) || is_grant && list.is_some()
        };
        if is_own || is_row && on_table.is_some() || is_listed {
            replace(task, words, at, edits);
        }
    }
}

/// The position of the ON before the table that a statement is about, where that is the one of the column.
fn table_after_on(task: &Task<'_>, words: &Words<'_>) -> Option<usize> {
    let from = words.find(0, &["before", "after", "instead", "as"]);
    let is_trigger = matches!(head_of(words), Some("trigger" | "rule"));
    let mut on = words.find(from.filter(|_| is_trigger).unwrap_or(0), &["on"])?;
    if head_of(words) == Some("rule") {
        on = words.find(on, &["to"])?;
    }
    let mut at = on + 1;
    while words.is_any(at, &["table", "only"]) {
        at += 1;
    }
    if words.is_symbol(at + 1, '.') {
        at += 2;
    }
    is_named(task, words, at).then_some(on)
}

/// Whether the table of the column is named anywhere, in words or in a text.
fn is_about_table(task: &Task<'_>, words: &Words<'_>) -> bool {
    let name = &task.catalog.table(task.wanted.table).name;
    (0..words.len()).any(|at| {
        let text = words.text(at);
        let is_row = || {
            mentions(text, &format!("new.{}", task.wanted.old))
                .next()
                .is_some()
        };
        match words.is_text(at) {
            true => mentions(text, name).next().is_some() || is_row(),
            false => is_named(task, words, at),
        }
    })
}

/// `CREATE OR REPLACE TRIGGER`: what is made.
fn head_of(words: &Words<'_>) -> Option<&'static str> {
    let kinds = ["trigger", "rule", "policy"];
    let at = words
        .find(0, &kinds)
        .filter(|at| *at < 5 && words.is(0, "create"))?;
    kinds.into_iter().find(|kind| words.is(at, kind))
}

fn is_old(task: &Task<'_>, words: &Words<'_>, at: usize) -> bool {
    words.is_name(at) && task.wanted.is_written(words.text(at), task.catalog.dialect)
}

/// Whether a word is the name of the table that is renamed, in its own schema.
fn is_table(task: &Task<'_>, words: &Words<'_>, at: usize) -> bool {
    is_old(task, words, at) && is_of_schema(task, words, at)
}

/// Whether a word is the name of the table, whether it is renamed or its column.
pub(super) fn is_named(task: &Task<'_>, words: &Words<'_>, at: usize) -> bool {
    let name = &task.catalog.table(task.wanted.table).name;
    let dialect = task.catalog.dialect;
    let text = words.text(at);
    let bare = text.trim_matches(['"', '`', '[', ']']);
    words.is_name(at)
        && dialect.same_name(&dialect.fold(bare, bare.len() < text.len()), name)
        && is_of_schema(task, words, at)
}

fn is_of_schema(task: &Task<'_>, words: &Words<'_>, at: usize) -> bool {
    let schema = task.catalog.table(task.wanted.table).schema.as_deref();
    match (schema, at >= 2 && words.is_symbol(at - 1, '.')) {
        (Some(schema), true) => task
            .catalog
            .dialect
            .same_name(words.text(at - 2).trim_matches('"'), schema),
        _ => true,
    }
}

pub(super) fn replace(task: &Task<'_>, words: &Words<'_>, at: usize, edits: &mut Edits) {
    let text = words.text(at);
    let new = task.wanted.in_place_of(text, task.catalog.dialect);
    edits.replace(words.span(at), new);
}
