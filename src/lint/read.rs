//! Statements to acts.
//!
//! In: the words of a statement. Out: an [`Act`]. It reads words and not the parser's tree: much of what is a hazard (NOT VALID,
//! ATTACH PARTITION, ALGORITHM) is no part of the tree, and a statement that the parser refuses is still a hazard.

mod alter;
mod column;

use super::act::{Act, Deed, GoneIndex, NewIndex, NewTable};
use super::words::{Word, Words, holds, leading_columns, parts};
use crate::dialect::Dialect;
use crate::source::{Sources, Span};

/// What all readers know.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub dialect: Dialect,
    pub sources: &'a Sources,
}

/// What a statement does.
pub(super) fn read(span: Span, words: Vec<Word>, context: Context<'_>) -> Act {
    let deed = deed(Words::new(&words), context).unwrap_or(Deed::Other);
    Act { span, deed, words }
}

fn deed(mut words: Words<'_>, context: Context<'_>) -> Option<Deed> {
    let first = words.next()?;
    match first.key.as_str() {
        "create" => create(words, context),
        "alter" => alter::statement(words, context),
        "drop" => dropped(words),
        "rename" => alter::rename_table(words),
        "truncate" => {
            words.take("table");
            words.take("only");
            let names = words.names();
            let cascade = words.holds("cascade");
            Some(Deed::Truncate { names, cascade })
        }
        "delete" | "update" => changed_rows(&first.key, words),
        "with" => ["delete", "update"].iter().find_map(|verb| {
            let mut rest = words;
            rest.skip_past(verb).then_some(())?;
            changed_rows(verb, rest)
        }),
        "begin" | "commit" | "end" | "rollback" | "abort" => Some(Deed::Transaction),
        "start" if words.begins("transaction") => Some(Deed::Transaction),
        "set" => set(words),
        "pragma" => pragma(words),
        "lock" => {
            words.take_any(&["tables", "table"]);
            words.take("only");
            let names = words.names();
            Some(Deed::Lock { names })
        }
        "reindex" => reindex(words),
        "cluster" => {
            words.take("verbose");
            let table = words.name();
            Some(Deed::WriteAnew { table })
        }
        "vacuum" => vacuum(words),
        "refresh" => {
            words.take("materialized view");
            let is_concurrent = words.take("concurrently");
            let view = words.name()?;
            Some(Deed::Refresh {
                view,
                is_concurrent,
            })
        }
        _ => None,
    }
}

fn create(mut words: Words<'_>, context: Context<'_>) -> Option<Deed> {
    words.take("or replace");
    let mut is_temporary = words.take_any(&["global", "local"]);
    is_temporary |= words.take_any(&["temporary", "temp"]);
    words.take("unlogged");
    words.take("foreign");
    if words.take("table") {
        return table(words, is_temporary, context).map(Deed::CreateTable);
    }
    words.take("unique");
    let is_special = words.take_any(&["fulltext", "spatial"]);
    if words.take("index") {
        return index(words, is_special).map(Deed::CreateIndex);
    }
    if words.take_any(&["trigger", "constraint trigger"]) {
        words.skip_past("on").then_some(())?;
        let table = words.name()?;
        return Some(Deed::CreateTrigger { table });
    }
    if words.take_any(&["policy", "rule"]) {
        return of_table(words);
    }
    words.take("recursive");
    if words.take_any(&["view", "materialized view", "type", "domain"]) {
        words.take("if not exists");
        let name = words.name()?;
        return Some(Deed::CreateOther { name });
    }
    None
}

/// After `POLICY`, `RULE` or `TRIGGER`: a name, and somewhere the table.
pub(super) fn of_table(mut words: Words<'_>) -> Option<Deed> {
    let is_rule = words.holds("do");
    let before = if is_rule { "to" } else { "on" };
    words.skip_past(before).then_some(())?;
    let table = words.name()?;
    Some(Deed::OfTable { table })
}

fn table(mut words: Words<'_>, is_temporary: bool, context: Context<'_>) -> Option<NewTable> {
    words.take("if not exists");
    let name = words.name()?;
    let mut table = NewTable {
        name,
        columns: Vec::new(),
        constraints: Vec::new(),
        is_temporary,
        is_copy: words.begins("as") || words.begins("of") || words.begins("like"),
        partition_of: None,
    };
    if words.take("partition of") {
        table.partition_of = words.name();
        table.is_copy = true;
    }
    let Some(body) = words.parentheses() else {
        table.is_copy = true;
        return Some(table);
    };
    table.is_copy |= words.begins("inherits") || words.begins("as") || words.begins("select");
    for part in parts(body) {
        let mut inner = Words::new(part);
        if inner.take("like") {
            table.is_copy = true;
        } else if let Some(constraint) = column::constraint(part) {
            table.constraints.push(constraint);
        } else if !column::is_index(part) {
            table.columns.extend(column::read(part, context));
        }
    }
    Some(table)
}

fn index(mut words: Words<'_>, is_special: bool) -> Option<NewIndex> {
    let is_concurrent = words.take("concurrently");
    let if_not_exists = words.take("if not exists");
    let name = match words.begins("on") {
        true => None,
        false => words.name(),
    };
    words.skip_past("on").then_some(())?;
    let is_only = words.take("only");
    let table = words.name()?;
    if words.take("using") {
        words.next();
    }
    let columns = leading_columns(words.parentheses().unwrap_or_default());
    Some(NewIndex {
        name,
        table,
        columns,
        is_special,
        is_concurrent,
        if_not_exists,
        is_only,
        is_partial: words.holds("where"),
    })
}

/// Kinds of things that go, the longer names first.
const KINDS: [&str; 18] = [
    "foreign table",
    "materialized view",
    "event trigger",
    "table",
    "view",
    "type",
    "domain",
    "schema",
    "database",
    "sequence",
    "function",
    "procedure",
    "aggregate",
    "extension",
    "trigger",
    "policy",
    "rule",
    "tablespace",
];

fn dropped(mut words: Words<'_>) -> Option<Deed> {
    words.take_any(&["temporary", "temp"]);
    if words.take("index") {
        let is_concurrent = words.take("concurrently");
        let if_exists = words.take("if exists");
        let names = words.names();
        return Some(Deed::DropIndex(GoneIndex {
            names,
            is_concurrent,
            if_exists,
        }));
    }
    let kind = KINDS.iter().find(|kind| words.take(kind))?;
    if ["policy", "rule", "trigger"].contains(kind) && words.holds("on") {
        return of_table(words);
    }
    words.take("if exists");
    let names = words.names();
    let cascade = words.holds("cascade");
    Some(Deed::Drop {
        kind: (*kind).to_owned(),
        names,
        cascade,
    })
}

fn changed_rows(verb: &str, mut words: Words<'_>) -> Option<Deed> {
    words.take_any(&["low_priority", "quick", "ignore"]);
    words.take("from");
    words.take("only");
    let table = words.name()?;
    let is_filtered = words.skip_past("where") || words.holds("limit");
    Some(match verb {
        "delete" => Deed::Delete { table, is_filtered },
        _ => Deed::Update { table, is_filtered },
    })
}

/// `SET LOCAL lock_timeout = '2s'`, `SET SESSION lock_wait_timeout = 2`, `SET @@session.x = 1`.
fn set(mut words: Words<'_>) -> Option<Deed> {
    let is_local = words.take("local");
    words.take_any(&["session", "global", "persist"]);
    if words.begins("constraints") || words.begins("transaction") {
        return None;
    }
    words.take_any(&["statement"]);
    let name = words.name()?;
    words.take_any(&["=", "to", ":="]);
    let value: Vec<&str> = words.rest().iter().map(|word| word.key.as_str()).collect();
    Some(Deed::Set {
        name: name.name,
        value: value.join(" ").trim_matches('\'').to_lowercase(),
        is_local,
    })
}

fn pragma(mut words: Words<'_>) -> Option<Deed> {
    let name = words.name()?;
    let value = match words.take("=") {
        true => words.rest(),
        false => words.parentheses().unwrap_or_default(),
    };
    let value: Vec<&str> = value.iter().map(|word| word.key.as_str()).collect();
    Some(Deed::Pragma {
        name: name.name,
        value: value.concat(),
    })
}

fn reindex(mut words: Words<'_>) -> Option<Deed> {
    let options = words.parentheses().unwrap_or_default();
    let kind = words.next()?.key.clone();
    let is_concurrent = words.take("concurrently") || holds(options, "concurrently");
    let name = words.name();
    Some(Deed::Reindex {
        kind,
        name,
        is_concurrent,
    })
}

fn vacuum(mut words: Words<'_>) -> Option<Deed> {
    let options = words.parentheses().unwrap_or_default();
    if !words.take("full") && !holds(options, "full") {
        return None;
    }
    words.take("freeze");
    words.take("verbose");
    words.take("analyze");
    let table = words.name();
    Some(Deed::WriteAnew { table })
}
