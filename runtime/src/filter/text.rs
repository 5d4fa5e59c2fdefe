//! The text of a condition, and its values.

use super::reference::Step;
use super::{Driver, Node, Piece};

/// A text in the making.
pub(crate) struct Text<'f, D: Driver> {
    pub(crate) sql: String,
    pub(crate) values: Vec<&'f D::Value>,
    /// The number of the last placeholder.
    number: usize,
    /// The names of the tables around the place, the innermost last; none where columns need no name before them.
    names: Vec<String>,
    /// How many names there have been.
    named: usize,
}

impl<'f, D: Driver> Text<'f, D> {
    /// A text whose first placeholder follows the one with this number.
    pub(crate) fn new(number: usize) -> Self {
        Text {
            sql: String::new(),
            values: Vec::new(),
            number,
            names: Vec::new(),
            named: 0,
        }
    }

    /// A condition, which can stand between ANDs.
    pub(crate) fn condition(&mut self, node: &'f Node<D>) {
        match node {
            Node::All(nodes) => self.joined(nodes, " AND ", "TRUE"),
            Node::Any(nodes) => self.joined(nodes, " OR ", "FALSE"),
            Node::Not(node) => {
                self.sql.push_str("NOT (");
                self.condition(node);
                self.sql.push(')');
            }
            Node::Test(pieces) => self.pieces(pieces),
            Node::Exists(step, node) => self.exists(step, node),
        }
    }

    /// The parts of a condition that all must hold, each on its own.
    pub(crate) fn conditions(&mut self, node: &'f Node<D>) -> Vec<String> {
        if let Node::All(nodes) = node {
            return nodes
                .iter()
                .flat_map(|node| self.conditions(node))
                .collect();
        }
        let before = std::mem::take(&mut self.sql);
        self.condition(node);
        vec![std::mem::replace(&mut self.sql, before)]
    }

    fn joined(&mut self, nodes: &'f [Node<D>], word: &str, none: &str) {
        match nodes {
            [] => self.sql.push_str(none),
            [only] => self.condition(only),
            nodes => {
                for (at, node) in nodes.iter().enumerate() {
                    self.sql.push_str(if at == 0 { "(" } else { word });
                    self.condition(node);
                }
                self.sql.push(')');
            }
        }
    }

    fn pieces(&mut self, pieces: &'f [Piece<D>]) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => self.sql.push_str(text),
                Piece::Column(name) => {
                    if let Some(table) = self.names.last() {
                        self.sql.push_str(table);
                        self.sql.push('.');
                    }
                    self.sql.push_str(name);
                }
                Piece::Value(value) => {
                    self.number += 1;
                    self.values.push(value);
                    self.sql.push_str(&D::placeholder_of(self.number, value));
                }
            }
        }
    }

    fn exists(&mut self, step: &'f Step, node: &'f Node<D>) {
        let outer = self.names.last().cloned();
        let outer = outer.unwrap_or_else(|| step.from.to_owned());
        self.named += 1;
        let name = format!("related_{}", self.named);
        let table = match step.condition {
            None => step.to.to_owned(),
            Some(condition) => format!("(SELECT * FROM {} WHERE {condition})", step.to),
        };
        self.sql
            .push_str(&format!("EXISTS (SELECT 1 FROM {table} AS {name}"));
        for (at, (here, there)) in step.on.iter().enumerate() {
            let word = if at == 0 { "WHERE" } else { "AND" };
            self.sql
                .push_str(&format!(" {word} {name}.{there} = {outer}.{here}"));
        }
        self.names.push(name);
        if !node.is_every_row() {
            self.sql.push_str(" AND ");
            self.condition(node);
        }
        self.names.pop();
        self.sql.push(')');
    }
}
