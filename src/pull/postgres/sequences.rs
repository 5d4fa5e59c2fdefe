//! Sequences, without what holds where nothing is said.

use super::rows::{Sequence, SequenceRow};
use crate::pull::Thing;
use crate::pull::order::Node;

/// The largest value of a type of integers.
fn largest(ty: &str) -> &'static str {
    match ty {
        "smallint" => "32767",
        "integer" => "2147483647",
        _ => "9223372036854775807",
    }
}

/// The smallest one.
fn smallest(ty: &str) -> &'static str {
    match ty {
        "smallint" => "-32768",
        "integer" => "-2147483648",
        _ => "-9223372036854775808",
    }
}

/// What is said of a sequence besides its type: `START WITH 10 INCREMENT BY 5`.
pub fn options(one: &Sequence) -> Vec<String> {
    let is_down = one.step.starts_with('-');
    let (min, max) = match is_down {
        true => (smallest(&one.r#type), "-1"),
        false => ("1", largest(&one.r#type)),
    };
    let start = if is_down { &one.max } else { &one.min };
    let mut options = Vec::new();
    let mut say = |holds: bool, text: String| {
        if holds {
            options.push(text);
        }
    };
    say(one.start != *start, format!("START WITH {}", one.start));
    say(one.step != "1", format!("INCREMENT BY {}", one.step));
    say(one.min != min, format!("MINVALUE {}", one.min));
    say(one.max != max, format!("MAXVALUE {}", one.max));
    say(one.cache != "1", format!("CACHE {}", one.cache));
    say(one.cycle, "CYCLE".to_owned());
    options
}

/// A sequence that is made by name.
pub fn node(one: &SequenceRow) -> Node {
    let kind = if one.is_unlogged { "UNLOGGED " } else { "" };
    let mut text = format!("CREATE {kind}SEQUENCE {}", one.sequence.sql);
    if one.sequence.r#type != "bigint" {
        text.push_str(&format!(" AS {}", one.sequence.r#type));
    }
    for option in options(&one.sequence) {
        text.push(' ');
        text.push_str(&option);
    }
    Node {
        key: one.sequence.key.clone(),
        rank: 3,
        place: one.oid,
        of: None,
        thing: Thing::statement("sequence", one.sequence.sql.clone(), text),
        references: Vec::new(),
        followers: Vec::new(),
    }
}

/// Says which column it goes with.
pub fn ownership(one: &SequenceRow) -> Thing {
    let owner = one.owner.as_deref().unwrap_or("NONE");
    let name = &one.sequence.sql;
    let text = format!("ALTER SEQUENCE {name} OWNED BY {owner}");
    Thing::statement("owner of the sequence", name.clone(), text)
}
