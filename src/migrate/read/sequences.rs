//! Sequences that are made by name.

use std::collections::BTreeMap;

use super::Reader;
use crate::migrate::model::{Name, Sequence};
use crate::migrate::written::Written;
use crate::syntax::LocatedToken;

/// Those that are there at the end.
pub(super) fn read(reader: &Reader<'_>) -> Vec<Sequence> {
    let mut found: Vec<Sequence> = Vec::new();
    for statement in reader.statements {
        if !names_a_sequence(reader, &statement.tokens) {
            continue;
        }
        let written = reader.written(&statement.tokens);
        let keys: Vec<&str> = written.keys().collect();
        let Some((verb, at)) = head(&keys) else {
            continue;
        };
        let (name, at) = name(reader, &keys, at);
        match verb {
            "drop" => found.retain(|one| one.name != name),
            "create" => found.push(Sequence {
                name,
                options: options(&written, at),
                place: reader.place(statement.span),
            }),
            _ => {
                let Some(one) = found.iter_mut().find(|one| one.name == name) else {
                    continue;
                };
                if keys.get(at) == Some(&"rename") {
                    if let Some(to) = keys.get(at + 2) {
                        (*to).clone_into(&mut one.name.name);
                    }
                    continue;
                }
                one.options.extend(options(&written, at));
            }
        }
    }
    for one in &mut found {
        one.options.retain(|key, text| {
            let known = reader.dialect.migration_rules().sequence_defaults;
            let default = known.iter().find(|(known, _)| known == key);
            default.is_none_or(|(_, default)| !text.eq_ignore_ascii_case(default))
        });
    }
    found
}

/// Whether `SEQUENCE` is one of the first words: all of a statement is looked at only then.
fn names_a_sequence(reader: &Reader<'_>, tokens: &[LocatedToken]) -> bool {
    let start = reader.written(&tokens[..tokens.len().min(3)]);
    start.keys().any(|word| word == "sequence")
}

/// The verb, and where the name stands.
fn head<'k>(keys: &[&'k str]) -> Option<(&'k str, usize)> {
    let verb = *keys.first()?;
    if !["create", "alter", "drop"].contains(&verb) {
        return None;
    }
    let at = keys.iter().take(3).position(|word| *word == "sequence")?;
    let fillers = ["if", "not", "exists"];
    let skipped = keys[at + 1..]
        .iter()
        .take_while(|word| fillers.contains(word))
        .count();
    Some((verb, at + 1 + skipped))
}

fn name(reader: &Reader<'_>, keys: &[&str], at: usize) -> (Name, usize) {
    let first = keys.get(at).copied().unwrap_or_default();
    let (schema, name, end) = match keys.get(at + 1) {
        Some(&".") => (
            Some(first.to_owned()),
            keys.get(at + 2).copied().unwrap_or_default(),
            at + 3,
        ),
        _ => (reader.catalog.search_path.first().cloned(), first, at + 1),
    };
    let name = Name {
        schema,
        name: name.to_owned(),
    };
    (name, end)
}

/// Each option with its words, in one form.
fn options(written: &Written, from: usize) -> BTreeMap<String, String> {
    let keys: Vec<&str> = written.keys().collect();
    let texts: Vec<&str> = written.texts().collect();
    let mut options = BTreeMap::new();
    let mut at = from;
    while let Some(key) = keys.get(at) {
        let next = keys.get(at + 1).copied().unwrap_or_default();
        let is_off = *key == "no" && ["minvalue", "maxvalue", "cycle"].contains(&next);
        let (key, text, taken) = match *key {
            "no" if is_off => (next, format!("NO {}", next.to_uppercase()), 2),
            "nominvalue" => ("minvalue", "NO MINVALUE".to_owned(), 1),
            "nomaxvalue" => ("maxvalue", "NO MAXVALUE".to_owned(), 1),
            "nocycle" => ("cycle", "NO CYCLE".to_owned(), 1),
            "nocache" => ("cache", "CACHE 0".to_owned(), 1),
            "cycle" => ("cycle", "CYCLE".to_owned(), 1),
            "restart" => (
                "",
                String::new(),
                if ["with", "="].contains(&next) { 3 } else { 2 },
            ),
            "owned" | "increment" | "start" | "as" | "cache" | "minvalue" | "maxvalue" => {
                let linked = matches!(
                    (*key, next),
                    ("owned", "by") | ("increment", "by") | ("start", "with")
                ) || next == "=";
                let first = at + 1 + usize::from(linked);
                let mut end = first + 1;
                // `-1`, `public.users.id`, `double precision`.
                while keys.get(end - 1) == Some(&"-")
                    || keys.get(end) == Some(&".")
                    || keys.get(end - 1) == Some(&".")
                {
                    end += 1;
                }
                let value = texts.get(first..end.min(texts.len())).unwrap_or_default();
                let word = match *key {
                    "owned" => "OWNED BY".to_owned(),
                    "increment" => "INCREMENT BY".to_owned(),
                    "start" => "START WITH".to_owned(),
                    other => other.to_uppercase(),
                };
                (*key, format!("{word} {}", value.concat()), end - at)
            }
            _ => ("", String::new(), 1),
        };
        if !key.is_empty() {
            options.insert(key.to_owned(), text);
        }
        at += taken.max(1);
    }
    options
}
