//! What schemas can change, and how: what `migrate` has to know of a database.

use super::{Dialect, mysql};

/// How tables are changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableChanges {
    /// Each piece by a statement of its own.
    ByPiece,
    /// What ALTER TABLE cannot do is done by a new table in the place of the old one.
    ByRebuilding,
    /// All that changes about a table by one statement, which copies it once and is done whole or not at all.
    InOne,
}

/// What `migrate` has to know of a database.
#[derive(Clone, Copy, Debug)]
pub struct MigrationRules {
    /// How tables are changed.
    pub tables: TableChanges,
    /// A constraint without a name gets one by which it can be dropped.
    pub names_constraints: bool,
    /// GENERATED .. AS IDENTITY, AUTO_INCREMENT.
    pub has_identity: bool,
    /// A key of one integer can be another name of the row's own number.
    pub has_row_numbers: bool,
    /// Triggers are named within their table.
    pub triggers_are_of_tables: bool,
    /// ALTER TABLE switches what is carried as text: row-level security, storage.
    pub tables_have_switches: bool,
    /// Tables can be changed in steps while others work on them.
    pub changes_online: bool,
    /// CREATE OR REPLACE VIEW.
    pub replaces_views: bool,
    /// A view keeps the columns that its stars were when it was made, whatever its tables get.
    pub views_keep_stars: bool,
    /// CREATE OR REPLACE of functions and procedures.
    pub replaces_routines: bool,
    /// Functions of one name are told apart by their arguments.
    pub routines_overload: bool,
    /// What is carried as text follows the names of tables and columns.
    pub texts_follow_names: bool,
    /// Bodies of functions and triggers are code, which keeps its lines and comments.
    pub bodies_keep_lines: bool,
    /// A CHECK and a computed column follow the names of the columns that they mention.
    pub expressions_follow_names: bool,
    /// Tables, columns and indexes have options: character sets, engines, comments.
    pub has_options: bool,
    /// A table can be given the character set of its database again.
    pub resets_letters: bool,
    /// RESTRICT is what happens where nothing is said.
    pub restricts: bool,
    /// ALTER INDEX .. RENAME.
    pub renames_indexes: bool,
    /// All views and triggers must fit whenever a table or column gets another name.
    pub names_are_checked: bool,
    /// A name is kept as it was written first, and nothing depends on its case: another one is no change.
    pub keeps_spelling: bool,
    /// Other names of types, each with the one in which types are compared.
    pub type_names: &'static [(&'static str, &'static str)],
    /// Types with what holds where no size is said.
    pub type_sizes: &'static [(&'static str, &'static str)],
    /// Types of which one number says a precision with the scale 0.
    pub scaled_types: &'static [&'static str],
    /// Types of which a size says nothing of the values.
    pub sizeless_types: &'static [&'static str],
    /// Words behind a type that are no part of it.
    pub type_noise: &'static [&'static str],
    /// Character sets, each with the collation that it has where none is said.
    pub default_collations: &'static [(&'static str, &'static str)],
    /// The options of a sequence, by the word that they are told from, and what holds where nothing is said.
    pub sequence_defaults: &'static [(&'static str, &'static str)],
}

const POSTGRES: MigrationRules = MigrationRules {
    tables: TableChanges::ByPiece,
    names_constraints: true,
    has_identity: true,
    has_row_numbers: false,
    triggers_are_of_tables: true,
    tables_have_switches: true,
    changes_online: true,
    replaces_views: true,
    views_keep_stars: true,
    replaces_routines: true,
    routines_overload: true,
    texts_follow_names: true,
    bodies_keep_lines: false,
    expressions_follow_names: true,
    has_options: false,
    resets_letters: false,
    restricts: false,
    renames_indexes: true,
    names_are_checked: false,
    keeps_spelling: false,
    type_names: &[
        ("bit varying", "varbit"),
        ("bool", "boolean"),
        ("bpchar", "character"),
        ("char", "character"),
        ("dec", "numeric"),
        ("decimal", "numeric"),
        ("double precision", "float8"),
        ("float", "float8"),
        ("float4", "real"),
        ("int", "integer"),
        ("int2", "smallint"),
        ("int4", "integer"),
        ("int8", "bigint"),
        ("national character", "character"),
        ("national character varying", "character varying"),
        ("serial2", "smallserial"),
        ("serial4", "serial"),
        ("serial8", "bigserial"),
        ("time with time zone", "timetz"),
        ("time without time zone", "time"),
        ("timestamp with time zone", "timestamptz"),
        ("timestamp without time zone", "timestamp"),
        ("varchar", "character varying"),
    ],
    type_sizes: &[("character", "(1)")],
    scaled_types: &["numeric"],
    sizeless_types: &[],
    type_noise: &[],
    default_collations: &[],
    sequence_defaults: &[
        ("as", "AS bigint"),
        ("cache", "CACHE 1"),
        ("cycle", "NO CYCLE"),
        ("increment", "INCREMENT BY 1"),
        ("maxvalue", "NO MAXVALUE"),
        ("minvalue", "NO MINVALUE"),
        ("owned", "OWNED BY NONE"),
        ("start", "START WITH 1"),
    ],
};

const SQLITE: MigrationRules = MigrationRules {
    tables: TableChanges::ByRebuilding,
    names_constraints: false,
    has_identity: false,
    has_row_numbers: true,
    triggers_are_of_tables: false,
    tables_have_switches: false,
    changes_online: false,
    replaces_views: false,
    views_keep_stars: false,
    replaces_routines: false,
    routines_overload: false,
    texts_follow_names: true,
    bodies_keep_lines: false,
    expressions_follow_names: true,
    has_options: false,
    resets_letters: false,
    restricts: false,
    renames_indexes: false,
    names_are_checked: true,
    keeps_spelling: true,
    type_names: &[],
    type_sizes: &[],
    scaled_types: &[],
    sizeless_types: &[],
    type_noise: &[],
    default_collations: &[],
    sequence_defaults: &[],
};

impl Dialect {
    /// Whether tables can be changed in steps while others work on them.
    pub fn changes_online(self) -> bool {
        self.migration_rules().changes_online
    }

    /// What `migrate` has to know of the database.
    pub fn migration_rules(self) -> &'static MigrationRules {
        match self {
            Dialect::Postgres => &POSTGRES,
            Dialect::Sqlite => &SQLITE,
            Dialect::Mysql => &mysql::MYSQL_MIGRATION_RULES,
            Dialect::Mariadb => &mysql::MARIADB_MIGRATION_RULES,
        }
    }
}
