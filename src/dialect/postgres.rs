//! PostgreSQL: its lexical rules, its type names.

pub(super) mod data_type;
mod ddl_tokens;
pub(super) mod expression_tokens;
pub(super) mod lacking;
pub(super) mod literal;
mod operator_tokens;
mod query_tokens;
pub(super) mod relations;
pub(super) mod resolve;
pub(super) mod tokens;
mod xml_tokens;

use super::builtins::postgres::is_known_extension;
use super::{CheckNames, LexicalRules, Like, SchemaRules};

/// Extensions that add nothing that a query could name: languages, index methods, foreign data, triggers, sampling.
const SILENT_EXTENSIONS: [&str; 21] = [
    "autoinc",
    "bloom",
    "btree_gin",
    "dict_int",
    "dict_xsyn",
    "file_fdw",
    "insert_username",
    "moddatetime",
    "pgaudit",
    "pg_prewarm",
    "plperl",
    "plperlu",
    "plpgsql",
    "plpython3u",
    "pltcl",
    "plv8",
    "postgres_fdw",
    "refint",
    "tcn",
    "tsm_system_rows",
    "tsm_system_time",
];

/// Whether it is known what an extension adds to queries.
pub(super) fn knows_extension(name: &str) -> bool {
    SILENT_EXTENSIONS.contains(&name) || is_known_extension(name)
}

/// The extensions that an extension stands on, which CASCADE makes with it.
pub(super) fn needed_extensions(name: &str) -> &'static [&'static str] {
    match name {
        "earthdistance" => &["cube"],
        _ => &[],
    }
}

pub(super) const LEXICAL_RULES: LexicalRules = LexicalRules {
    nested_comments: true,
    dollar_quotes: true,
    bracket_names: false,
    backtick_names: false,
    psql_lines: true,
    text_prefixes: &["e", "b", "x", "n", "u&"],
    question_mark_operators: true,
    atomic_bodies: true,
    numbers_without_gaps: true,
    marks_take_numbers: false,
    typed_literals: true,
    hash_comments: false,
    dashes_need_space: false,
    double_quoted_texts: false,
    backslash_escapes: false,
    delimiter_lines: false,
    user_variables: false,
    versioned_comments: None,
};

pub(super) const SCHEMA_RULES: SchemaRules = SchemaRules {
    default_schema: Some("public"),
    forward_references: false,
    keys_are_not_null: true,
    has_rowid: false,
    name_limit: Some(63),
    auto_index_names: false,
    check_names: CheckNames::OfColumns,
    references_make_indexes: false,
    tables_inherit: true,
    replaced_views_keep_columns: true,
    like: Like::Exact,
    length_functions: &["length", "char_length", "character_length"],
    strict_types: &[],
    constraint_names_are_local: false,
    references_need_keys: true,
    copies_tables: false,
    stored_routines: false,
    references_hold: None,
};
