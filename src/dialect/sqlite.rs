//! SQLite: its lexical rules, its type names and affinities.

pub(super) mod dates;
mod definition;
pub(super) mod grammar;
pub(super) mod modules;
mod names;
pub(super) mod parser;
pub(super) mod relations;
pub(super) mod resolve;
mod row_values;
pub(super) mod tokens;
pub(super) mod types;
mod upsert;

use super::{CheckNames, LexicalRules, Like, SchemaRules};

pub(super) const LEXICAL_RULES: LexicalRules = LexicalRules {
    nested_comments: false,
    dollar_quotes: false,
    bracket_names: true,
    backtick_names: true,
    psql_lines: false,
    text_prefixes: &["x"],
    question_mark_operators: false,
    atomic_bodies: false,
    numbers_without_gaps: false,
    marks_take_numbers: true,
    typed_literals: false,
    hash_comments: false,
    dashes_need_space: false,
    double_quoted_texts: false,
    backslash_escapes: false,
    delimiter_lines: false,
    user_variables: false,
    versioned_comments: None,
};

pub(super) const SCHEMA_RULES: SchemaRules = SchemaRules {
    default_schema: None,
    forward_references: true,
    keys_are_not_null: false,
    has_rowid: true,
    name_limit: None,
    auto_index_names: true,
    check_names: CheckNames::None,
    references_make_indexes: false,
    tables_inherit: false,
    replaced_views_keep_columns: false,
    like: Like::SmallAscii,
    length_functions: &["length"],
    strict_types: &["int", "integer", "real", "text", "blob", "any"],
    constraint_names_are_local: false,
    references_need_keys: true,
    copies_tables: false,
    stored_routines: false,
    references_hold: Some("foreign_keys"),
};
