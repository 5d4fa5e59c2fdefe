//! A part of a definition as it is written: to be printed again, and to be compared with another.
//!
//! In: tokens of a statement. Out: [`Written`]. Comments are gone and white space is one blank; two are equal where their
//! words are, whatever the case of keywords and unquoted names, and whether a name that needs no quotes has some.

use std::sync::Arc;

use crate::dialect::Dialect;
use crate::source::Sources;
use crate::syntax::LocatedToken;

/// A run of tokens. Models are copied more often than they change: a copy shares its words.
#[derive(Clone, Debug, Default)]
pub struct Written(Arc<Vec<Word>>);

#[derive(Clone, Debug)]
struct Word {
    /// As it is printed.
    text: String,
    /// As it is compared, where that is not as it is printed.
    key: Option<String>,
    /// Whether it can be the name of a column.
    is_name: bool,
    /// Whether names that differ in case alone are one.
    folds: bool,
    /// Whether a blank stands before it.
    is_apart: bool,
}

impl PartialEq for Written {
    fn eq(&self, other: &Written) -> bool {
        self.keys().eq(other.keys())
    }
}

impl Eq for Written {}

impl Written {
    /// The tokens as they stand in their file.
    pub fn of(tokens: &[LocatedToken], sources: &Sources, dialect: Dialect) -> Written {
        let mut words = Vec::with_capacity(tokens.len());
        let mut last = None;
        for located in tokens {
            let text = sources.text(located.span);
            // Tokens that are put together from several places stand apart as well.
            let is_end = located.is_symbol(")") || located.is_symbol(",");
            let is_apart = last.is_some_and(|end| end != located.span.start && !is_end);
            last = Some(located.span.end);
            let word = located.word();
            let key = word.map(|(name, is_quoted)| match is_quoted {
                true => dialect.name_key(&dialect.fold(name, true)).into_owned(),
                false => dialect.fold(name, false).to_lowercase(),
            });
            words.push(Word {
                key: key.filter(|key| key != text),
                text: text.to_owned(),
                is_name: word.is_some(),
                folds: folds(dialect),
                is_apart,
            });
        }
        Written(Arc::new(words))
    }

    /// A text that no tokens can be made of, as one word.
    pub fn whole(text: &str) -> Written {
        Written(Arc::new(vec![Word {
            text: text.to_owned(),
            key: None,
            is_name: true,
            folds: false,
            is_apart: false,
        }]))
    }

    /// `(a, b)`.
    pub fn columns(names: &[String], dialect: Dialect) -> Written {
        let word = |text: String, key: &str, is_name, is_apart| Word {
            key: Some(dialect.name_key(key).into_owned()).filter(|key| *key != text),
            text,
            is_name,
            folds: folds(dialect),
            is_apart,
        };
        let mut words = vec![word("(".to_owned(), "(", false, false)];
        for (at, name) in names.iter().enumerate() {
            if at > 0 {
                words.push(word(",".to_owned(), ",", false, false));
            }
            words.push(word(dialect.quote(name), name, true, at > 0));
        }
        words.push(word(")".to_owned(), ")", false, false));
        Written(Arc::new(words))
    }

    /// The same without the words OR REPLACE, which say nothing of what there is then.
    pub fn without_replacing(mut self) -> Written {
        let is = |at: usize, key: &str| self.0.get(at).is_some_and(|word| word.key() == key);
        if is(1, "or") && is(2, "replace") {
            self.words().drain(1..3);
        }
        self
    }

    /// Its words, to be changed in this copy alone.
    fn words(&mut self) -> &mut Vec<Word> {
        Arc::make_mut(&mut self.0)
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As it is printed, on one line but for texts that hold line ends.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for word in self.0.iter() {
            if word.is_apart {
                out.push(' ');
            }
            out.push_str(&word.text);
        }
        out
    }

    /// The same with what follows.
    pub fn and(mut self, mut more: Written) -> Written {
        let more = more.words();
        if let Some(first) = more.first_mut() {
            first.is_apart = true;
        }
        self.words().append(more);
        self
    }

    /// The same without some words.
    pub fn without(&self, words: &[&str]) -> Written {
        let kept = self.0.iter().filter(|word| !words.contains(&word.key()));
        Written(Arc::new(kept.cloned().collect()))
    }

    /// The words as they are compared.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(Word::key)
    }

    /// The words as they are printed.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|word| word.text.as_str())
    }

    /// Whether a name or word stands in it.
    pub fn mentions(&self, name: &str) -> bool {
        self.0.iter().any(|word| word.is_called(name))
    }

    /// Whether it shows all columns of something: `SELECT *`, `u.*`.
    pub fn has_star(&self) -> bool {
        self.0.windows(2).any(|pair| {
            let before = ["select", "distinct", "all", ".", ","];
            pair[1].key() == "*" && before.contains(&pair[0].key())
        })
    }

    /// Gives a column that stands in it another name. What is called with arguments is a function, but for the length of an index's
    /// part (MySQL's `name(10)`); what stands behind `::` or before a text is a type; and `NULLS LAST` names no column.
    pub fn rename_column(&mut self, old: &str, new: &str, dialect: Dialect) {
        let old = dialect.name_key(old);
        let has_lengths = dialect.migration_rules().has_options;
        for at in 0..self.0.len() {
            let key = |at: usize| self.0.get(at).map(Word::key);
            let is_number = |word: &str| word.chars().all(|c| c.is_ascii_digit());
            let is_length = key(at + 2).is_some_and(is_number) && key(at + 3) == Some(")");
            let is_function = key(at + 1) == Some("(") && !(is_length && has_lengths);
            let before = at.checked_sub(1).and_then(key);
            let is_type = matches!(before, Some("::" | "as"))
                || key(at + 1).is_some_and(|next| next.starts_with('\''));
            let is_order = before == Some("nulls");
            let word = &self.0[at];
            if word.is_name && word.key() == old && !is_function && !is_order && !is_type {
                self.words()[at].call(new, dialect);
            }
        }
    }

    /// Gives a table another name where a function gives its rows: `RETURNS SETOF app.users`.
    pub fn rename_returned(&mut self, old: &str, new: &str, dialect: Dialect) {
        let old = dialect.name_key(old);
        for at in 1..self.0.len() {
            let key = |at: usize| self.0.get(at).map(Word::key);
            let before = match key(at - 1) {
                Some(".") => at.checked_sub(3).and_then(key),
                before => before,
            };
            if matches!(before, Some("setof" | "returns")) && self.0[at].is_called(&old) {
                self.words()[at].call(new, dialect);
            }
        }
    }

    /// Says of columns that are said to be of a table that they are of this one: `users.age`.
    pub fn qualify(&mut self, table: &str, dialect: Dialect) {
        for at in 0..self.0.len() {
            let is_of = self.0.get(at + 1).is_some_and(|next| next.text == ".");
            if self.0[at].is_name && is_of {
                self.words()[at].call(table, dialect);
            }
        }
    }

    /// Gives a name that stands in it another one.
    pub fn rename(&mut self, old: &str, new: &str, dialect: Dialect) {
        let old = dialect.name_key(old);
        if !self.mentions(&old) {
            return;
        }
        for word in self.words() {
            if word.is_called(&old) {
                word.call(new, dialect);
            }
        }
    }
}

impl Word {
    fn key(&self) -> &str {
        self.key.as_deref().unwrap_or(&self.text)
    }

    /// Gives it the name of something else.
    fn call(&mut self, name: &str, dialect: Dialect) {
        self.text = dialect.quote(name);
        self.key = Some(dialect.name_key(name).into_owned());
    }

    fn is_called(&self, name: &str) -> bool {
        let is = |name: &str| self.key() == name;
        self.is_name && (is(name) || self.folds && is(&name.to_lowercase()))
    }
}

fn folds(dialect: Dialect) -> bool {
    dialect.same_name("a", "A")
}
