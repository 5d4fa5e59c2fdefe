//! Forms of other databases that the parser takes and MySQL, MariaDB or both lack: by their words, and by the tree.
//!
//! MariaDB: asked. MySQL: its manual's pages of the statements.

mod tree;
mod words;

pub(in crate::dialect) use tree::find as find_in_tree;
pub(in crate::dialect) use words::find as find_in_words;
pub(super) use words::{Form, NOT_IN_MARIADB, NOT_IN_MYSQL};
