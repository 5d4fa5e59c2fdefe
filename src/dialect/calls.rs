//! What a database says of calls and of the values that it groups: which functions aggregate, repeat, look at a frame, and
//! which types can be compared.
//!
//! In: names of functions, types. Out: yes or no.

use sqlparser::ast::Ident;

use super::{Dialect, mysql, postgres};
use crate::ty::Ty;

impl Dialect {
    /// Whether a name that aggregates stands for a function of windows where it has neither OVER nor WITHIN GROUP.
    pub fn is_window_only(self, name: &str, arguments: usize) -> bool {
        match self {
            Dialect::Postgres => postgres::resolve::is_window(name),
            Dialect::Sqlite | Dialect::Mysql | Dialect::Mariadb => {
                !self.is_aggregate(name, arguments)
            }
        }
    }

    /// How many arguments stand before WITHIN GROUP; none where the function takes none there. `rank` and its kin take one
    /// for each item of its order.
    pub fn direct_arguments(self, name: &str, ordered: usize) -> Option<usize> {
        if self != Dialect::Postgres {
            return None;
        }
        match name {
            "mode" => Some(0),
            "percentile_cont" | "percentile_disc" => Some(1),
            "rank" | "dense_rank" | "percent_rank" | "cume_dist" => Some(ordered),
            _ => None,
        }
    }

    /// What an aggregate of the database does not take of DISTINCT and OVER; none where it takes what it is given.
    pub fn refuses_aggregate(self, name: &str, distinct: bool, over: bool) -> Option<String> {
        match self {
            Dialect::Postgres => (distinct && over)
                .then(|| "DISTINCT is not there for aggregates over a window".to_owned()),
            Dialect::Sqlite => None,
            Dialect::Mysql | Dialect::Mariadb => {
                mysql::aggregates::refused(self.flavor(), name, distinct, over)
            }
        }
    }

    /// Whether `SELECT sum(a) .. ORDER BY sum` finds no such column: results that are computed have a name only by AS.
    pub fn calls_have_no_name(self) -> bool {
        matches!(self, Dialect::Sqlite)
    }

    /// Whether a SELECT has groups only by GROUP BY or an aggregate among its results: HAVING and ORDER BY make none.
    pub fn results_decide_grouping(self) -> bool {
        matches!(self, Dialect::Sqlite)
    }

    /// Whether a function that is NULL only at an edge of its domain is never there with this type: in SQLite a text may be no
    /// number.
    pub fn is_within_edge(self, ty: &Ty) -> bool {
        match self {
            Dialect::Sqlite => matches!(
                ty,
                Ty::Bool
                    | Ty::Int16
                    | Ty::Int32
                    | Ty::Int64
                    | Ty::Float32
                    | Ty::Float64
                    | Ty::Numeric
            ),
            Dialect::Postgres | Dialect::Mysql | Dialect::Mariadb => true,
        }
    }

    /// What stands for a function that the database could have and the embedded library has not.
    pub fn instead_of(self, function: &str) -> Option<&'static str> {
        match (self, function.to_ascii_lowercase().as_str()) {
            (Dialect::Sqlite, "generate_series") => Some(
                "it is an extension of SQLite's shell; write WITH RECURSIVE series (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM series WHERE value < 10)",
            ),
            _ => None,
        }
    }

    /// Whether a function gives NULL for bytes of which there are none: SQLite's `substr(x'', 1)`.
    pub fn is_null_of_nothing(self, function: &str, first: Option<&Ty>) -> bool {
        self == Dialect::Sqlite
            && matches!(first, Some(Ty::Bytes | Ty::Any))
            && ["substr", "substring"]
                .iter()
                .any(|own| function.eq_ignore_ascii_case(own))
    }

    /// Whether a frame of GROUPS needs an ORDER BY.
    pub fn groups_need_order(self) -> bool {
        !matches!(self, Dialect::Sqlite)
    }

    /// Whether DISTINCT before an argument is taken, without effect, where the function does not aggregate.
    pub fn passes_over_distinct(self) -> bool {
        matches!(self, Dialect::Sqlite)
    }

    /// Whether a function of a window gives what a row of its frame holds: NULL where the frame is empty.
    pub fn looks_at_frame(self, name: &str) -> bool {
        matches!(name, "first_value" | "last_value" | "nth_value")
    }

    /// Whether a function of the database gives the same for the same arguments throughout a statement.
    pub fn is_repeatable(self, name: &str, arguments: usize) -> bool {
        const VOLATILE: [&str; 20] = [
            "changes",
            "clock_timestamp",
            "currval",
            "gen_random_uuid",
            "last_insert_id",
            "last_insert_rowid",
            "lastval",
            "nextval",
            "pg_sleep",
            "rand",
            "random",
            "random_normal",
            "randomblob",
            "set_config",
            "setval",
            "sleep",
            "timeofday",
            "total_changes",
            "uuid",
            "uuid_short",
        ];
        let known = self.is_aggregate(name, arguments)
            || self.is_strict_function(name, arguments)
            || self.grammar_call(name).is_some()
            || (self == Dialect::Postgres && postgres::resolve::is_known(name));
        known && VOLATILE.binary_search(&name).is_err()
    }

    /// Whether values of a type can be made distinct and grouped, and (`ordered`) put in order.
    pub fn can_compare(self, ty: &Ty, ordered: bool) -> bool {
        match self {
            Dialect::Postgres => postgres::resolve::can_compare(ty, ordered),
            Dialect::Sqlite | Dialect::Mysql | Dialect::Mariadb => true,
        }
    }

    /// Whether the name of an argument stands for VARIADIC before it.
    pub fn is_variadic_mark(self, name: &Ident) -> bool {
        self == Dialect::Postgres
            && name.quote_style.is_some()
            && name.value == postgres::expression_tokens::VARIADIC
    }

    /// Whether the items of IN without columns are taken for one array.
    pub fn lists_are_arrays(self) -> bool {
        self == Dialect::Postgres
    }

    /// Whether this word is the call of GROUPING.
    pub fn is_grouping_call(self, name: &str) -> bool {
        self != Dialect::Sqlite && name == "grouping"
    }

    /// Whether a function gives NULL for an empty text as the format, its second argument.
    pub fn empty_format_gives_null(self, function: &str) -> bool {
        match self {
            Dialect::Postgres => ["to_char", "to_number"].contains(&function),
            Dialect::Mysql | Dialect::Mariadb => {
                ["date_format", "time_format", "to_char"].contains(&function)
            }
            Dialect::Sqlite => false,
        }
    }

    /// Whether a word is one of the forms of Unicode that NORMALIZE takes.
    pub fn is_normal_form(self, function: &str, word: &str) -> bool {
        self == Dialect::Postgres
            && function == "normalize"
            && ["nfc", "nfd", "nfkc", "nfkd"].contains(&word)
    }
}
