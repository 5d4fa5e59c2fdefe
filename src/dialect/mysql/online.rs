//! What ALTER TABLE does without keeping others waiting.
//!
//! MariaDB's column is asked of MariaDB 10.11: each example is refused with a better algorithm than its own. MySQL's is its manual's
//! (`innodb-online-ddl-operations.html`).

use crate::dialect::Dialect;

/// How a table is changed, the best way first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Algorithm {
    /// The definition alone.
    Instant,
    /// An index is built, or the like; the rows stay where they are (MariaDB).
    NoCopy,
    /// The table may be written anew, while others write.
    Inplace,
    /// An index is built, while others read.
    Shared,
    /// Row after row goes into a new table, and nobody writes.
    Copy,
}

/// What a clause of ALTER TABLE does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableDeed {
    /// ADD COLUMN.
    AddColumn,
    /// ADD COLUMN of one that is computed and not stored.
    AddVirtual,
    /// ADD COLUMN of one that is computed and stored, or whose default is another for each row.
    AddStored,
    /// ADD COLUMN of one that counts.
    AddNumbered,
    /// DROP COLUMN.
    DropColumn,
    /// DROP COLUMN of one that is computed and not stored.
    DropVirtual,
    /// RENAME COLUMN.
    RenameColumn,
    /// ALTER COLUMN .. SET DEFAULT.
    Default,
    /// MODIFY COLUMN with a type for which nothing is written, or none.
    Redefine,
    /// MODIFY COLUMN .. NULL.
    Open,
    /// MODIFY COLUMN .. NOT NULL.
    Demand,
    /// MODIFY COLUMN with another type or character set, another expression, AUTO_INCREMENT, or a CHECK.
    Retype,
    /// ADD INDEX.
    AddIndex,
    /// ADD FULLTEXT INDEX, ADD SPATIAL INDEX.
    AddWords,
    /// DROP INDEX.
    DropIndex,
    /// RENAME INDEX, and ALTER INDEX.
    RenameIndex,
    /// ADD PRIMARY KEY, also where another one goes.
    AddKey,
    /// DROP PRIMARY KEY alone.
    DropKey,
    /// ADD .. FOREIGN KEY.
    AddReference,
    /// DROP FOREIGN KEY.
    DropReference,
    /// ADD .. CHECK.
    AddCheck,
    /// DROP CONSTRAINT of a CHECK.
    DropCheck,
    /// Options that say nothing of how rows are kept: COMMENT, DEFAULT CHARACTER SET, STATS_PERSISTENT.
    Option,
    /// Options that say how the same engine keeps them: ROW_FORMAT, KEY_BLOCK_SIZE.
    Rebuild,
    /// Another engine, or character set of all columns.
    Layout,
}

/// A fact: a clause over the table of [`TABLE`], and how MariaDB and MySQL do it.
pub type Fact = (TableDeed, &'static str, Algorithm, Algorithm);

/// What the examples are about.
pub const TABLE: &str = "
CREATE TABLE people (id bigint PRIMARY KEY);
CREATE TABLE t (
  id bigint PRIMARY KEY, a bigint NOT NULL, b bigint, name varchar(20), body text, shape point NOT NULL,
  twice bigint AS (a * 2) VIRTUAL,
  INDEX by_b (b), CONSTRAINT positive CHECK (a > 0), CONSTRAINT person FOREIGN KEY (b) REFERENCES people (id)
);
CREATE TABLE bare (a bigint NOT NULL);
";

use Algorithm::{Copy as Copied, Inplace, Instant, NoCopy, Shared};
use TableDeed as Deed;

/// The facts, each with its example.
pub const FACTS: [Fact; 32] = [
    (
        Deed::AddStored,
        "t ADD COLUMN c varchar(36) DEFAULT uuid()",
        Copied,
        Copied,
    ),
    (
        Deed::AddColumn,
        "bare ADD COLUMN c int CHECK (c > 0)",
        Instant,
        Instant,
    ),
    (Deed::DropVirtual, "t DROP COLUMN twice", Instant, Instant),
    (
        Deed::Rebuild,
        "bare ROW_FORMAT=COMPRESSED",
        Inplace,
        Inplace,
    ),
    (Deed::Option, "t STATS_PERSISTENT=1", Instant, Inplace),
    (
        Deed::AddColumn,
        "t ADD COLUMN c int NOT NULL DEFAULT 4",
        Instant,
        Instant,
    ),
    (
        Deed::AddVirtual,
        "t ADD COLUMN c int AS (a + 1) VIRTUAL",
        Instant,
        Instant,
    ),
    (
        Deed::AddStored,
        "t ADD COLUMN c bigint AS (a + 1) STORED",
        Copied,
        Copied,
    ),
    (
        Deed::AddNumbered,
        "bare ADD COLUMN c bigint NOT NULL AUTO_INCREMENT, ADD UNIQUE (c)",
        Shared,
        Shared,
    ),
    (Deed::DropColumn, "t DROP COLUMN name", Instant, Instant),
    (
        Deed::RenameColumn,
        "t RENAME COLUMN name TO called",
        Instant,
        Instant,
    ),
    (
        Deed::Default,
        "t ALTER COLUMN name SET DEFAULT 'x'",
        Instant,
        Instant,
    ),
    (
        Deed::Redefine,
        "t MODIFY COLUMN name varchar(30) COMMENT 'shown'",
        Instant,
        Inplace,
    ),
    (
        Deed::Open,
        "t MODIFY COLUMN a bigint NULL",
        Inplace,
        Inplace,
    ),
    (
        Deed::Demand,
        "t MODIFY COLUMN name varchar(20) NOT NULL",
        Inplace,
        Inplace,
    ),
    (Deed::Retype, "t MODIFY COLUMN name int", Copied, Copied),
    (
        Deed::Retype,
        "t MODIFY COLUMN name varchar(20) CHARACTER SET latin1",
        Copied,
        Copied,
    ),
    (Deed::AddIndex, "t ADD INDEX (a)", NoCopy, Inplace),
    (Deed::AddIndex, "t ADD UNIQUE (a)", NoCopy, Inplace),
    (
        Deed::AddWords,
        "t ADD FULLTEXT INDEX (body)",
        Shared,
        Shared,
    ),
    (
        Deed::AddWords,
        "t ADD SPATIAL INDEX (shape)",
        Shared,
        Shared,
    ),
    (
        Deed::DropIndex,
        "t DROP FOREIGN KEY person, DROP INDEX by_b",
        NoCopy,
        Inplace,
    ),
    (
        Deed::RenameIndex,
        "t RENAME INDEX by_b TO by_c",
        Instant,
        Inplace,
    ),
    (
        Deed::RenameIndex,
        "t ALTER INDEX by_b IGNORED",
        Instant,
        Inplace,
    ),
    (
        Deed::AddKey,
        "t DROP PRIMARY KEY, ADD PRIMARY KEY (a)",
        Inplace,
        Inplace,
    ),
    (Deed::DropKey, "t DROP PRIMARY KEY", Copied, Copied),
    (
        Deed::AddReference,
        "t ADD CONSTRAINT other FOREIGN KEY (a) REFERENCES people (id)",
        Copied,
        Copied,
    ),
    (
        Deed::DropReference,
        "t DROP FOREIGN KEY person",
        Instant,
        Inplace,
    ),
    (
        Deed::AddCheck,
        "t ADD CONSTRAINT large CHECK (a > 9)",
        Copied,
        Copied,
    ),
    (
        Deed::DropCheck,
        "t DROP CONSTRAINT positive",
        Instant,
        Inplace,
    ),
    (Deed::Option, "t COMMENT='all'", Instant, Inplace),
    (
        Deed::Layout,
        "t CONVERT TO CHARACTER SET latin1",
        Copied,
        Copied,
    ),
];

impl Algorithm {
    /// The end of an ALTER TABLE that says so; none where others wait.
    pub fn clause(self) -> Option<&'static str> {
        match self {
            Instant => Some("ALGORITHM=INSTANT"),
            NoCopy => Some("ALGORITHM=NOCOPY, LOCK=NONE"),
            Inplace => Some("ALGORITHM=INPLACE, LOCK=NONE"),
            Shared | Copied => None,
        }
    }
}

impl TableDeed {
    /// How a product does it.
    pub fn algorithm(self, dialect: Dialect) -> Algorithm {
        let of = FACTS.iter().filter(|(deed, ..)| *deed == self);
        let how = of.map(|(_, _, mariadb, mysql)| match dialect {
            Dialect::Mysql => *mysql,
            _ => *mariadb,
        });
        how.max().unwrap_or(Copied)
    }
}
