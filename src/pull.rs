//! The schema of a database that is there.
//!
//! In: what the database answers to the statements here, asked by whoever is connected to it. Out: [`Pulled`], what there is in an order
//! in which it can be made; its text, a plain `schema.sql`; and how two databases differ, in words. It must not know how
//! a database is reached, nor what the project's own schema says.
//!
//! Servers print what they hold in words of their own, so a database is compared with another one, never with a file.

mod compare;
mod managed;
mod mariadb;
mod order;
mod postgres;
mod print;
mod readers;
mod sqlite;
mod words;

pub use compare::differences;
pub use managed::{Managed, Others};
pub use mariadb::text_of_bytes;

use crate::dialect::Dialect;

/// Asks the database: a statement, and the column to take, counted from 0. Gives that column's texts, a row each; NULL is an empty
/// one. The error says what the database said.
pub type Ask<'a> = dyn Fn(&str, usize) -> Result<Vec<String>, String> + 'a;

/// What a database holds.
#[derive(Clone, Debug)]
pub struct Pulled {
    /// What it is written in.
    pub dialect: Dialect,
    /// In an order in which it can be made.
    pub things: Vec<Thing>,
    /// Tables of other tools, which are left out by themselves.
    pub others: Vec<Others>,
    /// What is there and cannot be written, a sentence each.
    pub unsaid: Vec<String>,
}

/// Something that a statement makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// What it is: `table`, `index`.
    pub kind: String,
    /// Its name as it stands in SQL; with its kind it is told from all others.
    pub name: String,
    /// The table that it stands with, by its name in SQL.
    pub of: Option<String>,
    /// The statement without its semicolon; of a table that has parts, what stands before the parenthesis.
    pub text: String,
    /// What stands between the parentheses, in order.
    pub parts: Vec<Part>,
    /// What follows the parentheses.
    pub tail: String,
}

/// A column or constraint of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which of both.
    pub kind: PartKind,
    /// Its name; a constraint without one is told from its text.
    pub name: String,
    /// What is said of it: `("type", "varchar(80)")`, `("default", "DEFAULT 'x'")`.
    pub says: Vec<(&'static str, String)>,
    /// How it is printed: on lines of its own, or at the end of a column's line.
    pub text: String,
    /// A comment at the end of its line.
    pub comment: String,
    /// Where it is printed.
    pub place: Place,
}

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// A column.
    Column,
    /// A constraint.
    Constraint,
}

/// Where a part is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// On a line of its own.
    Line,
    /// At this column.
    Column(String),
    /// By a statement of its own, or with another part.
    Elsewhere,
}

/// Reads a database.
pub fn read(dialect: Dialect, ask: &Ask<'_>, managed: &Managed) -> Result<Pulled, String> {
    match dialect.protocol() {
        "postgres" => postgres::read(dialect, ask, managed),
        "sqlite" => sqlite::read(dialect, ask, managed),
        _ => mariadb::read(dialect, ask, managed),
    }
}

impl Pulled {
    /// The text of a `schema.sql` that makes it.
    pub fn schema(&self) -> String {
        print::schema(self)
    }
}

impl Part {
    /// Whether it is the constraint of a name, or one without a name that says this.
    fn is_constraint(&self, called: &str) -> bool {
        let says = self.says.first().map_or("", |(_, text)| text.as_str());
        let name = if self.name.is_empty() {
            says
        } else {
            &self.name
        };
        self.kind == PartKind::Constraint && name == called
    }
}

impl Thing {
    /// A thing of one statement.
    fn statement(kind: &str, name: impl Into<String>, text: impl Into<String>) -> Thing {
        Thing {
            kind: kind.to_owned(),
            name: name.into(),
            of: None,
            text: text.into(),
            parts: Vec::new(),
            tail: String::new(),
        }
    }

    /// The same, standing with a table.
    fn of(mut self, table: impl Into<String>) -> Thing {
        self.of = Some(table.into());
        self
    }
}
