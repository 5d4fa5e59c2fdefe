//! Columns whose values come from another table, as the tags of the new schema say.
//!
//! In: both models and the names that have changed. Out: [`Move`]s, and how the rows of two tables belong together. It must not
//! know how a database moves them.

use super::model::{Column, ConstraintKind, Generation, Model, Name, Table};
use super::renames::Renames;

/// A column that is filled from one of another table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The table that gets the values, by its new name.
    pub table: Name,
    /// Its column.
    pub column: String,
    /// The table that they come from, by the name that it has when they are moved.
    pub source: Name,
    /// Its column.
    pub from: String,
    /// Whether nobody can tell afterwards which rows came from there: rows of several tables have become those of one.
    pub is_one_way: bool,
}

/// How the rows of two tables belong together: a column of the one and the column of the other that holds the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Columns of the table that gets values, and of the one that they come from.
    pub pairs: Vec<(String, String)>,
    /// Whether each row of the source has one of the table.
    pub is_whole: bool,
}

impl Move {
    /// The moves that are still to be made. `from` has the new names already.
    pub fn declared(from: &Model, to: &Model, renames: &Renames) -> Vec<Move> {
        let mut moves = Vec::new();
        for table in to.tables.iter() {
            let before = from.table(&table.name);
            for column in &table.columns {
                for was in &column.was {
                    let Some((source, name)) = place(was, table, from, renames) else {
                        continue;
                    };
                    let has_it = before.is_some_and(|one| one.column(&column.name).is_some());
                    let is_joined = before
                        .and_then(|before| Link::between(before, source))
                        .is_some();
                    let goes = to.table(&source.name).is_none();
                    if source.name == table.name || has_it && (is_joined || !goes) {
                        continue;
                    }
                    moves.push(Move {
                        table: table.name.clone(),
                        column: column.name.clone(),
                        source: source.name.clone(),
                        from: name,
                        is_one_way: before.is_some() && !is_joined,
                    });
                }
            }
        }
        for at in 0..moves.len() {
            let one = &moves[at];
            let mut others = moves.iter();
            let is_shared = others.any(|other| {
                let is_apart = || {
                    let (mine, theirs) = (from.table(&one.source), from.table(&other.source));
                    let link = mine.zip(theirs).map(|(mine, theirs)| {
                        Link::between(mine, theirs).or_else(|| Link::between(theirs, mine))
                    });
                    link.flatten().is_none()
                };
                other.table == one.table && other.source != one.source && is_apart()
            });
            moves[at].is_one_way |= is_shared;
        }
        moves
    }

    /// The way back, where nothing is called otherwise.
    pub fn undone(&self) -> Option<Move> {
        (!self.is_one_way).then(|| Move {
            table: self.source.clone(),
            column: self.from.clone(),
            source: self.table.clone(),
            from: self.column.clone(),
            is_one_way: false,
        })
    }

    /// The way back.
    pub fn reversed(&self, renames: &Renames) -> Move {
        Move {
            table: renames.old_name(&self.source).clone(),
            column: renames.old_column(&self.source, &self.from).to_owned(),
            source: renames.old_name(&self.table).clone(),
            from: renames.old_column(&self.table, &self.column).to_owned(),
            is_one_way: false,
        }
    }
}

/// The table and column of `users.bio`, where they are there.
fn place<'m>(
    was: &[String],
    table: &Table,
    from: &'m Model,
    renames: &Renames,
) -> Option<(&'m Table, String)> {
    let [of @ .., column] = was else { return None };
    if of.is_empty() {
        return None;
    }
    let old = Name::of_parts(of, table.name.schema.as_deref());
    let source = from.table_called(renames.new_name(&old))?;
    let column = renames.new_column(&source.name, column);
    let column = source.column_called(column, from.dialect)?;
    Some((source, column.name.clone()))
}

impl Link {
    /// By the one reference between two tables, whichever of them refers.
    pub fn between(table: &Table, source: &Table) -> Option<Link> {
        let mut found = Vec::new();
        for (one, other, is_own) in [(table, source, true), (source, table, false)] {
            for constraint in &one.constraints {
                let Some((target, columns)) = &constraint.target else {
                    continue;
                };
                if *target != other.name {
                    continue;
                }
                let pairs = constraint.columns.iter().zip(columns);
                let pairs = pairs.map(|(mine, theirs)| match is_own {
                    true => (mine.clone(), theirs.clone()),
                    false => (theirs.clone(), mine.clone()),
                });
                let is_unique = is_unique(one, &constraint.columns);
                // Of several rows that refer to one, none is the one whose value counts.
                if is_own || is_unique {
                    found.push(Link {
                        pairs: pairs.collect(),
                        is_whole: !is_own && constraint_is_filled(one, &constraint.columns),
                    });
                }
            }
        }
        if found.is_empty() {
            found.extend(Link::by_a_third(table, source));
        }
        match found.len() {
            1 => found.pop(),
            _ => None,
        }
    }

    /// Whether one of two tables refers to the other.
    pub fn is_between(one: &Table, other: &Table) -> bool {
        let refers = |one: &Table, other: &Table| {
            let mut targets = one
                .constraints
                .iter()
                .filter_map(|constraint| constraint.target.as_ref());
            targets.any(|(target, _)| *target == other.name)
        };
        refers(one, other) || refers(other, one)
    }

    /// Where the keys of both refer to the same key of a third table.
    fn by_a_third(table: &Table, source: &Table) -> Option<Link> {
        let refers = |one: &Table| {
            let mut constraints = one.constraints.iter();
            let found = constraints.find(|constraint| {
                constraint.kind == ConstraintKind::ForeignKey && constraint.columns == one.key
            });
            found.and_then(|constraint| constraint.target.clone())
        };
        let (mine, theirs) = (refers(table)?, refers(source)?);
        let pairs = table.key.iter().cloned().zip(source.key.iter().cloned());
        (mine == theirs).then(|| Link {
            pairs: pairs.collect(),
            is_whole: false,
        })
    }
}

fn is_unique(table: &Table, columns: &[String]) -> bool {
    table.constraints.iter().any(|constraint| {
        matches!(
            constraint.kind,
            ConstraintKind::PrimaryKey | ConstraintKind::Unique
        ) && constraint.columns.iter().all(|one| columns.contains(one))
    })
}

fn constraint_is_filled(table: &Table, columns: &[String]) -> bool {
    let mut named = columns.iter().filter_map(|name| table.column(name));
    named.all(|column| column.not_null)
}

/// Whether the database gives a column's value by itself: a number that says nothing but which row it is.
pub fn is_numbered(column: &Column) -> bool {
    matches!(column.generation, Generation::Identity { .. })
        || column.ty.key.contains("serial")
        || column.is_row_number
}
