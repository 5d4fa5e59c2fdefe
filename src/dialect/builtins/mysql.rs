//! The built-in functions of MySQL and MariaDB, and which type two types have in common.
//!
//! In: `src/dialect/mysql/functions.tsv` and `common.tsv`, which explain their columns. Out: [`functions`], [`common`].

use super::{FunctionKind, Nullability};

/// A built-in function, for a range of argument counts.
#[derive(Clone, Copy, Debug)]
pub struct Function {
    /// The name, in lower case.
    pub name: &'static str,
    /// What kind of function it is.
    pub kind: FunctionKind,
    /// The fewest arguments.
    pub least: u8,
    /// The most arguments; none where there is no limit.
    pub most: Option<u8>,
    /// The only product that has it (`MySQL`, `MariaDB`); none where both have.
    pub only: Option<&'static str>,
    /// The type of the result.
    pub result: ResultRule,
    /// When the result is NULL.
    pub nulls: Nulls,
}

/// When a function gives NULL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nulls {
    /// By a rule that other databases have too.
    Rule(Nullability),
    /// Strict where the arguments are dates and times, also without a NULL where they are texts that may be none.
    Temporal,
    /// Strict where the first argument is JSON, also without a NULL where it is a text that may be none.
    Json,
}

/// The type of a function's result. Argument positions count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultRule {
    /// Always this one, by its canonical name, with the most digits of an integer; `bool` is what a comparison gives.
    Fixed(&'static str, Option<u8>),
    /// What these arguments have in common.
    Same(&'static [u8]),
    /// What this argument and all that follow have in common.
    SameFrom(u8),
    /// The type in which this argument and all that follow are compared: `greatest`.
    ExtremeFrom(u8),
    /// A text as long as what is made of this argument, bytes too: `hex`.
    Chars(u8),
    /// Bytes as long as what is made of this argument: `compress`.
    Bytes(u8),
    /// A text made of this argument: `lower`.
    Text(u8),
    /// A text made of this argument and all that follow: `concat`.
    TextFrom(u8),
    /// One of the values of this argument: `max`, `lag`.
    Picked(u8),
    /// Many values of this argument as one text: `group_concat`.
    Gathered(u8),
    /// A text as long as they can be, made of this argument and all that follow: `regexp_replace`.
    Replaced(u8),
    /// `abs`.
    Absolute(u8),
    /// `floor`.
    Whole(u8),
    /// `round`.
    Round(u8),
    /// `mod`.
    Remainder(&'static [u8]),
    /// A decimal if this argument is exact, otherwise a floating-point number: `sum`.
    Exact(u8),
    /// A part of this argument, as long as another one says: `left`.
    Cut(u8),
    /// As long as another argument says, whatever this one is: `lpad`.
    Pad(u8),
    /// This argument with an interval added.
    DateAdd(u8),
    /// The seconds of this argument: whole ones of a date or time.
    Epoch(u8),
    /// This argument with a time added.
    AddTime(u8),
}

impl Function {
    /// Whether it can be called with this many arguments.
    pub fn accepts(&self, arguments: usize) -> bool {
        arguments >= usize::from(self.least)
            && self.most.is_none_or(|most| arguments <= usize::from(most))
    }
}

/// The functions with this name (in lower case), by argument count. Empty for an unknown name.
pub fn functions(name: &str) -> &'static [Function] {
    super::named(FUNCTIONS, name, |function| function.name)
}

/// All functions, sorted by name: for suggestions.
pub fn all_functions() -> &'static [Function] {
    FUNCTIONS
}

/// What two types have in common, and the type in which they are compared, by canonical names (`-` where there is none).
pub fn common(one: &str, other: &str) -> Option<(&'static str, &'static str)> {
    let at = COMMON
        .binary_search_by(|(a, b, _, _)| (*a, *b).cmp(&(one, other)))
        .ok()?;
    let (_, _, common, compared) = COMMON[at];
    Some((common, compared))
}

/// All pairs of types with what they have in common, each in both orders.
pub fn all_common() -> &'static [(&'static str, &'static str, &'static str, &'static str)] {
    COMMON
}

include!(concat!(env!("OUT_DIR"), "/mysql_builtins.rs"));
