//! The migrator: which migrations, how far, and whom to tell.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::engine::{Database, Engine};
use super::history::{Direction, Fit, Line, Status};
use super::run::Run;
use super::tables::Tables;
use super::{Applied, MigrateError, Migration, checksum, statements};

/// Applies migrations and takes them back, on any of the databases.
///
/// ```no_run
/// # async fn start() -> Result<(), Box<dyn std::error::Error>> {
/// use std::time::Duration;
/// use rowtype_runtime::migrate::{self, Migrator, Progress};
///
/// # #[cfg(feature = "sqlite")] {
/// let db = rowtype_runtime::sqlite::Db::connect("sqlite:blog.db").await?;
/// let migrator = Migrator::new(migrate::in_folder("migrations")?)
///     .lock_timeout(Duration::from_secs(60))
///     .on_progress(|progress| {
///         if let Progress::Finished(applied) = progress {
///             println!("applied {} in {:?}", applied.name, applied.elapsed);
///         }
///     });
/// migrator.up(&db).await?;
/// # }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Migrator {
    pub(super) migrations: Vec<Migration>,
    pub(super) lock_timeout: Option<Duration>,
    pub(super) are_seeds: bool,
    to: Option<String>,
    is_dry: bool,
    progress: Option<Arc<Told>>,
}

/// How long what was broken off has to end.
const SETTLING: Duration = Duration::from_secs(5);

type Told = dyn Fn(Progress<'_>) + Send + Sync;

/// What a migrator is doing.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Progress<'a> {
    /// It waits for another migrator, or for what one has left running.
    Waiting,
    /// It begins with a migration, or goes on with it.
    Begun {
        /// The migration's name.
        name: &'a str,
        /// Up or down.
        direction: Direction,
        /// How many statements it has.
        statements: usize,
    },
    /// It runs a statement.
    Statement {
        /// The migration's name.
        name: &'a str,
        /// Which statement, from 1 on.
        number: usize,
        /// How many there are.
        statements: usize,
        /// The line that the statement begins in.
        line: usize,
        /// Its text.
        text: &'a str,
    },
    /// A migration is done.
    Finished(&'a Applied),
}

impl Migrator {
    /// A migrator for these migrations.
    pub fn new(migrations: impl Into<Vec<Migration>>) -> Self {
        let mut migrations = migrations.into();
        migrations.sort_by(|one, other| one.name.cmp(&other.name));
        Migrator {
            migrations,
            lock_timeout: None,
            are_seeds: false,
            to: None,
            is_dry: false,
            progress: None,
        }
    }

    /// A migrator for files of rows: each is applied once, whatever others there are, and is never taken back.
    pub fn seeds(files: impl Into<Vec<Migration>>) -> Self {
        Migrator {
            are_seeds: true,
            ..Migrator::new(files)
        }
    }

    /// Whether its files are seeds.
    pub fn are_seeds(&self) -> bool {
        self.are_seeds
    }

    /// Goes no further than this one: [`Migrator::up`] applies it last, [`Migrator::down`] leaves it applied.
    #[must_use]
    pub fn to(mut self, name: impl Into<String>) -> Self {
        self.to = Some(name.into());
        self
    }

    /// Changes nothing, and gives what would be done.
    #[must_use]
    pub fn dry_run(mut self, is_dry: bool) -> Self {
        self.is_dry = is_dry;
        self
    }

    /// How long to wait for another migrator. Without this, as long as that takes.
    #[must_use]
    pub fn lock_timeout(mut self, limit: Duration) -> Self {
        self.lock_timeout = Some(limit);
        self
    }

    /// Tells what is being done, as it is being done. What is called should be quick.
    #[must_use]
    pub fn on_progress(mut self, told: impl Fn(Progress<'_>) + Send + Sync + 'static) -> Self {
        self.progress = Some(Arc::new(told));
        self
    }

    /// Applies the migrations that the database does not have yet, in the order of their names.
    pub async fn up<D: Database>(&self, db: &D) -> Result<Vec<Applied>, MigrateError> {
        self.go(db, self.forward(), usize::MAX).await
    }

    /// Takes the last migrations back that were applied, at most so many, the last one first.
    pub async fn down<D: Database>(
        &self,
        db: &D,
        most: usize,
    ) -> Result<Vec<Applied>, MigrateError> {
        self.go(db, Direction::Down, most).await
    }

    /// What is applied and what is pending. Writes nothing; [`Status::check`] says what does not fit.
    pub async fn status<D: Database>(&self, db: &D) -> Result<Status, MigrateError> {
        let mut engine = db.engine().await?;
        let tables = Tables::find(&mut engine).await?;
        let lines = tables.lines(&mut engine).await?;
        let half_way = tables.half_way(&mut engine).await?;
        let syntax = engine.facts().syntax;
        Ok(Status::of(
            &lines,
            half_way,
            &self.migrations,
            self.are_seeds,
            syntax,
        ))
    }

    /// How a database stands after a run that was broken off: waits, five seconds at the most, until none of its statements is
    /// running any more.
    pub async fn settled<D: Database>(&self, db: &D) -> Result<Status, MigrateError> {
        let mut engine = db.engine().await?;
        let end = Instant::now() + SETTLING;
        if let Some(orphans) = engine.facts().orphans {
            while engine.rows(orphans).await? != [[Some("0".to_owned())]] && Instant::now() < end {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
        drop(engine);
        self.status(db).await
    }

    /// Everything that happened to the database, in its order. Writes nothing.
    pub async fn history<D: Database>(&self, db: &D) -> Result<Vec<Line>, MigrateError> {
        let mut engine = db.engine().await?;
        let tables = Tables::find(&mut engine).await?;
        Ok(tables.lines(&mut engine).await?)
    }

    /// Notes migrations as applied without running them, for a database that has what they make already. Gives their names.
    pub async fn baseline<D: Database>(&self, db: &D) -> Result<Vec<String>, MigrateError> {
        let to = self.last()?;
        let mut run = Run::start(db.engine().await?, self).await?;
        run.lock().await?;
        let status = run.status().await?;
        let half_way = status.half_way.map(|half| half.name);
        let is_noted = |name: &String| to.is_none_or(|to| name.as_str() <= to);
        let noted: Vec<String> = status.pending.into_iter().filter(is_noted).collect();
        if self.is_dry {
            return Ok(noted);
        }
        let facts = run.engine.facts();
        let mut statements = Vec::new();
        for migration in self
            .migrations
            .iter()
            .filter(|one| noted.contains(&one.name))
        {
            let line = Line {
                name: migration.name.clone(),
                direction: match self.are_seeds {
                    true => Direction::Seed,
                    false => Direction::Baseline,
                },
                checksum: checksum::of_text(&migration.sql, facts.syntax),
                ..Line::default()
            };
            statements.push(run.tables.note(facts, &line));
        }
        if half_way.is_some_and(|name| noted.contains(&name)) {
            statements.push(run.tables.note_half_way(facts, None));
        }
        write(&mut run, statements).await?;
        Ok(noted)
    }

    /// Notes that the text of an applied migration is right as it is now, or that it is right that it is gone, and why.
    pub async fn accept<D: Database>(
        &self,
        db: &D,
        name: &str,
        reason: &str,
    ) -> Result<(), MigrateError> {
        let mut run = Run::start(db.engine().await?, self).await?;
        run.lock().await?;
        let status = run.status().await?;
        let facts = run.engine.facts();
        let migration = self.find(name);
        let mut statements = Vec::new();
        let mut half_way = status.half_way.filter(|half| half.name == name);
        if let (Some(half), Some(migration)) = (&mut half_way, migration) {
            let sql = match (half.direction, &migration.down) {
                (Direction::Down, Some(down)) => down,
                _ => &migration.sql,
            };
            let texts = statements::statements(sql, facts.syntax);
            let numbers = texts.iter().map(checksum::of_statement);
            half.done = numbers.take(half.done.len()).collect();
            statements.push(run.tables.note_half_way(facts, Some(half)));
        } else if !(status.applied.iter()).any(|one| one.name == name && one.fit != Fit::Same) {
            return Err(match migration {
                None if status.applied.iter().all(|one| one.name != name) => {
                    MigrateError::Unknown(name.to_owned())
                }
                _ => MigrateError::NothingToAccept(name.to_owned()),
            });
        }
        let checksum = migration.map(|one| checksum::of_text(&one.sql, facts.syntax));
        let line = Line {
            name: name.to_owned(),
            // A line of seeds says of the text that it is applied, whoever has run it.
            direction: match self.are_seeds {
                true => Direction::Seed,
                false => Direction::Accept,
            },
            checksum: checksum.unwrap_or_default(),
            reason: Some(reason.to_owned()),
            ..Line::default()
        };
        statements.push(run.tables.note(facts, &line));
        write(&mut run, statements).await
    }

    async fn go<D: Database>(
        &self,
        db: &D,
        direction: Direction,
        most: usize,
    ) -> Result<Vec<Applied>, MigrateError> {
        self.last()?;
        if self.is_dry {
            return self.planned(direction, &self.status(db).await?, most);
        }
        let mut run = Run::start(db.engine().await?, self).await?;
        run.all(direction, most).await
    }

    /// What would be done, in its order.
    fn planned(
        &self,
        direction: Direction,
        status: &Status,
        most: usize,
    ) -> Result<Vec<Applied>, MigrateError> {
        let mut status = status.clone();
        let mut planned = Vec::new();
        while planned.len() < most
            && let Some(name) = self.next(direction, &status)?
        {
            status.half_way = None;
            status.pending.retain(|one| *one != name);
            status.applied.retain(|one| one.name != name);
            planned.push(Applied {
                name,
                elapsed: Duration::ZERO,
            });
        }
        Ok(planned)
    }

    /// The name of the migration that comes next.
    pub(super) fn next(
        &self,
        direction: Direction,
        status: &Status,
    ) -> Result<Option<String>, MigrateError> {
        if let Some(half) = &status.half_way {
            return match half.direction == direction {
                true => Ok(Some(half.name.clone())),
                false => Err(MigrateError::HalfWay {
                    name: half.name.clone(),
                    direction: half.direction,
                }),
            };
        }
        let to = self.last()?;
        if direction == Direction::Down {
            return match status.check() {
                // Taking back is one way to put the order right.
                Ok(()) | Err(MigrateError::OutOfOrder { .. }) => {
                    let last = status.applied.last().map(|one| one.name.clone());
                    Ok(last.filter(|last| to.is_none_or(|to| last.as_str() > to)))
                }
                Err(error) => Err(error),
            };
        }
        if direction == Direction::Seed {
            let mut changed = status.applied.iter().filter(|one| one.fit == Fit::Changed);
            return match changed.next() {
                Some(seed) => Err(MigrateError::ChangedSeed(seed.name.clone())),
                None => Ok(status.pending.first().cloned()),
            };
        }
        status.check()?;
        let first = status.pending.first();
        Ok(first
            .filter(|first| to.is_none_or(|to| first.as_str() <= to))
            .cloned())
    }

    fn forward(&self) -> Direction {
        match self.are_seeds {
            true => Direction::Seed,
            false => Direction::Up,
        }
    }

    pub(super) fn find(&self, name: &str) -> Option<&Migration> {
        self.migrations.iter().find(|one| one.name == name)
    }

    /// The full name of the one that is the last.
    fn last(&self) -> Result<Option<&str>, MigrateError> {
        let Some(to) = &self.to else {
            return Ok(None);
        };
        match self.find(to) {
            Some(found) => Ok(Some(&found.name)),
            None => Err(MigrateError::Unknown(to.clone())),
        }
    }

    pub(super) fn tell(&self, progress: Progress<'_>) {
        if let Some(told) = &self.progress {
            told(progress);
        }
    }
}

impl fmt::Debug for Migrator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self
            .migrations
            .iter()
            .map(|one| one.name.as_str())
            .collect();
        f.debug_struct("Migrator")
            .field("migrations", &names)
            .field("to", &self.to)
            .field("is_dry", &self.is_dry)
            .finish_non_exhaustive()
    }
}

/// Writes to the tables, all or nothing.
async fn write<E: Engine>(
    run: &mut Run<'_, E>,
    statements: Vec<String>,
) -> Result<(), MigrateError> {
    if let Some(begin) = run.engine.facts().begin {
        run.engine.run(begin).await?;
    }
    for statement in statements {
        run.engine.run(&statement).await?;
    }
    Ok(run.engine.run("COMMIT").await?)
}
