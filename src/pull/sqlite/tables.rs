//! A table's definition, taken apart at its commas.

use std::collections::HashSet;
use std::mem;

use super::columns::{self, Clause};
use super::{plain_names, plain_part};
use crate::dialect::Dialect;
use crate::pull::words::Words;
use crate::pull::{Part, PartKind, Place, Thing};

/// A table with what others may have to know of it.
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its definition.
    pub thing: Thing,
    /// The columns of its key, as they stand in SQL.
    key: Vec<String>,
}

/// A definition between two commas.
struct Item {
    /// Comments on lines of their own before it.
    before: Vec<String>,
    text: String,
    /// A comment behind it, on its line.
    behind: String,
}

/// Reads a table.
pub fn read(name: &str, sql: &str, dialect: Dialect, known: &HashSet<&str>) -> Table {
    let words = Words::of(sql, dialect);
    let open = words.all.iter().position(|lexeme| lexeme.is('('));
    let close = open.and_then(|open| words.closing(open));
    let second = words.all.get(1);
    let is_virtual = second.is_some_and(|second| words.is(second, "virtual"));
    let mut table = Table {
        name: name.to_owned(),
        thing: Thing::statement(
            "table",
            dialect.quote(name),
            plain_names(sql, dialect, known),
        ),
        key: Vec::new(),
    };
    let (Some(open), Some(close), false) = (open, close, is_virtual) else {
        return table;
    };
    table.thing.text = format!("CREATE TABLE {}", dialect.quote(name));
    let tail = sql[words.all[close].end..].trim();
    tail.clone_into(&mut table.thing.tail);
    let items = items(&words, open, close);
    let mut known: HashSet<String> = known.iter().map(|name| (*name).to_owned()).collect();
    for item in &items {
        let words = Words::of(&item.text, dialect);
        known.extend(words.all.first().map(|first| words.name(first)));
    }
    let known: HashSet<&str> = known.iter().map(String::as_str).collect();
    for item in items {
        let text = plain_part(&item.text, dialect, &known);
        table.add(item, text, dialect);
    }
    table
}

impl Table {
    fn add(&mut self, item: Item, text: String, dialect: Dialect) {
        let words = Words::of(&text, dialect);
        let mut lines = item.before;
        lines.push(text.clone());
        let mut part = Part {
            kind: PartKind::Column,
            name: String::new(),
            says: Vec::new(),
            text: lines.join("\n  "),
            comment: item.behind,
            place: Place::Line,
        };
        let clauses = columns::clauses(&words);
        if columns::is_constraint(&words) {
            part.kind = PartKind::Constraint;
            for clause in clauses {
                self.note_key(&clause);
                part.name = clause.name.unwrap_or_default();
                part.says = vec![("definition", clause.text)];
            }
            self.thing.parts.push(part);
            return;
        }
        let column = words.all.first().map(|first| words.name(first));
        part.name = dialect.quote(&column.unwrap_or_default());
        let mut constraints = Vec::new();
        for clause in clauses {
            let Some(definition) = clause.of_column(&part.name) else {
                part.says.push((clause.aspect(), clause.text));
                continue;
            };
            if clause.is("PRIMARY") {
                self.key = vec![part.name.clone()];
            }
            constraints.push(Part {
                kind: PartKind::Constraint,
                name: clause.name.unwrap_or_default(),
                says: vec![("definition", definition)],
                text: String::new(),
                comment: String::new(),
                place: Place::Elsewhere,
            });
        }
        self.thing.parts.push(part);
        self.thing.parts.append(&mut constraints);
    }

    fn note_key(&mut self, clause: &Clause) {
        if !clause.is("PRIMARY") {
            return;
        }
        let inside = clause.text.split_once('(').map_or("", |(_, rest)| rest);
        let inside = inside.split(')').next().unwrap_or_default();
        let names = inside.split(',').map(|name| name.trim().to_owned());
        self.key = names.collect();
    }

    /// Takes out references to tables that are left out; gives their names.
    pub fn leave_out_references(
        &mut self,
        left_out: &dyn Fn(&str) -> bool,
        dialect: Dialect,
    ) -> Vec<String> {
        let mut names = Vec::new();
        for part in &mut self.thing.parts {
            let Some((start, target, end)) = columns::reference(&part.text, dialect) else {
                continue;
            };
            if left_out(&target) {
                part.text.replace_range(start..end, "");
                part.text = part.text.trim_end().to_owned();
                names.push(target);
            }
        }
        self.thing.parts.retain(|part| {
            let says = part.says.first().map_or("", |(_, text)| text.as_str());
            let target = columns::reference(says, dialect).map(|(_, target, _)| target);
            part.kind == PartKind::Column || !target.is_some_and(|target| left_out(&target))
        });
        names
    }
}

/// References that name no column lead to the key: it is said, so that both forms are one.
pub fn resolve(tables: &mut [Table], dialect: Dialect) {
    let keys: Vec<(String, String)> = tables
        .iter()
        .map(|table| (table.name.clone(), table.key.join(", ")))
        .collect();
    for table in tables {
        for part in &mut table.thing.parts {
            for (_, said) in &mut part.says {
                let Some(at) = columns::open_reference(said, dialect) else {
                    continue;
                };
                let target = columns::reference(said, dialect).map(|(_, target, _)| target);
                let is_target = |name: &str| {
                    let target = target.as_ref();
                    target.is_some_and(|target| dialect.same_name(name, target))
                };
                if let Some((_, key)) = keys.iter().find(|(name, _)| is_target(name)) {
                    said.insert_str(at, &format!(" ({key})"));
                }
            }
        }
    }
}

/// What stands between the commas, each with its comments.
fn items(words: &Words<'_>, open: usize, close: usize) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for (start, end) in words.between(open, close) {
        item(words, start, end, &mut items);
    }
    items
}

fn item(words: &Words<'_>, start: usize, end: usize, items: &mut Vec<Item>) {
    let mut first = start;
    let mut before = Vec::new();
    while first < end && words.all[first].is_comment() {
        let comment = words.slice(&words.all[first]).to_owned();
        let since = words.all[first - 1].end;
        let is_own_line = words.text[since..words.all[first].start].contains('\n');
        let last = items
            .last_mut()
            .filter(|_| !is_own_line && before.is_empty());
        match last {
            Some(last) if last.behind.is_empty() => last.behind = comment,
            _ => before.push(comment),
        }
        first += 1;
    }
    if first == end {
        // Comments before the parenthesis closes belong to what stands before them.
        if let Some(last) = items.last_mut() {
            before.insert(0, mem::take(&mut last.behind));
            before.join("\n  ").trim().clone_into(&mut last.behind);
        }
        return;
    }
    let mut last = end - 1;
    let mut behind: Vec<&str> = Vec::new();
    while last > first && words.all[last].is_comment() {
        behind.insert(0, words.slice(&words.all[last]));
        last -= 1;
    }
    items.push(Item {
        before,
        text: words.text[words.all[first].start..words.all[last].end].to_owned(),
        behind: behind.join("\n  "),
    });
}
