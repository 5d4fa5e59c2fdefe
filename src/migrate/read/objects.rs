//! What the catalog does not hold: functions, triggers, policies, sequences, comments, grants. Carried as text.
//!
//! In: the statements, in order. Out: for each thing its last definition and how it is taken back. What a statement does is told
//! from its first words; one whose words are not known is a thing of its own that nobody can take back.

use super::Reader;
use super::statement::{Deed, Head, state_of};
use crate::migrate::carried::{rename_column_of, rename_returned};
use crate::migrate::model::{Model, Name, Object};
use crate::migrate::written::Written;
use crate::syntax::StatementKind;

/// The things that are there at the end.
pub(super) fn read(reader: &Reader<'_>, model: &Model) -> Vec<Object> {
    let mut found: Vec<Object> = Vec::new();
    for statement in reader.statements {
        if matches!(statement.kind, StatementKind::Data) {
            continue;
        }
        let start = reader.written(statement.tokens.get(..2).unwrap_or_default());
        if start.keys().eq(["create", "table"]) {
            continue;
        }
        let written = match statement.tokens.as_slice() {
            [] => Written::whole(reader.sources.text(statement.span)),
            tokens => reader.written(tokens).without_replacing(),
        };
        let place = reader.place(statement.span);
        for (old, new) in renamed_tables(&written) {
            for object in &mut found {
                rename(object, &Some(old.clone()), &new, reader);
            }
        }
        let Some(head) = Head::of(&written, reader.dialect, &reader.catalog.search_path) else {
            continue;
        };
        let at = found
            .iter()
            .position(|object| object.identity == head.identity);
        match (head.deed, at) {
            (Deed::Unmake | Deed::Revoke, Some(at)) => {
                found.remove(at);
                let state = state_of(&head.identity);
                found.retain(|object| object.identity != state);
            }
            (Deed::Make | Deed::Revoke, at) => {
                let object = Object {
                    identity: head.identity,
                    header: head.header,
                    definition: written,
                    source: reader.sources.text(statement.span).to_owned(),
                    undo: head.undo,
                    is_replaceable: head.is_replaceable,
                    of: head.of,
                    place,
                };
                match at {
                    Some(at) => found[at] = object,
                    None => found.push(object),
                }
            }
            (Deed::Rename(to), _) => {
                for object in &mut found {
                    rename(object, &head.of, &to, reader);
                }
            }
            (Deed::RenameColumn(old, new), _) => {
                let Some(of) = &head.of else { continue };
                for object in &mut found {
                    rename_column_of(object, of, &old, &new, reader.dialect);
                }
            }
            (Deed::Clear(gone), _) => found.retain(|object| {
                let of = object.of.as_ref();
                of.is_none_or(|of| !gone.iter().any(|name| is_one(name, of, reader)))
            }),
            (Deed::Unmake, None) => {}
        }
    }
    // They are called as the tables and views that there are.
    let tables = model.tables.iter().map(|table| &table.name);
    let names: Vec<&Name> = tables
        .chain(model.views.iter().map(|view| &view.name))
        .collect();
    for of in found.iter_mut().filter_map(|object| object.of.as_mut()) {
        if let Some(name) = names.iter().find(|name| is_one(name, of, reader)) {
            (*name).clone_into(of);
        }
    }
    found.retain(|object| {
        let is_it = |name: &Name| {
            let schema = name.schema.as_deref().unwrap_or_default();
            object.identity == format!("type {schema}.{}", name.name)
        };
        !model.composites.iter().any(|one| is_it(&one.name))
    });
    found.retain(|object| match &object.of {
        Some(name) => {
            let is_grant = object.identity.starts_with("grant ");
            is_grant || model.table(name).is_some() || model.view(name).is_some()
        }
        None => true,
    });
    found
}

/// `RENAME TABLE a TO b, c TO d`
fn renamed_tables(written: &Written) -> Vec<(Name, String)> {
    let keys: Vec<&str> = written.keys().collect();
    let [first, "table" | "tables", pairs @ ..] = keys.as_slice() else {
        return Vec::new();
    };
    if *first != "rename" {
        return Vec::new();
    }
    let pairs = pairs.split(|word| *word == ",");
    let name = |words: &[&str]| words.last().map(|word| (*word).to_owned());
    let taken_apart = pairs.filter_map(|pair| {
        let to = pair.iter().position(|word| *word == "to")?;
        let old = Name {
            schema: None,
            name: name(&pair[..to])?,
        };
        Some((old, name(&pair[to + 1..])?))
    });
    taken_apart.collect()
}

fn is_one(name: &Name, other: &Name, reader: &Reader<'_>) -> bool {
    name.schema == other.schema && reader.dialect.same_name(&name.name, &other.name)
}

/// What belongs to a table follows its name.
fn rename(object: &mut Object, of: &Option<Name>, to: &str, reader: &Reader<'_>) {
    if let Some(of) = of {
        rename_returned(object, &of.name, to, reader.dialect);
    }
    if object.of != *of {
        return;
    }
    let follows = reader.dialect.migration_rules().texts_follow_names;
    if let Some(name) = &mut object.of {
        if follows {
            object.definition.rename(&name.name, to, reader.dialect);
        }
        to.clone_into(&mut name.name);
    }
    let search_path = &reader.catalog.search_path;
    if let Some(head) = Head::of(&object.definition, reader.dialect, search_path) {
        object.identity = head.identity;
        object.undo = head.undo;
    }
}
