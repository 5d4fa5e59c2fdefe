//! What kind of statement it is, from its first words.
//!
//! Three classes in a schema: what the catalog reads; what is known to have no effect on it; rows. Anything else is an error.

use crate::diagnostic::nearest;

/// The class of a statement in a schema file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// The catalog reads its tree; not to be able to parse it is an error.
    Catalog,
    /// Has no effect on the catalog.
    Verbatim,
    /// Rows.
    Data,
}

use Class::{Catalog, Data, Verbatim};

/// First words to class; the longest match counts. `*` is any one word.
const HEADS: &[(&str, Class)] = &[
    ("create table", Catalog),
    ("create view", Catalog),
    ("create index", Catalog),
    ("create type", Catalog),
    ("create schema", Catalog),
    ("create domain", Catalog),
    ("create virtual table", Catalog),
    ("create foreign table", Catalog),
    ("create materialized view", Catalog),
    ("create sequence", Verbatim),
    ("create function", Verbatim),
    ("create procedure", Verbatim),
    ("create aggregate", Verbatim),
    ("create trigger", Verbatim),
    ("create constraint trigger", Verbatim),
    ("create event trigger", Verbatim),
    ("create rule", Verbatim),
    ("create policy", Verbatim),
    ("create extension", Verbatim),
    ("create role", Verbatim),
    ("create user", Verbatim),
    ("create group", Verbatim),
    ("create database", Verbatim),
    ("create tablespace", Verbatim),
    ("create publication", Verbatim),
    ("create subscription", Verbatim),
    ("create statistics", Verbatim),
    ("create operator", Verbatim),
    ("create collation", Verbatim),
    ("create conversion", Verbatim),
    ("create cast", Verbatim),
    ("create language", Verbatim),
    ("create text search", Verbatim),
    ("create server", Verbatim),
    ("create foreign data wrapper", Verbatim),
    ("create access method", Verbatim),
    ("create transform", Verbatim),
    ("create event", Verbatim),
    ("create package", Verbatim),
    ("alter event", Verbatim),
    ("drop event", Verbatim),
    ("drop package", Verbatim),
    ("drop prepare", Verbatim),
    ("rename table", Catalog),
    ("rename tables", Catalog),
    ("rename user", Verbatim),
    ("unlock", Verbatim),
    ("flush", Verbatim),
    ("optimize", Verbatim),
    ("repair", Verbatim),
    ("check table", Verbatim),
    ("checksum", Verbatim),
    ("install", Verbatim),
    ("uninstall", Verbatim),
    ("prepare", Verbatim),
    ("execute", Verbatim),
    ("deallocate", Verbatim),
    ("change master", Verbatim),
    ("start slave", Verbatim),
    ("stop slave", Verbatim),
    ("alter table", Catalog),
    ("alter view", Catalog),
    ("alter materialized view", Catalog),
    ("alter index", Catalog),
    ("alter type", Catalog),
    ("alter domain", Catalog),
    ("alter schema", Catalog),
    ("alter foreign table", Catalog),
    ("alter sequence", Verbatim),
    ("alter function", Verbatim),
    ("alter procedure", Verbatim),
    ("alter aggregate", Verbatim),
    ("alter trigger", Verbatim),
    ("alter event trigger", Verbatim),
    ("alter policy", Verbatim),
    ("alter extension", Verbatim),
    ("alter role", Verbatim),
    ("alter user", Verbatim),
    ("alter group", Verbatim),
    ("alter database", Verbatim),
    ("alter default privileges", Verbatim),
    ("alter publication", Verbatim),
    ("alter subscription", Verbatim),
    ("alter operator", Verbatim),
    ("alter collation", Verbatim),
    ("alter language", Verbatim),
    ("alter server", Verbatim),
    ("alter foreign data wrapper", Verbatim),
    ("alter conversion", Verbatim),
    ("alter tablespace", Verbatim),
    ("alter routine", Verbatim),
    ("alter access method", Verbatim),
    ("alter statistics", Verbatim),
    ("alter system", Verbatim),
    ("alter text search", Verbatim),
    ("alter rule", Verbatim),
    ("alter large object", Verbatim),
    ("drop table", Catalog),
    ("drop view", Catalog),
    ("drop materialized view", Catalog),
    ("drop foreign table", Catalog),
    ("drop index", Catalog),
    ("drop type", Catalog),
    ("drop domain", Catalog),
    ("drop schema", Catalog),
    ("drop sequence", Verbatim),
    ("drop function", Verbatim),
    ("drop procedure", Verbatim),
    ("drop aggregate", Verbatim),
    ("drop trigger", Verbatim),
    ("drop event trigger", Verbatim),
    ("drop rule", Verbatim),
    ("drop policy", Verbatim),
    ("drop extension", Verbatim),
    ("drop role", Verbatim),
    ("drop user", Verbatim),
    ("drop group", Verbatim),
    ("drop database", Verbatim),
    ("drop owned", Verbatim),
    ("drop publication", Verbatim),
    ("drop subscription", Verbatim),
    ("drop operator", Verbatim),
    ("drop collation", Verbatim),
    ("drop cast", Verbatim),
    ("drop language", Verbatim),
    ("drop server", Verbatim),
    ("drop foreign data wrapper", Verbatim),
    ("drop conversion", Verbatim),
    ("drop text search", Verbatim),
    ("drop tablespace", Verbatim),
    ("drop access method", Verbatim),
    ("drop transform", Verbatim),
    ("drop routine", Verbatim),
    ("drop statistics", Verbatim),
    ("comment on table", Catalog),
    ("comment on view", Catalog),
    ("comment on column", Catalog),
    ("comment on type", Catalog),
    ("comment on", Verbatim),
    ("set search_path", Catalog),
    ("set session search_path", Catalog),
    ("set local search_path", Catalog),
    ("reset search_path", Catalog),
    ("select set_config", Catalog),
    ("select pg_catalog set_config", Catalog),
    ("set", Verbatim),
    ("reset", Verbatim),
    ("show", Verbatim),
    ("grant", Verbatim),
    ("revoke", Verbatim),
    ("reassign", Verbatim),
    ("security label", Verbatim),
    ("import foreign schema", Verbatim),
    ("refresh materialized view", Verbatim),
    ("begin", Verbatim),
    ("start transaction", Verbatim),
    ("commit", Verbatim),
    ("end", Verbatim),
    ("rollback", Verbatim),
    ("savepoint", Verbatim),
    ("release", Verbatim),
    ("lock", Verbatim),
    ("select", Verbatim),
    ("do", Verbatim),
    ("call", Verbatim),
    ("notify", Verbatim),
    ("listen", Verbatim),
    ("discard", Verbatim),
    ("analyze", Verbatim),
    ("vacuum", Verbatim),
    ("reindex", Verbatim),
    ("cluster", Verbatim),
    ("checkpoint", Verbatim),
    ("load", Verbatim),
    ("pragma", Verbatim),
    ("attach", Verbatim),
    ("detach", Verbatim),
    ("explain", Verbatim),
    ("use", Verbatim),
    ("insert", Data),
    ("update", Data),
    ("delete", Data),
    ("replace", Data),
    ("merge", Data),
    ("truncate", Data),
    ("copy", Data),
    ("with", Data),
    ("values", Data),
];

/// Words between CREATE or ALTER and the kind, which say nothing of the class.
const FILLERS: &[&str] = &[
    "or",
    "replace",
    "temp",
    "temporary",
    "global",
    "local",
    "unlogged",
    "unique",
    "recursive",
    "force",
    "trusted",
    "procedural",
    "default",
    "algorithm",
    "undefined",
    "merge",
    "temptable",
    "definer",
    "invoker",
    "sql",
    "security",
    "fulltext",
    "spatial",
    "online",
    "offline",
    "ignore",
];

/// What follows `DEFINER = root@localhost`.
const AFTER_DEFINER: &[&str] = &[
    "view",
    "trigger",
    "procedure",
    "function",
    "event",
    "aggregate",
    "package",
    "sql",
];

/// The class of the statement that starts with `words` (lower case), or the head that was probably meant.
/// `is_list`: whether commas separate several operations.
/// `makes_table`: whether it is a `SELECT .. INTO t` that makes a table.
pub(super) fn class(
    words: &[String],
    is_list: bool,
    makes_table: bool,
) -> Result<Class, Option<&'static str>> {
    let words = without_fillers(words);
    if !is_list && let Some(class) = effectless_alteration(&words) {
        return Ok(class);
    }
    if makes_table && words.first() == Some(&"select") {
        return Ok(Catalog);
    }
    let matching = HEADS
        .iter()
        .filter(|(head, _)| starts_with(&words, head))
        .max_by_key(|(head, _)| head.len());
    match matching {
        Some((_, class)) => Ok(*class),
        None => Err(nearest_head(&words)),
    }
}

fn starts_with(words: &[&str], head: &str) -> bool {
    let mut words = words.iter();
    head.split(' ').all(|part| words.next() == Some(&part))
}

fn without_fillers(words: &[String]) -> Vec<&str> {
    let Some((first, rest)) = words.split_first() else {
        return Vec::new();
    };
    let mut out = vec![first.as_str()];
    let mut rest: Vec<&str> = rest.iter().map(String::as_str).collect();
    if matches!(first.as_str(), "create" | "alter" | "drop") {
        if let Some(definer) = rest.iter().take(6).position(|word| *word == "definer") {
            let names = rest[definer + 1..]
                .iter()
                .take_while(|word| !AFTER_DEFINER.contains(word))
                .count();
            rest.drain(definer..=definer + names);
        }
        let fillers = rest
            .iter()
            .take_while(|word| FILLERS.contains(word))
            .count();
        let is_default_privileges = rest.starts_with(&["default", "privileges"]);
        if !is_default_privileges {
            rest.drain(..fillers);
        }
    }
    out.extend(rest);
    out
}

/// `ALTER .. OWNER TO` and other alterations that change nothing that the catalog holds.
fn effectless_alteration(words: &[&str]) -> Option<Class> {
    // Those of tables and their like are read one by one.
    let kinds = ["table", "foreign", "view", "materialized", "type", "domain"];
    if words.first() != Some(&"alter") || words.get(1).is_none_or(|kind| kinds.contains(kind)) {
        return None;
    }
    let pairs = [
        ["owner", "to"],
        ["replica", "identity"],
        ["cluster", "on"],
        ["row", "level"],
        ["enable", "trigger"],
        ["disable", "trigger"],
        ["enable", "keys"],
        ["disable", "keys"],
        ["depends", "on"],
        ["alter", "constraint"],
        ["set", "statistics"],
        ["set", "storage"],
        ["set", "compression"],
        ["set", "tablespace"],
    ];
    if words.starts_with(&["alter", "index"]) && words.contains(&"attach") {
        return Some(Verbatim);
    }
    pairs
        .iter()
        .any(|pair| words.windows(2).any(|window| window == pair))
        .then_some(Verbatim)
}

fn nearest_head(words: &[&str]) -> Option<&'static str> {
    let written = words.first()?;
    let firsts = HEADS.iter().filter_map(|(head, _)| head.split(' ').next());
    match nearest(written, firsts) {
        Some(first) if first != *written => Some(first),
        _ => {
            let two = words.get(..2)?.join(" ");
            nearest(&two, HEADS.iter().map(|(head, _)| *head))
        }
    }
}
