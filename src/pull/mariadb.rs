//! MariaDB and MySQL: the server is asked how each thing is made.
//!
//! In: what `SHOW CREATE` answers. Out: what the database holds, without what holds in any case: widths of integers, the letters of the
//! database, names that the server gives, who has made a view.

mod bytes;
mod clauses;
mod keys;
mod routines;
mod tables;
mod views;

pub use bytes::text as text_of_bytes;

use std::collections::{HashMap, HashSet};

use super::managed::Managed;
use super::order::{self, Node};
use super::{Ask, Pulled, Thing, readers};
use crate::dialect::Dialect;

const RELATIONS: &str = "
SELECT concat_ws(' ', replace(table_type, ' ', '_'), table_name) FROM information_schema.tables
WHERE table_schema = database() ORDER BY table_name";

const ROUTINES: &str = "
SELECT concat_ws(' ', routine_type, routine_name) FROM information_schema.routines
WHERE routine_schema = database() AND routine_type IN ('FUNCTION', 'PROCEDURE') ORDER BY routine_type, routine_name";

const TRIGGERS: &str = "
SELECT concat_ws(' ', hex(event_object_table), trigger_name) FROM information_schema.triggers
WHERE trigger_schema = database() ORDER BY event_object_table, event_manipulation, action_timing, action_order";

/// What is not written: when an event begins is when it was made.
const UNSAID: &str = "
SELECT concat('event ', event_name) FROM information_schema.events WHERE event_schema = database()";

/// What a table has where it says nothing else.
const USUAL: &str = "
SELECT concat_ws(' ', @@default_storage_engine, default_character_set_name, default_collation_name)
FROM information_schema.schemata WHERE schema_name = database()";

/// What the database's tables have where they say nothing else.
pub struct Usual {
    engine: String,
    letters: String,
    collation: String,
}

/// Reads all that there is.
pub(super) fn read(dialect: Dialect, ask: &Ask<'_>, managed: &Managed) -> Result<Pulled, String> {
    let usual = usual(&ask(USUAL, 0)?.concat());
    let found = ask(RELATIONS, 0)?;
    let relations: Vec<(&str, &str)> = found
        .iter()
        .filter_map(|line| line.split_once(' '))
        .collect();
    let names: Vec<&str> = relations.iter().map(|(_, name)| *name).collect();
    let judgement = managed.judge(&names);
    let left_out = |name: &str| judgement.leaves_out(None, name);
    let mut pulled = Pulled {
        dialect,
        things: Vec::new(),
        others: judgement.others(names.iter().copied().filter(|name| left_out(name))),
        unsaid: ask(UNSAID, 0)?,
    };
    // A sequence is named with its database where a default takes from it.
    let database = ask("SELECT database()", 0)?.concat();
    let database = format!("`{}`.", database.replace('`', "``"));
    let shown = |kind: &str, name: &str, column: usize| {
        let sql = format!("SHOW CREATE {kind} `{}`", name.replace('`', "``"));
        ask(&sql, column).map(|texts| texts.concat().replace(&database, ""))
    };
    let mut nodes: Vec<Node> = Vec::new();
    let mut views: Vec<(String, String)> = Vec::new();
    let ours = relations.iter().filter(|(_, name)| !left_out(name));
    for (place, (kind, name)) in ours.enumerate() {
        match *kind {
            "VIEW" => views.push(((*name).to_owned(), shown("VIEW", name, 1)?)),
            "SEQUENCE" => {
                let thing = routines::sequence(name, &shown("SEQUENCE", name, 1)?, dialect);
                pulled.things.push(thing);
            }
            _ => {
                let text = shown("TABLE", name, 1)?;
                nodes.push(tables::node(name, &text, place, &usual, dialect));
            }
        }
    }
    let out: HashSet<String> = names
        .iter()
        .filter(|name| left_out(name))
        .map(|name| tables::key(name, dialect))
        .collect();
    order::leave_out(&mut nodes, &HashMap::new(), out, &mut pulled);
    pulled.things.extend(order::ordered(nodes, &HashMap::new()));
    let mut procedures = Vec::new();
    for line in ask(ROUTINES, 0)? {
        let Some((kind, name)) = line.split_once(' ') else {
            continue;
        };
        if managed.is_unmanaged(None, name) {
            continue;
        }
        let text = shown(kind, name, 2)?;
        match (text.as_str(), kind) {
            ("", _) => pulled.unsaid.push(format!(
                "{} {name}, which the user may not read",
                kind.to_lowercase()
            )),
            (text, "FUNCTION") => pulled
                .things
                .push(routines::routine(kind, name, text, dialect)),
            (text, _) => procedures.push(routines::routine(kind, name, text, dialect)),
        }
    }
    let others: Vec<&str> = names
        .iter()
        .copied()
        .filter(|name| left_out(name))
        .collect();
    let in_order = readers::in_order(views.iter().collect(), |(name, text)| (name, text), dialect);
    for (name, text) in in_order {
        match others
            .iter()
            .find(|other| readers::mentions(text, other, dialect))
        {
            Some(other) => pulled.unsaid.push(format!(
                "the view {name} reads {other}, which is not managed: it is left out"
            )),
            None => pulled.things.push(views::view(name, text, dialect)),
        }
    }
    pulled.things.append(&mut procedures);
    for line in ask(TRIGGERS, 0)? {
        let Some((table, name)) = line.split_once(' ') else {
            continue;
        };
        let table = unhexed(table);
        if left_out(&table) || managed.is_unmanaged(None, name) {
            continue;
        }
        let text = shown("TRIGGER", name, 2)?;
        let thing: Thing = routines::routine("TRIGGER", name, &text, dialect);
        pulled.things.push(thing.of(dialect.quote(&table)));
    }
    Ok(pulled)
}

fn usual(line: &str) -> Usual {
    let mut words = line.split(' ').map(str::to_owned);
    let mut next = || words.next().unwrap_or_default();
    Usual {
        engine: next(),
        letters: next(),
        collation: next(),
    }
}

/// A name that may have blanks, which came as the numbers of its bytes.
fn unhexed(text: &str) -> String {
    let digits = text.as_bytes().chunks(2);
    let bytes =
        digits.filter_map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
    String::from_utf8_lossy(&bytes.collect::<Vec<u8>>()).into_owned()
}
