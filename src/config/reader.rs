//! Values of a TOML table, each with its place; what is wrong with one becomes a diagnostic there.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::source::{SourceFile, Span};

/// A key with its value.
pub(super) struct Entry<'t> {
    /// The key alone.
    pub(super) key: &'t str,
    /// The key with its tables: `output.dir`.
    pub(super) path: String,
    /// The value.
    pub(super) value: &'t DeValue<'t>,
    /// Where the key stands.
    pub(super) key_span: Span,
    /// Where the value stands.
    pub(super) value_span: Span,
}

/// Reads values of one file.
pub(super) struct Reader<'a> {
    file: &'a SourceFile,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Reader<'a> {
    pub(super) fn new(file: &'a SourceFile, diagnostics: &'a mut Diagnostics) -> Reader<'a> {
        Reader { file, diagnostics }
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        self.file.span(range.start, range.end)
    }

    /// The entries of a table in the order of the file. Passwords in them are reported here.
    pub(super) fn entries<'t>(&mut self, path: &str, table: &'t DeTable<'t>) -> Vec<Entry<'t>> {
        let mut entries: Vec<Entry<'t>> = table
            .iter()
            .map(|(key, value)| Entry {
                key: key.get_ref().as_ref(),
                path: if path.is_empty() {
                    key.get_ref().to_string()
                } else {
                    format!("{path}.{}", key.get_ref())
                },
                value: value.get_ref(),
                key_span: self.span(key.span()),
                value_span: self.span(value.span()),
            })
            .collect();
        entries.sort_by_key(|entry| entry.key_span.start);
        for entry in &entries {
            self.warn_of_password(entry);
        }
        entries
    }

    /// Reads a table entry by entry.
    pub(super) fn table<'t>(
        &mut self,
        entry: &Entry<'t>,
        mut read: impl FnMut(&Entry<'t>, &mut Reader<'_>),
    ) {
        let Some(table) = entry.value.as_table() else {
            return self.wrong_type(entry, "a table");
        };
        for inner in self.entries(&entry.path, table) {
            read(&inner, self);
        }
    }

    /// A text, which may not be empty unless `""` means something.
    pub(super) fn text<'t>(&mut self, entry: &Entry<'t>) -> Option<&'t str> {
        let text = entry.value.as_str();
        if text.is_none() {
            self.wrong_type(entry, "a text in quotes");
        }
        text
    }

    /// The text of the file at a place.
    pub(super) fn slice(&self, span: Span) -> &str {
        self.file.slice(span)
    }

    /// A yes or no.
    pub(super) fn flag(&mut self, entry: &Entry<'_>) -> Option<bool> {
        let flag = entry.value.as_bool();
        if flag.is_none() {
            self.wrong_type(entry, "true or false");
        }
        flag
    }

    /// Sets a text that may not be empty.
    pub(super) fn set_text(&mut self, entry: &Entry<'_>, target: &mut String) {
        match self.text(entry) {
            Some("") => self.push(
                Diagnostic::error("config-value", format!("`{}` is empty", entry.path))
                    .at(entry.value_span, "nothing in it")
                    .help(format!("leave `{}` out for its default", entry.path)),
            ),
            Some(text) => text.clone_into(target),
            None => {}
        }
    }

    /// One text or a list of them, each with its place.
    pub(super) fn list(&mut self, entry: &Entry<'_>) -> Vec<(String, Span)> {
        if let Some(text) = entry.value.as_str() {
            return vec![(text.to_owned(), entry.value_span)];
        }
        let Some(items) = entry.value.as_array() else {
            self.wrong_type(entry, "a list of texts");
            return Vec::new();
        };
        let mut out = Vec::new();
        for item in items.iter() {
            let span = self.span(item.span());
            match item.get_ref().as_str() {
                Some(text) => out.push((text.to_owned(), span)),
                None => self.wrong_item(entry, item, span),
            }
        }
        out
    }

    /// Sets a list of texts from one text or a list.
    pub(super) fn texts(&mut self, entry: &Entry<'_>, target: &mut Vec<String>) {
        *target = self.list(entry).into_iter().map(|(text, _)| text).collect();
    }

    /// A key that nobody knows.
    pub(super) fn unknown_key(&mut self, entry: &Entry<'_>, known: &[&str]) {
        let near = nearest(entry.key, known.iter().copied());
        let message = format!("unknown key `{}`", entry.path);
        let help =
            if ["database", "database_url", "url"].contains(&entry.key.to_lowercase().as_str()) {
                "the database's address comes from `DATABASE_URL`, in the environment or in `.env`"
                    .to_owned()
            } else {
                match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the keys here are {}", words(known)),
                }
            };
        let error = Diagnostic::error("config-unknown-key", message).help(help);
        // The line is not shown where it holds a password.
        let error = if entry.value.as_str().is_some_and(holds_password) {
            error
        } else {
            error.at(entry.key_span, "nothing has this name")
        };
        self.push(error);
    }

    /// A value that is none of the words that it may be.
    pub(super) fn unknown_value(
        &mut self,
        entry: &Entry<'_>,
        span: Span,
        value: &str,
        known: &[&str],
    ) {
        let help = match nearest(value, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("use {}", words(known)),
        };
        self.push(
            Diagnostic::error(
                "config-value",
                format!("`{value}` is not a value of `{}`", entry.path),
            )
            .at(span, "not one of its words")
            .help(help),
        );
    }

    /// Something that is known but has no effect yet.
    pub(super) fn unsupported(&mut self, span: Span, what: String, help: &str) {
        self.push(
            Diagnostic::error(
                "config-not-supported-yet",
                format!("{what} is known, but not supported yet"),
            )
            .at(span, "would have no effect")
            .help(help),
        );
    }

    fn wrong_type(&mut self, entry: &Entry<'_>, wanted: &str) {
        self.push(
            Diagnostic::error("config-value", format!("`{}` must be {wanted}", entry.path)).at(
                entry.value_span,
                format!("this is {}", article(entry.value.type_str())),
            ),
        );
    }

    fn wrong_item(&mut self, entry: &Entry<'_>, item: &Spanned<DeValue<'_>>, span: Span) {
        self.push(
            Diagnostic::error(
                "config-value",
                format!("`{}` must be a list of texts", entry.path),
            )
            .at(
                span,
                format!("this is {}", article(item.get_ref().type_str())),
            ),
        );
    }

    /// The line itself is not shown: a terminal's or a CI run's log is no place for a password either.
    fn warn_of_password(&mut self, entry: &Entry<'_>) {
        if !entry.value.as_str().is_some_and(holds_password) {
            return;
        }
        let line = self.file.line_column(entry.key_span.start).line;
        self.push(
            Diagnostic::warning(
                "config-password",
                format!(
                    "{}:{line}: `{}` holds a password",
                    self.file.path, entry.path
                ),
            )
            .help("take it out, change the password, and put the address into `DATABASE_URL` (environment or `.env`, which stays out of version control)"),
        );
    }
}

/// Whether a text is an address with a password: `scheme://user:password@host`.
fn holds_password(text: &str) -> bool {
    text.split_once("://")
        .and_then(|(_, rest)| rest.split(['/', '?']).next())
        .and_then(|authority| authority.rsplit_once('@'))
        .and_then(|(user, _)| user.split_once(':'))
        .is_some_and(|(_, password)| !password.is_empty())
}

fn words(known: &[&str]) -> String {
    known
        .iter()
        .map(|word| format!("`{word}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

fn article(kind: &str) -> String {
    if kind.starts_with(['a', 'i', 'o']) {
        format!("an {kind}")
    } else {
        format!("a {kind}")
    }
}
