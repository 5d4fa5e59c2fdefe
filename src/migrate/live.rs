//! A database that is there, in the words of the schema.
//!
//! In: what the database holds and what the schema has made on the same server, both as the server prints them, and the schema itself. Out:
//! the database's model, in which all that is alike in the first two is the schema's own. What differs stays in the server's words.

use std::sync::Arc;

use super::model::{Column, Composite, Constraint, Domain, Model, Name, Object, Table};
use super::renames::Renames;
use super::tables::Tables;

/// The model of the database.
pub fn in_words_of(live: &Model, made: &Model, schema: &Model) -> Model {
    let back = Renames::declared(live, schema).reversed(schema);
    let (made, schema) = (&back.apply(made), &back.apply(schema));
    Model {
        dialect: live.dialect,
        enums: each(
            [&live.enums, &made.enums, &schema.enums],
            |one| one.name.clone(),
            |live, made, schema| {
                let mut one = if live.values == made.values {
                    schema
                } else {
                    live
                }
                .clone();
                one.place = live.place;
                one
            },
        ),
        domains: each(
            [&live.domains, &made.domains, &schema.domains],
            |one| one.name.clone(),
            domain,
        ),
        composites: each(
            [&live.composites, &made.composites, &schema.composites],
            |one| one.name.clone(),
            |live, made, schema| Composite {
                attributes: each(
                    [&live.attributes, &made.attributes, &schema.attributes],
                    |one| one.name.clone(),
                    |live, made, schema| if live.ty == made.ty { schema } else { live }.clone(),
                ),
                ..live.clone()
            },
        ),
        sequences: each(
            [&live.sequences, &made.sequences, &schema.sequences],
            |one| one.name.clone(),
            |live, made, schema| {
                let mut one = if live.options == made.options {
                    schema
                } else {
                    live
                }
                .clone();
                one.place = live.place;
                one
            },
        ),
        tables: each(
            [&live.tables, &made.tables, &schema.tables].map(Tables::shared),
            |one| one.name.clone(),
            |live, made, schema| Arc::new(table(live, made, schema)),
        )
        .into_iter()
        .collect(),
        indexes: each(
            [&live.indexes, &made.indexes, &schema.indexes],
            |one| (one.table.clone(), one.name.clone()),
            |live, made, schema| {
                let is_alike = live.kind == made.kind && live.definition == made.definition;
                let mut one = if is_alike { schema } else { live }.clone();
                one.place = live.place;
                one
            },
        ),
        views: each(
            [&live.views, &made.views, &schema.views],
            |one| one.name.clone(),
            |live, made, schema| {
                let is_alike = live.is_materialized == made.is_materialized
                    && live.head == made.head
                    && live.definition == made.definition;
                let mut one = if is_alike { schema } else { live }.clone();
                one.place = live.place;
                one
            },
        ),
        objects: objects(live, made, schema),
    }
}

/// Those that the database has. Where all three models have one, it is put together.
fn each<T: Clone, K: Eq>(
    [live, made, schema]: [&[T]; 3],
    key: impl Fn(&T) -> K,
    together: impl Fn(&T, &T, &T) -> T,
) -> Vec<T> {
    let find = |list: &'_ [T], wanted: &K| list.iter().find(|one| key(one) == *wanted).cloned();
    live.iter()
        .map(|one| {
            let name = key(one);
            match (find(made, &name), find(schema, &name)) {
                (Some(made), Some(schema)) => together(one, &made, &schema),
                _ => one.clone(),
            }
        })
        .collect()
}

/// The schema's where the first two are alike.
fn pick<T: Clone + PartialEq>(live: &T, made: &T, schema: &T) -> T {
    if live == made { schema } else { live }.clone()
}

fn domain(live: &Domain, made: &Domain, schema: &Domain) -> Domain {
    Domain {
        name: live.name.clone(),
        base: pick(&live.base, &made.base, &schema.base),
        collation: pick(&live.collation, &made.collation, &schema.collation),
        not_null: pick(&live.not_null, &made.not_null, &schema.not_null),
        default: pick(&live.default, &made.default, &schema.default),
        checks: pick(&live.checks, &made.checks, &schema.checks),
        place: live.place,
    }
}

fn table(live: &Table, made: &Table, schema: &Table) -> Table {
    Table {
        name: live.name.clone(),
        kind: pick(&live.kind, &made.kind, &schema.kind),
        columns: each(
            [&live.columns, &made.columns, &schema.columns],
            |one| one.name.clone(),
            column,
        ),
        constraints: constraints(live, made, schema),
        lineage: pick(&live.lineage, &made.lineage, &schema.lineage),
        tail: pick(&live.tail, &made.tail, &schema.tail),
        options: pick(&live.options, &made.options, &schema.options),
        letters: pick(&live.letters, &made.letters, &schema.letters),
        is_bare: live.is_bare,
        key: live.key.clone(),
        was: None,
        place: live.place,
    }
}

fn column(live: &Column, made: &Column, schema: &Column) -> Column {
    Column {
        name: live.name.clone(),
        ty: pick(&live.ty, &made.ty, &schema.ty),
        collation: pick(&live.collation, &made.collation, &schema.collation),
        not_null: pick(&live.not_null, &made.not_null, &schema.not_null),
        on_null: pick(&live.on_null, &made.on_null, &schema.on_null),
        default: pick(&live.default, &made.default, &schema.default),
        generation: pick(&live.generation, &made.generation, &schema.generation),
        extras: pick(&live.extras, &made.extras, &schema.extras),
        is_row_number: pick(
            &live.is_row_number,
            &made.is_row_number,
            &schema.is_row_number,
        ),
        was: Vec::new(),
        words: Vec::new(),
        backfill: None,
        place: live.place,
    }
}

/// A constraint is told from its name; where the table was called otherwise, from what it demands.
fn constraints(live: &Table, made: &Table, schema: &Table) -> Vec<Constraint> {
    let named = |table: &'_ Table, name: &Option<String>| {
        let mut constraints = table.constraints.iter();
        constraints
            .find(|one| one.name == *name && name.is_some())
            .cloned()
    };
    let adopted = |one: &Constraint| {
        let alike = named(made, &one.name).or_else(|| {
            let mut others = made.constraints.iter();
            let is_free = |other: &&Constraint| named(live, &other.name).is_none();
            others
                .find(|other| is_free(other) && other.is_same(one))
                .cloned()
        });
        let alike = alike.filter(|made| made.is_same(one))?;
        let own = named(schema, &alike.name)?;
        Some(Constraint {
            name: one.name.clone(),
            place: one.place,
            ..own
        })
    };
    let constraints = live.constraints.iter();
    constraints
        .map(|one| adopted(one).unwrap_or_else(|| one.clone()))
        .collect()
}

/// What is carried as text is compared in groups, since the server may say in two statements what the schema says in one, and writes
/// the arguments of a function in its own way.
fn objects(live: &Model, made: &Model, schema: &Model) -> Vec<Object> {
    let mut found = Vec::new();
    let mut done: Vec<(String, Option<Name>)> = Vec::new();
    for object in &live.objects {
        let of = group(object);
        if done.contains(&of) {
            continue;
        }
        let [mine, theirs, own] = [live, made, schema].map(|model| {
            let objects = model.objects.iter();
            objects
                .filter(|other| group(other) == of)
                .collect::<Vec<&Object>>()
        });
        let is_alike = |one: &Object, other: &Object| {
            one.identity == other.identity && one.definition == other.definition
        };
        let all_alike = mine.len() == theirs.len()
            && mine
                .iter()
                .all(|one| theirs.iter().any(|other| is_alike(one, other)));
        for (at, one) in mine.iter().enumerate() {
            let made = theirs.iter().find(|other| is_alike(one, other));
            let named = own.iter().find(|other| other.identity == one.identity);
            match (made, named) {
                _ if all_alike && at > 0 => {}
                _ if all_alike => found.extend(own.iter().map(|own| Object {
                    place: one.place,
                    ..(*own).clone()
                })),
                (Some(_), Some(own)) => found.push(Object {
                    place: one.place,
                    ..(*own).clone()
                }),
                _ => found.push((*one).clone()),
            }
        }
        done.push(of);
    }
    found
}

/// What belongs together: the functions of a name, the rights on a table.
fn group(object: &Object) -> (String, Option<Name>) {
    let identity = object.identity.as_str();
    let has = |heads: &[&str]| heads.iter().any(|head| identity.starts_with(head));
    let head = if has(&["grant ", "revoke "]) {
        "grant"
    } else if has(&["alter "]) {
        "alter"
    } else if is_of_routine(identity.strip_prefix("comment on ").unwrap_or(identity)) {
        identity.split('(').next().unwrap_or(identity).trim()
    } else {
        identity
    };
    (head.to_owned(), object.of.clone())
}

fn is_of_routine(identity: &str) -> bool {
    let kinds = ["function ", "procedure ", "aggregate "];
    kinds.iter().any(|kind| identity.starts_with(kind))
}
