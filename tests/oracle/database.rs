//! What the checks ask of a database. One file beside this one implements it for each.

use std::collections::BTreeSet;

use rowtype::analyze::ResultColumn;
use rowtype::catalog::Catalog;
use rowtype::ty::Ty;

use super::rows::Wanted;
use super::value::Value;

/// A database that can be emptied and given another schema.
pub trait Database {
    /// Throws everything away and runs these statements; or gives the database's reason to refuse one.
    fn load(&mut self, schema: &str) -> Result<(), String>;

    /// What the database says of a statement, or its reason to refuse it. Nothing is run.
    fn describe(&mut self, sql: &str) -> Result<Described, String>;

    /// Empties these tables and inserts rows. Gives the tables in which there are any now.
    fn fill(&mut self, tables: &[String], rows: &[Wanted]) -> BTreeSet<String>;

    /// Runs statements one after the other and undoes what each did.
    fn run(&mut self, runs: &[Run<'_>]) -> Vec<Result<Outcome, String>>;

    /// Whether the database's name of a type stands for ours.
    fn is_named(&self, catalog: &Catalog, ours: &Ty, theirs: &str) -> bool;
}

/// A statement, described. What the database does not tell is `None`.
#[derive(Debug, Default)]
pub struct Described {
    /// The types of the parameters.
    pub params: Vec<Option<String>>,
    /// The columns of the result.
    pub columns: Vec<DescribedColumn>,
}

/// A column of a result, described.
#[derive(Debug, Default)]
pub struct DescribedColumn {
    /// Its name, where the database is bound to it: SQLite names an expression by its text.
    pub name: Option<String>,
    /// Its type.
    pub ty: Option<String>,
    /// The table and the column that it shows.
    pub origin: Option<(String, String)>,
    /// Whether `origin` is told for every column that shows one.
    pub tells_origin: bool,
}

/// A statement to run.
pub struct Run<'a> {
    /// The text.
    pub sql: &'a str,
    /// Its parameters.
    pub values: Vec<Value>,
    /// What the analysis says of its result.
    pub columns: &'a [ResultColumn],
    /// Whether it changes rows.
    pub writes: bool,
}

/// What a run gave.
#[derive(Debug, Default)]
pub struct Outcome {
    /// How many rows.
    pub rows: usize,
    /// Of each column, whether it was NULL in some row.
    pub nulls: Vec<bool>,
    /// Values that are not of the type that the analysis says.
    pub misfits: Vec<String>,
}

impl Outcome {
    /// Notes a row: of each of its values, whether it is NULL.
    pub fn add(&mut self, nulls: impl Iterator<Item = bool>) {
        self.rows += 1;
        for (index, null) in nulls.enumerate() {
            if self.nulls.len() <= index {
                self.nulls.push(false);
            }
            self.nulls[index] |= null;
        }
    }
}
