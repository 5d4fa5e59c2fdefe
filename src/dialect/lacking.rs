//! What the parser takes and a database lacks. The parser reads a superset of many dialects; what is not the database's must not be
//! analysed as if it were.
//!
//! In: a statement, as a tree and as it is written. Out: every form that is refused, with its place and what there is instead.

use sqlparser::ast::Statement;
use sqlparser::tokenizer::{Span, Token};

use super::{Dialect, mysql, sqlite};

/// A form that a database lacks.
pub struct Lacking {
    /// What it is, to stand after "has no"; after a colon what there is instead.
    pub what: &'static str,
    /// Where it stands.
    pub place: Place,
}

/// Where it stands.
pub enum Place {
    /// In the tree, by the parser's place.
    Tree(Span),
    /// The token at this position.
    Token(usize),
}

impl Dialect {
    /// All that a statement has and this database lacks.
    pub fn lacks(self, tree: &Statement, written: &[&Token]) -> Vec<Lacking> {
        match self {
            Dialect::Sqlite => sqlite::grammar::lacks(tree)
                .into_iter()
                .map(|(what, at)| Lacking {
                    what,
                    place: Place::Tree(at),
                })
                .collect(),
            Dialect::Mysql | Dialect::Mariadb => mysql::lacking::find(self.flavor(), written)
                .into_iter()
                .map(|(what, at)| Lacking {
                    what,
                    place: Place::Token(at),
                })
                .collect(),
            Dialect::Postgres => Vec::new(),
        }
    }
}
