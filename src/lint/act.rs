//! What a statement of a migration does, as far as rules ask.

use super::words::{Name, Word};
use crate::dialect::PlainType;
use crate::source::Span;

/// A statement.
#[derive(Clone, Debug)]
pub struct Act {
    /// All of it.
    pub span: Span,
    /// What it does.
    pub deed: Deed,
    /// Its words.
    pub words: Vec<Word>,
}

/// What a statement does.
#[derive(Clone, Debug)]
pub enum Deed {
    /// CREATE TABLE.
    CreateTable(NewTable),
    /// CREATE INDEX.
    CreateIndex(NewIndex),
    /// DROP INDEX.
    DropIndex(GoneIndex),
    /// ALTER TABLE.
    AlterTable { table: Name, changes: Vec<Change> },
    /// Another name for a view, type or other thing that is no table.
    Rename { kind: String, name: Name },
    /// ALTER TYPE .. ADD VALUE.
    AddWord { word: String },
    /// ALTER TYPE .. RENAME VALUE.
    RenameWord { name: Name, word: String },
    /// DROP of anything but indexes: the kind in small letters.
    Drop {
        kind: String,
        names: Vec<Name>,
        cascade: bool,
    },
    /// TRUNCATE.
    Truncate { names: Vec<Name>, cascade: bool },
    /// DELETE.
    Delete { table: Name, is_filtered: bool },
    /// UPDATE.
    Update { table: Name, is_filtered: bool },
    /// BEGIN, COMMIT, ROLLBACK and their like.
    Transaction,
    /// SET.
    Set {
        name: String,
        value: String,
        is_local: bool,
    },
    /// PRAGMA.
    Pragma { name: String, value: String },
    /// LOCK TABLE.
    Lock { names: Vec<Name> },
    /// REINDEX: the kind of thing, and its name.
    Reindex {
        kind: String,
        name: Option<Name>,
        is_concurrent: bool,
    },
    /// CLUSTER, VACUUM FULL: the table is written anew.
    WriteAnew { table: Option<Name> },
    /// REFRESH MATERIALIZED VIEW.
    Refresh { view: Name, is_concurrent: bool },
    /// CREATE TRIGGER.
    CreateTrigger { table: Name },
    /// A policy or rule that comes, goes or changes, or a trigger that goes.
    OfTable { table: Name },
    /// CREATE VIEW, CREATE TYPE, CREATE DOMAIN, by its name.
    CreateOther { name: Name },
    /// Anything else.
    Other,
}

/// A table that is made.
#[derive(Clone, Debug)]
pub struct NewTable {
    /// Its name.
    pub name: Name,
    /// Its columns.
    pub columns: Vec<NewColumn>,
    /// Its constraints, but for those at columns.
    pub constraints: Vec<NewConstraint>,
    /// Gone with the session.
    pub is_temporary: bool,
    /// Its columns are another's: LIKE, AS, INHERITS, PARTITION OF, OF.
    pub is_copy: bool,
    /// PARTITION OF.
    pub partition_of: Option<Name>,
}

/// A column as it is written.
#[derive(Clone, Debug)]
pub struct NewColumn {
    /// As the database holds it.
    pub name: String,
    /// All of it.
    pub span: Span,
    /// Its type.
    pub ty: PlainType,
    /// Where the type stands.
    pub ty_span: Span,
    /// NOT NULL, or part of a key that says so.
    pub not_null: bool,
    /// The words of DEFAULT.
    pub default: Option<Vec<Word>>,
    /// ON UPDATE, COMMENT, AUTO_INCREMENT and CHARACTER SET (MySQL), as far as they are said.
    pub says: Vec<&'static str>,
    /// Computed from others, and kept.
    pub is_stored: bool,
    /// Computed from others.
    pub is_computed: bool,
    /// GENERATED .. AS IDENTITY, AUTO_INCREMENT.
    pub is_identity: bool,
    /// PRIMARY KEY.
    pub is_key: bool,
    /// UNIQUE.
    pub is_unique: bool,
    /// REFERENCES.
    pub reference: Option<Reference>,
    /// CHECK.
    pub has_check: bool,
}

/// What a reference leads to.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The table.
    pub target: Name,
    /// The columns, where they are named.
    pub columns: Vec<String>,
}

/// A constraint that is added.
#[derive(Clone, Debug)]
pub struct NewConstraint {
    /// Its name, where one is given.
    pub name: Option<String>,
    /// All of it.
    pub span: Span,
    /// What it asks.
    pub kind: ConstraintKind,
    /// NOT VALID.
    pub is_not_valid: bool,
}

/// What a constraint asks.
#[derive(Clone, Debug)]
pub enum ConstraintKind {
    /// FOREIGN KEY.
    Reference {
        columns: Vec<String>,
        target: Reference,
    },
    /// CHECK.
    Check,
    /// PRIMARY KEY; none of its columns where an index is named.
    Key {
        columns: Vec<String>,
        uses_index: bool,
    },
    /// UNIQUE.
    Unique {
        columns: Vec<String>,
        uses_index: bool,
    },
    /// EXCLUDE.
    Exclude,
}

/// An index that is made.
#[derive(Clone, Debug)]
pub struct NewIndex {
    /// Its name, where one is given.
    pub name: Option<Name>,
    /// The table.
    pub table: Name,
    /// The plain columns that it begins with.
    pub columns: Vec<String>,
    /// FULLTEXT, SPATIAL (MySQL).
    pub is_special: bool,
    /// CONCURRENTLY.
    pub is_concurrent: bool,
    /// IF NOT EXISTS.
    pub if_not_exists: bool,
    /// ON ONLY: of the partitioned table alone.
    pub is_only: bool,
    /// Of rows that its WHERE lets through.
    pub is_partial: bool,
}

/// Indexes that go.
#[derive(Clone, Debug)]
pub struct GoneIndex {
    /// Which.
    pub names: Vec<Name>,
    /// CONCURRENTLY.
    pub is_concurrent: bool,
    /// IF EXISTS.
    pub if_exists: bool,
}

/// One change of a table.
#[derive(Clone, Debug)]
pub struct Change {
    /// Where it stands in the statement.
    pub span: Span,
    /// What it does.
    pub kind: ChangeKind,
}

/// What a change of a table does.
#[derive(Clone, Debug)]
pub enum ChangeKind {
    /// ADD COLUMN.
    AddColumn(NewColumn),
    /// DROP COLUMN.
    DropColumn { name: String, cascade: bool },
    /// RENAME COLUMN.
    RenameColumn { from: String, to: String },
    /// RENAME TO.
    RenameTable { to: Name },
    /// ALTER COLUMN .. TYPE.
    SetType {
        column: String,
        ty: PlainType,
        /// The words after USING.
        using: Option<Vec<Word>>,
        /// COLLATE.
        has_collation: bool,
    },
    /// ALTER COLUMN .. SET NOT NULL.
    SetNotNull { column: String },
    /// ALTER COLUMN .. SET DEFAULT.
    SetDefault { column: String },
    /// ALTER COLUMN .. DROP DEFAULT.
    DropDefault { column: String },
    /// MODIFY COLUMN, CHANGE COLUMN (MySQL): the column's name until then, and what it is from then on.
    Redefine { old: String, column: NewColumn },
    /// ADD CONSTRAINT.
    AddConstraint(NewConstraint),
    /// DROP CONSTRAINT.
    DropConstraint { cascade: bool },
    /// DROP PRIMARY KEY (MySQL).
    DropKey,
    /// VALIDATE CONSTRAINT.
    Validate { name: String },
    /// SET TABLESPACE, SET LOGGED, SET UNLOGGED, SET ACCESS METHOD: all is written anew.
    Move { how: &'static str },
    /// ATTACH PARTITION.
    Attach { partition: Name, is_default: bool },
    /// DETACH PARTITION.
    Detach { is_concurrent: bool },
    /// ADD INDEX (MySQL), by whether it is FULLTEXT or SPATIAL.
    AddIndex { is_special: bool },
    /// CONVERT TO CHARACTER SET, ENGINE, ORDER BY, PARTITION BY (MySQL): as it is written.
    Remake { how: &'static str, value: String },
    /// ALGORITHM, LOCK (MySQL).
    How,
    /// Storage parameters, statistics, the index to cluster by: whoever reads and writes goes on.
    Gentle,
    /// Anything else.
    Other,
}
