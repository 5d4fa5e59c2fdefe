//! PostgreSQL's built-in types, functions, operators and casts.
//!
//! In: `src/dialect/postgres/*.tsv`, dumped from a real server by `cargo xtask catalog-data`, and the reviewed
//! `nullability.tsv` beside them. Out: look-ups by name and by [`TypeId`]. Names are those of the server's catalog
//! (`int4`); [`Type::sql_name`] is the one that people write (`integer`). COALESCE, NULLIF, GREATEST, CASE, EXTRACT, TRIM
//! and their like are grammar and stand in no table.

use super::{FunctionKind, Nullability};

/// A built-in type: a position in [`types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(u16);

/// A built-in type.
#[derive(Clone, Copy, Debug)]
pub struct Type {
    /// The catalog's name (`int4`, `_int4` for its array).
    pub name: &'static str,
    /// The name in SQL (`integer`, `integer[]`), without a modifier.
    pub sql_name: &'static str,
    /// What kind of type it is.
    pub kind: TypeKind,
    /// The category, as in `pg_type.typcategory`: `N` numbers, `S` text, `D` date and time, `A` arrays, `P`
    /// pseudo-types, `X` unknown ...
    pub category: char,
    /// Whether it is the preferred type of its category.
    pub preferred: bool,
    /// The array of it.
    pub array: Option<TypeId>,
    /// What it is an array of.
    pub element: Option<TypeId>,
    /// What it is a range or multirange of.
    pub subtype: Option<TypeId>,
}

/// What kind of type it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeKind {
    /// A scalar.
    Base,
    /// An array.
    Array,
    /// A range.
    Range,
    /// A multirange.
    Multirange,
    /// A polymorphic type, `record`, `unknown` or `void`.
    Pseudo,
}

/// A function, aggregate or window function.
#[derive(Clone, Copy, Debug)]
pub struct Function {
    /// The name.
    pub name: &'static str,
    /// What kind of function it is.
    pub kind: FunctionKind,
    /// The types of the input arguments; of a variadic one, the last is the array (`any` for `VARIADIC "any"`).
    pub arguments: &'static [TypeId],
    /// The names of the input arguments; empty where one of them has none.
    pub argument_names: &'static [&'static str],
    /// Whether the last argument repeats.
    pub variadic: bool,
    /// How many of the last arguments may be left out.
    pub defaults: u8,
    /// The result: of a set, a row's type.
    pub result: TypeId,
    /// Whether it returns any number of rows.
    pub returns_set: bool,
    /// The columns of its result, where it names them (OUT arguments).
    pub columns: &'static [(&'static str, TypeId)],
    /// Whether the server skips the call when an argument is NULL.
    pub strict: bool,
    /// When the result is NULL.
    pub nullability: Nullability,
}

/// An operator.
#[derive(Clone, Copy, Debug)]
pub struct Operator {
    /// The name (`+`).
    pub name: &'static str,
    /// The left operand; none for a prefix operator.
    pub left: Option<TypeId>,
    /// The right operand.
    pub right: TypeId,
    /// The result.
    pub result: TypeId,
    /// When the result is NULL.
    pub nullability: Nullability,
}

/// A table or view of the server's own.
#[derive(Clone, Copy, Debug)]
pub struct SystemRelation {
    /// The name.
    pub name: &'static str,
    /// `pg_catalog` or `information_schema`.
    pub schema: &'static str,
    /// Name, type as the catalog calls it, and whether it can be NULL.
    pub columns: &'static [(&'static str, &'static str, bool)],
}

/// Where a cast applies by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CastContext {
    /// Everywhere.
    Implicit,
    /// When a value is stored in a column, and where it is written.
    Assignment,
    /// Only where it is written.
    Explicit,
}

impl TypeId {
    /// What the catalog says of it.
    pub fn get(self) -> &'static Type {
        &TYPES[usize::from(self.0)]
    }
}

/// All types, sorted by name.
pub fn types() -> &'static [Type] {
    TYPES
}

/// The type with this name in the catalog (`int4`).
pub fn type_by_name(name: &str) -> Option<TypeId> {
    let position = TYPES.binary_search_by(|ty| ty.name.cmp(name)).ok()?;
    u16::try_from(position).ok().map(TypeId)
}

/// The type with this name in SQL, as the server prints it (`integer`, `timestamp with time zone`).
pub fn type_by_sql_name(name: &str) -> Option<TypeId> {
    let position = TYPES.iter().position(|ty| ty.sql_name == name)?;
    u16::try_from(position).ok().map(TypeId)
}

/// The functions with this name. Empty for an unknown name.
pub fn functions(name: &str) -> &'static [Function] {
    super::named(FUNCTIONS, name, |function| function.name)
}

/// The functions of extensions with this name, each with its extension.
pub fn extension_functions(name: &str) -> impl Iterator<Item = (&'static str, &'static Function)> {
    super::named(EXTENSION_FUNCTIONS, name, |(_, function)| function.name)
        .iter()
        .map(|(extension, function)| (*extension, function))
}

/// The operators of extensions with this name, each with its extension.
pub fn extension_operators(name: &str) -> impl Iterator<Item = (&'static str, &'static Operator)> {
    super::named(EXTENSION_OPERATORS, name, |(_, operator)| operator.name)
        .iter()
        .map(|(extension, operator)| (*extension, operator))
}

/// The extension that a type is from.
pub fn extension_of_type(name: &str) -> Option<&'static str> {
    let found = EXTENSION_TYPES.iter().find(|(ty, _)| *ty == name)?;
    Some(found.1)
}

/// Whether the tables say what an extension adds.
pub fn is_known_extension(name: &str) -> bool {
    EXTENSION_FUNCTIONS.iter().any(|(own, _)| *own == name)
        || EXTENSION_OPERATORS.iter().any(|(own, _)| *own == name)
        || EXTENSION_TYPES.iter().any(|(_, own)| *own == name)
}

/// All functions, sorted by name: for suggestions.
pub fn all_functions() -> &'static [Function] {
    FUNCTIONS
}

/// The operators with this name. Empty for an unknown name.
pub fn operators(name: &str) -> &'static [Operator] {
    super::named(OPERATORS, name, |operator| operator.name)
}

/// All operators, sorted by name.
pub fn all_operators() -> &'static [Operator] {
    OPERATORS
}

/// Where a cast between two different types applies by itself; none where the catalog has no such cast. Arrays cast as
/// their elements do, anything casts to text on assignment and from text explicitly: that stands in no table.
pub fn casts(source: TypeId, target: TypeId) -> Option<CastContext> {
    cast_row(source, target).map(|(_, _, context)| *context)
}

/// The row of such a cast.
pub(crate) fn cast_row(
    source: TypeId,
    target: TypeId,
) -> Option<&'static (TypeId, TypeId, CastContext)> {
    let position = CASTS
        .binary_search_by_key(&(source, target), |(source, target, _)| (*source, *target))
        .ok()?;
    CASTS.get(position)
}

/// All casts: source, target and where they apply by themselves, sorted by source and target.
pub fn all_casts() -> &'static [(TypeId, TypeId, CastContext)] {
    CASTS
}

/// The server's own tables and views with this name, each in a schema of its own.
pub fn system_relations(name: &str) -> &'static [SystemRelation] {
    super::named(RELATIONS, name, |relation| relation.name)
}

include!(concat!(env!("OUT_DIR"), "/postgres_builtins.rs"));
