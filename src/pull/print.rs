//! The text of a `schema.sql`.
//!
//! In: things in their order. Out: their statements, formatted as a person would: a column on a line, short statements of one
//! table together, all else apart.

use super::{Part, PartKind, Place, Pulled, Thing};
use crate::dialect::Dialect;
use crate::syntax::lexemes;

/// How long a line may get before constraints of a column go to a line of their own.
const WIDTH: usize = 100;

/// The whole text.
pub(super) fn schema(pulled: &Pulled) -> String {
    let mut out = String::new();
    let mut last: Option<(&Thing, bool)> = None;
    for thing in &pulled.things {
        let statement = statement(thing);
        let is_short = !statement.contains('\n');
        let stands_with = last.is_some_and(|(last, was_short)| {
            let is_index = |thing: &Thing| thing.kind == "index";
            let is_of_one = last.of == thing.of
                && (last.kind == thing.kind
                    || thing.of.is_some() && !is_index(last) && !is_index(thing));
            was_short && is_short && is_of_one
        });
        if last.is_some() && !stands_with {
            out.push('\n');
        }
        out.push_str(&ended(&statement, pulled.dialect));
        last = Some((thing, is_short));
    }
    out
}

/// A statement with its end. One that holds semicolons needs another end where the server's own client splits at them.
fn ended(statement: &str, dialect: Dialect) -> String {
    let rules = dialect.lexical_rules();
    let words = lexemes(statement, rules);
    let has_semicolons = words.iter().any(|lexeme| lexeme.is(';'));
    match rules.delimiter_lines && has_semicolons {
        true => format!("DELIMITER //\n{statement}//\nDELIMITER ;\n"),
        false => format!("{statement};\n"),
    }
}

/// A thing's statement, without its semicolon.
pub(super) fn statement(thing: &Thing) -> String {
    let lines: Vec<&Part> = thing
        .parts
        .iter()
        .filter(|part| part.place == Place::Line)
        .collect();
    let tail = match thing.tail.as_str() {
        "" => String::new(),
        tail => format!(" {tail}"),
    };
    if lines.is_empty() {
        return format!("{}{tail}", thing.text);
    }
    let mut out = format!("{} (\n", thing.text);
    for (at, part) in lines.iter().enumerate() {
        out.push_str(&line(thing, part));
        out.push_str(if at + 1 < lines.len() { "," } else { "" });
        if !part.comment.is_empty() {
            out.push(' ');
            out.push_str(&part.comment);
        }
        out.push('\n');
    }
    format!("{out}){tail}")
}

fn line(thing: &Thing, part: &Part) -> String {
    let mut line = format!("  {}", part.text);
    if part.kind == PartKind::Constraint {
        return line;
    }
    let at_column = thing
        .parts
        .iter()
        .filter(|other| matches!(&other.place, Place::Column(column) if *column == part.name));
    for constraint in at_column {
        let last = line.rsplit('\n').next().unwrap_or_default();
        let is_long = last.chars().count() + constraint.text.chars().count() > WIDTH;
        line.push_str(if is_long { "\n    " } else { " " });
        line.push_str(&constraint.text);
    }
    line
}
