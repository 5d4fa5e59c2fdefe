//! The text of a list: a constant statement, and the conditions, order and page that one request asks for.
//!
//! Texts are made of constants only; values are bound. The same shape of a request gives the same text, so that it
//! stays prepared.

use std::fmt::Write as _;

use crate::list::Direction;
use crate::statement::Sql;

/// The text of a list in the making. How a value is written is the database's own.
pub(crate) struct SelectText {
    base: &'static Sql,
    conditions: Vec<String>,
    order: Vec<Key>,
    page: String,
}

/// A column of the order.
struct Key {
    column: &'static str,
    direction: Direction,
    nullable: bool,
}

impl SelectText {
    pub(crate) fn new(base: &'static Sql) -> Self {
        SelectText {
            base,
            conditions: Vec::new(),
            order: Vec::new(),
            page: String::new(),
        }
    }

    pub(crate) fn condition(&mut self, condition: String) {
        self.conditions.push(condition);
    }

    /// A column that is in the order already stays where it is.
    pub(crate) fn order(&mut self, column: &'static str, direction: Direction, nullable: bool) {
        if self.order.iter().all(|key| key.column != column) {
            self.order.push(Key {
                column,
                direction,
                nullable,
            });
        }
    }

    pub(crate) fn page(&mut self, limit: &str, offset: &str) {
        self.page = format!("\nLIMIT {limit} OFFSET {offset}");
    }

    pub(crate) fn sql(&self) -> Sql {
        let mut text = self.base.text.trim_end().to_owned();
        for (index, condition) in self.conditions.iter().enumerate() {
            let keyword = if index == 0 { "WHERE" } else { "  AND" };
            // Writing to a String cannot fail.
            let _ = write!(text, "\n{keyword} {condition}");
        }
        for (index, key) in self.order.iter().enumerate() {
            let keyword = if index == 0 { "\nORDER BY" } else { "," };
            let direction = match key.direction {
                Direction::Ascending => "ASC",
                Direction::Descending => "DESC",
            };
            // Where there is no NULL to be last, saying so would keep PostgreSQL from using an index.
            let nulls = if key.nullable { " NULLS LAST" } else { "" };
            let _ = write!(text, "{keyword} {} {direction}{nulls}", key.column);
        }
        text.push_str(&self.page);
        Sql {
            name: self.base.name,
            text: text.into(),
        }
    }
}
