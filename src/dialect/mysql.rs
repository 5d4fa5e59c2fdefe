//! MySQL 8 and MariaDB: their lexical rules, how they keep a schema, and where they differ.
//!
//! Both are one module: what differs is a fact in [`Flavor`], with its source. MariaDB's facts are asked of MariaDB 10.11;
//! MySQL's are taken from its manual (`https://dev.mysql.com/doc/refman/8.4/en/`, the page's name is given) and are not
//! verified on a server.

pub(super) mod aggregates;
pub(super) mod casts;
mod definition;
pub(super) mod expressions;
mod joins;
pub(super) mod lacking;
mod literals;
mod migrations;
pub mod online;
pub(super) mod operators;
pub(super) mod parser;
mod pieces;
mod precedence;
mod refused;
pub(super) mod resolve;
pub(super) mod routines;
mod statement;
pub(super) mod texts;
pub(super) mod tokens;
pub(super) mod types;
mod versions;

pub(super) use migrations::{MARIADB_MIGRATION_RULES, MYSQL_MIGRATION_RULES};

use super::{CheckNames, LexicalRules, Like, SchemaRules, VersionedComments};

/// Where MySQL and MariaDB differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Flavor {
    /// What a person calls it.
    pub product: &'static str,
    /// A comparison, a test and a small whole number written out are `int`; otherwise they are `bigint`.
    ///
    /// MariaDB: asked. MySQL: `expressions.html` says that they are integers; its server describes all of them as `bigint`.
    pub small_integers_are_int: bool,
    /// Types of its own.
    ///
    /// MariaDB: asked. MySQL: `data-types.html` lists none of them.
    pub own_types: &'static [&'static str],
    /// A column beside aggregates must be grouped, or follow from what is (ONLY_FULL_GROUP_BY in the default `sql_mode`).
    ///
    /// MariaDB: asked. MySQL: `sql-mode.html`, "The default SQL mode".
    pub full_group_by: bool,
    /// ORDER BY can stand beside WITH ROLLUP.
    ///
    /// MariaDB: asked. MySQL: `group-by-modifiers.html`.
    pub orders_rollups: bool,
    /// `->` and `->>` on JSON.
    ///
    /// MariaDB: asked. MySQL: `json-search-functions.html`.
    pub json_arrows: bool,
    /// Forms that the other one has.
    pub lacks: &'static [lacking::Form],
    /// Types that only it casts to.
    ///
    /// MariaDB: asked. MySQL: `cast-functions.html`.
    pub own_casts: &'static [&'static str],
    /// LATERAL before a query in FROM.
    ///
    /// MariaDB: asked. MySQL: `lateral-derived-tables.html`.
    pub lateral: bool,
    /// WITH before UPDATE and DELETE.
    ///
    /// MariaDB: asked. MySQL: `with.html`.
    pub with_writes: bool,
    /// FETCH FIRST, and OFFSET without LIMIT.
    ///
    /// MariaDB: asked. MySQL: `select.html` has neither.
    pub fetch: bool,
    /// ORDER BY and LIMIT in an UPDATE of several tables.
    ///
    /// MariaDB: asked. MySQL: `update.html`, "For the multiple-table syntax".
    pub joined_updates_sort: bool,
    /// A name for the new row of an INSERT.
    ///
    /// MariaDB: asked. MySQL: `insert-on-duplicate.html`.
    pub row_alias: bool,
    /// An alias in a DELETE from one table.
    ///
    /// MariaDB: asked. MySQL: `delete.html`, "Single-Table Syntax".
    pub delete_alias: bool,
    /// Parameters and intervals as bounds of frames.
    ///
    /// MariaDB: asked. MySQL: `window-functions-frames.html`.
    pub open_frames: bool,
    /// INSERT, DELETE and REPLACE take RETURNING.
    ///
    /// MariaDB: asked. MySQL: `insert.html` has none.
    pub returning: bool,
    /// `json_arrayagg` takes DISTINCT.
    ///
    /// MariaDB: asked. MySQL: `aggregate-functions.html` shows none.
    pub distinct_json: bool,
    /// `json_arrayagg` and `json_objectagg` can stand over a window.
    ///
    /// MariaDB: asked. MySQL: `aggregate-functions.html`.
    pub json_over_windows: bool,
    /// `max(DISTINCT ..)` and `min(DISTINCT ..)` can stand over a window.
    ///
    /// MariaDB: asked. MySQL: `window-function-restrictions.html`.
    pub distinct_extremes_over_windows: bool,
    /// A column in HAVING is looked for among those of GROUP BY by its name alone, and two of one name hide each other.
    ///
    /// MariaDB: asked. MySQL: `select.html` has nothing of it.
    pub groups_hide_names: bool,
}

impl Flavor {
    /// The name in this product of a function that the grammar writes in another way.
    pub fn spelled(name: &str) -> &str {
        match name {
            expressions::CHAR_USING => "concat",
            other => other,
        }
    }
}

pub(super) const MYSQL: Flavor = Flavor {
    product: "MySQL",
    small_integers_are_int: false,
    own_types: &[],
    full_group_by: true,
    orders_rollups: true,
    json_arrows: true,
    lacks: lacking::NOT_IN_MYSQL,
    own_casts: &[
        "json",
        "year",
        "real",
        "point",
        "linestring",
        "polygon",
        "multipoint",
        "multilinestring",
        "multipolygon",
        "geometrycollection",
    ],
    lateral: true,
    with_writes: true,
    fetch: false,
    joined_updates_sort: false,
    row_alias: true,
    delete_alias: true,
    open_frames: true,
    returning: false,
    distinct_json: false,
    json_over_windows: true,
    distinct_extremes_over_windows: false,
    groups_hide_names: false,
};

pub(super) const MARIADB: Flavor = Flavor {
    product: "MariaDB",
    small_integers_are_int: true,
    own_types: &["uuid", "inet4", "inet6"],
    full_group_by: false,
    orders_rollups: false,
    json_arrows: false,
    lacks: lacking::NOT_IN_MARIADB,
    own_casts: &["varchar", "int", "integer"],
    lateral: false,
    with_writes: false,
    fetch: true,
    joined_updates_sort: true,
    row_alias: false,
    delete_alias: false,
    open_frames: false,
    returning: true,
    distinct_json: true,
    json_over_windows: false,
    distinct_extremes_over_windows: true,
    groups_hide_names: true,
};

/// What stands for `IN (list)`: the mark of a list, and the placeholder that is repeated for each of its values.
pub(super) fn in_list(negated: bool, (before, after): (&str, &str)) -> String {
    let not = if negated { "NOT " } else { "" };
    format!("{not}IN (/*SLICE:list*/{before}?{after})")
}

const LEXICAL_RULES: LexicalRules = LexicalRules {
    nested_comments: false,
    dollar_quotes: false,
    bracket_names: false,
    backtick_names: true,
    psql_lines: false,
    text_prefixes: &["n", "x", "b"],
    question_mark_operators: false,
    atomic_bodies: false,
    numbers_without_gaps: false,
    marks_take_numbers: false,
    typed_literals: false,
    hash_comments: true,
    dashes_need_space: true,
    double_quoted_texts: true,
    backslash_escapes: true,
    delimiter_lines: true,
    user_variables: true,
    versioned_comments: None,
};

pub(super) const MYSQL_LEXICAL_RULES: LexicalRules = LexicalRules {
    // `comments.html`: the code runs if the server's version is not older.
    versioned_comments: Some(VersionedComments {
        version: 80_400,
        skipped: 0..0,
        own_mark: None,
    }),
    ..LEXICAL_RULES
};

pub(super) const MARIADB_LEXICAL_RULES: LexicalRules = LexicalRules {
    // MariaDB leaves out what is for MySQL 5.7 and later: `/*!50701 .. */` to `/*!99999 .. */`.
    versioned_comments: Some(VersionedComments {
        version: 101_100,
        skipped: 50_700..100_000,
        own_mark: Some('M'),
    }),
    ..LEXICAL_RULES
};

/// MySQL: `create-table-check-constraints.html` and `create-table-foreign-keys.html`.
pub(super) const MYSQL_SCHEMA_RULES: SchemaRules = SchemaRules {
    default_schema: None,
    forward_references: true,
    keys_are_not_null: true,
    has_rowid: false,
    name_limit: Some(64),
    auto_index_names: false,
    check_names: CheckNames::OfTable,
    references_make_indexes: true,
    tables_inherit: false,
    replaced_views_keep_columns: false,
    like: Like::Collated,
    length_functions: &["char_length", "character_length"],
    strict_types: &[],
    constraint_names_are_local: true,
    references_need_keys: false,
    copies_tables: true,
    stored_routines: true,
    references_hold: Some("foreign_key_checks"),
};

pub(super) const MARIADB_SCHEMA_RULES: SchemaRules = SchemaRules {
    check_names: CheckNames::Numbered,
    ..MYSQL_SCHEMA_RULES
};
