//! SQLite: its lexical rules, its type names and affinities.

pub(super) mod resolve;

use super::LexicalRules;

pub(super) const LEXICAL_RULES: LexicalRules = LexicalRules {
    nested_comments: false,
    dollar_quotes: false,
    bracket_names: true,
    backtick_names: true,
    psql_lines: false,
    text_prefixes: &["x"],
    question_mark_operators: false,
    atomic_bodies: false,
    typed_literals: false,
};
