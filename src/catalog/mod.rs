//! The schema as the database would hold it: tables, columns, constraints, enums, views.
//!
//! In: the schema's [`Statement`](crate::syntax::Statement)s, replayed in order. Out: [`Catalog`]. It must not know
//! queries, routes or Rust names.

mod access;
mod alter;
mod alter_relation;
mod called;
mod change_column;
mod check;
mod column_words;
mod compact;
mod composite;
mod constraint;
mod copy_table;
mod domain;
mod drop;
mod enums;
mod finish;
mod function;
mod glob;
mod index;
mod inherit;
mod layout;
mod lookup;
mod mentions;
mod naming;
mod partition;
mod paths;
mod pattern;
mod print;
mod reference;
mod remove;
mod replay;
mod rules;
mod schema;
mod sequence;
mod shape;
mod silent_index;
mod table;
mod tag_columns;
mod tagged;
mod tags;
mod text_format;
mod trigger;
mod typed_table;
mod types;
mod unread;
mod user_type;
mod view;
mod virtual_table;

pub(crate) use access::query_role;
pub use access::{OwnerTag, PublicTag, RoleTag};
pub use called::Called;
pub use function::{Argument, Function, FunctionKind};
pub(crate) use naming::{NamedThing, of_renamed, usual_name};
pub use print::print;
pub use replay::{Growing, build};
pub use rules::{Check, Exclusion, ForeignKey, ReferentialAction, Rule, RuleTest, Unique};
pub use shape::{ShapeColumn, ShapeTag};
pub use silent_index::SilentIndex;
pub use tagged::{
    BulkTag, ColumnTags, ColumnsTag, ExportTag, Exposed, FilteredRelation, FormatTag, HashTag,
    Named, Operation, OwnTag, PathTag, RelationNames, SortItem, TableTags, Was,
};
pub use text_format::TextFormat;
pub(crate) use typed_table::OF_TYPE;
pub use types::{BaseType, Composite, CompositeId, Domain, DomainId, Field, Range};
pub use unread::Unread;

use std::collections::{BTreeSet, HashSet};

use serde::Serialize;

use self::lookup::Lookup;
use crate::dialect::Dialect;
use crate::source::Span;
use crate::ty::Ty;

/// Which table or view of a [`Catalog`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct TableId(pub u32);

/// Which column of which table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct ColumnId {
    /// The table.
    pub table: TableId,
    /// The column's position in it, from 0.
    pub index: u32,
}

/// Which enum of a [`Catalog`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct EnumId(pub u32);

/// The whole schema.
#[derive(Clone, Debug, Serialize)]
pub struct Catalog {
    /// The dialect that the schema is written in.
    pub dialect: Dialect,
    /// Tables and views, in the order of their creation.
    pub tables: Vec<Table>,
    /// Enums, in the order of their creation; those of CHECK constraints stand where their column does.
    pub enums: Vec<Enum>,
    /// Domains, in the order of their creation.
    pub domains: Vec<Domain>,
    /// Composite types, in the order of their creation; those of tables' rows stand nowhere.
    pub composites: Vec<Composite>,
    /// Range types, in the order of their creation.
    pub ranges: Vec<Range>,
    /// Functions, in the order of their creation.
    pub functions: Vec<Function>,
    /// Types with functions of their own, or that are to come: nothing else is known of them.
    #[serde(skip)]
    pub base_types: Vec<BaseType>,
    /// Sequences that are made by name, each with its schema: queries can read them as relations.
    #[serde(skip)]
    pub sequences: Vec<(Option<String>, String)>,
    /// Extensions, each with the schema that its things are in.
    pub extensions: Vec<(String, String)>,
    /// Schemas of databases that are attached: definitions name them (SQLite).
    #[serde(skip)]
    pub attached: Vec<String>,
    /// Where names without a schema are looked for.
    pub search_path: Vec<String>,
    /// Indexes, unique ones included (not those that a constraint makes).
    pub indexes: Vec<Index>,
    /// Indexes that the database makes without being asked (MySQL).
    #[serde(skip)]
    pub silent_indexes: Vec<SilentIndex>,
    /// Tables of which policies say who may read and write which rows: `ENABLE ROW LEVEL SECURITY`.
    #[serde(skip)]
    pub row_security: BTreeSet<TableId>,
    /// Columns whose DEFAULT is never NULL.
    #[serde(skip)]
    pub filled: HashSet<ColumnId>,
    /// What is not known because a definition has an error.
    #[serde(skip)]
    pub unread: Unread,
    /// Where definitions call tables and columns by their names; views and policies are asked for theirs.
    #[serde(skip)]
    pub called: Vec<Called>,
    #[serde(skip)]
    lookup: Lookup,
}

/// A table, or a view.
#[derive(Clone, Debug, Serialize)]
pub struct Table {
    /// Its id.
    pub id: TableId,
    /// The schema, where one was written or the search path gives one (`public`); none on SQLite.
    pub schema: Option<String>,
    /// The name as the database holds it (folded where unquoted).
    pub name: String,
    /// Table or view.
    pub kind: TableKind,
    /// In order.
    pub columns: Vec<Column>,
    /// The primary key's columns, in the key's order; empty without one.
    pub primary_key: Vec<u32>,
    /// The name of the primary key's constraint: as written, or as the database gives it; none for a row number.
    pub primary_key_name: Option<String>,
    /// Where the primary key is written.
    #[serde(skip)]
    pub primary_key_span: Option<Span>,
    /// Unique constraints and unique indexes over plain columns without a predicate.
    pub uniques: Vec<Unique>,
    /// References to other tables.
    pub foreign_keys: Vec<ForeignKey>,
    /// CHECK constraints, also those written at a column.
    pub checks: Vec<Check>,
    /// EXCLUDE constraints (PostgreSQL).
    #[serde(skip)]
    pub exclusions: Vec<Exclusion>,
    /// The names that columns had before: what was written earlier still has them.
    #[serde(skip)]
    pub renamed: Vec<RenamedColumn>,
    /// For a view: the table that changes of it go to, where it passes them on.
    pub updates: Option<TableId>,
    /// Whether a trigger or rule can change rows on their way in, or take the place of what is written.
    pub triggers: bool,
    /// The tables that it inherits from, or is a partition of.
    pub parents: Vec<TableId>,
    /// Whether it is a partition.
    pub partition: bool,
    /// Of a partition: from behind the name of its table, or behind its own in ATTACH PARTITION, to the end of the statement.
    #[serde(skip)]
    pub bound: Option<Span>,
    /// Whether others inherit from it: a query of it reads their rows too, which its keys say nothing of.
    pub inherited: bool,
    /// Whether a view's rows are kept (`CREATE MATERIALIZED VIEW`).
    pub materialized: bool,
    /// The tables and views that a view reads.
    pub reads: Vec<TableId>,
    /// A row that breaks a constraint may be left out in silence: one of them says ON CONFLICT IGNORE (SQLite).
    #[serde(skip)]
    pub skips_rows: bool,
    /// STRICT (SQLite).
    pub strict: bool,
    /// WITHOUT ROWID (SQLite).
    pub without_rowid: bool,
    /// `CREATE VIRTUAL TABLE` (SQLite).
    pub virtual_table: Option<VirtualTable>,
    /// The description, a line each.
    pub doc: Vec<String>,
    /// What the tags say.
    pub tags: TableTags,
    /// The whole statement.
    pub span: Span,
    /// The name in it.
    pub name_span: Span,
}

/// What a module makes of a table.
#[derive(Clone, Debug, Serialize)]
pub struct VirtualTable {
    /// The module (`fts5`). What else it adds to the columns that are written is invisible.
    pub module: String,
}

/// Table or view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TableKind {
    /// Holds rows.
    Table,
    /// Shows rows of others.
    View,
}

/// A column of a table or view.
#[derive(Clone, Debug, Serialize)]
pub struct Column {
    /// Its id.
    pub id: ColumnId,
    /// The name as the database holds it.
    pub name: String,
    /// Its type. A column whose CHECK lists its words is `Ty::Enum`.
    pub ty: Ty,
    /// The type as written, for migrations and messages (`varchar(80)`).
    pub type_text: String,
    /// The limit of `varchar(n)`, `char(n)`, in characters.
    pub max_length: Option<u32>,
    /// `numeric(p, s)`.
    pub precision: Option<(u32, u32)>,
    /// COLLATE, as written.
    pub collation: Option<String>,
    /// Whether the database can hold NULL here, by its own rules.
    pub nullable: bool,
    /// `DEFAULT`: the expression's place.
    pub default: Option<Span>,
    /// Who gives the value.
    pub generated: Generated,
    /// INVISIBLE (MySQL): no part of a star.
    pub invisible: bool,
    /// For a view: the base columns that it derives from, through expressions. For a computed column of a table: the columns
    /// that it is computed from. Empty for others.
    pub origins: Vec<ColumnId>,
    /// The names in the expression that a computed column is made by.
    #[serde(skip)]
    pub computed_from: Vec<String>,
    /// For a view: the base column that it shows unchanged.
    pub direct: Option<ColumnId>,
    /// The description, a line each.
    pub doc: Vec<String>,
    /// What the tags say.
    pub tags: ColumnTags,
    /// The column's definition.
    pub span: Span,
    /// The name in it.
    pub name_span: Span,
}

/// A column that got another name.
#[derive(Clone, Debug)]
pub struct RenamedColumn {
    /// Its name until then.
    pub old: String,
    /// Its name from then on.
    pub new: String,
    /// Where that is written.
    pub span: Span,
}

/// Who gives a column's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Generated {
    /// The writer (or the DEFAULT).
    No,
    /// The database, as a default: SERIAL, IDENTITY BY DEFAULT, INTEGER PRIMARY KEY and AUTOINCREMENT on SQLite.
    ByDefault,
    /// The database, always: IDENTITY ALWAYS.
    Always,
    /// Computed from other columns: GENERATED ALWAYS AS (..).
    Computed,
}

/// An enum type, or the words of a CHECK.
#[derive(Clone, Debug, Serialize)]
pub struct Enum {
    /// Its id.
    pub id: EnumId,
    /// The schema, as for tables.
    pub schema: Option<String>,
    /// The type's name; for a CHECK, `table_column` by the names in the schema.
    pub name: String,
    /// In order.
    pub values: Vec<EnumValue>,
    /// Where it comes from.
    pub source: EnumSource,
    /// The description.
    pub doc: Vec<String>,
    /// `@was`: the name that it had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<Was>,
    /// Where it is written.
    pub span: Span,
}

/// A word of an enum.
#[derive(Clone, Debug, Serialize)]
pub struct EnumValue {
    /// As the database holds it.
    pub value: String,
    /// `@was`: the word that it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// Where it is written.
    pub span: Span,
}

/// Where an enum comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EnumSource {
    /// `CREATE TYPE .. AS ENUM`.
    Type,
    /// `CHECK (column IN (..))`: the column is text to the database.
    Check {
        /// The column.
        column: ColumnId,
    },
    /// `ENUM(..)` or `SET(..)` as the type of a column (MySQL).
    Column {
        /// The column.
        column: ColumnId,
    },
}

/// An index.
#[derive(Clone, Debug, Serialize)]
pub struct Index {
    /// Its name.
    pub name: String,
    /// The table.
    pub table: TableId,
    /// The plain columns that it starts with, up to the first expression.
    pub columns: Vec<u32>,
    /// UNIQUE.
    pub unique: bool,
    /// All of its parts: columns by name, expressions in the form of [`canonical`](crate::syntax::canonical).
    pub parts: Vec<String>,
    /// The columns that its parts and its WHERE read.
    #[serde(skip)]
    pub reads: Vec<u32>,
    /// Whether it leads to what is inside of values: USING gin.
    #[serde(skip)]
    pub inverted: bool,
    /// Whether it has a WHERE.
    pub partial: bool,
    /// The conditions of its WHERE, in the same form.
    pub predicate: Vec<String>,
    /// The whole statement.
    pub span: Span,
}

impl EnumSource {
    /// The column whose words it has; none for a type.
    pub fn column(self) -> Option<ColumnId> {
        match self {
            EnumSource::Type => None,
            EnumSource::Check { column } | EnumSource::Column { column } => Some(column),
        }
    }

    /// As [`EnumSource::column`], to change.
    fn column_mut(&mut self) -> Option<&mut ColumnId> {
        match self {
            EnumSource::Type => None,
            EnumSource::Check { column } | EnumSource::Column { column } => Some(column),
        }
    }
}

impl Catalog {
    /// An empty catalog.
    pub fn new(dialect: Dialect) -> Catalog {
        Catalog {
            dialect,
            tables: Vec::new(),
            enums: Vec::new(),
            domains: Vec::new(),
            composites: Vec::new(),
            ranges: Vec::new(),
            functions: Vec::new(),
            base_types: Vec::new(),
            sequences: Vec::new(),
            extensions: Vec::new(),
            attached: Vec::new(),
            search_path: dialect
                .schema_rules()
                .default_schema
                .map(str::to_owned)
                .into_iter()
                .collect(),
            indexes: Vec::new(),
            silent_indexes: Vec::new(),
            row_security: BTreeSet::new(),
            filled: HashSet::new(),
            unread: Unread::default(),
            called: Vec::new(),
            lookup: Lookup::default(),
        }
    }

    /// The table with this id.
    pub fn table(&self, id: TableId) -> &Table {
        &self.tables[id.0 as usize]
    }

    /// The column with this id.
    pub fn column(&self, id: ColumnId) -> &Column {
        &self.table(id.table).columns[id.index as usize]
    }

    /// The enum with this id.
    pub fn enum_(&self, id: EnumId) -> &Enum {
        &self.enums[id.0 as usize]
    }
}

impl Table {
    /// The column at a position.
    pub fn column(&self, index: u32) -> &Column {
        &self.columns[index as usize]
    }
}
