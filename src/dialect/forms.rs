//! Forms of expressions that MySQL has: units, variables, digits that decide a type, columns named by their text.
//!
//! In: a word or a type. Out: what it means; nothing in the other databases.

use sqlparser::ast::DataType;

use super::resolve::{CastFrom, Operand};
use super::{Dialect, mysql};
use crate::catalog::Column;
use crate::ty::Ty;

/// Functions whose first argument is a word or a sequence, not an expression.
const UNITS: [&str; 6] = [
    "timestampadd",
    "timestampdiff",
    "get_format",
    "nextval",
    "lastval",
    "setval",
];

impl Dialect {
    /// What an operator gives where the digits of its operands are known better than their types say, and how many it has then.
    pub fn exact_operator(
        self,
        op: &str,
        one: (Option<&Ty>, Option<u8>),
        other: (Option<&Ty>, Option<u8>),
    ) -> Option<(Ty, Option<u8>)> {
        let (a, b) = (one.0?, other.0?);
        self.is_mysql()
            .then(|| mysql::operators::exact(self.flavor(), op, (a, one.1), (b, other.1)))?
    }

    /// How many digits a number written out has, where that says what sums of it are.
    pub fn literal_digits(self, text: &str) -> Option<u8> {
        self.is_mysql()
            .then(|| mysql::operators::literal_digits(text))?
    }

    /// How many digits the result of a function has at the most, where that says what sums of it are.
    pub fn function_digits(
        self,
        name: &str,
        operands: &[Operand],
        types: &[Option<&Ty>],
    ) -> Option<u8> {
        self.is_mysql()
            .then(|| mysql::resolve::digits(self.flavor(), name, operands, types))?
    }

    /// How many digits a column has before the point, or how many characters, where its type alone does not say it.
    pub fn column_digits(self, column: &Column) -> Option<u8> {
        self.is_mysql()
            .then(|| mysql::operators::column_digits(column))?
    }

    /// What a CAST gives by what it is of, and its digits: a text as long as the value, an integer with its digits.
    pub fn cast_of(self, ty: Ty, written: &DataType, from: &CastFrom<'_>) -> (Ty, Option<u8>) {
        if !self.is_mysql() {
            return (ty, None);
        }
        let digits = mysql::casts::digits(written, &ty, from);
        (mysql::casts::of(self.flavor(), ty, written, from), digits)
    }

    /// Whether a value that is not NULL can become NULL when it is cast.
    pub fn cast_can_fail(self, from: Option<&Ty>, to: &Ty) -> bool {
        self.is_mysql() && mysql::resolve::cast_can_fail(from, to)
    }

    /// The type of `INTERVAL 1 HOUR`.
    pub fn interval_type(self, unit: Option<&str>) -> Ty {
        match self.is_mysql() {
            true => mysql::resolve::interval_type(unit),
            false => Ty::Interval,
        }
    }

    /// The type of what has few digits: `EXTRACT(YEAR FROM d)`.
    pub fn small_integer(self) -> Ty {
        match self.is_mysql() && self.flavor().small_integers_are_int {
            true => Ty::Int32,
            false => Ty::Int64,
        }
    }

    /// The type of a count of units that is open: `INTERVAL ? DAY`, and with several units `INTERVAL ? DAY_HOUR`.
    pub fn interval_count(self, is_compound: bool) -> Option<Ty> {
        let ty = if is_compound { Ty::Varchar } else { Ty::Int64 };
        self.is_mysql().then_some(ty)
    }

    /// The collation under which texts are equal where they are the same.
    pub fn exact_collation(self) -> &'static str {
        match self {
            Dialect::Sqlite => "BINARY",
            Dialect::Postgres => "\"C\"",
            Dialect::Mysql => "utf8mb4_0900_bin",
            Dialect::Mariadb => "utf8mb4_nopad_bin",
        }
    }

    /// Whether two texts that differ can be equal under a collation; none: where nothing is said.
    pub fn compares_loosely(self, collation: Option<&str>) -> bool {
        let name = collation.map(str::to_lowercase);
        match self {
            Dialect::Sqlite => name.is_some_and(|name| name != "binary"),
            // A collation that is not deterministic is one of the schema's own, by any name.
            Dialect::Postgres => false,
            // What a table or a database says is not known here; their own default takes `Ada` for `ada`.
            Dialect::Mysql | Dialect::Mariadb => name.is_none_or(|name| {
                name != "binary" && !name.ends_with("nopad_bin") && !name.ends_with("0900_bin")
            }),
        }
    }

    /// What COLLATE makes of a type.
    pub fn collated_type(self, ty: &Ty) -> Ty {
        match self.is_mysql() {
            true => mysql::resolve::collated(ty),
            false => ty.clone(),
        }
    }

    /// What CONVERT to a character set makes of a type.
    pub fn converted_type(self, from: &Ty, charset: &str) -> Ty {
        match self.is_mysql() {
            true => mysql::resolve::converted(from, charset),
            false => from.clone(),
        }
    }

    /// Whether EXTRACT has a field that is no word of the parser's.
    pub fn has_field(self, field: &str) -> bool {
        self.is_mysql() && mysql::expressions::has_field(field)
    }

    /// Whether the first argument of a function is a word of the grammar: `TIMESTAMPDIFF(DAY, ..)`.
    pub fn takes_unit(self, name: &str) -> bool {
        self.is_mysql() && UNITS.iter().any(|unit| name.eq_ignore_ascii_case(unit))
    }

    /// The type of a variable of the session or the server; none where `@x` is none.
    pub fn variable(self, name: &str) -> Option<Ty> {
        let of_server = name.starts_with("@@");
        let ty = if of_server { Ty::Varchar } else { Ty::LongBlob };
        (self.is_mysql() && name.starts_with('@')).then_some(ty)
    }

    /// Whether a subselect of several columns can be compared with a row, also on the left.
    pub fn subselects_give_rows(self) -> bool {
        self != Dialect::Postgres
    }

    /// Whether columns can hold values of any type.
    pub fn columns_hold_anything(self) -> bool {
        self == Dialect::Sqlite
    }

    /// Whether a column that USING names stays the one of the side that is always there, whatever the type of the other.
    pub fn merged_columns_stay(self) -> bool {
        self.is_mysql()
    }

    /// Whether the arm of a recursive query that does not read itself decides its types alone.
    pub fn anchor_decides(self) -> bool {
        self.is_mysql()
    }

    /// Whether HAVING without GROUP BY and without an aggregate is a condition of rows, as WHERE is.
    pub fn having_filters_rows(self) -> bool {
        self.is_mysql()
    }

    /// Whether the values of an INSERT see the columns of the row that is made: `(a, b) VALUES (1, a * 2)`.
    pub fn values_see_columns(self) -> bool {
        self.is_mysql()
    }

    /// Whether HAVING and ORDER BY see the names of result columns inside of expressions.
    pub fn names_results_everywhere(self) -> bool {
        self.is_mysql()
    }

    /// Whether UPDATE and DELETE take joined tables, ORDER BY and LIMIT.
    pub fn writes_several(self) -> bool {
        self.is_mysql()
    }

    /// Whether JSON_TABLE can stand in FROM.
    pub fn has_json_table(self) -> bool {
        self.is_mysql()
    }

    /// Whether an enum that must not be NULL has its first word as a default.
    pub fn enums_have_defaults(self) -> bool {
        self.is_mysql()
    }

    /// Whether an operator gives its right operand a name: `@x := 1`.
    pub fn assigns(self, operator: &str) -> bool {
        self.is_mysql() && operator == ":="
    }

    /// Whether a result column without a name is called as it is written.
    pub fn names_by_text(self) -> bool {
        self.is_mysql()
    }
}
