//! PostgreSQL: its lexical rules, its type names.

pub(super) mod resolve;

use super::LexicalRules;

pub(super) const LEXICAL_RULES: LexicalRules = LexicalRules {
    nested_comments: true,
    dollar_quotes: true,
    bracket_names: false,
    backtick_names: false,
    psql_lines: true,
    text_prefixes: &["e", "b", "x", "n", "u&"],
    question_mark_operators: true,
    atomic_bodies: true,
    typed_literals: true,
};
