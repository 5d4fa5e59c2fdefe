//! What a column's definition says beyond its type and its keys.

use super::letters;
use crate::catalog::{self, EnumSource};
use crate::migrate::model::{ColumnType, Extras, Letters};
use crate::migrate::read::{Reader, in_parentheses, without_parentheses};
use crate::migrate::types;
use crate::migrate::written::Written;
use crate::syntax::LocatedToken;
use crate::ty::Ty;

/// Words that end a DEFAULT: what follows is said of the column.
const BEHIND_DEFAULT: [&str; 18] = [
    "after",
    "auto_increment",
    "check",
    "column_format",
    "comment",
    "compressed",
    "constraint",
    "engine_attribute",
    "first",
    "invisible",
    "on",
    "ref_system_id",
    "references",
    "srid",
    "storage",
    "visible",
    "with",
    "without",
];

/// Types whose values are letters.
const TEXTS: [&str; 8] = [
    "char",
    "enum",
    "longtext",
    "mediumtext",
    "set",
    "text",
    "tinytext",
    "varchar",
];

/// Names of the time when a row is written.
const NOW: [&str; 4] = ["current_timestamp", "localtime", "localtimestamp", "now"];

impl Reader<'_> {
    /// The type; that of a list of words has them in one form.
    pub(in crate::migrate::read) fn type_with_words(&self, column: &catalog::Column) -> ColumnType {
        let text = column.type_text.split_whitespace().collect::<Vec<_>>();
        let ty = types::of(alone(&text.join(" ")), self.dialect);
        if let Ty::Enum(id) | Ty::Set(id) = column.ty {
            let words = self.catalog.enum_(id);
            if matches!(words.source, EnumSource::Column { .. }) {
                let kind = if matches!(column.ty, Ty::Set(_)) {
                    "set"
                } else {
                    "enum"
                };
                let key = listed(kind, words);
                let has_comments = ["--", "#", "/*"].iter().any(|mark| ty.text.contains(mark));
                let text = if has_comments { key.clone() } else { ty.text };
                return ColumnType { key, text };
            }
        }
        let first = ty.text.split(' ').next().unwrap_or_default();
        let first = first.split('(').next().unwrap_or_default().to_lowercase();
        let text = match first.as_str() {
            // What else it says is said of the column.
            "serial" => "bigint unsigned".to_owned(),
            "national" | "nchar" | "nvarchar" => ty.key.clone(),
            _ => without_noise(&ty.text, self.dialect.migration_rules().type_noise),
        };
        ColumnType { text, key: ty.key }
    }

    /// DEFAULT; none where it is NULL, as it is where nothing is said.
    pub(in crate::migrate::read) fn default_value(
        &self,
        table: &catalog::Table,
        column: &catalog::Column,
    ) -> Option<Written> {
        let tokens = self.tokens(column.default?);
        let is_end = |token: &LocatedToken| BEHIND_DEFAULT.iter().any(|word| token.is_word(word));
        let end = tokens.iter().position(is_end).unwrap_or(tokens.len());
        let written = self.of_table(table, &tokens[..end]);
        let bare = self.of_table(table, without_parentheses(&tokens[..end]));
        match bare.keys().collect::<Vec<_>>().as_slice() {
            ["null"] => None,
            _ => Some(now(&bare).unwrap_or(written)),
        }
    }

    /// What else is said.
    pub(in crate::migrate::read) fn extras(
        &self,
        table: &catalog::Table,
        column: &catalog::Column,
        ty: &ColumnType,
    ) -> Extras {
        let mut extras = Extras::default();
        let mut charset = None;
        let mut is_binary = false;
        let tokens = self.tokens(column.span);
        // The columns of a query have no definition.
        let is_defined = column.span != column.name_span;
        let mut others: Vec<LocatedToken> = Vec::new();
        let (mut at, mut depth) = (1, 0_usize);
        while let Some(token) = tokens.get(at).filter(|_| is_defined) {
            depth += usize::from(token.is_symbol("("));
            depth = depth.saturating_sub(usize::from(token.is_symbol(")")));
            let is = |ahead: usize, word: &str| {
                let one = tokens.get(at + ahead);
                one.is_some_and(|one| one.is_word(word))
            };
            let text = |ahead: usize| {
                let one = tokens.get(at + ahead);
                one.map(|one| self.sources.text(one.span).trim_matches('`').to_owned())
            };
            let word = match token.word() {
                Some((word, false)) if depth == 0 => word.to_ascii_lowercase(),
                _ => String::new(),
            };
            let taken = match word.as_str() {
                "national" | "nchar" | "nvarchar" if at == 1 => {
                    charset = Some("utf8mb3".to_owned());
                    1
                }
                "character" | "char" if at > 1 && is(1, "set") => {
                    charset = text(2);
                    3
                }
                "charset" if at > 1 => {
                    charset = text(1);
                    2
                }
                "ascii" if at > 1 => {
                    charset = Some("latin1".to_owned());
                    1
                }
                "unicode" if at > 1 => {
                    charset = Some("ucs2".to_owned());
                    1
                }
                "binary" if at > 1 => {
                    is_binary = true;
                    1
                }
                "comment" => {
                    extras.comment = tokens.get(at + 1).map(|one| self.literal(one));
                    2
                }
                "on" if is(1, "update") && NOW.iter().any(|word| is(2, word)) => {
                    let end = match tokens.get(at + 3).is_some_and(|one| one.is_symbol("(")) {
                        true => at + 5 + in_parentheses(&tokens[at + 3..]).len(),
                        false => at + 3,
                    };
                    let written = self.written(&tokens[at + 2..end]);
                    extras.on_update = now(&written);
                    end - at
                }
                "invisible" | "compressed" => self.other(&tokens[at..], 1, &mut others),
                "column_format"
                | "storage"
                | "srid"
                | "ref_system_id"
                | "engine_attribute"
                | "secondary_engine_attribute" => self.other(&tokens[at..], 2, &mut others),
                "with" | "without" if is(1, "system") => self.other(&tokens[at..], 3, &mut others),
                _ => 1,
            };
            at += taken;
        }
        extras.others = self.written(&others);
        extras.comment = extras.comment.filter(|text| text.text() != "''");
        let mut checks = table.checks.iter();
        let own = checks.find(|check| check.name.is_none() && column.span.contains(check.span));
        extras.check = own.map(|check| {
            let inside = without_parentheses(self.tokens(check.span));
            self.of_table(table, inside)
        });
        let base = ty.key.split(['(', ' ']).next().unwrap_or_default();
        if TEXTS.contains(&base) {
            extras.has_letters = true;
            extras.letters = self.letters_of(table, column, charset, is_binary);
        }
        extras
    }

    fn letters_of(
        &self,
        table: &catalog::Table,
        column: &catalog::Column,
        charset: Option<String>,
        is_binary: bool,
    ) -> Letters {
        let options = self.table_options(table);
        let statement = self.place(column.span).0;
        let own = letters(
            charset.as_deref(),
            column.collation.as_deref(),
            self.dialect,
        );
        let letters = options.letters_of(statement, own);
        let charset = match (&letters.charset, &letters.collation) {
            (Some(charset), _) => Some(charset.clone()),
            (None, Some(collation)) => collation.split('_').next().map(str::to_owned),
            (None, None) => None,
        };
        match charset {
            Some(charset) if is_binary => Letters {
                collation: Some(format!("{charset}_bin")),
                ..Letters::default()
            },
            _ => Letters {
                is_binary,
                ..letters
            },
        }
    }

    /// Takes some words, and one more behind `=`.
    fn other(
        &self,
        tokens: &[LocatedToken],
        words: usize,
        others: &mut Vec<LocatedToken>,
    ) -> usize {
        let is_equal = |at: usize| {
            let one = tokens.get(at);
            one.is_some_and(|one| self.sources.text(one.span) == "=")
        };
        let count = if is_equal(1) { 3 } else { words };
        others.extend(tokens.iter().take(count).cloned());
        count
    }

    /// A text in quotes.
    fn literal(&self, token: &LocatedToken) -> Written {
        let text = self.sources.text(token.span);
        match text
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'))
        {
            Some(inside) => {
                let inside = inside.replace("\"\"", "\"").replace('\'', "''");
                Written::whole(&format!("'{inside}'"))
            }
            None => Written::whole(text),
        }
    }
}

/// `enum('a','b')`
fn listed(kind: &str, words: &catalog::Enum) -> String {
    let words = words.values.iter();
    let words: Vec<String> = words
        .map(|word| format!("'{}'", word.value.replace('\'', "''")))
        .collect();
    format!("{kind}({})", words.join(","))
}

/// Words that are said of a column behind its type, where the catalog takes them for a part of it.
const BEHIND_TYPE: [&str; 8] = [
    "column_format",
    "compressed",
    "engine_attribute",
    "ref_system_id",
    "srid",
    "visible",
    "with",
    "without",
];

/// A type without what follows it.
fn alone(text: &str) -> &str {
    let sized = text.rfind(')').map_or(0, |at| at + 1);
    let rest = &text[sized..];
    let mut at = sized;
    for word in rest.split_inclusive(' ') {
        let is_end = BEHIND_TYPE
            .iter()
            .any(|end| word.trim().eq_ignore_ascii_case(end));
        if is_end && at > 0 {
            return text[..at].trim_end();
        }
        at += word.len();
    }
    text
}

fn without_noise(text: &str, noise: &[&str]) -> String {
    let words = text.split(' ').enumerate();
    let said = |(at, word): &(usize, &str)| {
        *at == 0 || !noise.iter().any(|noise| word.eq_ignore_ascii_case(noise))
    };
    let words: Vec<&str> = words.filter(said).map(|(_, word)| word).collect();
    words.join(" ")
}

/// The time when a row is written, in one form: `CURRENT_TIMESTAMP(3)`.
fn now(written: &Written) -> Option<Written> {
    let keys: Vec<&str> = written.keys().collect();
    match keys.as_slice() {
        [name] | [name, "(", ")"] if NOW.contains(name) && (*name != "now" || keys.len() > 1) => {
            Some(Written::whole("CURRENT_TIMESTAMP"))
        }
        [name, "(", digits, ")"] if NOW.contains(name) => {
            let text = format!("CURRENT_TIMESTAMP({digits})");
            Some(Written::whole(&text))
        }
        _ => None,
    }
}
