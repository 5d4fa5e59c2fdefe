//! What a database would hold, as definitions that can be compared and printed.
//!
//! In: nothing. Out: the records that `read` makes of a catalog, `differ` compares and the dialects print. It must not know
//! which database holds them, nor what stands in the other model.

use std::collections::BTreeMap;

use crate::dialect::Dialect;

use super::tables::Tables;
use super::written::Written;

/// Where something is written: the statement's position among all, and the byte in it. What is made earlier stands first.
pub type Place = (usize, usize);

/// A name with its schema.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// The schema; none where the database has none.
    pub schema: Option<String>,
    /// The name as the database holds it.
    pub name: String,
}

/// All that a schema makes.
#[derive(Clone, Debug)]
pub struct Model {
    /// What it is written in.
    pub dialect: Dialect,
    /// In the order of their making.
    pub enums: Vec<EnumType>,
    /// In the order of their making.
    pub domains: Vec<Domain>,
    /// In the order of their making.
    pub composites: Vec<Composite>,
    /// Those that are made by name.
    pub sequences: Vec<Sequence>,
    /// In the order of their making.
    pub tables: Tables,
    /// In the order of their making.
    pub indexes: Vec<Index>,
    /// In the order of their making.
    pub views: Vec<View>,
    /// What is carried as text: functions, triggers, policies, comments, grants.
    pub objects: Vec<Object>,
}

/// An enum type of its own.
#[derive(Clone, Debug)]
pub struct EnumType {
    /// Its name.
    pub name: Name,
    /// Its words, in order.
    pub values: Vec<String>,
    /// `@was`: the name that it had.
    pub was: Option<Vec<String>>,
    /// Words that were others: the old one and the new one.
    pub renamed: Vec<(String, String)>,
    /// Where it is written.
    pub place: Place,
}

/// A domain.
#[derive(Clone, Debug)]
pub struct Domain {
    /// Its name.
    pub name: Name,
    /// What it is made of.
    pub base: ColumnType,
    /// COLLATE.
    pub collation: Option<Written>,
    /// NOT NULL.
    pub not_null: bool,
    /// DEFAULT.
    pub default: Option<Written>,
    /// CHECK constraints by name: what stands between the parentheses.
    pub checks: Vec<(String, Written)>,
    /// Where it is written.
    pub place: Place,
}

/// A composite type.
#[derive(Clone, Debug)]
pub struct Composite {
    /// Its name.
    pub name: Name,
    /// In order.
    pub attributes: Vec<Attribute>,
    /// Where it is written.
    pub place: Place,
}

/// An attribute of a composite type.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// Its type, with a COLLATE.
    pub ty: ColumnType,
    /// `@was`: the name that it had.
    pub was: Option<String>,
}

/// A sequence.
#[derive(Clone, Debug)]
pub struct Sequence {
    /// Its name.
    pub name: Name,
    /// What is said of it, by the word that it is told from, without what holds in any case.
    pub options: BTreeMap<String, String>,
    /// Where it is written.
    pub place: Place,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name.
    pub name: Name,
    /// What stands between CREATE and TABLE: `UNLOGGED`, `FOREIGN`.
    pub kind: Written,
    /// Those of its own, in order: a partition has none.
    pub columns: Vec<Column>,
    /// In the order in which they are written.
    pub constraints: Vec<Constraint>,
    /// The tables that it has columns from.
    pub lineage: Lineage,
    /// What follows the parentheses: `PARTITION BY ..`, `STRICT`.
    pub tail: Written,
    /// Options by name, as they are printed: `ENGINE=Aria` (MySQL).
    pub options: BTreeMap<String, String>,
    /// What its columns are written in, where they do not say so (MySQL).
    pub letters: Letters,
    /// Whether something else stands in the place of columns: `PARTITION OF ..`, `USING fts5 (..)`.
    pub is_bare: bool,
    /// The columns of the primary key.
    pub key: Vec<String>,
    /// `@was`: the name that it had.
    pub was: Option<Vec<String>>,
    /// Where it is written.
    pub place: Place,
}

/// The tables that another one has columns from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Lineage {
    /// None: all columns are its own.
    #[default]
    Own,
    /// INHERITS, in order.
    Heir(Vec<Name>),
    /// PARTITION OF.
    Partition {
        /// Its table.
        of: Name,
        /// What it says of columns for itself, in parentheses.
        details: Written,
        /// The rows that it takes: `FOR VALUES ..`, `DEFAULT`.
        bound: Written,
    },
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: ColumnType,
    /// COLLATE.
    pub collation: Option<String>,
    /// NOT NULL, also by its key.
    pub not_null: bool,
    /// What is done with a row whose NULL is refused, where it is not simply refused: `ON CONFLICT REPLACE`.
    pub on_null: String,
    /// DEFAULT.
    pub default: Option<Written>,
    /// Who gives its value.
    pub generation: Generation,
    /// What MySQL alone says of a column.
    pub extras: Extras,
    /// Whether it is another name of the row's number (SQLite).
    pub is_row_number: bool,
    /// `@was`: the names that it had, with the table in those of another one.
    pub was: Vec<Vec<String>>,
    /// Words of its own that were others: the old one and the new one (MySQL).
    pub words: Vec<(String, String)>,
    /// `@backfill`: what the rows that are there get.
    pub backfill: Option<String>,
    /// Where it is written.
    pub place: Place,
}

/// What MySQL alone says of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// What its texts are written in, also where its table says so.
    pub letters: Letters,
    /// Whether its values are letters.
    pub has_letters: bool,
    /// ON UPDATE.
    pub on_update: Option<Written>,
    /// COMMENT, as a text in quotes.
    pub comment: Option<Written>,
    /// A CHECK that is a part of the column (MariaDB): what stands between the parentheses.
    pub check: Option<Written>,
    /// What else is said: `INVISIBLE`.
    pub others: Written,
}

/// A character set and a collation; none is the database's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letters {
    /// CHARACTER SET, without COLLATE or with what it would be anyway.
    pub charset: Option<String>,
    /// COLLATE, which says the character set as well.
    pub collation: Option<String>,
    /// BINARY: by the numbers of the letters, whatever the database's character set is.
    pub is_binary: bool,
}

/// A type.
#[derive(Clone, Debug)]
pub struct ColumnType {
    /// As it is written.
    pub text: String,
    /// In the one form in which it is compared: `character varying(80)`.
    pub key: String,
}

impl ColumnType {
    /// Whether it is a type of the schema, or an array of it.
    pub fn is_of(&self, name: &Name, dialect: Dialect) -> bool {
        let element = self.key.trim_end_matches("[]");
        element == name.name || element == name.sql(dialect)
    }
}

impl PartialEq for ColumnType {
    fn eq(&self, other: &ColumnType) -> bool {
        self.key == other.key
    }
}

/// Who gives a column's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Generation {
    /// The writer, or the DEFAULT.
    Written,
    /// GENERATED .. AS IDENTITY, AUTO_INCREMENT.
    Identity {
        /// ALWAYS.
        always: bool,
        /// The sequence's options.
        options: Written,
    },
    /// GENERATED ALWAYS AS (..).
    Computed {
        /// What stands between the parentheses.
        expression: Written,
        /// STORED.
        is_stored: bool,
    },
}

/// What a constraint demands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConstraintKind {
    /// PRIMARY KEY.
    PrimaryKey,
    /// UNIQUE.
    Unique,
    /// FOREIGN KEY.
    ForeignKey,
    /// CHECK.
    Check,
    /// EXCLUDE.
    Exclude,
}

/// A constraint of a table.
#[derive(Clone, Debug)]
pub struct Constraint {
    /// Its name; none where the database gives none (SQLite).
    pub name: Option<String>,
    /// What it demands.
    pub kind: ConstraintKind,
    /// Its columns, in order.
    pub columns: Vec<String>,
    /// What a key says of each of its columns: `COLLATE NOCASE DESC`. Empty where it says nothing of any.
    pub orders: Vec<String>,
    /// The table that it refers to, and the columns there.
    pub target: Option<(Name, Vec<String>)>,
    /// The expression of a CHECK, all of an EXCLUDE, or the columns of a key with what is said of each (MySQL).
    pub expression: Written,
    /// ON DELETE and ON UPDATE, in the form in which they are compared.
    pub actions: String,
    /// NULLS NOT DISTINCT: a unique key takes NULL for a value.
    pub has_one_null: bool,
    /// What else is said of it: `DEFERRABLE INITIALLY DEFERRED`.
    pub rest: Written,
    /// Whether its table has it from another one, and changes with that.
    pub is_inherited: bool,
    /// Where it is written.
    pub place: Place,
}

impl Constraint {
    /// Whether both demand the same.
    pub fn is_same(&self, other: &Constraint) -> bool {
        self.kind == other.kind
            && self.columns == other.columns
            && self.orders == other.orders
            && self.target == other.target
            && self.expression == other.expression
            && self.actions == other.actions
            && self.has_one_null == other.has_one_null
            && self.rest == other.rest
    }
}

/// An index that is no constraint's; on MySQL, where unique constraints are indexes, any but the primary key.
#[derive(Clone, Debug)]
pub struct Index {
    /// Its name.
    pub name: String,
    /// Its table.
    pub table: Name,
    /// What stands between CREATE and INDEX: `UNIQUE`.
    pub kind: Written,
    /// All that follows the table's name: `USING gin (..) WHERE ..`.
    pub definition: Written,
    /// Whether a reference has made it (MySQL). The database drops such a one by itself when another reference or key can take its part.
    pub is_silent: bool,
    /// Where it is written.
    pub place: Place,
}

/// A view.
#[derive(Clone, Debug)]
pub struct View {
    /// Its name.
    pub name: Name,
    /// MATERIALIZED.
    pub is_materialized: bool,
    /// What else stands between CREATE and VIEW: `SQL SECURITY INVOKER` (MySQL).
    pub head: Written,
    /// All that follows its name.
    pub definition: Written,
    /// The columns that it shows: names and types.
    pub columns: Vec<(String, String)>,
    /// The tables and views that it reads.
    pub reads: Vec<Name>,
    /// Where it is written.
    pub place: Place,
}

/// What is carried as text.
#[derive(Clone, Debug)]
pub struct Object {
    /// What it is and its name: `function public.total(integer)`. Two of one identity are one thing.
    pub identity: String,
    /// The part of it that CREATE OR REPLACE cannot change.
    pub header: String,
    /// The whole statement.
    pub definition: Written,
    /// The same as its author wrote it, with lines and comments.
    pub source: String,
    /// How it is taken back; none where nobody can say.
    pub undo: Option<String>,
    /// Whether `CREATE OR REPLACE` changes it where it stands.
    pub is_replaceable: bool,
    /// The table or view that it belongs to, and goes with.
    pub of: Option<Name>,
    /// Where it is written.
    pub place: Place,
}

impl Name {
    /// `app.users` and `users`, which is of the schema that is given.
    pub fn of_parts(parts: &[String], schema: Option<&str>) -> Name {
        let (schema, name) = match parts {
            [schema, name] => (Some(schema.as_str()), name.as_str()),
            [.., name] => (schema, name.as_str()),
            [] => (schema, ""),
        };
        Name {
            schema: schema.map(str::to_owned),
            name: name.to_owned(),
        }
    }

    /// As it stands in SQL.
    pub fn sql(&self, dialect: Dialect) -> String {
        dialect.qualified(self.schema.as_deref(), &self.name)
    }
}

impl Model {
    /// The table of a name.
    pub fn table(&self, name: &Name) -> Option<&Table> {
        self.tables.get(name)
    }

    /// The table that a name means, which may be written in another case.
    pub fn table_called(&self, name: &Name) -> Option<&Table> {
        let same = |table: &&Table| {
            table.name.schema == name.schema && self.dialect.same_name(&table.name.name, &name.name)
        };
        let other_case = || self.tables.iter().find(same);
        self.table(name).or_else(other_case)
    }

    /// The view of a name.
    pub fn view(&self, name: &Name) -> Option<&View> {
        self.views.iter().find(|view| view.name == *name)
    }
}

impl Column {
    /// How `@backfill` makes values of another type from those that are there: only where it says so by naming the column. What it
    /// said of new rows long ago overwrites nothing.
    pub fn conversion_from(&self, old: &Column) -> Option<&str> {
        let expression = self.backfill.as_deref()?;
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let mut words = expression.split(|c: char| !is_part(c));
        let names_itself = words.any(|word| word.eq_ignore_ascii_case(&self.name));
        (old.ty != self.ty && names_itself).then_some(expression)
    }
}

impl Lineage {
    /// The tables, in order.
    pub fn parents(&self) -> &[Name] {
        match self {
            Lineage::Own => &[],
            Lineage::Heir(parents) => parents,
            Lineage::Partition { of, .. } => std::slice::from_ref(of),
        }
    }

    /// The same, to be called otherwise.
    pub fn parents_mut(&mut self) -> &mut [Name] {
        match self {
            Lineage::Own => &mut [],
            Lineage::Heir(parents) => parents,
            Lineage::Partition { of, .. } => std::slice::from_mut(of),
        }
    }
}

impl Table {
    /// Whether its rows stand in partitions, or it is one.
    pub fn is_partitioned(&self) -> bool {
        matches!(self.lineage, Lineage::Partition { .. }) || self.tail.mentions("partition")
    }

    /// The column that a name means, which may be written in another case.
    pub fn column_called(&self, name: &str, dialect: Dialect) -> Option<&Column> {
        let mut columns = self.columns.iter();
        columns.find(|column| dialect.same_name(&column.name, name))
    }

    /// The column of a name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}
