//! Changes at random: a schema, what becomes of it, and the same properties as those of the cases that are written by hand.
//!
//! `ROWTYPE_PAIRS` says how many there are for each database, `ROWTYPE_SEED` which one to run alone.

mod change;
mod model;
mod print;
mod triggers;

use std::collections::BTreeMap;
use std::env;

use rowtype::dialect::Dialect;
use rowtype::migrate::{Change, change};

use super::case::{Database, Rows, in_steps, nothing_left, same, schema};
use change::Maker;
use model::{Id, Schema};

/// How many pairs there are where nothing is said.
const PAIRS: u64 = 100;

/// Runs them; what is said is wrong.
pub fn all(dialect: Dialect, database: &mut dyn Database) -> Vec<String> {
    let number = |name: &str| {
        env::var(name)
            .ok()
            .and_then(|text| text.parse::<u64>().ok())
    };
    let seeds = match number("ROWTYPE_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("ROWTYPE_PAIRS").unwrap_or(PAIRS),
    };
    let mut failures = Vec::new();
    for seed in seeds {
        if let Err(error) = one(seed, dialect, database) {
            failures.push(format!("== ROWTYPE_SEED={seed}\n{error}"));
        }
    }
    failures
}

fn one(seed: u64, dialect: Dialect, database: &mut dyn Database) -> Result<(), String> {
    let mut maker = Maker::new(seed, dialect);
    let before = maker.schema();
    let after = maker.changed(&before);
    let (from, to) = (
        print::schema(&before, dialect),
        print::schema(&after, dialect),
    );
    check((&before, &from), (&after, &to), dialect, database)
        .map_err(|error| format!("{error}\n---- from\n{from}---- to\n{to}"))
}

fn check(
    (before, from): (&Schema, &str),
    (after, to): (&Schema, &str),
    dialect: Dialect,
    database: &mut dyn Database,
) -> Result<(), String> {
    let old = schema(dialect, &[("from.sql", from)])?;
    let new = schema(dialect, &[("to.sql", to)])?;
    let way = change(&old, &new);
    if let Some((what, _)) = way.up.refused.first() {
        return Err(format!("the way up cannot say {what}"));
    }
    let run = |database: &mut dyn Database, name: &str, sql: &str| {
        let done = database.execute(sql);
        done.map_err(|error| format!("{name}: {error}\n{sql}"))
    };
    database.reset();
    run(database, "to.sql", to)?;
    let wanted = database.describe();
    database.reset();
    run(database, "from.sql", from)?;
    let first = database.describe();
    run(database, "rows", &print::rows(before, dialect))?;
    let rows = database.rows();
    run(database, "up", &way.up.text)?;
    same("after the way up", &database.describe(), &wanted, &way.up)?;
    kept((before, &rows), (after, &database.rows()))
        .map_err(|error| format!("after the way up {error}\n{}", way.up.text))?;
    let there = [("from.sql", from), ("up.sql", way.up.text.as_str())];
    nothing_left("after the way up", &schema(dialect, &there)?, &new)?;
    let left = way_back(database, ((before, &first), after), &way, &rows)?;
    if !dialect.changes_online() {
        return Ok(());
    }
    let seed = print::rows(before, dialect);
    in_steps(dialect, database, (from, to), &seed, &mut |database| {
        kept((before, &rows), (after, &database.rows()))?;
        Ok(left)
    })
    .map_err(|error| format!("online: {error}"))
}

/// Goes back, where that can be done; whether it was.
fn way_back(
    database: &mut dyn Database,
    ((before, first), after): ((&Schema, &[String]), &Schema),
    way: &Change,
    rows: &Rows,
) -> Result<bool, String> {
    // Rows that are gone do not come back, and others may refer to them.
    let refers_to_gone = before.tables.iter().any(|table| {
        let mut references = table.references.iter();
        references.any(|one| after.table(one.target).is_none())
    });
    if !way.down.refused.is_empty() || refers_to_gone {
        return Ok(false);
    }
    let down = &way.down.text;
    database
        .execute(down)
        .map_err(|error| format!("down: {error}\n{down}"))?;
    same("after the way back", &database.describe(), first, &way.down)?;
    let stays = |id: &Id| places(after).contains_key(id);
    let back = database.rows();
    let kept_back: BTreeMap<Id, Place> = places(before)
        .into_iter()
        .filter(|(id, _)| stays(id))
        .collect();
    compare(&kept_back, rows, &kept_back, &back, after)
        .map_err(|error| format!("after the way back {error}\n{down}"))?;
    Ok(true)
}

type Place = ((String, String), bool, model::Type);

/// Where each column is whose values are written, whether it is NOT NULL, and its type.
fn places(schema: &Schema) -> BTreeMap<Id, Place> {
    let columns = schema.tables.iter().flat_map(|table| {
        let written = table.columns.iter().filter(|one| one.computed.is_none());
        written.map(|one| {
            let place = (table.name.clone(), one.name.clone());
            (one.id, (place, one.not_null, one.ty.clone()))
        })
    });
    columns.collect()
}

fn kept((before, old): (&Schema, &Rows), (after, new): (&Schema, &Rows)) -> Result<(), String> {
    compare(&places(before), old, &places(after), new, after)
}

/// A column that is on both sides, of one type, has the same values.
fn compare(
    before: &BTreeMap<Id, Place>,
    old: &Rows,
    after: &BTreeMap<Id, Place>,
    new: &Rows,
    schema: &Schema,
) -> Result<(), String> {
    for (id, (place, not_null, ty)) in before {
        let Some((now, is_full, other)) = after.get(id) else {
            continue;
        };
        // What they become in between is another test's: words that are renamed, NULLs that are filled.
        let between = places(schema).get(id).cloned();
        let is_same = |full: &bool, one: &model::Type| full == not_null && one == ty;
        let stays = between.is_some_and(|(_, full, one)| is_same(&full, &one));
        if matches!(ty, model::Type::Enum(_)) || !is_same(is_full, other) || !stays {
            continue;
        }
        let (was, is) = (old.get(place), new.get(now));
        let sorted = |values: Option<&Vec<String>>| {
            let mut values = values.cloned().unwrap_or_default();
            values.sort();
            values
        };
        if sorted(was) != sorted(is) {
            return Err(format!("{place:?} was {was:?} and {now:?} is {is:?}"));
        }
    }
    Ok(())
}
