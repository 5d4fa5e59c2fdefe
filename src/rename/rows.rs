//! Rows: the statements of seeds, and those among definitions.
//!
//! In: INSERT and its like. Out: edits of the table's name and of the lists of columns; what else has the old name is named.

use super::Task;
use super::carried::{Places, edit_statement, is_named, left, replace};
use super::edits::Edits;
use super::words::Words;
use crate::diagnostic::Diagnostics;
use crate::source::{SourceKind, Span};
use crate::syntax::{self, StatementKind};

/// What is said of a place that is left.
pub(super) const LEFT: &str = "a statement about rows";

/// Edits the statements about rows.
pub(super) fn edit(task: &Task<'_>, edits: &mut Edits, open: &mut Places) {
    let dialect = task.catalog.dialect;
    let own = task.resolved.schema.iter();
    let own = own.filter(|one| matches!(one.kind, StatementKind::Data));
    let mut places: Vec<Span> = own.map(|one| one.span).collect();
    for file in task.sources.of_kind(SourceKind::Seed) {
        // What cannot be read there is said when the rows are put in.
        let statements = syntax::parse(file, dialect, &mut Diagnostics::new());
        places.extend(statements.iter().map(|one| one.span));
    }
    for place in places {
        let words = Words::of(place, task.sources, dialect);
        edit_list(task, &words, edits);
        edit_statement(task, &words, edits);
        left(task, &words, edits, LEFT, open);
    }
}

/// `INSERT INTO users (id, name)`, `COPY users (id, name)`, `UPDATE users SET name = ..`.
fn edit_list(task: &Task<'_>, words: &Words<'_>, edits: &mut Edits) {
    if changes_one_table(words) {
        edit_all(task, words, edits);
        return;
    }
    let Some(mut at) = words.find(0, &["into", "copy"]).map(|at| at + 1) else {
        return;
    };
    if words.is_symbol(at + 1, '.') {
        at += 2;
    }
    if !is_named(task, words, at) {
        return;
    }
    if task.wanted.column.is_none() {
        replace(task, words, at, edits);
        return;
    }
    if !words.is_symbol(at + 1, '(') {
        return;
    }
    let list = (at + 2..words.len()).take_while(|at| !words.is_symbol(*at, ')'));
    for at in list {
        let is_old = task.wanted.is_written(words.text(at), task.catalog.dialect);
        if words.is_name(at) && is_old {
            replace(task, words, at, edits);
        }
    }
}

/// `UPDATE users SET name = ..`, `DELETE FROM users WHERE ..`: no other table has a column there.
fn changes_one_table(words: &Words<'_>) -> bool {
    let others = ["select", "join", "using", "with"];
    let is_alone = words.find(0, &others).is_none();
    is_alone
        && (words.is(0, "delete") || words.is(0, "update") && words.find(0, &["from"]).is_none())
}

fn edit_all(task: &Task<'_>, words: &Words<'_>, edits: &mut Edits) {
    let is_own = (1..words.len()).take(4).any(|at| is_named(task, words, at));
    if task.wanted.column.is_none() || !is_own {
        return;
    }
    for at in 2..words.len() {
        let is_old = task.wanted.is_written(words.text(at), task.catalog.dialect);
        if words.is_name(at) && is_old && !words.is_symbol(at + 1, '(') {
            replace(task, words, at, edits);
        }
    }
}
