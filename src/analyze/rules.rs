//! The rules that say where a NULL can come from, by name.
//!
//! Each place that decides asks [`holds`], which is `true`: in a normal build the compiler leaves the question out. With the
//! feature `rule-switches` the tests count which rules a query needs, and switch one off to see that the proof would catch it.

macro_rules! rules {
    ($($name:ident: $text:literal,)*) => {
        /// A rule. All of them are about soundness: without one, something is called NOT NULL that can be NULL.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Rule {
            $(#[doc = $text] $name,)*
        }

        #[cfg(feature = "rule-switches")]
        impl Rule {
            /// All rules.
            pub const ALL: &[Rule] = &[$(Rule::$name,)*];

            /// What it says.
            pub fn text(self) -> &'static str {
                match self { $(Rule::$name => $text,)* }
            }
        }
    };
}

rules! {
    DeclaredNull: "A base column is as declared.",
    LeftJoin: "LEFT JOIN fills its right side with NULLs.",
    RightJoin: "RIGHT JOIN fills its left side with NULLs.",
    FullJoin: "FULL JOIN fills both sides with NULLs.",
    MergedColumn: "A column of USING under FULL JOIN is NULL where that of either side is, and both may be.",
    Or: "Under OR a column is NOT NULL only where both arms say so.",
    Logic: "AND and OR can be NULL when an operand is.",
    StrictOperator: "A strict operator is NULL when an operand is.",
    FallibleOperator: "Some operators are NULL though no operand is.",
    StrictFunction: "A strict function is NULL when an argument is.",
    FallibleFunction: "Some functions are NULL though no argument is.",
    FirstNotNull: "COALESCE is NULL when all of its arguments are.",
    Case: "CASE is NULL when a branch is.",
    CaseWithoutElse: "CASE without ELSE is NULL when no WHEN holds.",
    NullIf: "NULLIF is NULL when both are equal.",
    NoRows: "An ungrouped aggregate is over no rows when the table is empty.",
    Filter: "FILTER can leave an aggregate without rows.",
    Frame: "The frame of a window can be empty.",
    Union: "A column of UNION is NULL when that of any arm is.",
    Values: "A column of VALUES is NULL when that of any row is.",
    ScalarSubselect: "A subselect that may give no row is NULL then.",
    InList: "IN is NULL when an operand or an item is.",
    Cast: "A cast keeps NULL.",
    RowComparison: "Rows compare as NULL when a field is.",
    Elements: "ANY and ALL are NULL when an element is.",
    Written: "RETURNING shows the row after the change: what WHERE said of it no longer holds.",
    GroupingSets: "A column is NULL in the groups of the sets that leave it out.",
    BareColumn: "A column beside an ungrouped aggregate is NULL over no rows (SQLite).",
}

/// Whether a rule applies: always.
#[cfg(not(feature = "rule-switches"))]
#[inline(always)]
pub(crate) const fn holds(_: Rule) -> bool {
    true
}

#[cfg(feature = "rule-switches")]
pub(crate) use switches::holds;
#[cfg(feature = "rule-switches")]
pub use switches::{hits, with_all, without};

/// The counters and the switch of this thread.
#[cfg(feature = "rule-switches")]
mod switches {
    use std::cell::{Cell, RefCell};

    use super::Rule;

    thread_local! {
        static OFF: Cell<Option<Rule>> = const { Cell::new(None) };
        static HITS: RefCell<Vec<usize>> = RefCell::new(vec![0; Rule::ALL.len()]);
    }

    /// Whether a rule applies: unless it is switched off.
    pub(crate) fn holds(rule: Rule) -> bool {
        HITS.with_borrow_mut(|hits| hits[rule as usize] += 1);
        OFF.get() != Some(rule)
    }

    /// How often each rule was asked for in this thread.
    pub fn hits() -> Vec<(Rule, usize)> {
        HITS.with_borrow(|hits| {
            Rule::ALL
                .iter()
                .copied()
                .zip(hits.iter().copied())
                .collect()
        })
    }

    /// Does something with all rules.
    pub fn with_all<T>(work: impl FnOnce() -> T) -> T {
        let off = OFF.replace(None);
        let result = work();
        OFF.set(off);
        result
    }

    /// Does something without a rule.
    pub fn without<T>(rule: Rule, work: impl FnOnce() -> T) -> T {
        OFF.set(Some(rule));
        let result = work();
        OFF.set(None);
        result
    }
}
