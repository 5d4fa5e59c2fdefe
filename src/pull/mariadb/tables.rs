//! A table as `SHOW CREATE TABLE` prints it.

use super::Usual;
use super::clauses::{self, plain_text};
use super::keys::{self, Key};
use crate::dialect::Dialect;
use crate::pull::order::{self, Node};
use crate::pull::words::Words;
use crate::pull::{Part, PartKind, Place, Thing};

/// What others need a table by.
pub fn key(name: &str, dialect: Dialect) -> String {
    dialect.name_key(name).into_owned()
}

/// Reads a table, with its indexes behind it.
pub fn node(name: &str, sql: &str, place: usize, usual: &Usual, dialect: Dialect) -> Node {
    let words = Words::of(sql, dialect);
    let quoted = dialect.quote(name);
    let mut node = Node {
        key: key(name, dialect),
        rank: order::TABLES,
        place: i64::try_from(place).unwrap_or(i64::MAX),
        of: None,
        thing: Thing::statement("table", quoted.clone(), format!("CREATE TABLE {quoted}")),
        references: Vec::new(),
        followers: Vec::new(),
    };
    let open = words.all.iter().position(|lexeme| lexeme.is('('));
    let ends = open.and_then(|open| Some((open, words.closing(open)?)));
    let Some((open, close)) = ends else {
        sql.clone_into(&mut node.thing.text);
        return node;
    };
    node.thing.tail = tail(&words, close + 1, usual, dialect);
    let runs = words.between(open, close);
    let (keys, columns): (Vec<_>, Vec<_>) = runs
        .into_iter()
        .partition(|(start, _)| keys::is_one(&words, *start));
    let mut keys: Vec<Key> = keys
        .into_iter()
        .map(|(start, end)| keys::read(&words, start, end, dialect))
        .collect();
    let names: Vec<String> = columns
        .iter()
        .map(|(start, _)| dialect.quote(&words.name(&words.all[*start])))
        .collect();
    keys::leave_numbers_out(&mut keys, &names, name);
    let mut numbered = None;
    let mut checks = Vec::new();
    for (start, end) in columns {
        let column = dialect.quote(&words.name(&words.all[start]));
        let says = clauses::of(&words, start + 1, end, &column, dialect);
        if says.iter().any(|(aspect, _)| *aspect == "numbering") {
            numbered = Some(column.clone());
        }
        checks.extend(add_column(&mut node.thing, column, says, &keys));
    }
    for key in &keys {
        add_key(&mut node, key, &keys, numbered.as_deref(), dialect);
    }
    // Behind a CHECK a column can say no more.
    node.thing.parts.append(&mut checks);
    node
}

/// Adds a column; gives its CHECK.
fn add_column(
    table: &mut Thing,
    name: String,
    mut says: clauses::Says,
    keys: &[Key],
) -> Option<Part> {
    let is_key = |key: &Key| key.kind == "PRIMARY KEY" && key.columns == [name.as_str()];
    if keys.iter().any(is_key) {
        says.retain(|(aspect, _)| *aspect != "NOT NULL");
    }
    // A CHECK has no name where it stands at a column.
    let (checks, says): (clauses::Says, clauses::Says) =
        says.into_iter().partition(|(aspect, _)| *aspect == "check");
    let text = says
        .iter()
        .fold(name.clone(), |text, (_, said)| format!("{text} {said}"));
    table.parts.push(Part {
        kind: PartKind::Column,
        name: name.clone(),
        says,
        text,
        comment: String::new(),
        place: Place::Line,
    });
    let (_, check) = checks.into_iter().next()?;
    Some(Part {
        kind: PartKind::Constraint,
        name: String::new(),
        says: vec![("definition", check.clone())],
        text: check,
        comment: String::new(),
        place: Place::Column(name),
    })
}

fn add_key(node: &mut Node, key: &Key, keys: &[Key], numbered: Option<&str>, dialect: Dialect) {
    let table = node.thing.name.clone();
    let name = dialect.quote(&key.name);
    let leads = |other: &Key| other.columns.first().map(String::as_str) == numbered;
    let is_needed = numbered.is_some()
        && leads(key)
        && !keys
            .iter()
            .any(|other| !other.is_index() && other.kind != "FOREIGN KEY" && leads(other));
    if key.is_index() && !is_needed {
        if !key.is_of_reference(keys, dialect) {
            let text = format!("CREATE {} {name} ON {table} {}", key.kind, key.definition);
            let thing = Thing::statement("index", format!("{name} of {table}"), text);
            node.followers.push(thing.of(table));
        }
        return;
    }
    let short = key.at_column(dialect);
    let mut part = Part {
        kind: PartKind::Constraint,
        name: if key.name.is_empty() {
            String::new()
        } else {
            name
        },
        says: vec![("definition", format!("{} {}", key.kind, key.definition))],
        text: short.clone().unwrap_or_else(|| key.line(dialect)),
        comment: String::new(),
        place: match (&short, key.columns.first()) {
            (Some(_), Some(column)) => Place::Column(column.clone()),
            _ => Place::Line,
        },
    };
    if key.kind == "PRIMARY KEY" {
        part.name.clear();
    }
    if let Some(target) = &key.target {
        let called = match part.name.as_str() {
            "" => format!("{} {}", key.kind, key.definition),
            name => name.to_owned(),
        };
        node.references.push((called, self::key(target, dialect)));
    }
    node.thing.parts.push(part);
}

/// What follows the parentheses, without what every table of the database has.
fn tail(words: &Words<'_>, from: usize, usual: &Usual, dialect: Dialect) -> String {
    let mut at = from;
    let mut kept: Vec<String> = Vec::new();
    // `NAME=value`, `DEFAULT CHARSET=value`; with PARTITION or WITH another part begins.
    while at < words.all.len() && !words.is(&words.all[at], "PARTITION") {
        let equals = (at..words.all.len())
            .take(4)
            .find(|at| words.all[*at].is('='));
        let Some(equals) = equals else { break };
        let option = words.text_of(at, equals + 2);
        let value = words.text_of(equals + 1, equals + 2);
        let is_usual = match words.text_of(at, equals).to_uppercase().as_str() {
            "ENGINE" => value.eq_ignore_ascii_case(&usual.engine),
            "AUTO_INCREMENT" => true,
            "DEFAULT CHARSET" => value == usual.letters,
            "COLLATE" => value == usual.collation,
            _ => false,
        };
        if !is_usual {
            kept.push(option.to_owned());
        }
        at = equals + 2;
    }
    let rest = plain_text(words, at, words.all.len(), dialect);
    if !rest.is_empty() {
        kept.push(rest);
    }
    kept.join(" ")
}
