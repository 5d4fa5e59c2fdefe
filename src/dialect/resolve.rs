//! What a call or an operator means in a database: the interface that the analysis asks through.
//!
//! In: a name and the types of the operands, `None` for those that are open. Out: [`Resolved`]. The rules are in
//! `postgres/resolve` and `sqlite/resolve`; this file only says which.

use super::builtins::{FunctionKind, Nullability};
use super::{Dialect, mysql, postgres, sqlite};
use crate::catalog::Catalog;
use crate::ty::Ty;

/// The arguments of a call.
#[derive(Clone, Copy, Debug)]
pub struct Arguments<'a> {
    /// Their types, none for those that are open.
    pub types: &'a [Option<&'a Ty>],
    /// The names of those that are written `name => value`: the last ones.
    pub names: &'a [String],
    /// `count(*)`.
    pub star: bool,
    /// The last one is written `VARIADIC array`.
    pub variadic: bool,
    /// The numbers among them that are written out.
    pub literals: &'a [Option<&'a str>],
    /// What else is known of them; empty where nothing is.
    pub operands: &'a [Operand],
    /// The schema that the function's name is written with.
    pub schema: Option<&'a str>,
}

/// What is known of an argument beside its type.
#[derive(Clone, Copy, Debug, Default)]
pub struct Operand {
    /// The digits before the point, where the type says more (MySQL).
    pub digits: Option<u8>,
    /// It is a column and nothing more.
    pub is_column: bool,
    /// It is made of values that are written out alone, whose character set gives way to that of others.
    pub is_written: bool,
}

impl<'a> Arguments<'a> {
    /// Arguments without names or another clause.
    pub fn plain(types: &'a [Option<&'a Ty>]) -> Arguments<'a> {
        Arguments {
            types,
            names: &[],
            star: false,
            variadic: false,
            literals: &[],
            operands: &[],
            schema: None,
        }
    }

    /// The number that an argument is written as.
    pub fn literal(&self, position: usize) -> Option<&'a str> {
        self.literals.get(position).copied().flatten()
    }

    /// What is known of an argument beside its type.
    pub fn operand(&self, position: usize) -> Operand {
        self.operands.get(position).copied().unwrap_or_default()
    }

    /// Whether they have neither names nor another clause.
    pub fn is_plain(&self) -> bool {
        self.names.is_empty() && !self.star && !self.variadic
    }
}

/// The value of a CAST.
#[derive(Clone, Copy, Debug)]
pub struct CastFrom<'a> {
    /// Its type, none where that is open.
    pub ty: Option<&'a Ty>,
    /// The digits before the point, where the type says more (MySQL).
    pub digits: Option<u8>,
    /// The number or text that is written out.
    pub literal: Option<&'a str>,
    /// It is NULL.
    pub is_null: bool,
}

/// A call or operator, found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// What it gives.
    pub result: Ty,
    /// What each operand is taken as, none where anything is taken and an open one stays open.
    pub args: Vec<Option<Ty>>,
    /// The position of each argument among the function's parameters.
    pub positions: Vec<usize>,
    /// When it is NULL.
    pub nulls: Nullability,
    /// What kind of function it is.
    pub role: FunctionKind,
    /// Whether it gives rows.
    pub set: bool,
    /// The columns of what it gives, where it names them. One column is the value itself.
    pub columns: Vec<FunctionColumn>,
}

/// A column of what a function gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunctionColumn {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: Ty,
    /// Whether it can be NULL.
    pub nullable: bool,
    /// Not part of a star (the arguments of SQLite's table-valued functions).
    pub hidden: bool,
}

/// Why a call was not found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResolveError {
    /// No such name.
    Unknown {
        /// The nearest one.
        near: Option<String>,
    },
    /// The name is known, but not for these operands.
    NoMatch {
        /// What there is, as signatures.
        candidates: Vec<String>,
    },
    /// More than one fits.
    Ambiguous {
        /// What fits, as signatures.
        candidates: Vec<String>,
    },
    /// The arguments decide the type, and all of them are open.
    Open,
}

/// What the literals among a call's arguments say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constant {
    /// It cannot be NULL unless an argument is.
    pub never_null: bool,
    /// What it gives, where they decide.
    pub ty: Option<Ty>,
}

/// Calls that are grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrammarCall {
    /// COALESCE, IFNULL.
    FirstNotNull,
    /// GREATEST, LEAST: NULLs are passed over.
    Extreme,
    /// NULLIF.
    NullIf,
    /// IIF.
    If,
}

/// Functions that rank the rows of a window.
const RANKS: &[&str] = &["cume_dist", "dense_rank", "percent_rank", "rank"];

impl Dialect {
    /// A function for these arguments.
    pub fn resolve_function(
        self,
        catalog: &Catalog,
        name: &str,
        args: &Arguments<'_>,
    ) -> Result<Resolved, ResolveError> {
        match self {
            Dialect::Postgres => postgres::resolve::function(catalog, name, args),
            Dialect::Sqlite => sqlite::resolve::function(catalog, name, args),
            Dialect::Mysql | Dialect::Mariadb => {
                mysql::routines::function(self.flavor(), catalog, name, args)
            }
        }
    }

    /// An operator for these operands; `left` is none for a prefix operator.
    pub fn resolve_operator(
        self,
        catalog: &Catalog,
        name: &str,
        left: Option<Option<&Ty>>,
        right: Option<&Ty>,
    ) -> Result<Resolved, ResolveError> {
        match self {
            Dialect::Postgres => postgres::resolve::operator(catalog, name, left, right),
            Dialect::Sqlite => sqlite::resolve::operator(catalog, name, left, right),
            Dialect::Mysql | Dialect::Mariadb => {
                mysql::operators::operator(self.flavor(), name, left, right)
            }
        }
    }

    /// The type of NULLIF, where it is another than that of its first argument: PostgreSQL gives what its `=` takes.
    pub fn nullif(self, catalog: &Catalog, first: Option<&Ty>, second: Option<&Ty>) -> Option<Ty> {
        match (self, first) {
            (Dialect::Postgres, Some(Ty::Enum(_) | Ty::Composite(_))) | (Dialect::Sqlite, _) => {
                None
            }
            (Dialect::Mysql | Dialect::Mariadb, first) => self.unify(catalog, &[first, first]),
            (Dialect::Postgres, _) => {
                let equals = self.resolve_operator(catalog, "=", Some(first), second);
                equals.ok()?.args.into_iter().next()?
            }
        }
    }

    /// What an open alternative is taken as where all others have one type, and what they have in common is a larger one.
    pub fn open_alternative(self, known: &[Option<&Ty>], common: &Ty) -> Ty {
        let mut types = known.iter().copied().flatten();
        match types.next() {
            Some(first) if self.is_mysql() && types.all(|ty| ty == first) => first.clone(),
            _ => common.clone(),
        }
    }

    /// The type of a subselect that stands for a value, by that of its column.
    pub fn as_value(self, column: &Ty) -> Ty {
        match (self, column) {
            (Dialect::Mariadb, Ty::Enum(_) | Ty::Set(_)) => Ty::Varchar,
            (_, column) => column.clone(),
        }
    }

    /// The type of a subselect that stands for a value, where that is a column's.
    pub fn subselect_type(self, ty: &Ty) -> Ty {
        match self.is_mysql() {
            true => mysql::resolve::picked(ty),
            false => ty.clone(),
        }
    }

    /// Whether `a < b < c` is read as `(a < b) < c`.
    pub fn comparisons_can_be_chained(self) -> bool {
        self != Dialect::Postgres
    }

    /// Whether CASE with one alternative has NULL as another that decides its type.
    pub fn cases_are_never_alone(self) -> bool {
        self.is_mysql()
    }

    /// What alternatives of this type give where one of them is NULL, written out.
    pub fn beside_null(self, ty: Ty) -> Ty {
        match self {
            // It counts as an integer with a sign, which has no room for one without.
            Dialect::Mariadb if ty.is_unsigned() => Ty::Numeric,
            _ => ty,
        }
    }

    /// Whether `x IN (SELECT ..)` can be NULL although no value is: MariaDB asks a window function before it is known.
    pub fn loses_windows_in(self) -> bool {
        self == Dialect::Mariadb
    }

    /// The common type of alternatives (CASE, COALESCE, UNION, VALUES); none where there is none.
    pub fn unify(self, catalog: &Catalog, types: &[Option<&Ty>]) -> Option<Ty> {
        let known: Vec<&Ty> = types.iter().copied().flatten().collect();
        if let Some(first) = known.first()
            && (types.len() == 1 || !self.is_mysql())
            && known.iter().all(|ty| ty == first)
        {
            // Beside an open one, a domain is what it is made of.
            return Some(match known.len() == types.len() {
                true => (*first).clone(),
                false => catalog.base_type(first).clone(),
            });
        }
        match self {
            Dialect::Postgres => postgres::resolve::unify(catalog, types),
            Dialect::Sqlite => sqlite::resolve::unify(catalog, types),
            Dialect::Mysql | Dialect::Mariadb => mysql::resolve::unify(self.flavor(), types),
        }
    }

    /// Takes bytes that are written out for a text beside a text that has a character set (MySQL).
    pub fn settle_charsets(self, types: &mut [Option<&Ty>], charsets: &[bool]) {
        if self.is_mysql() {
            mysql::texts::settle(types, charsets);
        }
    }

    /// The common type of two arms of UNION, INTERSECT or EXCEPT.
    pub fn unify_arms(self, catalog: &Catalog, arms: &[Option<&Ty>]) -> Option<Ty> {
        match self.is_mysql() && mysql::resolve::are_bits_and_number(arms) {
            true => Some(Ty::Varbinary),
            false => self.unify(catalog, arms),
        }
    }

    /// The type of a distance in RANGE between values of a type, for what is given there; none where there is none.
    pub fn frame_distance(self, catalog: &Catalog, ordered: &Ty, given: Option<&Ty>) -> Option<Ty> {
        match self {
            Dialect::Postgres => postgres::resolve::frame_distance(catalog, ordered, given),
            Dialect::Sqlite | Dialect::Mysql | Dialect::Mariadb => Some(match ordered {
                Ty::Date | Ty::Time | Ty::Timestamp | Ty::TimestampTz => Ty::Interval,
                other => other.clone(),
            }),
        }
    }

    /// Whether a value of one type can be written to a column of another.
    pub fn can_assign(self, catalog: &Catalog, from: &Ty, to: &Ty) -> bool {
        from == to
            || match self {
                Dialect::Postgres => postgres::resolve::can_assign(catalog, from, to),
                // A column takes any value; STRICT tables refuse some when they are written.
                Dialect::Sqlite => true,
                Dialect::Mysql | Dialect::Mariadb => mysql::resolve::can_assign(from, to),
            }
    }

    /// Whether one parameter can be of both types.
    pub fn are_one_parameter(self, catalog: &Catalog, one: &Ty, other: &Ty) -> bool {
        match self {
            Dialect::Postgres | Dialect::Mysql | Dialect::Mariadb => {
                self.can_assign(catalog, one, other) && self.can_assign(catalog, other, one)
            }
            Dialect::Sqlite => one == other || sqlite::resolve::are_one_parameter(one, other),
        }
    }

    /// What the texts and numbers written out among a call's arguments say of it.
    pub fn constant_call(self, name: &str, literals: &[Option<&str>]) -> Option<Constant> {
        match self {
            Dialect::Sqlite => sqlite::dates::call(&name.to_ascii_lowercase(), literals),
            Dialect::Mysql | Dialect::Mariadb => mysql::casts::constant_call(name, literals),
            Dialect::Postgres => None,
        }
    }

    /// Whether a collation of this name is there.
    pub fn has_collation(self, name: &str) -> bool {
        match self {
            Dialect::Sqlite => ["binary", "nocase", "rtrim"]
                .iter()
                .any(|known| name.eq_ignore_ascii_case(known)),
            Dialect::Postgres | Dialect::Mysql | Dialect::Mariadb => true,
        }
    }

    /// The compile option that a function needs and the embedded library lacks.
    pub fn missing_option(self, name: &str, arguments: usize) -> Option<&'static str> {
        match self {
            Dialect::Postgres | Dialect::Mysql | Dialect::Mariadb => None,
            Dialect::Sqlite => sqlite::resolve::missing_option(name, arguments),
        }
    }

    /// Whether CAST is defined.
    pub fn can_cast(self, catalog: &Catalog, from: &Ty, to: &Ty) -> bool {
        match self {
            Dialect::Postgres => from == to || postgres::resolve::can_cast(catalog, from, to),
            Dialect::Sqlite | Dialect::Mysql | Dialect::Mariadb => true,
        }
    }

    /// Calls that take alternatives instead of arguments.
    pub fn grammar_call(self, name: &str) -> Option<GrammarCall> {
        match (self, name) {
            (_, "coalesce") => Some(GrammarCall::FirstNotNull),
            (Dialect::Sqlite | Dialect::Mysql | Dialect::Mariadb, "ifnull") => {
                Some(GrammarCall::FirstNotNull)
            }
            (Dialect::Mariadb, "nvl") => Some(GrammarCall::FirstNotNull),
            (Dialect::Mysql | Dialect::Mariadb, "if") => Some(GrammarCall::If),
            (_, "nullif") => Some(GrammarCall::NullIf),
            (Dialect::Sqlite, "iif" | "if") => Some(GrammarCall::If),
            (Dialect::Postgres, "greatest" | "least") => Some(GrammarCall::Extreme),
            _ => None,
        }
    }

    /// Whether a call that is grammar takes this many arguments.
    pub fn takes_arguments(self, name: &str, arguments: usize) -> bool {
        match (self, name.to_ascii_lowercase().as_str()) {
            (Dialect::Sqlite, "coalesce") => arguments > 1,
            (Dialect::Sqlite, "ifnull" | "nullif") => arguments == 2,
            _ => true,
        }
    }

    /// Whether a function of this name and number of arguments aggregates.
    pub fn is_aggregate(self, name: &str, arguments: usize) -> bool {
        match self {
            Dialect::Postgres => postgres::resolve::is_aggregate(name),
            Dialect::Sqlite => sqlite::resolve::is_aggregate(name, arguments),
            Dialect::Mysql | Dialect::Mariadb => {
                mysql::resolve::is_aggregate(self.flavor(), name, arguments)
            }
        }
    }

    /// Whether every function of this name and number of arguments is NULL when an argument is.
    pub fn is_strict_function(self, name: &str, arguments: usize) -> bool {
        match self {
            Dialect::Postgres => postgres::resolve::is_strict(name, arguments),
            Dialect::Sqlite => sqlite::resolve::is_strict(name, arguments),
            Dialect::Mysql | Dialect::Mariadb => {
                mysql::resolve::is_strict(self.flavor(), name, arguments)
            }
        }
    }

    /// What an open type becomes as a result column.
    pub fn open_result_type(self) -> Ty {
        match self {
            Dialect::Postgres => Ty::Text,
            Dialect::Sqlite => Ty::Any,
            Dialect::Mysql | Dialect::Mariadb => Ty::Varchar,
        }
    }

    /// What a parameter becomes of which nothing says a type; none where the database refuses it.
    pub fn open_parameter_type(self) -> Option<Ty> {
        match self {
            Dialect::Postgres => None,
            Dialect::Sqlite => Some(Ty::Any),
            // Any value is taken; a text stands for all of them, as it does where a parameter is a result column.
            Dialect::Mysql | Dialect::Mariadb => Some(Ty::Varchar),
        }
    }

    /// Whether the type of a parameter must be known wherever it stands: `$1 IS NULL OR x = $1` is refused.
    pub fn open_parameters_are_errors(self) -> bool {
        self == Dialect::Postgres
    }

    /// Whether RETURNING of UPDATE sees the tables of its FROM beside the one that changes.
    pub fn returning_sees_from(self) -> bool {
        match self {
            Dialect::Postgres => true,
            Dialect::Sqlite | Dialect::Mysql | Dialect::Mariadb => false,
        }
    }

    /// Whether a comparison takes operands of any two types.
    pub fn compares_anything(self) -> bool {
        self != Dialect::Postgres
    }

    /// Whether `||` joins arrays too, where NULL beside an array is nothing.
    pub fn concatenates_arrays(self) -> bool {
        self == Dialect::Postgres
    }

    /// Whether a value of this type can be a condition.
    pub fn is_condition(self, ty: &Ty) -> bool {
        match self {
            Dialect::Postgres => *ty == Ty::Bool,
            Dialect::Sqlite => !matches!(ty, Ty::Array(_)),
            Dialect::Mysql | Dialect::Mariadb => true,
        }
    }

    /// Whether an operator that can be NULL on its own is not with this right operand: a division by a number.
    pub fn never_null_here(self, operator: &str, right: Option<&str>) -> bool {
        matches!(operator, "/" | "%" | "DIV")
            && right.is_some_and(|text| text.parse::<f64>().is_ok_and(|number| number.abs() >= 1.0))
    }

    /// Whether a column may stand beside aggregates without being grouped.
    pub fn allows_bare_columns(self) -> bool {
        match self {
            Dialect::Postgres => false,
            Dialect::Sqlite => true,
            Dialect::Mysql | Dialect::Mariadb => !self.flavor().full_group_by,
        }
    }

    /// Whether HAVING sees no columns but those that are grouped or shown.
    pub fn having_sees_results(self) -> bool {
        matches!(self, Dialect::Mysql | Dialect::Mariadb)
    }

    /// Whether HAVING does not find a column of GROUP BY beside another of its name.
    pub fn groups_hide_names(self) -> bool {
        self.is_mysql() && self.flavor().groups_hide_names
    }

    /// Whether a function takes the value of any row of a group: its argument need not be grouped.
    pub fn takes_any_row(self, function: &str) -> bool {
        self == Dialect::Mysql && function == "any_value"
    }

    /// Whether a query with ROLLUP can be ordered.
    pub fn orders_rollups(self) -> bool {
        match self {
            Dialect::Postgres | Dialect::Sqlite => true,
            Dialect::Mysql | Dialect::Mariadb => self.flavor().orders_rollups,
        }
    }

    /// Whether a function wants to know how the rows of its window are ordered.
    pub fn needs_window_order(self, function: &str) -> bool {
        self == Dialect::Mariadb
            && (RANKS.contains(&function) || ["lag", "lead"].contains(&function))
    }

    /// Whether a function refuses a window with a frame.
    pub fn refuses_frame(self, function: &str) -> bool {
        self == Dialect::Mariadb
            && (RANKS.contains(&function) || ["ntile", "row_number"].contains(&function))
    }

    /// What `EXTRACT(.. FROM value)` means; none where there is none.
    pub fn resolve_extract(
        self,
        catalog: &Catalog,
        field: &str,
        value: Option<&Ty>,
    ) -> Option<Result<Resolved, ResolveError>> {
        match self {
            Dialect::Postgres => {
                let types = [Some(&Ty::Text), value];
                let args = Arguments::plain(&types);
                Some(postgres::resolve::function(catalog, "extract", &args))
            }
            Dialect::Sqlite => None,
            Dialect::Mysql | Dialect::Mariadb => Some(Ok(Resolved {
                result: match mysql::expressions::is_long_field(field) {
                    true => Ty::Int64,
                    false => self.small_integer(),
                },
                args: vec![Some(Ty::Text), value.cloned().or(Some(Ty::Timestamp))],
                positions: vec![0, 1],
                nulls: Nullability::Strict,
                role: FunctionKind::Normal,
                set: false,
                columns: Vec::new(),
            })),
        }
    }

    /// The function that `TRIM(.. FROM ..)` stands for.
    pub fn trim_function(self, name: &'static str) -> &'static str {
        match (self, name) {
            (Dialect::Postgres, "trim") => "btrim",
            (Dialect::Mysql | Dialect::Mariadb, _) => "trim",
            _ => name,
        }
    }

    /// Whether a common table expression can name itself without RECURSIVE, and its later arms decide about types too.
    pub fn recursion_needs_no_word(self) -> bool {
        match self {
            Dialect::Sqlite => true,
            Dialect::Postgres | Dialect::Mysql | Dialect::Mariadb => false,
        }
    }
}
