//! How migrations are applied and taken back: the same on each driver but for the lock.

use super::{
    APPLIED, Applied, CREATE, Direction, MigrateError, Migration, RECORD, RECORDED, REMOVE,
    Recorded, Status, checksum, pending,
};
use crate::error::Error;
use crate::statement::Sql;

/// What both databases share: only the lock differs, and what is run outside of a transaction.
macro_rules! migrator {
    ($driver:ident, $exists:expr, $lock:expr $(, apart $apart:path)?) => {
        impl crate::$driver::Db {
            /// Applies the migrations that this database does not have yet, in the order of their names. See
            /// [`migrate`](crate::migrate).
            pub async fn migrate(
                &self,
                migrations: &[Migration],
            ) -> Result<Vec<Applied>, MigrateError> {
                self.prepare_history()
                    .await
                    .map_err(MigrateError::Database)?;
                let mut done = Vec::new();
                while let Some(applied) = self.move_one(migrations, Direction::Up).await? {
                    done.push(applied);
                }
                Ok(done)
            }

            /// Takes the last migrations back that were applied, at most so many, the last one first.
            pub async fn rollback(
                &self,
                migrations: &[Migration],
                most: usize,
            ) -> Result<Vec<Applied>, MigrateError> {
                self.prepare_history()
                    .await
                    .map_err(MigrateError::Database)?;
                let mut done = Vec::new();
                while done.len() < most {
                    match self.move_one(migrations, Direction::Back).await? {
                        Some(one) => done.push(one),
                        None => break,
                    }
                }
                Ok(done)
            }

            /// What was applied and what is pending. Writes nothing.
            pub async fn migration_status(
                &self,
                migrations: &[Migration],
            ) -> Result<Status, MigrateError> {
                use crate::$driver::Read;

                let there = self
                    .query_all(&$exists, &[], |_| Ok(()))
                    .await
                    .map_err(MigrateError::Database)?;
                let (mut checksums, mut applied) = (Vec::new(), Vec::new());
                if !there.is_empty() {
                    checksums = self
                        .query_all(&APPLIED, &[], |row| {
                            Ok((row.get::<String>(0)?, row.get::<String>(1)?))
                        })
                        .await
                        .map_err(MigrateError::Database)?;
                    applied = self
                        .query_all(&RECORDED, &[], |row| {
                            Ok(Recorded {
                                name: row.get(0)?,
                                milliseconds: row.get(1)?,
                                at: row.get(2)?,
                            })
                        })
                        .await
                        .map_err(MigrateError::Database)?;
                }
                let pending = pending(migrations, &checksums)?;
                Ok(Status {
                    applied,
                    pending: pending.iter().map(|one| one.name.clone()).collect(),
                })
            }

            /// Notes migrations as applied without running them: for a database that was made from the schema itself.
            pub async fn baseline(&self, migrations: &[Migration]) -> Result<(), MigrateError> {
                use crate::$driver::Write;

                self.prepare_history()
                    .await
                    .map_err(MigrateError::Database)?;
                for migration in migrations {
                    let checksum = checksum(&migration.sql);
                    self.execute(&RECORD, &[&migration.name, &checksum, &0_i64])
                        .await
                        .map_err(MigrateError::Database)?;
                }
                Ok(())
            }

            /// Makes the table of applied migrations.
            async fn prepare_history(&self) -> Result<(), Error> {
                match self.execute_script(CREATE).await {
                    // Two migrators may make it at once; the second one finds it made, or its type, or its key: each is
                    // another error. What is wrong for another reason is wrong once more.
                    Err(Error::Unique(_) | Error::Db(_)) => self.execute_script(CREATE).await,
                    result => result,
                }
            }

            /// Applies or takes back the one that is next, in a transaction with its line in the table.
            async fn move_one(
                &self,
                migrations: &[Migration],
                direction: Direction,
            ) -> Result<Option<Applied>, MigrateError> {
                use crate::$driver::{Read, Write};

                let tx = self.begin().await.map_err(MigrateError::Database)?;
                let lock: Option<&str> = $lock;
                if let Some(lock) = lock {
                    tx.execute_script(lock)
                        .await
                        .map_err(MigrateError::Database)?;
                }
                let applied = tx
                    .query_all(&APPLIED, &[], |row| {
                        Ok((row.get::<String>(0)?, row.get::<String>(1)?))
                    })
                    .await
                    .map_err(MigrateError::Database)?;
                let Some((migration, sql)) = direction.next(migrations, &applied)? else {
                    return Ok(None);
                };
                let failed = |error| MigrateError::Failed {
                    name: migration.name.clone(),
                    error,
                };
                let start = std::time::Instant::now();
                $(
                    if $apart(sql) {
                        drop(tx);
                        self.move_apart(migration, sql, direction)
                            .await
                            .map_err(failed)?;
                        let elapsed = start.elapsed();
                        let name = migration.name.clone();
                        return Ok(Some(Applied { name, elapsed }));
                    }
                )?
                tx.execute_script(sql).await.map_err(failed)?;
                let elapsed = start.elapsed();
                match direction {
                    Direction::Up => {
                        let checksum = checksum(&migration.sql);
                        let milliseconds = i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX);
                        tx.execute(&RECORD, &[&migration.name, &checksum, &milliseconds])
                            .await
                            .map_err(MigrateError::Database)?;
                    }
                    Direction::Back => {
                        tx.execute(&REMOVE, &[&migration.name])
                            .await
                            .map_err(MigrateError::Database)?;
                    }
                }
                tx.commit().await.map_err(failed)?;
                Ok(Some(Applied {
                    name: migration.name.clone(),
                    elapsed,
                }))
            }
        }
    };
}

// A transaction that writes has SQLite's one write lock from its beginning.
#[cfg(feature = "sqlite")]
migrator!(
    sqlite,
    Sql::new(
        "migrations.exists",
        "SELECT 1 FROM sqlite_schema WHERE name = 'rowtype_migrations'"
    ),
    None,
    apart crate::sqlite::migration::lets_references_go
);

#[cfg(feature = "sqlite")]
impl crate::sqlite::Db {
    /// Applies or takes back one during which references are not held.
    async fn move_apart(
        &self,
        migration: &Migration,
        sql: &str,
        direction: Direction,
    ) -> Result<(), Error> {
        let text = |text: &str| format!("'{}'", text.replace('\'', "''"));
        let name = text(&migration.name);
        let checksum = text(&checksum(&migration.sql));
        let row = format!("SELECT 1 FROM rowtype_migrations WHERE name = {name}");
        let (is_done, note) = match direction {
            Direction::Up => (
                row,
                format!(
                    "INSERT INTO rowtype_migrations (name, checksum, milliseconds) VALUES ({name}, {checksum}, ?1)"
                ),
            ),
            Direction::Back => (
                format!("SELECT 1 WHERE NOT EXISTS ({row})"),
                format!("DELETE FROM rowtype_migrations WHERE name = {name} AND ?1 IS NOT NULL"),
            ),
        };
        self.run_without_references(sql, is_done, note).await
    }
}

// Waiting for another migrator, and the migration itself, may take as long as they need; waiting for the locks of a
// service that runs may not.
#[cfg(feature = "postgres")]
migrator!(
    postgres,
    Sql::new(
        "migrations.exists",
        "SELECT 1 WHERE to_regclass('rowtype_migrations') IS NOT NULL"
    ),
    Some(
        "SET LOCAL statement_timeout = 0;
         SET LOCAL lock_timeout = 0;
         SELECT name FROM rowtype_migrations WHERE name = '' FOR UPDATE;
         SET LOCAL lock_timeout TO DEFAULT"
    )
);
