//! What a rule is.

use super::scene::{Finding, Scene};
use crate::diagnostic::Severity;
use crate::dialect::Dialect;

/// A rule: what it finds, why that is a hazard, and what to write in its place.
pub struct Rule {
    /// Stable, kebab-case.
    pub id: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The databases that it is about.
    pub dialects: &'static [Dialect],
    /// One line: what is found.
    pub finds: &'static str,
    /// What happens, and why.
    pub why: &'static str,
    /// The found and the safer form.
    pub example: Example,
    /// What the example does on PostgreSQL's server; measured by the tests.
    pub claims: &'static [Claim],
    /// Looks at a statement.
    pub(super) check: fn(&Scene<'_>) -> Vec<Finding>,
}

/// SQL that is found, and SQL that is not.
pub struct Example {
    /// What the migrations before have made.
    pub before: &'static str,
    /// The migration that is found.
    pub found: &'static str,
    /// The migrations that do the same and are not found, in their order.
    pub safer: &'static [&'static str],
}

/// Something that can be measured on a server.
#[derive(Clone, Copy, Debug)]
pub enum Claim {
    /// The found form holds this lock on this table at its end, and the safer form never does.
    Locks(Lock, &'static str),
    /// The found form writes this table anew, and the safer form does not.
    Rewrites(&'static str),
    /// The found form reads all of this table while it holds a strong lock on it, and the safer form does not.
    Scans(&'static str),
    /// The server refuses the found form, and takes the safer one.
    Refused,
}

/// A lock on a table of PostgreSQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock {
    /// SHARE: nobody writes.
    Share,
    /// SHARE ROW EXCLUSIVE: nobody writes.
    ShareRowExclusive,
    /// ACCESS EXCLUSIVE: nobody reads or writes.
    AccessExclusive,
}

impl Lock {
    /// Its name in `pg_locks`.
    pub fn name(self) -> &'static str {
        match self {
            Lock::Share => "ShareLock",
            Lock::ShareRowExclusive => "ShareRowExclusiveLock",
            Lock::AccessExclusive => "AccessExclusiveLock",
        }
    }
}

/// A rule of PostgreSQL alone.
pub(super) const POSTGRES: &[Dialect] = &[Dialect::Postgres];
/// A rule of MySQL and MariaDB.
pub(super) const MYSQL: &[Dialect] = &[Dialect::Mysql, Dialect::Mariadb];
/// A rule of MySQL alone.
pub(super) const ONLY_MYSQL: &[Dialect] = &[Dialect::Mysql];
/// A rule of SQLite.
pub(super) const SQLITE: &[Dialect] = &[Dialect::Sqlite];
/// A rule of the databases in which a migration is one transaction, and a reference makes no index.
pub(super) const POSTGRES_AND_SQLITE: &[Dialect] = &[Dialect::Postgres, Dialect::Sqlite];
/// A rule of all databases.
pub(super) const ALL: &[Dialect] = &Dialect::ALL;
/// A rule of the databases that are servers.
pub(super) const SERVERS: &[Dialect] = &[Dialect::Postgres, Dialect::Mysql, Dialect::Mariadb];
