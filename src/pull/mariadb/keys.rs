//! Keys, indexes and constraints of a table, as the server prints them behind the columns.

use super::clauses::plain_text;
use crate::dialect::Dialect;
use crate::pull::words::Words;

/// A key or constraint.
#[derive(Clone, Debug)]
pub struct Key {
    /// `PRIMARY KEY`, `UNIQUE`, `INDEX`, `FULLTEXT INDEX`, `FOREIGN KEY`, `CHECK` ..
    pub kind: String,
    /// Its name; empty where the server has given it one.
    pub name: String,
    /// Its columns; those that are more than a name, such as `txt(10)`, as they are.
    pub columns: Vec<String>,
    /// What follows the kind and name.
    pub definition: String,
    /// The table that it refers to.
    pub target: Option<String>,
}

/// Whether a definition is one of a key or constraint.
pub fn is_one(words: &Words<'_>, start: usize) -> bool {
    let heads = [
        "PRIMARY",
        "UNIQUE",
        "KEY",
        "FULLTEXT",
        "SPATIAL",
        "CONSTRAINT",
        "PERIOD",
        "VECTOR",
    ];
    let first = words.all.get(start);
    first.is_some_and(|first| heads.iter().any(|head| words.is(first, head)))
}

/// Reads a key of a table.
pub fn read(words: &Words<'_>, start: usize, end: usize, dialect: Dialect) -> Key {
    let is = |at: usize, word: &str| {
        at < end
            && words
                .all
                .get(at)
                .is_some_and(|lexeme| words.is(lexeme, word))
    };
    let named = |at: usize| words.all.get(at).map(|lexeme| words.name(lexeme));
    let mut at = start;
    let mut name = String::new();
    let kind = if is(at, "CONSTRAINT") {
        name = named(at + 1).unwrap_or_default();
        at += 2;
        match is(at, "CHECK") {
            true => {
                at += 1;
                "CHECK".to_owned()
            }
            false => {
                at += 2;
                "FOREIGN KEY".to_owned()
            }
        }
    } else {
        let from = at;
        while at < end && !is(at, "KEY") && !words.all[at].is('(') {
            at += 1;
        }
        at += usize::from(is(at, "KEY"));
        let kind = words.text_of(from, at).to_owned();
        if at < end && !words.all[at].is('(') {
            name = named(at).unwrap_or_default();
            at += 1;
        }
        match kind.as_str() {
            "UNIQUE KEY" => "UNIQUE".to_owned(),
            "PRIMARY KEY" | "PERIOD" => kind,
            _ => kind.replace("KEY", "INDEX"),
        }
    };
    let columns = match words.closing(at) {
        Some(close) if kind != "CHECK" => words
            .between(at, close)
            .into_iter()
            .map(|(from, to)| plain_text(words, from, to, dialect))
            .collect(),
        _ => Vec::new(),
    };
    let refers = (at..end).find(|at| is(*at, "REFERENCES"));
    let target = refers.and_then(|at| named(at + 1));
    let mut key = Key {
        definition: definition(words, at, end, &columns, dialect),
        kind,
        name,
        columns,
        target,
    };
    if key.has_given_name(dialect) {
        key.name.clear();
    }
    key
}

/// `(a, b DESC) COMMENT 'x'`: what the columns' names are written without, they are without here as well.
fn definition(
    words: &Words<'_>,
    at: usize,
    end: usize,
    columns: &[String],
    dialect: Dialect,
) -> String {
    match words.closing(at).filter(|_| !columns.is_empty()) {
        Some(close) => {
            let rest = plain_text(words, close + 1, end, dialect);
            format!("({}) {rest}", columns.join(", "))
                .trim_end()
                .to_owned()
        }
        None => plain_text(words, at, end, dialect),
    }
}

/// References whose names the server would give them again, in the order in which they are written, need none.
pub fn leave_numbers_out(keys: &mut [Key], columns: &[String], table: &str) {
    let mut order: Vec<usize> = (0..keys.len())
        .filter(|at| keys[*at].kind == "FOREIGN KEY")
        .collect();
    // Those of one column stand at it, before the others.
    order.sort_by_key(|at| match keys[*at].columns.as_slice() {
        [column] => columns.iter().position(|one| one == column),
        _ => Some(usize::MAX),
    });
    let is_given =
        |(number, at): (usize, &usize)| keys[*at].name == format!("{table}_ibfk_{}", number + 1);
    if order.iter().enumerate().all(is_given) {
        order.into_iter().for_each(|at| keys[at].name.clear());
    }
}

impl Key {
    /// Whether the server would give it this name by itself.
    fn has_given_name(&self, dialect: Dialect) -> bool {
        let numbered = |start: &str| {
            let number = self.name.strip_prefix(start);
            number.is_some_and(|number| {
                !number.is_empty() && number.bytes().all(|c| c.is_ascii_digit())
            })
        };
        match self.kind.as_str() {
            "CHECK" => numbered("CONSTRAINT_"),
            "UNIQUE" => self.columns.first() == Some(&dialect.quote(&self.name)),
            _ => false,
        }
    }

    /// Whether it is an index and no constraint.
    pub fn is_index(&self) -> bool {
        self.kind.ends_with("INDEX")
    }

    /// Whether the server makes this index by itself, for the sake of a reference.
    pub fn is_of_reference(&self, keys: &[Key], dialect: Dialect) -> bool {
        let serves = |other: &Key| {
            let is_key = other.is_index() || other.kind == "UNIQUE" || other.kind == "PRIMARY KEY";
            is_key && other.columns.starts_with(&self.columns)
        };
        let others = keys.iter().filter(|other| !std::ptr::eq(*other, self));
        let is_needed = !others.clone().any(serves);
        let is_plain = self.kind == "INDEX" && self.definition.ends_with(')');
        is_plain
            && is_needed
            && others.into_iter().any(|other| {
                let usual = match other.name.as_str() {
                    "" => other.columns.first().cloned().unwrap_or_default(),
                    name => dialect.quote(name),
                };
                other.kind == "FOREIGN KEY"
                    && other.columns == self.columns
                    && usual == dialect.quote(&self.name)
            })
    }

    /// How it stands on a line of the table.
    pub fn line(&self, dialect: Dialect) -> String {
        let name = dialect.quote(&self.name);
        match (self.kind.as_str(), self.name.as_str()) {
            (kind, "") => format!("{kind} {}", self.definition),
            ("INDEX", _) => format!("KEY {name} {}", self.definition),
            (kind, _) => format!("CONSTRAINT {name} {kind} {}", self.definition),
        }
    }

    /// How it stands at its column, where it can.
    pub fn at_column(&self, dialect: Dialect) -> Option<String> {
        let [column] = self.columns.as_slice() else {
            return None;
        };
        if !self.name.is_empty() {
            return None;
        }
        let rest = self.definition.strip_prefix(&format!("({column})"))?.trim();
        match self.kind.as_str() {
            "PRIMARY KEY" | "UNIQUE" => rest.is_empty().then(|| self.kind.clone()),
            "FOREIGN KEY" => dialect.refers_at_columns().then(|| rest.to_owned()),
            _ => None,
        }
    }
}
