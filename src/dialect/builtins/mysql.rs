//! The built-in functions of MySQL and MariaDB.
//!
//! In: `src/dialect/mysql/functions.tsv`, which explains its columns. Out: [`functions`].

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
    pub nullability: Nullability,
}

/// The type of a function's result. Argument positions count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultRule {
    /// Always this one, by its canonical name; `bool` is what a comparison gives.
    Fixed(&'static str),
    /// What these arguments have in common.
    Same(&'static [u8]),
    /// What this argument and all that follow have in common.
    SameFrom(u8),
    /// A whole number if this argument is one, a decimal if it is one, otherwise a floating-point number.
    Number(u8),
    /// A decimal if this argument is exact, otherwise a floating-point number: `sum`.
    Exact(u8),
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

include!(concat!(env!("OUT_DIR"), "/mysql_builtins.rs"));
