//! One run of the migrator: what comes next, and doing it, until there is nothing left.
//!
//! In: the connections of a run and the migrations. Out: a database that has them, and a history that says so. Before each step it is
//! asked anew how the database stands, behind the lock: what it says is all that a run needs to know.

use std::time::{Duration, Instant};

use super::engine::Engine;
use super::error::Failure;
use super::history::{Direction, HalfWay, Line, Status};
use super::migrator::{Migrator, Progress};
use super::statements::{Statement, has_comment, statements};
use super::tables::Tables;
use super::{Applied, MigrateError, Migration, NO_TRANSACTION, checksum};
use crate::error::{Cause, Error};

/// What stands before each statement of a migration, so that one which outlives its migrator is known.
const MARK: &str = "/* rowtype:migrate */ ";

/// How long the lock is waited for before that is told, and how long until it is asked for again.
const FIRST_WAIT: Duration = Duration::from_millis(100);
const NEXT_WAIT: Duration = Duration::from_secs(1);

pub(super) struct Run<'r, E> {
    pub(super) engine: E,
    pub(super) tables: Tables,
    migrator: &'r Migrator,
    is_first: bool,
    references_are_off: bool,
    /// The migration whose settings of the connection hold.
    session_of: Option<String>,
}

/// A migration that is run, in one direction.
struct Next<'m> {
    migration: &'m Migration,
    direction: Direction,
    statements: Vec<Statement<'m>>,
    half_way: Option<HalfWay>,
    by_statement: bool,
}

impl<'r, E: Engine> Run<'r, E> {
    /// Makes the tables where there are none.
    pub(super) async fn start(mut engine: E, migrator: &'r Migrator) -> Result<Self, MigrateError> {
        let tables = Tables::prepare(&mut engine).await?;
        Ok(Run {
            engine,
            tables,
            migrator,
            is_first: true,
            references_are_off: false,
            session_of: None,
        })
    }

    /// Applies what is pending, or takes back at most so many.
    pub(super) async fn all(
        &mut self,
        direction: Direction,
        most: usize,
    ) -> Result<Vec<Applied>, MigrateError> {
        let mut done = Vec::new();
        while done.len() < most {
            self.lock().await?;
            let status = self.status().await?;
            let Some(next) = self.next(direction, status)? else {
                break;
            };
            let applied = match next.by_statement {
                true => self.step(next).await?,
                false => self.whole(next).await?,
            };
            if let Some(applied) = applied {
                self.migrator.tell(Progress::Finished(&applied));
                done.push(applied);
            }
        }
        Ok(done)
    }

    /// Makes sure that no other migrator works.
    pub(super) async fn lock(&mut self) -> Result<(), MigrateError> {
        let row = self.tables.lock();
        let start = Instant::now();
        let mut wait = FIRST_WAIT;
        loop {
            // Without the lock: an index that is built beside writers may wait for the end of the transaction that holds it.
            while self.is_first && self.has_orphans().await? {
                self.waits(start, &mut wait)?;
                tokio::time::sleep(FIRST_WAIT).await;
            }
            while !self.engine.lock(&row, wait).await? {
                self.waits(start, &mut wait)?;
            }
            if !self.is_first || !self.has_orphans().await? {
                self.is_first = false;
                return Ok(());
            }
            self.engine.unlock();
        }
    }

    /// Whether statements of a migrator are running: one that has died has no lock, but its last statement may outlive it.
    async fn has_orphans(&mut self) -> Result<bool, Error> {
        match self.engine.facts().orphans {
            Some(orphans) => Ok(self.engine.rows(orphans).await? != [[Some("0".to_owned())]]),
            None => Ok(false),
        }
    }

    fn waits(&self, start: Instant, wait: &mut Duration) -> Result<(), MigrateError> {
        if *wait == FIRST_WAIT {
            self.migrator.tell(Progress::Waiting);
        }
        *wait = NEXT_WAIT;
        match self.migrator.lock_timeout {
            Some(limit) if start.elapsed() >= limit => Err(MigrateError::Locked(limit)),
            _ => Ok(()),
        }
    }

    pub(super) async fn status(&mut self) -> Result<Status, MigrateError> {
        let lines = self.tables.lines(&mut self.engine).await?;
        let half_way = self.tables.half_way(&mut self.engine).await?;
        let syntax = self.engine.facts().syntax;
        Ok(Status::of(
            &lines,
            half_way,
            &self.migrator.migrations,
            self.migrator.are_seeds,
            syntax,
        ))
    }

    fn next(&self, way: Direction, status: Status) -> Result<Option<Next<'r>>, MigrateError> {
        let migrator = self.migrator;
        let Some(name) = migrator.next(way, &status)? else {
            return Ok(None);
        };
        let migration = migrator.find(&name).ok_or_else(|| match way {
            Direction::Down => MigrateError::OneWay(name.clone()),
            _ => MigrateError::Missing(name.clone()),
        })?;
        let sql = match (way, &migration.down) {
            (Direction::Down, Some(down)) => down,
            (Direction::Down, None) => return Err(MigrateError::OneWay(name)),
            _ => &migration.sql,
        };
        let facts = self.engine.facts();
        let by_statement = status.half_way.is_some()
            || !facts.is_transactional
            || has_comment(sql, facts.syntax, NO_TRANSACTION);
        let statements = statements(sql, facts.syntax);
        for statement in &statements {
            if let Some(why) = (facts.refuses)(statement) {
                let line = statement.line;
                return Err(MigrateError::Refused { name, line, why });
            }
        }
        Ok(Some(Next {
            migration,
            direction: way,
            statements,
            half_way: status.half_way,
            by_statement,
        }))
    }

    /// Runs a migration as one transaction with its line of the history. None: it is not done yet, and has to be looked at anew.
    async fn whole(&mut self, next: Next<'_>) -> Result<Option<Applied>, MigrateError> {
        let facts = self.engine.facts();
        if let Some(references) = &facts.references
            && (references.are_let_go)(&next.statements) != self.references_are_off
        {
            let switch = match self.references_are_off {
                true => references.on,
                false => references.off,
            };
            self.engine.run("ROLLBACK").await?;
            self.engine.run(switch).await?;
            self.references_are_off = !self.references_are_off;
            return Ok(None);
        }
        self.tell_begin(&next);
        let start = Instant::now();
        self.begin().await?;
        for (at, statement) in next.statements.iter().enumerate() {
            self.tell_statement(&next, at);
            if let Err(error) = self.run(statement).await {
                return Err(self.failed(&next, at, error).await);
            }
        }
        if let Some(broken) = self.broken_reference().await? {
            let last = next.statements.len().saturating_sub(1);
            return Err(self.failed(&next, last, broken).await);
        }
        let milliseconds = milliseconds(start.elapsed());
        let note = self
            .tables
            .note(facts, &next.line(facts.syntax, milliseconds));
        self.engine.run(&note).await?;
        if let Err(error) = self.engine.run("COMMIT").await {
            let last = next.statements.len().saturating_sub(1);
            return Err(self.failed(&next, last, error).await);
        }
        Ok(Some(next.applied(milliseconds)))
    }

    /// Runs the next statement of a migration that is run statement by statement, or notes that it has come to its end. None: there is
    /// more to do.
    async fn step(&mut self, mut next: Next<'_>) -> Result<Option<Applied>, MigrateError> {
        let facts = self.engine.facts();
        let half = next.half_way.take().unwrap_or_else(|| HalfWay {
            name: next.migration.name.clone(),
            direction: next.direction,
            ..HalfWay::default()
        });
        next.check_done(&half)?;
        if self.session_of.as_ref() != Some(&half.name) {
            return self.set_session(&next, half).await.map(|()| None);
        }
        let at = half.done();
        if at == next.statements.len() {
            self.begin().await?;
            let line = next.line(facts.syntax, half.milliseconds);
            let note = self.tables.note(facts, &line);
            self.engine.run(&note).await?;
            self.note_half_way(None).await?;
            self.engine.run("COMMIT").await?;
            self.session_of = None;
            return Ok(Some(next.applied(half.milliseconds)));
        }
        let statement = &next.statements[at];
        let is_again = half.under_way == checksum::of_statement(statement);
        if is_again && self.was_done(statement, &half).await? {
            self.begin().await?;
            self.is_done(half, statement, Duration::ZERO).await?;
            return Ok(None);
        }
        self.tell_statement(&next, at);
        let start = Instant::now();
        if !(facts.runs_apart)(statement) {
            self.begin().await?;
            match self.run(statement).await {
                Ok(()) => {
                    self.is_done(half, statement, start.elapsed()).await?;
                    return Ok(None);
                }
                Err(error) if (facts.is_refused_inside)(&error) => {
                    self.engine.run("ROLLBACK").await?;
                    if facts.begin.is_none() {
                        self.lock().await?;
                    }
                }
                Err(error) => {
                    let failed = self.failed(&next, at, error).await;
                    return Err(with(failed, is_again, None));
                }
            }
        }
        self.apart(&next, at, half).await.map(|()| None)
    }

    /// Runs a statement outside of a transaction. That it was begun is noted before, and that it is done after.
    async fn apart(
        &mut self,
        next: &Next<'_>,
        at: usize,
        mut half: HalfWay,
    ) -> Result<(), MigrateError> {
        let statement = &next.statements[at];
        let number = checksum::of_statement(statement);
        let is_again = half.under_way == number;
        if !is_again {
            half.inventory = self.before(next, at).await?;
            half.under_way = number;
        }
        self.begin().await?;
        self.note_half_way(Some(&half)).await?;
        self.engine.run("COMMIT").await?;
        let start = Instant::now();
        let ran = self.run_alone(statement).await;
        let elapsed = start.elapsed();
        let Err(error) = ran else {
            self.lock().await?;
            // Where nobody has the lock between two transactions, another migrator may have gone on by now.
            if self.tables.half_way(&mut self.engine).await?.as_ref() != Some(&half) {
                return Ok(());
            }
            self.begin().await?;
            return self.is_done(half, statement, elapsed).await;
        };
        let left = match self.index(statement).await {
            Ok(Some((index, false))) => Some(index),
            _ => None,
        };
        if left.is_none() {
            // It was refused, and so is not done. Where the connection is gone as well, nobody knows.
            half.under_way.clear();
            half.inventory.clear();
            let note = self.tables.note_half_way(self.engine.facts(), Some(&half));
            let _ = self.engine.run(&note).await;
        }
        Err(with(self.failed(next, at, error).await, is_again, left))
    }

    /// What is known of the database before a statement that is run outside of a transaction.
    async fn before(&mut self, next: &Next<'_>, at: usize) -> Result<String, MigrateError> {
        match self.index(&next.statements[at]).await? {
            Some((_, true)) => return Ok("there".to_owned()),
            Some((index, false)) => {
                let message = format!(
                    "an index {index} is there already, and is invalid: a statement that is not of this migration was building it; drop it"
                );
                let error = Error::Db(Cause::new("migrate", message));
                return Err(self.failed(next, at, error).await);
            }
            None => {}
        }
        Ok(self.inventory().await?)
    }

    /// Whether a statement that was begun by an earlier run was done.
    async fn was_done(
        &mut self,
        statement: &Statement<'_>,
        half: &HalfWay,
    ) -> Result<bool, MigrateError> {
        let facts = self.engine.facts();
        if half.inventory == "there" {
            return Ok(false);
        }
        if let Some((index, is_whole)) = self.index(statement).await?
            && let Some(indexes) = &facts.indexes
        {
            if !is_whole {
                let drop = indexes.drop.replace("{i}", &index);
                self.engine.run(indexes.before).await?;
                self.engine.run(&drop).await?;
            }
            return Ok(is_whole);
        }
        // One that drops several things may have dropped some of them.
        let is_several = statement.first_word() == "drop" && statement.mentions(",");
        let is_known = !half.inventory.is_empty() && !is_several;
        Ok(is_known && self.inventory().await? != half.inventory)
    }

    /// The index that a statement builds, where it is there, and whether it is whole.
    async fn index(&mut self, statement: &Statement<'_>) -> Result<Option<(String, bool)>, Error> {
        let facts = self.engine.facts();
        let Some(indexes) = &facts.indexes else {
            return Ok(None);
        };
        let Some(index) = (indexes.built)(statement) else {
            return Ok(None);
        };
        let ask = indexes.is_whole.replace("{i}", &(facts.quote)(&index));
        let row = self.engine.rows(&ask).await?.into_iter().flatten().next();
        Ok(row.map(|found| (index, found.as_deref() == Some("true"))))
    }

    async fn inventory(&mut self) -> Result<String, Error> {
        let Some(inventory) = self.engine.facts().inventory else {
            return Ok(String::new());
        };
        let mut lines = Vec::new();
        for row in self.engine.rows(inventory).await? {
            lines.extend(row.into_iter().map(Option::unwrap_or_default));
        }
        lines.sort_unstable();
        Ok(checksum::of_words(&lines))
    }

    /// Notes that a statement is done, in the transaction that is open.
    async fn is_done(
        &mut self,
        mut half: HalfWay,
        statement: &Statement<'_>,
        elapsed: Duration,
    ) -> Result<(), MigrateError> {
        half.done.push(checksum::of_statement(statement));
        half.under_way.clear();
        half.inventory.clear();
        half.milliseconds += milliseconds(elapsed);
        self.note_half_way(Some(&half)).await?;
        Ok(self.engine.run("COMMIT").await?)
    }

    /// Sets on this connection what statements that are done have set on another, and notes that the migration has begun.
    async fn set_session(&mut self, next: &Next<'_>, half: HalfWay) -> Result<(), MigrateError> {
        let facts = self.engine.facts();
        self.tell_begin(next);
        self.begin().await?;
        self.note_half_way(Some(&half)).await?;
        self.engine.run("COMMIT").await?;
        for (at, statement) in next.statements.iter().take(half.done()).enumerate() {
            if (facts.sets_session)(statement)
                && let Err(error) = self.run(statement).await
            {
                return Err(self.failed(next, at, error).await);
            }
        }
        self.session_of = Some(half.name);
        Ok(())
    }

    async fn note_half_way(&mut self, half: Option<&HalfWay>) -> Result<(), Error> {
        let note = self.tables.note_half_way(self.engine.facts(), half);
        self.engine.run(&note).await
    }

    async fn begin(&mut self) -> Result<(), Error> {
        match self.engine.facts().begin {
            Some(begin) => self.engine.run(begin).await,
            None => Ok(()),
        }
    }

    async fn run(&mut self, statement: &Statement<'_>) -> Result<(), Error> {
        let sql = format!("{MARK}{}", statement.text);
        self.engine.run(&sql).await
    }

    /// Runs a statement that is in no transaction.
    async fn run_alone(&mut self, statement: &Statement<'_>) -> Result<(), Error> {
        let indexes = self.engine.facts().indexes.as_ref();
        let Some(indexes) = indexes.filter(|indexes| (indexes.built)(statement).is_some()) else {
            return self.run(statement).await;
        };
        self.engine.run(indexes.before).await?;
        let done = self.run(statement).await;
        let _ = self.engine.run(indexes.after).await;
        done
    }

    async fn broken_reference(&mut self) -> Result<Option<Error>, Error> {
        let Some(references) = &self.engine.facts().references else {
            return Ok(None);
        };
        if !self.references_are_off {
            return Ok(None);
        }
        let Some(row) = self
            .engine
            .rows(references.broken)
            .await?
            .into_iter()
            .next()
        else {
            return Ok(None);
        };
        let words: Vec<String> = row.into_iter().map(Option::unwrap_or_default).collect();
        let [table, number, target] = words.as_slice() else {
            return Ok(None);
        };
        let what =
            format!("row {number} of {table} would refer to a row of {target} that is not there");
        Ok(Some(Error::Db(Cause::new("migrate", what))))
    }

    /// The failure of a statement, after what is open has been rolled back.
    async fn failed(&mut self, next: &Next<'_>, at: usize, error: Error) -> MigrateError {
        // A connection that is gone has rolled back by itself.
        let _ = self.engine.run("ROLLBACK").await;
        let statement = next.statements.get(at);
        MigrateError::Failed(Box::new(Failure {
            name: next.migration.name.clone(),
            direction: next.direction,
            statement: at + 1,
            statements: next.statements.len(),
            line: statement.map_or(1, |statement| statement.line),
            is_for_no_transaction: !next.by_statement
                && (self.engine.facts().is_refused_inside)(&error),
            error,
            is_half_way: next.by_statement,
            is_again: false,
            left: None,
        }))
    }

    fn tell_begin(&self, next: &Next<'_>) {
        self.migrator.tell(Progress::Begun {
            name: &next.migration.name,
            direction: next.direction,
            statements: next.statements.len(),
        });
    }

    fn tell_statement(&self, next: &Next<'_>, at: usize) {
        let statement = &next.statements[at];
        self.migrator.tell(Progress::Statement {
            name: &next.migration.name,
            number: at + 1,
            statements: next.statements.len(),
            line: statement.line,
            text: statement.text,
        });
    }
}

impl Next<'_> {
    /// What is done must still be what stands there.
    fn check_done(&self, half: &HalfWay) -> Result<(), MigrateError> {
        for (at, number) in half.done.iter().enumerate() {
            let statement = self.statements.get(at).map(checksum::of_statement);
            if statement.as_ref() != Some(number) {
                return Err(MigrateError::ChangedHalfWay {
                    name: half.name.clone(),
                    statement: at + 1,
                    done: half.done(),
                });
            }
        }
        Ok(())
    }

    fn line(&self, syntax: super::Syntax, milliseconds: i64) -> Line {
        Line {
            name: self.migration.name.clone(),
            direction: self.direction,
            checksum: checksum::of_text(&self.migration.sql, syntax),
            milliseconds,
            ..Line::default()
        }
    }

    fn applied(&self, milliseconds: i64) -> Applied {
        Applied {
            name: self.migration.name.clone(),
            elapsed: Duration::from_millis(u64::try_from(milliseconds).unwrap_or_default()),
        }
    }
}

fn with(mut error: MigrateError, is_again: bool, left: Option<String>) -> MigrateError {
    if let MigrateError::Failed(failure) = &mut error {
        failure.is_again = is_again;
        failure.left = left;
    }
    error
}

fn milliseconds(elapsed: Duration) -> i64 {
    i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX)
}
