//! The options of tables, statement by statement: ENGINE, COMMENT, character sets, partitions.

use std::collections::{BTreeMap, HashMap};

use super::letters;
use crate::dialect::Dialect;
use crate::migrate::model::Letters;
use crate::migrate::read::{behind_name, behind_parentheses};
use crate::migrate::written::Written;
use crate::source::Sources;
use crate::syntax::{LocatedToken, Statement};

/// What is said of a table behind its columns, or by ALTER TABLE.
#[derive(Clone, Debug, Default)]
pub(in crate::migrate::read) struct TableOptions {
    /// By name, as they are printed.
    pub options: BTreeMap<String, String>,
    /// PARTITION BY, and all that changed it.
    partitions: Vec<LocatedToken>,
    /// What new columns are written in, from a statement on.
    letters: Vec<(usize, Letters)>,
    /// ALTER INDEX: the index that is ignored from a statement on, with the word that says so; none where it counts again.
    pub marks: Vec<(usize, String, Option<LocatedToken>)>,
    /// CONVERT TO: what the columns of earlier statements are written in, from a statement on.
    converted: Vec<(usize, Letters)>,
}

impl TableOptions {
    /// What new columns are written in.
    pub fn letters(&self) -> Letters {
        let last = self.letters.last().map(|(_, letters)| letters);
        last.cloned().unwrap_or_default()
    }

    /// What a column of a statement is written in, where `own` is what it says itself.
    pub fn letters_of(&self, statement: usize, own: Letters) -> Letters {
        let later = self.converted.iter().rev();
        let converted = later.take_while(|(at, _)| *at > statement).next();
        if let Some((_, letters)) = converted {
            return letters.clone();
        }
        if own != Letters::default() {
            return own;
        }
        let earlier = self.letters.iter().rev().find(|(at, _)| *at <= statement);
        earlier
            .map(|(_, letters)| letters.clone())
            .unwrap_or_default()
    }

    /// How the rows are laid out.
    pub fn partitions(&self, sources: &Sources, dialect: Dialect) -> Written {
        Written::of(&self.partitions, sources, dialect)
    }
}

/// The options of the tables that are there at the end, by name in the form in which names are compared.
pub(in crate::migrate::read) fn read(
    statements: &[Statement],
    sources: &Sources,
    dialect: Dialect,
) -> HashMap<String, TableOptions> {
    let mut tables = Tables {
        found: HashMap::new(),
        sources,
        dialect,
    };
    for (at, statement) in statements.iter().enumerate() {
        tables.statement(at, &statement.tokens);
    }
    tables.found
}

struct Tables<'a> {
    found: HashMap<String, TableOptions>,
    sources: &'a Sources,
    dialect: Dialect,
}

impl Tables<'_> {
    fn statement(&mut self, at: usize, tokens: &[LocatedToken]) {
        let Some(kind) = tokens.iter().take(4).position(is_table) else {
            return;
        };
        let is = |word: &str| tokens[0].is_word(word);
        if tokens[..kind].iter().any(|one| one.is_word("temporary")) {
            return;
        }
        if is("create") {
            self.create(at, tokens, kind);
        } else if is("drop") {
            let mut next = kind + 1;
            while next < tokens.len() {
                let end = behind_name(tokens, next);
                self.found.remove(&self.name(tokens, end));
                next = end + 1;
            }
        } else if is("rename") {
            let mut next = kind + 1;
            while next < tokens.len() {
                let end = behind_name(tokens, next);
                let last = behind_name(tokens, end + 1);
                self.rename(&self.name(tokens, end), &self.name(tokens, last));
                next = last + 1;
            }
        } else if is("alter") {
            let end = behind_name(tokens, kind + 1);
            self.alter(at, &self.name(tokens, end), &tokens[end..]);
        }
    }

    /// The name that ends before a position.
    fn name(&self, tokens: &[LocatedToken], end: usize) -> String {
        let last = end.checked_sub(1).and_then(|at| tokens.get(at));
        let word = last.and_then(LocatedToken::word);
        let name = word.map_or("", |(name, _)| name);
        self.dialect.name_key(name).into_owned()
    }

    fn create(&mut self, at: usize, tokens: &[LocatedToken], kind: usize) {
        let has = |word: &str| tokens[..kind].iter().any(|one| one.is_word(word));
        let end = behind_name(tokens, kind + 1);
        let name = self.name(tokens, end);
        if self.found.contains_key(&name) && !has("replace") {
            return;
        }
        let rest = &tokens[end..];
        let opens = rest.first().is_some_and(|one| one.is_symbol("("));
        let first = rest.get(usize::from(opens));
        let is = |word: &str| first.is_some_and(|one| one.is_word(word));
        if is("like") {
            let from = usize::from(opens) + 1;
            let like = self.name(rest, behind_name(rest, from));
            let copied = self.found.get(&like).cloned();
            self.found.insert(name, copied.unwrap_or_default());
            return;
        }
        let tail = match opens && !is("select") && !is("with") {
            true => behind_parentheses(rest),
            false => rest,
        };
        let mut options = TableOptions::default();
        self.options(at, tail, &mut options);
        self.found.insert(name, options);
    }

    fn rename(&mut self, old: &str, new: &str) {
        if let Some(options) = self.found.remove(old) {
            self.found.insert(new.to_owned(), options);
        }
    }

    fn alter(&mut self, at: usize, name: &str, tokens: &[LocatedToken]) {
        let Some(mut options) = self.found.remove(name) else {
            return;
        };
        let mut name = name.to_owned();
        for item in items(tokens) {
            let is = |at: usize, word: &str| item.get(at).is_some_and(|one| one.is_word(word));
            let is_index = is(1, "index") || is(1, "key");
            if is(0, "alter") && is_index {
                self.mark(at, item, &mut options);
            } else if is(0, "rename") && is_index {
                let (old, new) = (self.name(item, 3), self.name(item, 5));
                let marks = options.marks.iter_mut();
                for (_, name, _) in marks.filter(|(_, name, _)| *name == old) {
                    new.clone_into(name);
                }
            } else if is(0, "rename") {
                let from = 1 + usize::from(is(1, "to") || is(1, "as"));
                if !is(1, "column") {
                    name = self.name(item, behind_name(item, from));
                }
            } else if is(0, "convert") && is(1, "to") {
                self.convert(at, &item[2..], &mut options);
            } else if is(0, "remove") && is(1, "partitioning") {
                options.partitions.clear();
            } else if is(0, "partition") {
                options.partitions = item.to_vec();
            } else if is(1, "partition") {
                options.partitions.extend(item.iter().cloned());
            } else if is(1, "system") && is(0, "add") {
                let said = "WITH SYSTEM VERSIONING".to_owned();
                options.options.insert("system versioning".to_owned(), said);
            } else if is(1, "system") && is(0, "drop") {
                options.options.remove("system versioning");
            } else if !OPERATIONS.iter().any(|word| is(0, word)) {
                self.options(at, item, &mut options);
            }
        }
        self.found.insert(name, options);
    }

    /// `ALTER INDEX by_name NOT IGNORED`
    fn mark(&self, at: usize, item: &[LocatedToken], options: &mut TableOptions) {
        let name = self.name(item, 3);
        let says = |word: &str| item.last().is_some_and(|last| last.is_word(word));
        let is_not = item.len() > 4 && item[3].is_word("not");
        let word = item.last().filter(|_| !is_not && !says("visible"));
        options.marks.push((at, name, word.cloned()));
    }

    /// `CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`
    fn convert(&self, at: usize, tokens: &[LocatedToken], options: &mut TableOptions) {
        let mut said = TableOptions::default();
        self.options(at, tokens, &mut said);
        let letters = said.letters();
        options.converted.push((at, letters.clone()));
        options.letters.push((at, letters));
    }

    /// Options one after the other, up to a query.
    fn options(&self, at: usize, tokens: &[LocatedToken], options: &mut TableOptions) {
        let (mut charset, mut collation) = (None, None);
        let mut next = 0;
        while let Some(token) = tokens.get(next) {
            let is = |ahead: usize, word: &str| {
                let one = tokens.get(next + ahead);
                one.is_some_and(|one| one.is_word(word))
            };
            let Some((word, _)) = token.word() else {
                match token.is_symbol("(") {
                    true => break,
                    false => next += 1,
                }
                continue;
            };
            let word = word.to_ascii_lowercase();
            match word.as_str() {
                "default" | "ignore" | "replace" => next += 1,
                "with" if is(1, "system") => {
                    let said = "WITH SYSTEM VERSIONING".to_owned();
                    options.options.insert("system versioning".to_owned(), said);
                    next += 3;
                }
                "as" | "select" | "with" => break,
                "partition" => {
                    let rest = tokens[next..].iter();
                    let is_query =
                        |one: &&LocatedToken| !one.is_word("as") && !one.is_word("select");
                    options.partitions = rest.take_while(is_query).cloned().collect();
                    break;
                }
                "character" | "char" | "charset" => {
                    let words = if word == "charset" { 1 } else { 2 };
                    (charset, next) = self.value(tokens, next + words);
                }
                "collate" => (collation, next) = self.value(tokens, next + 1),
                "data" | "index" => {
                    let (value, end) = self.value(tokens, next + 2);
                    set(options, &format!("{word} directory"), value);
                    next = end;
                }
                _ => {
                    let (value, end) = self.value(tokens, next + 1);
                    set(options, &word, value);
                    next = end;
                }
            }
        }
        if charset.is_some() || collation.is_some() {
            let letters = letters(charset.as_deref(), collation.as_deref(), self.dialect);
            options.letters.push((at, letters));
        }
    }

    /// What follows a name, perhaps behind `=`, and where it ends.
    fn value(&self, tokens: &[LocatedToken], at: usize) -> (Option<String>, usize) {
        let text = |one: &LocatedToken| self.sources.text(one.span).to_owned();
        let is_equal = tokens.get(at).is_some_and(|one| text(one) == "=");
        let at = at + usize::from(is_equal);
        let Some(first) = tokens.get(at) else {
            return (None, at);
        };
        match first.is_symbol("(") {
            true => {
                let rest = behind_parentheses(&tokens[at..]).len();
                let end = tokens.len() - rest;
                let written = Written::of(&tokens[at..end], self.sources, self.dialect);
                (Some(written.text()), end)
            }
            false => (Some(text(first)), at + 1),
        }
    }
}

/// Operations of ALTER TABLE that are no options, by their first word.
const OPERATIONS: [&str; 27] = [
    "add",
    "algorithm",
    "alter",
    "analyze",
    "change",
    "check",
    "coalesce",
    "convert",
    "disable",
    "discard",
    "drop",
    "enable",
    "exchange",
    "force",
    "import",
    "lock",
    "modify",
    "nowait",
    "optimize",
    "order",
    "rebuild",
    "rename",
    "reorganize",
    "repair",
    "truncate",
    "wait",
    "without",
];

/// Notes an option, where it does not say what holds anyway.
fn set(options: &mut TableOptions, name: &str, value: Option<String>) {
    let Some(value) = value else { return };
    let is_usual = match name {
        "engine" => value.eq_ignore_ascii_case("innodb"),
        "comment" => ["''", "\"\""].contains(&value.as_str()),
        _ => value.eq_ignore_ascii_case("default"),
    };
    match is_usual {
        true => options.options.remove(name),
        false => {
            let said = format!("{}={value}", name.to_uppercase());
            options.options.insert(name.to_owned(), said)
        }
    };
}

fn is_table(token: &LocatedToken) -> bool {
    token.is_word("table") || token.is_word("tables")
}

/// What stands between the commas outside of parentheses.
fn items(tokens: &[LocatedToken]) -> Vec<&[LocatedToken]> {
    let mut depth = 0_usize;
    let is_comma = |token: &LocatedToken| {
        depth += usize::from(token.is_symbol("("));
        depth = depth.saturating_sub(usize::from(token.is_symbol(")")));
        depth == 0 && token.is_symbol(",")
    };
    tokens.split(is_comma).collect()
}
