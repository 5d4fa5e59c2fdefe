//! The definition of a column or constraint as clauses.

use crate::dialect::Dialect;
use crate::pull::words::Words;
use crate::syntax::LexemeKind;

/// A clause: `NOT NULL`, `CONSTRAINT short CHECK (length(name) < 80)`, or a column's type.
#[derive(Clone, Debug)]
pub struct Clause {
    /// The name that CONSTRAINT gives it.
    pub name: Option<String>,
    /// The first word, in capitals; empty for the type.
    head: String,
    /// The clause without its name, on one line.
    pub text: String,
}

/// The words that begin a clause of a column.
const HEADS: [&str; 11] = [
    "PRIMARY",
    "NOT",
    "NULL",
    "UNIQUE",
    "CHECK",
    "DEFAULT",
    "COLLATE",
    "REFERENCES",
    "GENERATED",
    "AS",
    "FOREIGN",
];

/// Words that begin nothing behind another one.
const FOLLOWING: [(&str, &str); 7] = [
    ("NOT", "NULL"),
    ("GENERATED", "ALWAYS"),
    ("ALWAYS", "AS"),
    ("SET", "NULL"),
    ("SET", "DEFAULT"),
    ("DEFAULT", "NULL"),
    ("DEFAULT", "NOT"),
];

/// What a reference says of itself.
const OF_REFERENCES: [&str; 19] = [
    "ON",
    "DELETE",
    "UPDATE",
    "SET",
    "NULL",
    "DEFAULT",
    "CASCADE",
    "RESTRICT",
    "NO",
    "ACTION",
    "MATCH",
    "SIMPLE",
    "PARTIAL",
    "FULL",
    "NOT",
    "DEFERRABLE",
    "INITIALLY",
    "DEFERRED",
    "IMMEDIATE",
];

/// Whether a definition is a constraint's and no column's.
pub fn is_constraint(words: &Words<'_>) -> bool {
    let heads = ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"];
    let first = words.all.first();
    first.is_some_and(|first| heads.iter().any(|head| words.is(first, head)))
}

/// The clauses, behind a column's name.
pub fn clauses(words: &Words<'_>) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    let mut depth = 0_usize;
    let mut name = None;
    let mut last = String::new();
    let mut at = usize::from(!is_constraint(words));
    while let Some(lexeme) = words.all.get(at) {
        if depth == 0 && words.is(lexeme, "CONSTRAINT") {
            name = words.all.get(at + 1).map(|next| words.name(next));
            at += 2;
            continue;
        }
        at += 1;
        if lexeme.is_comment() {
            continue;
        }
        let word = words.slice(lexeme).to_uppercase();
        let of_foreign_key =
            word == "REFERENCES" && clauses.last().is_some_and(|one| one.is("FOREIGN"));
        let begins = depth == 0
            && lexeme.kind == LexemeKind::Word
            && HEADS.contains(&word.as_str())
            && !FOLLOWING.contains(&(last.as_str(), word.as_str()))
            && !of_foreign_key
            && !(word == "NOT" && is_at(words, at, "DEFERRABLE"));
        if begins || clauses.is_empty() {
            clauses.push(Clause {
                name: name.take(),
                head: if begins { word.clone() } else { String::new() },
                text: String::new(),
            });
        }
        depth += usize::from(lexeme.is('('));
        depth = depth.saturating_sub(usize::from(lexeme.is(')')));
        if let Some(clause) = clauses.last_mut() {
            let is_apart = at > 1 && words.all[at - 2].end < lexeme.start;
            if is_apart && !clause.text.is_empty() {
                clause.text.push(' ');
            }
            clause.text.push_str(words.slice(lexeme));
        }
        last = word;
    }
    clauses
}

fn is_at(words: &Words<'_>, at: usize, word: &str) -> bool {
    let found = words.all.get(at);
    found.is_some_and(|found| words.is(found, word))
}

impl Clause {
    /// Whether it begins with this word.
    pub fn is(&self, head: &str) -> bool {
        self.head == head
    }

    /// What it says of a column.
    pub fn aspect(&self) -> &'static str {
        match self.head.as_str() {
            "" => "type",
            "NOT" => "NOT NULL",
            "NULL" => "NULL",
            "DEFAULT" => "default",
            "COLLATE" => "collation",
            _ => "expression",
        }
    }

    /// The constraint of the table that it is when it stands at a column.
    pub fn of_column(&self, column: &str) -> Option<String> {
        let behind = |count: usize| {
            let rest = self.text.splitn(count + 1, ' ').nth(count);
            rest.map_or(String::new(), |rest| format!(" {rest}"))
        };
        match self.head.as_str() {
            "PRIMARY" => Some(format!("PRIMARY KEY ({column}){}", behind(2))),
            "UNIQUE" => Some(format!("UNIQUE ({column}){}", behind(1))),
            "CHECK" => Some(self.text.clone()),
            "REFERENCES" => Some(format!("FOREIGN KEY ({column}) {}", self.text)),
            _ => None,
        }
    }
}

/// Where a definition refers to another table: from where to where, and the table's name.
pub fn reference(text: &str, dialect: Dialect) -> Option<(usize, String, usize)> {
    let words = Words::of(text, dialect);
    let mut all = words.all.iter();
    let at = all.position(|one| words.is(one, "REFERENCES"))?;
    let target = words.name(words.all.get(at + 1)?);
    let mut end = at + 2;
    if words.all.get(end).is_some_and(|next| next.is('(')) {
        end = words.closing(end)? + 1;
    }
    let belongs = |at: usize| OF_REFERENCES.iter().any(|word| is_at(&words, at, word));
    while belongs(end) && !begins_anew(&words, end) {
        end += 1;
    }
    Some((words.all[at].start, target, words.all[end - 1].end))
}

/// Whether NOT NULL, NULL or DEFAULT stands here for itself.
fn begins_anew(words: &Words<'_>, at: usize) -> bool {
    let after_set = is_at(words, at - 1, "SET");
    match words.slice(&words.all[at]).to_uppercase().as_str() {
        "NOT" => !is_at(words, at + 1, "DEFERRABLE"),
        "NULL" | "DEFAULT" => !after_set,
        _ => false,
    }
}

/// The end of the table's name in a reference that names no columns.
pub fn open_reference(text: &str, dialect: Dialect) -> Option<usize> {
    let words = Words::of(text, dialect);
    let mut all = words.all.iter();
    let at = all.position(|one| words.is(one, "REFERENCES"))?;
    let target = words.all.get(at + 1)?;
    let next = words.all.get(at + 2);
    (!next.is_some_and(|next| next.is('('))).then_some(target.end)
}
