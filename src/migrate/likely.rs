//! What goes and comes in the same change, and looks alike: perhaps it is only called otherwise now.
//!
//! In: both models. Out: [`Likely`] pairs, the likeliest first for each thing that is new. It decides nothing: a person does, by a tag or by
//! an answer.

use std::collections::HashSet;

use strsim::damerau_levenshtein;

use super::Schema;
use super::model::{Column, Generation, Model, Name, Place, Table};
use super::renames::Renames;

/// A pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likely {
    /// What goes: `users.name`.
    pub old: String,
    /// What comes: `users.display_name`.
    pub new: String,
    /// The tag that says that they are one: `@was name`.
    pub tag: String,
    /// Where the new one is written: its statement among all, and the byte in its file.
    pub place: (usize, usize),
    what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    Table(Name, Name),
    Column(Name, String, String),
    Word(Name, String, String),
}

impl Schema {
    /// The pairs of a change from one schema to another, without those of which a tag says what they are.
    pub fn likely(from: &Schema, to: &Schema) -> Vec<Likely> {
        let from = Renames::spelled_as(&from.0, &to.0);
        let renames = Renames::declared(&from, &to.0);
        let before = renames.apply(&from);
        let mut found = tables(&before, &to.0);
        for table in to.0.tables.iter() {
            if let Some(old) = before.table(&table.name) {
                columns(old, table, &to.0, &renames, &mut found);
            }
        }
        words(&before, &to.0, &mut found);
        found
    }

    /// The schema with the tag that a pair would have.
    pub fn called(&self, pair: &Likely) -> Schema {
        let mut model = self.0.clone();
        match &pair.what {
            What::Table(old, new) => {
                let schema = old.schema.clone().into_iter();
                let was = schema.chain([old.name.clone()]).collect();
                model.tables.change(new, |table| table.was = Some(was));
            }
            What::Column(of, old, new) => {
                model.tables.change(of, |table| {
                    let mut columns = table.columns.iter_mut();
                    if let Some(column) = columns.find(|column| column.name == *new) {
                        column.was.push(vec![old.clone()]);
                    }
                });
            }
            What::Word(of, old, new) => {
                for one in model.enums.iter_mut().filter(|one| one.name == *of) {
                    one.renamed.push((old.clone(), new.clone()));
                }
            }
        }
        Schema(model)
    }
}

/// Tables of which at least half of the columns are the same.
fn tables(from: &Model, to: &Model) -> Vec<Likely> {
    let mut found = Vec::new();
    for table in to
        .tables
        .iter()
        .filter(|one| from.table(&one.name).is_none())
    {
        let gone = from
            .tables
            .iter()
            .filter(|one| to.table(&one.name).is_none());
        let mut alike: Vec<(usize, &Table)> = gone
            .map(|old| (shared(old, table), old))
            .filter(|(shared, old)| shared * 2 >= old.columns.len().max(table.columns.len()))
            .collect();
        alike.sort_by_key(|(shared, old)| {
            (
                usize::MAX - shared,
                damerau_levenshtein(&old.name.name, &table.name.name),
            )
        });
        for (_, old) in alike {
            found.push(Likely {
                old: old.name.sql(to.dialect),
                new: table.name.sql(to.dialect),
                tag: format!("@was {}", old.name.sql(to.dialect)),
                place: table.place,
                what: What::Table(old.name.clone(), table.name.clone()),
            });
        }
    }
    found
}

fn shared(old: &Table, new: &Table) -> usize {
    let is_there = |column: &&Column| {
        old.column(&column.name)
            .is_some_and(|other| other.ty == column.ty)
    };
    new.columns.iter().filter(is_there).count()
}

/// Columns of one type, those first that are called most alike.
fn columns(old: &Table, table: &Table, to: &Model, renames: &Renames, found: &mut Vec<Likely>) {
    let is_written = |one: &&Column| !matches!(one.generation, Generation::Computed { .. });
    let moved: HashSet<&str> = renames
        .moves
        .iter()
        .filter(|one| one.source == table.name)
        .map(|one| one.from.as_str())
        .collect();
    let comes = |one: &&Column| old.column(&one.name).is_none() && one.was.is_empty();
    for column in table.columns.iter().filter(is_written).filter(comes) {
        let gone = old.columns.iter().filter(is_written);
        let mut alike: Vec<&Column> = gone
            .filter(|one| table.column(&one.name).is_none() && !moved.contains(one.name.as_str()))
            .filter(|one| one.ty == column.ty)
            .collect();
        alike.sort_by_key(|one| damerau_levenshtein(&one.name, &column.name));
        let name = table.name.sql(to.dialect);
        let quoted = |column: &Column| to.dialect.quote(&column.name);
        for one in alike {
            found.push(Likely {
                old: format!("{name}.{}", quoted(one)),
                new: format!("{name}.{}", quoted(column)),
                tag: format!("@was {}", quoted(one)),
                place: column.place,
                what: What::Column(table.name.clone(), one.name.clone(), column.name.clone()),
            });
        }
    }
}

/// Words that stand between the same others.
fn words(from: &Model, to: &Model, found: &mut Vec<Likely>) {
    for one in &to.enums {
        let Some(old) = from.enums.iter().find(|old| old.name == one.name) else {
            continue;
        };
        let place: Place = one.place;
        for (at, word) in old.values.iter().enumerate() {
            let Some(new) = one.values.get(at) else {
                continue;
            };
            if one.values.contains(word) || old.values.contains(new) {
                continue;
            }
            let name = one.name.sql(to.dialect);
            found.push(Likely {
                old: format!("the word '{word}' of {name}"),
                new: format!("'{new}'"),
                tag: format!("@was '{}'", word.replace('\'', "''")),
                place,
                what: What::Word(one.name.clone(), word.clone(), new.clone()),
            });
        }
    }
}
