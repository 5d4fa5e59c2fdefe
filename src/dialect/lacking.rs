//! What the parser takes and a database lacks. The parser reads a superset of many dialects; what is not the database's must not be
//! analysed as if it were.
//!
//! In: a statement, as a tree and as it is written. Out: every form that is refused, with its place and what there is instead.

use sqlparser::ast::Statement;
use sqlparser::tokenizer::{Span, Token};

use super::{Dialect, mysql, postgres, sqlite};

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
    /// All that a statement has and this database lacks; without a tree, where the parser does not read it, what its words show.
    pub fn lacks(self, tree: Option<&Statement>, written: &[&Token]) -> Vec<Lacking> {
        let in_tree = |(what, at)| Lacking {
            what,
            place: Place::Tree(at),
        };
        let in_words = |(what, at)| Lacking {
            what,
            place: Place::Token(at),
        };
        match self {
            Dialect::Sqlite => tree
                .into_iter()
                .flat_map(sqlite::grammar::lacks)
                .map(in_tree)
                .collect(),
            Dialect::Mysql | Dialect::Mariadb => {
                let words = mysql::lacking::find_in_words(self, written);
                let of_tree = tree
                    .into_iter()
                    .flat_map(|tree| mysql::lacking::find_in_tree(self.flavor(), tree));
                let words = words.into_iter().map(in_words);
                words.chain(of_tree.map(in_tree)).collect()
            }
            Dialect::Postgres => postgres::lacking::find_in_words(tree, written)
                .into_iter()
                .map(in_words)
                .collect(),
        }
    }
}
