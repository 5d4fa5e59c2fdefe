//! What the generator knows of a database: types with samples, functions and operators by what they give, and which parts of
//! the grammar it has.

use rowtype::dialect::Dialect;

/// A type of the generator, by a name of its own: on PostgreSQL the catalog's (`int4`, `_int4`).
pub type TypeName = String;

/// Stands for a type of any kind, as an argument or a result.
pub const ANY: &str = "any";

/// A database's language.
pub struct Flavor {
    /// Which.
    pub dialect: Dialect,
    /// The types.
    pub types: Vec<TypeInfo>,
    /// Functions that give one value.
    pub functions: Vec<Function>,
    /// Aggregates.
    pub aggregates: Vec<Function>,
    /// Functions over a window.
    pub windows: Vec<Function>,
    /// Operators.
    pub operators: Vec<Operator>,
    /// Casts: source and target.
    pub casts: Vec<(TypeName, TypeName)>,
    /// Statements that make types, before the tables.
    pub prelude: &'static str,
    /// Parts of the grammar.
    pub has: Grammar,
}

/// A type.
pub struct TypeInfo {
    /// Its name in the generator.
    pub name: TypeName,
    /// As a column is declared.
    pub declared: String,
    /// As a CAST names it.
    pub cast: String,
    /// Values as they stand in SQL.
    pub literals: Vec<String>,
    /// How often columns have it.
    pub weight: usize,
    /// Whether it can be compared, sorted and grouped by.
    pub ordered: bool,
}

/// A function.
pub struct Function {
    /// The name.
    pub name: String,
    /// The arguments.
    pub arguments: Vec<TypeName>,
    /// The result.
    pub result: TypeName,
}

/// An operator.
pub struct Operator {
    /// The name.
    pub name: String,
    /// The left operand; none for a prefix operator.
    pub left: Option<TypeName>,
    /// The right operand.
    pub right: TypeName,
    /// The result.
    pub result: TypeName,
}

/// Parts of the grammar that not every database has.
#[derive(Clone, Copy)]
pub struct Grammar {
    /// FULL JOIN.
    pub full_join: bool,
    /// LATERAL.
    pub lateral: bool,
    /// DISTINCT ON.
    pub distinct_on: bool,
    /// GROUPING SETS, CUBE, ROLLUP in their standard form.
    pub grouping_sets: bool,
    /// GROUP BY .. WITH ROLLUP.
    pub with_rollup: bool,
    /// FILTER (WHERE ..).
    pub filter: bool,
    /// ARRAY[..], ANY and ALL over arrays, subscripts.
    pub arrays: bool,
    /// MERGE.
    pub merge: bool,
    /// ON CONFLICT.
    pub on_conflict: bool,
    /// ON DUPLICATE KEY UPDATE.
    pub on_duplicate_key: bool,
    /// RETURNING of INSERT and DELETE.
    pub returning: bool,
    /// RETURNING of UPDATE.
    pub update_returning: bool,
    /// UPDATE .. FROM.
    pub update_from: bool,
    /// DELETE .. USING.
    pub delete_using: bool,
    /// UPDATE and DELETE over several joined tables.
    pub joined_writes: bool,
    /// IS [NOT] DISTINCT FROM.
    pub distinct_from: bool,
    /// IS [NOT] TRUE.
    pub is_true: bool,
    /// GREATEST and LEAST.
    pub greatest: bool,
    /// INTERSECT ALL, EXCEPT ALL.
    pub set_all: bool,
    /// VALUES in FROM, with columns `column1` and so on.
    pub values_table: bool,
    /// Columns beside an aggregate need not be grouped.
    pub bare_columns: bool,
    /// A parameter beside a value in COALESCE and its kin takes the type of that.
    pub open_alternatives: bool,
    /// The forms of `forms`.
    pub forms: bool,
    /// The forms of `lite_forms`.
    pub lite_forms: bool,
    /// NATURAL joins, USING of several columns, windows with a name, frames of all kinds.
    pub joins_and_windows: bool,
    /// A condition is a type of its own, and not a number.
    pub booleans: bool,
}

impl Flavor {
    /// A type by its name.
    pub fn ty(&self, name: &str) -> Option<&TypeInfo> {
        self.types.iter().find(|ty| ty.name == name)
    }

    /// The type of a condition.
    pub fn condition(&self) -> &'static str {
        if self.has.booleans { "bool" } else { "integer" }
    }

    /// Whether values of it can be compared, sorted and grouped by.
    pub fn is_ordered(&self, name: &str) -> bool {
        self.ty(name).is_some_and(|ty| ty.ordered)
    }

    /// The placeholder with this number.
    pub fn placeholder(&self, number: usize) -> String {
        self.dialect.placeholder(number)
    }
}
