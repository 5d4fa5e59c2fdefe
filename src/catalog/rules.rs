//! What tables ask of their rows, as data: keys, references, checks. `constraint` and `check` read them.

use serde::Serialize;

use super::{TableId, TextFormat};
use crate::source::Span;

/// Unique over these columns.
#[derive(Clone, Debug, Serialize)]
pub struct Unique {
    /// The constraint's or index's name: as written, or as the database gives it.
    pub name: String,
    /// Positions in the table.
    pub columns: Vec<u32>,
    /// Where it is written.
    pub span: Span,
}

/// What a reference does when its target goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferentialAction {
    /// NO ACTION.
    NoAction,
    /// RESTRICT.
    Restrict,
    /// CASCADE.
    Cascade,
    /// SET NULL.
    SetNull,
    /// SET DEFAULT.
    SetDefault,
}

/// A reference to another table.
#[derive(Clone, Debug, Serialize)]
pub struct ForeignKey {
    /// The constraint's name: as written, or as the database gives it.
    pub name: String,
    /// Positions in this table.
    pub columns: Vec<u32>,
    /// The target.
    pub target: TableId,
    /// Positions in the target.
    pub target_columns: Vec<u32>,
    /// ON DELETE.
    pub on_delete: ReferentialAction,
    /// ON UPDATE.
    pub on_update: ReferentialAction,
    /// Where it is written.
    pub span: Span,
}

/// A CHECK constraint.
#[derive(Clone, Debug, Serialize)]
pub struct Check {
    /// The constraint's name: as written, or as the database gives it; none where the database gives none (SQLite).
    pub name: Option<String>,
    /// The expression between the parentheses.
    pub span: Span,
    /// The columns that it reads, in the table's order.
    pub columns: Vec<u32>,
    /// What of it can be checked before the database sees the row: one-column rules joined by AND.
    pub rules: Vec<Rule>,
    /// Whether `rules` say all of it.
    pub complete: bool,
}

/// An EXCLUDE constraint (PostgreSQL).
#[derive(Clone, Debug, Serialize)]
pub struct Exclusion {
    /// The constraint's name: as written, or as the database gives it.
    pub name: String,
    /// Where it is written.
    pub span: Span,
}

/// One rule on one column's value. NULL always passes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rule {
    /// Position in the table.
    pub column: u32,
    /// What must hold.
    pub test: RuleTest,
}

/// What must hold for a value. Numbers keep their SQL text.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleTest {
    /// `>= n`.
    Min(String),
    /// `> n`.
    MinExclusive(String),
    /// `<= n`.
    Max(String),
    /// `< n`.
    MaxExclusive(String),
    /// `length(x) >= n`, in characters; `x <> ''` is 1.
    MinLength(u32),
    /// `length(x) <= n`, in characters; also from `varchar(n)`.
    MaxLength(u32),
    /// A regular expression of the portable subset, as ECMA and Rust both read it.
    Pattern(String),
    /// `x IN (..)` over numbers (over words it is an enum).
    OneOf(Vec<String>),
    /// `x <> v` for a value other than the empty text.
    Not(String),
    /// `LIKE 'a%'` where the database's LIKE is case-sensitive.
    StartsWith(String),
    /// `@format email`. A format without a pattern binds nothing: it says how a text is shown.
    Format(TextFormat),
}
