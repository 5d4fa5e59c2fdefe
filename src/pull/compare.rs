//! How a database differs from the one that a schema makes, in words.
//!
//! In: both, as they were read. Out: a sentence for each difference, in the order of the schema, what it does not have at the end.

use super::order::CONSTRAINT;
use super::print::statement;
use super::words::canonical;
use super::{Part, PartKind, Pulled, Thing};
use crate::dialect::Dialect;

/// What differs in `live` from `wanted`, which schema.sql has made.
pub fn differences(live: &Pulled, wanted: &Pulled) -> Vec<String> {
    let mut found = Vec::new();
    // The table's part says it as well.
    let is_compared = |thing: &&Thing| thing.kind != CONSTRAINT;
    for thing in wanted.things.iter().filter(is_compared) {
        match live.things.iter().find(|other| is_one(other, thing)) {
            Some(other) => of_thing(other, thing, wanted.dialect, &mut found),
            None => found.push(format!("{} is not in the database", title(thing))),
        }
    }
    for thing in live.things.iter().filter(is_compared) {
        if !wanted.things.iter().any(|other| is_one(other, thing)) {
            found.push(format!("{} is not in the schema", title(thing)));
        }
    }
    found
}

fn is_one(one: &Thing, other: &Thing) -> bool {
    one.kind == other.kind && one.name == other.name
}

fn title(thing: &Thing) -> String {
    format!("{} {}", thing.kind, thing.name)
}

fn of_thing(live: &Thing, wanted: &Thing, dialect: Dialect, found: &mut Vec<String>) {
    let parts_count = !live.parts.is_empty() && !wanted.parts.is_empty();
    if !parts_count {
        let (live, wanted_text) = (statement(live), statement(wanted));
        if canonical(&live, dialect) != canonical(&wanted_text, dialect) {
            found.push(differs(&title(wanted), &live, &wanted_text));
        }
        return;
    }
    let heads = [
        ("", &live.text, &wanted.text),
        (", behind its columns,", &live.tail, &wanted.tail),
    ];
    for (place, live, wanted_text) in heads {
        if canonical(live, dialect) != canonical(wanted_text, dialect) {
            found.push(differs(
                &format!("{}{place}", title(wanted)),
                live,
                wanted_text,
            ));
        }
    }
    let mut taken = Vec::new();
    for part in &wanted.parts {
        let fits =
            |(at, other): &(usize, &Part)| !taken.contains(at) && is_one_part(other, part, dialect);
        let Some((at, other)) = live.parts.iter().enumerate().find(fits) else {
            found.push(format!(
                "{} is not in the database",
                title_of_part(wanted, part)
            ));
            continue;
        };
        taken.push(at);
        of_part(&title_of_part(wanted, part), other, part, dialect, found);
    }
    for (at, part) in live.parts.iter().enumerate() {
        if !taken.contains(&at) {
            found.push(format!(
                "{} is not in the schema",
                title_of_part(wanted, part)
            ));
        }
    }
}

/// Columns and named constraints are told from their names, others from what they say.
fn is_one_part(one: &Part, other: &Part, dialect: Dialect) -> bool {
    if one.kind != other.kind || dialect.name_key(&one.name) != dialect.name_key(&other.name) {
        return false;
    }
    !one.name.is_empty() || said(one, dialect) == said(other, dialect)
}

fn said(part: &Part, dialect: Dialect) -> Vec<(&'static str, String)> {
    let says = part.says.iter();
    says.map(|(aspect, text)| (*aspect, canonical(text, dialect)))
        .collect()
}

fn title_of_part(table: &Thing, part: &Part) -> String {
    match part.kind {
        PartKind::Column => format!("column {}.{}", table.name, part.name),
        PartKind::Constraint if part.name.is_empty() => {
            let text = part.says.iter().map(|(_, text)| text.as_str());
            format!(
                "constraint `{}` of {}",
                text.collect::<Vec<_>>().join(" "),
                table.name
            )
        }
        PartKind::Constraint => format!("constraint {} of {}", part.name, table.name),
    }
}

fn of_part(title: &str, live: &Part, wanted: &Part, dialect: Dialect, found: &mut Vec<String>) {
    let (is, must) = (said(live, dialect), said(wanted, dialect));
    let mut aspects: Vec<&'static str> = must.iter().map(|(aspect, _)| *aspect).collect();
    aspects.extend(is.iter().map(|(aspect, _)| *aspect));
    aspects.sort_unstable();
    aspects.dedup();
    for aspect in aspects {
        let of = |said: &[(&'static str, String)]| -> Vec<String> {
            let says = said.iter().filter(|(one, _)| *one == aspect);
            says.map(|(_, text)| text.clone()).collect()
        };
        if of(&is) == of(&must) {
            continue;
        }
        let shown = |part: &Part| {
            let says = part.says.iter().filter(|(one, _)| *one == aspect);
            says.map(|(_, text)| text.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        };
        let title = match aspect {
            "definition" => title.to_owned(),
            aspect => format!("{title}: its {aspect}"),
        };
        found.push(differs(&title, &shown(live), &shown(wanted)));
    }
}

/// `column users.name: its type is varchar(40) and must be varchar(80)`.
fn differs(title: &str, live: &str, wanted: &str) -> String {
    match (live, wanted) {
        ("", wanted) => format!("{title} is missing in the database: {}", quoted(wanted)),
        (live, "") => format!("{title} is not in the schema: {}", quoted(live)),
        (live, wanted) => format!("{title} is {} and must be {}", quoted(live), quoted(wanted)),
    }
}

fn quoted(text: &str) -> String {
    match text.contains('\n') {
        true => format!("\n    {}\n", text.replace('\n', "\n    ")),
        false => format!("`{text}`"),
    }
}
