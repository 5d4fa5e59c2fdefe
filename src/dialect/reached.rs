//! Which steps of PostgreSQL's type resolution decide, and which rows of its tables they choose.
//!
//! Each step says so where it decides: in a normal build that is nothing. With the feature `rule-switches` the tests count
//! them, so that a step that no query reaches is seen.

macro_rules! steps {
    ($($name:ident: $text:literal,)*) => {
        /// A step of the manual's chapter "Type Conversion".
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Step {
            $(#[doc = $text] $name,)*
        }

        #[cfg(feature = "rule-switches")]
        impl Step {
            /// All steps.
            pub const ALL: &[Step] = &[$(Step::$name,)*];

            /// What it says.
            pub fn text(self) -> &'static str {
                match self { $(Step::$name => $text,)* }
            }
        }
    };
}

steps! {
    ExactOperator: "There is an operator for exactly these operands.",
    OpenTakesOther: "An open operand is taken to be of the other's type, and there is an operator for that.",
    ExactFunction: "There is a function for exactly these arguments.",
    Conversion: "The name of a type stands for a conversion.",
    KeepExact: "Candidates with more exact matches are better.",
    KeepPreferred: "Candidates that take preferred types are better.",
    OpenIsText: "An open argument is text, if a candidate takes that.",
    OpenIsCategory: "An open argument is of the one category that all candidates take.",
    AssumeKnown: "Open arguments are taken to be of the one type of the others.",
    NoMatch: "No candidate is left.",
    Ambiguous: "More than one candidate is left.",
    Equal: "The any* parameters stand for one type.",
    Compatible: "The anycompatible* parameters have a common type.",
    CompatibleText: "Open anycompatible* parameters are text.",
    EqualOpen: "The any* parameters stay open, which is refused.",
    Disagree: "Polymorphic parameters that contradict each other are no match.",
    Variadic: "The last parameter is repeated.",
    VariadicWhole: "VARIADIC gives the last parameter as a whole.",
    Defaults: "Parameters with defaults are left out.",
    Named: "Arguments have names.",
    CommonOne: "Alternatives of one type have it.",
    CommonOpen: "Alternatives that are all open are text.",
    CommonWider: "An alternative that the others lead to gives the type.",
    CommonNone: "Alternatives of two categories have no type in common.",
    ThroughText: "Texts cast to anything, and anything to text.",
    ElementsCast: "Arrays cast as their elements do.",
    WithoutDomain: "A domain is taken for what it is made of.",
}

/// A table of the server's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// Functions.
    Functions,
    /// Operators.
    Operators,
    /// Casts.
    Casts,
}

/// A step decides.
#[cfg(not(feature = "rule-switches"))]
#[inline(always)]
pub(crate) const fn reached(_: Step) {}

/// A row of a table is chosen, the one at this address.
#[cfg(not(feature = "rule-switches"))]
#[inline(always)]
pub(crate) fn chosen<T>(_: Table, _: &'static T) {}

#[cfg(feature = "rule-switches")]
pub(crate) use counters::{chosen, reached};
#[cfg(feature = "rule-switches")]
pub use counters::{rows, steps};

/// The counters of this thread.
#[cfg(feature = "rule-switches")]
mod counters {
    use std::cell::RefCell;
    use std::collections::BTreeSet;

    use super::{Step, Table};

    thread_local! {
        static STEPS: RefCell<Vec<usize>> = RefCell::new(vec![0; Step::ALL.len()]);
        static ROWS: RefCell<BTreeSet<(Table, usize)>> = const { RefCell::new(BTreeSet::new()) };
    }

    pub(crate) fn reached(step: Step) {
        STEPS.with_borrow_mut(|steps| steps[step as usize] += 1);
    }

    pub(crate) fn chosen<T>(table: Table, row: &'static T) {
        let address = std::ptr::from_ref(row).addr();
        ROWS.with_borrow_mut(|rows| rows.insert((table, address)));
    }

    /// How often each step decided in this thread.
    pub fn steps() -> Vec<(Step, usize)> {
        let all = Step::ALL.iter().copied();
        STEPS.with_borrow(|steps| all.zip(steps.iter().copied()).collect())
    }

    /// How many rows of a table were chosen in this thread.
    pub fn rows(table: Table) -> usize {
        ROWS.with_borrow(|rows| rows.iter().filter(|(own, _)| *own == table).count())
    }
}
