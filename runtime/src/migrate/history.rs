//! What a database says of its migrations, and what follows from it.
//!
//! In: the lines of the history and the migrations that there are. Out: what is applied, what is pending, and what does not fit.
//! No database is asked here.

use std::collections::BTreeMap;

use super::checksum;
use super::statements::Syntax;
use super::{MigrateError, Migration};

/// What a line of the history says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Direction {
    /// A migration was applied.
    #[default]
    Up,
    /// One was taken back.
    Down,
    /// One was noted as applied, without being run.
    Baseline,
    /// The text of one that is applied has changed or is gone, and somebody has said that this is right.
    Accept,
    /// A seed was applied, or noted as applied.
    Seed,
}

impl Direction {
    const ALL: [Direction; 5] = [
        Direction::Seed,
        Direction::Up,
        Direction::Down,
        Direction::Baseline,
        Direction::Accept,
    ];

    /// The word for it: `up`, `down`, `baseline`, `accept`, `seed`.
    pub fn word(self) -> &'static str {
        match self {
            Direction::Up => "up",
            Direction::Down => "down",
            Direction::Baseline => "baseline",
            Direction::Accept => "accept",
            Direction::Seed => "seed",
        }
    }

    pub(super) fn of(word: &str) -> Option<Direction> {
        Direction::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// A line of the history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The migration's name.
    pub name: String,
    /// What happened to it.
    pub direction: Direction,
    /// When, in UTC: `2026-01-05 09:00:00`.
    pub at: String,
    /// How long it took, in milliseconds.
    pub milliseconds: i64,
    /// Why, where somebody has accepted something.
    pub reason: Option<String>,
    /// The number of its text; empty where there was none.
    pub(super) checksum: String,
}

/// A migration that was run statement by statement, and has not come to its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HalfWay {
    /// Its name.
    pub name: String,
    /// Up or down.
    pub direction: Direction,
    /// How long it took so far, in milliseconds.
    pub milliseconds: i64,
    /// The numbers of the statements that are done.
    pub(super) done: Vec<String>,
    /// The number of the statement that was begun, and of which nobody knows whether it was done; empty for none.
    pub(super) under_way: String,
    /// The number of what the database had before that statement.
    pub(super) inventory: String,
}

impl HalfWay {
    /// How many of its statements are done.
    pub fn done(&self) -> usize {
        self.done.len()
    }

    /// Whether the statement behind these was begun, and it is not known whether it was done.
    pub fn is_under_way(&self) -> bool {
        !self.under_way.is_empty()
    }
}

/// A migration that is applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Its name.
    pub name: String,
    /// When, in UTC: `2026-01-05 09:00:00`.
    pub at: String,
    /// How long it took, in milliseconds.
    pub milliseconds: i64,
    /// Up, or a baseline.
    pub direction: Direction,
    /// Whether its text has changed since, or is gone.
    pub fit: Fit,
}

/// How the text of an applied migration stands to the one that was applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fit {
    /// It is the same, or was accepted.
    Same,
    /// It has changed.
    Changed,
    /// It is not there any more.
    Missing,
}

/// How a database stands to migrations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// What is applied, in the order of the names.
    pub applied: Vec<Recorded>,
    /// The names of what is not applied yet, in order.
    pub pending: Vec<String>,
    /// The one that has been run in part.
    pub half_way: Option<HalfWay>,
}

impl Status {
    /// What lines and migrations come to, or lines and seeds.
    pub(super) fn of(
        lines: &[Line],
        half_way: Option<HalfWay>,
        migrations: &[Migration],
        are_seeds: bool,
        syntax: Syntax,
    ) -> Status {
        let is_meant = |line: &&Line| (line.direction == Direction::Seed) == are_seeds;
        let present = present(lines.iter().filter(is_meant));
        let text = |name: &str| migrations.iter().find(|one| one.name == name);
        let fit = |name: &str, checksum: &str| match text(name) {
            Some(one) if checksum::fits(&one.sql, syntax, checksum) => Fit::Same,
            Some(_) => Fit::Changed,
            None if checksum.is_empty() => Fit::Same,
            None => Fit::Missing,
        };
        let applied = present.iter().map(|(name, (line, checksum))| Recorded {
            name: (*name).to_owned(),
            at: line.at.clone(),
            milliseconds: line.milliseconds,
            direction: line.direction,
            fit: fit(name, checksum),
        });
        let pending = migrations.iter().map(|one| one.name.as_str());
        let mut pending: Vec<&str> = pending.filter(|one| !present.contains_key(one)).collect();
        pending.sort_unstable();
        Status {
            applied: applied.collect(),
            pending: pending.into_iter().map(str::to_owned).collect(),
            half_way,
        }
    }

    /// What has to be put right before anything is applied.
    pub fn check(&self) -> Result<(), MigrateError> {
        for one in &self.applied {
            match one.fit {
                Fit::Same => {}
                Fit::Changed => return Err(MigrateError::Changed(one.name.clone())),
                Fit::Missing => return Err(MigrateError::Missing(one.name.clone())),
            }
        }
        match (self.pending.first(), self.applied.last()) {
            (Some(first), Some(last)) if *first < last.name => Err(MigrateError::OutOfOrder {
                name: first.clone(),
                after: last.name.clone(),
            }),
            _ => Ok(()),
        }
    }
}

/// What is applied: the line that says so, and the number of the text that holds now.
fn present<'l>(lines: impl Iterator<Item = &'l Line>) -> BTreeMap<&'l str, (&'l Line, &'l str)> {
    let mut present = BTreeMap::new();
    for line in lines {
        let name = line.name.as_str();
        match line.direction {
            Direction::Up | Direction::Baseline | Direction::Seed => {
                present.insert(name, (line, line.checksum.as_str()));
            }
            Direction::Down => {
                present.remove(name);
            }
            Direction::Accept => {
                if let Some((_, checksum)) = present.get_mut(name) {
                    *checksum = line.checksum.as_str();
                }
            }
        }
    }
    present
}

#[cfg(test)]
mod tests {
    use super::*;

    const SYNTAX: Syntax = Syntax::Sqlite;

    fn migration(name: &str, sql: &str) -> Migration {
        Migration {
            name: name.to_owned(),
            sql: sql.to_owned(),
            down: None,
        }
    }

    fn line(direction: Direction, one: &Migration) -> Line {
        Line {
            name: one.name.clone(),
            direction,
            checksum: checksum::of_text(&one.sql, SYNTAX),
            ..Line::default()
        }
    }

    fn status(lines: &[Line], migrations: &[&Migration]) -> Status {
        let migrations: Vec<Migration> = migrations.iter().copied().cloned().collect();
        Status::of(lines, None, &migrations, false, SYNTAX)
    }

    #[test]
    fn what_is_applied_must_still_be_there_as_it_was() {
        let one = migration("1_a", "CREATE TABLE a (id int);");
        let two = migration("2_b", "SELECT 2;");
        let up = [line(Direction::Up, &one)];
        let all = status(&up, &[&one, &two]);
        all.check().expect("nothing has changed");
        assert_eq!(all.pending, ["2_b"]);
        let changed = migration("1_a", "CREATE TABLE a (id text);");
        let error = status(&up, &[&changed, &two]).check();
        assert!(matches!(error, Err(MigrateError::Changed(name)) if name == "1_a"));
        let error = status(&up, &[&two]).check();
        assert!(matches!(error, Err(MigrateError::Missing(name)) if name == "1_a"));
        let error = status(&[line(Direction::Up, &two)], &[&one, &two]).check();
        assert!(matches!(error, Err(MigrateError::OutOfOrder { .. })));
    }

    #[test]
    fn the_last_line_of_a_migration_holds() {
        let one = migration("1_a", "SELECT 1;");
        let changed = migration("1_a", "SELECT 2;");
        let mut lines = vec![
            line(Direction::Baseline, &one),
            line(Direction::Accept, &changed),
        ];
        status(&lines, &[&changed])
            .check()
            .expect("it was accepted");
        assert!(status(&lines, &[&one]).check().is_err());
        lines.push(line(Direction::Down, &changed));
        assert_eq!(status(&lines, &[&one]).pending, ["1_a"]);
        lines.push(line(Direction::Up, &one));
        status(&lines, &[&one]).check().expect("it is applied anew");
        let gone = Line {
            name: one.name.clone(),
            direction: Direction::Accept,
            ..Line::default()
        };
        lines.push(gone);
        status(&lines, &[])
            .check()
            .expect("that it is gone was accepted");
        assert!(status(&lines, &[&one]).check().is_err());
    }
}
