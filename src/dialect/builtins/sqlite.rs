//! SQLite's built-in functions.
//!
//! In: `src/dialect/sqlite/functions.tsv`, which explains its columns. Out: [`functions`].

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
    /// The type of the result.
    pub result: ResultRule,
    /// When the result is NULL.
    pub nullability: Nullability,
    /// What a parameter is taken as in the place of each argument.
    pub takes: &'static [Takes],
    /// How many of the last of `takes` repeat.
    pub cycle: u8,
    /// The compile option without which SQLite lacks the function. The library embedded by rusqlite is built without
    /// `SQLITE_ENABLE_MATH_FUNCTIONS`.
    pub needs: Option<&'static str>,
}

/// The type of a function's result. Argument positions count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultRule {
    /// An integer.
    Integer,
    /// A floating-point number.
    Real,
    /// Text.
    Text,
    /// Bytes.
    Blob,
    /// An integer that is yes or no.
    Bool,
    /// Text that holds JSON.
    Json,
    /// Anything, by the value.
    Any,
    /// What these arguments have in common.
    Same(&'static [u8]),
    /// What this argument and all that follow have in common.
    SameFrom(u8),
    /// An integer or a floating-point number as this argument is; either where it is neither.
    Number(u8),
    /// Bytes if this argument is, otherwise text.
    Bytes(u8),
}

/// What a parameter is taken as in an argument's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// An integer.
    Integer,
    /// A floating-point number.
    Real,
    /// Text.
    Text,
    /// Bytes.
    Blob,
    /// Text that holds JSON.
    Json,
    /// Any value as it is.
    Any,
    /// A number of either kind.
    Number,
    /// What the function gives.
    Result,
}

impl Function {
    /// What a parameter is taken as in the place of an argument; none where nothing is said.
    pub fn takes(&self, argument: usize) -> Option<Takes> {
        let (count, cycle) = (self.takes.len(), usize::from(self.cycle).max(1));
        let at = if argument < count {
            argument
        } else {
            count.checked_sub(cycle)? + (argument - count) % cycle
        };
        self.takes.get(at).copied()
    }

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

include!(concat!(env!("OUT_DIR"), "/sqlite_builtins.rs"));
