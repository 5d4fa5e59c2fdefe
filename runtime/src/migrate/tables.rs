//! The two tables of the migrator: what happened to a database, and what is under way.
//!
//! `rowtype_migrations` has a line for each migration that went up or down, was noted or was accepted; lines are never changed.
//! `rowtype_migrator` has two rows: 0 is what a migrator locks, 1 says how far a migration has come that is run statement by
//! statement.

use std::time::Duration;

use super::engine::{Engine, Facts, Row};
use super::history::{Direction, HalfWay, Line};
use crate::error::{Cause, Error, Result};

/// How often the tables are made before the failure stands: another migrator may make them at the same time.
const TRIES: usize = 5;

/// Where the tables are.
#[derive(Clone, Debug)]
pub(super) struct Tables {
    prefix: String,
    layout: Layout,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    /// There are none yet.
    None,
    /// One line for each migration that is applied, and a line without a name.
    First,
    Present,
}

impl Tables {
    /// Looks for them.
    pub(super) async fn find(engine: &mut impl Engine) -> Result<Tables> {
        let rows = engine.rows(engine.facts().layout).await?;
        let [prefix, there, present] = take(rows.into_iter().next())?;
        let layout = match (there, present) {
            (None, _) => Layout::None,
            (Some(_), None) => Layout::First,
            (Some(_), Some(_)) => Layout::Present,
        };
        let prefix = prefix.unwrap_or_default();
        Ok(Tables { prefix, layout })
    }

    /// Makes them, where there are none or they have an older layout.
    pub(super) async fn prepare(engine: &mut impl Engine) -> Result<Tables> {
        let mut failure = None;
        for _ in 0..TRIES {
            let tables = Tables::find(engine).await?;
            if tables.layout == Layout::Present {
                return Ok(tables);
            }
            match tables.make(engine).await {
                Ok(()) => return Tables::find(engine).await,
                Err(error) => failure = Some(error),
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Err(failure.unwrap_or_else(|| unexpected("the tables are not there")))
    }

    async fn make(&self, engine: &mut impl Engine) -> Result<()> {
        let facts = engine.facts();
        let upgrade = match self.layout {
            Layout::First => facts.upgrade,
            _ => &[],
        };
        let begin = facts.begin.unwrap_or("BEGIN IMMEDIATE");
        if facts.is_transactional {
            engine.run(begin).await?;
        }
        let mut made = Ok(());
        for statement in upgrade.iter().chain(facts.create) {
            made = engine.run(&self.filled(statement)).await;
            if made.is_err() {
                break;
            }
        }
        if !facts.is_transactional {
            return made;
        }
        match made {
            Ok(()) => engine.run("COMMIT").await,
            Err(error) => {
                engine.run("ROLLBACK").await?;
                Err(error)
            }
        }
    }

    fn filled(&self, sql: &str) -> String {
        sql.replace("{p}", &self.prefix)
    }

    /// What selects the row that a migrator locks.
    pub(super) fn lock(&self) -> String {
        self.filled("SELECT id FROM {p}rowtype_migrator WHERE id = 0 FOR UPDATE")
    }

    /// What happened, in its order.
    pub(super) async fn lines(&self, engine: &mut impl Engine) -> Result<Vec<Line>> {
        let columns = match self.layout {
            Layout::None => return Ok(Vec::new()),
            Layout::First => {
                "'up' AS direction, NULL AS reason FROM {p}rowtype_migrations WHERE name <> '' ORDER BY name"
            }
            Layout::Present => "direction, reason FROM {p}rowtype_migrations ORDER BY id",
        };
        let time = engine.facts().shown_time;
        let sql = self.filled(&format!(
            "SELECT name, checksum, milliseconds, {time}, {columns}"
        ));
        engine.rows(&sql).await?.into_iter().map(line).collect()
    }

    /// The migration that has been run in part.
    pub(super) async fn half_way(&self, engine: &mut impl Engine) -> Result<Option<HalfWay>> {
        if self.layout != Layout::Present {
            return Ok(None);
        }
        let sql = self.filled(
            "SELECT name, direction, checksums, under_way, inventory, milliseconds FROM {p}rowtype_migrator \
             WHERE id = 1 AND name <> ''",
        );
        match engine.rows(&sql).await?.into_iter().next() {
            Some(row) => half_way(row).map(Some),
            None => Ok(None),
        }
    }

    /// Says how far a migration has come, or that none is under way.
    pub(super) fn note_half_way(&self, facts: &Facts, half: Option<&HalfWay>) -> String {
        let none = HalfWay::default();
        let half = half.unwrap_or(&none);
        let text = facts.quote;
        self.filled(&format!(
            "UPDATE {{p}}rowtype_migrator SET name = {}, direction = {}, checksums = {}, under_way = {}, inventory = {}, \
             milliseconds = {} WHERE id = 1",
            text(&half.name),
            text(half.direction.word()),
            text(&half.done.join(" ")),
            text(&half.under_way),
            text(&half.inventory),
            half.milliseconds,
        ))
    }

    /// Adds a line to the history.
    pub(super) fn note(&self, facts: &Facts, line: &Line) -> String {
        let text = facts.quote;
        let reason = (line.reason.as_deref()).map_or_else(|| "NULL".to_owned(), text);
        self.filled(&format!(
            "INSERT INTO {{p}}rowtype_migrations (id, name, direction, checksum, milliseconds, applied_at, reason) \
             SELECT coalesce(max(id), 0) + 1, {}, {}, {}, {}, {}, {reason} FROM {{p}}rowtype_migrations",
            text(&line.name),
            text(line.direction.word()),
            text(&line.checksum),
            line.milliseconds,
            facts.now,
        ))
    }
}

fn unexpected(what: &str) -> Error {
    Error::Db(Cause::new("migrate", what.to_owned()))
}

fn take<const N: usize>(row: Option<Row>) -> Result<[Option<String>; N]> {
    row.and_then(|row| row.try_into().ok())
        .ok_or_else(|| unexpected("the tables of the migrator have other columns than they should"))
}

fn number(text: Option<String>) -> Result<i64> {
    let number = text.as_deref().and_then(|text| text.parse().ok());
    number.ok_or_else(|| unexpected("the tables of the migrator hold a number that is none"))
}

fn direction(text: Option<String>) -> Result<Direction> {
    let word = text.unwrap_or_default();
    Direction::of(&word).ok_or_else(|| {
        unexpected(&format!(
            "the history has a line of the unknown kind `{word}`"
        ))
    })
}

fn line(row: Row) -> Result<Line> {
    let [name, checksum, milliseconds, at, word, reason] = take(Some(row))?;
    Ok(Line {
        name: name.unwrap_or_default(),
        direction: direction(word)?,
        checksum: checksum.unwrap_or_default(),
        milliseconds: number(milliseconds)?,
        at: at.unwrap_or_default(),
        reason,
    })
}

fn half_way(row: Row) -> Result<HalfWay> {
    let [name, word, checksums, under_way, inventory, milliseconds] = take(Some(row))?;
    let done = checksums.unwrap_or_default();
    Ok(HalfWay {
        name: name.unwrap_or_default(),
        direction: direction(word)?,
        done: done.split_whitespace().map(str::to_owned).collect(),
        under_way: under_way.unwrap_or_default(),
        inventory: inventory.unwrap_or_default(),
        milliseconds: number(milliseconds)?,
    })
}
