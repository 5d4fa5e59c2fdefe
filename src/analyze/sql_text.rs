//! A query's text as its author wrote it, with what has to change as data.

use serde::Serialize;

use super::ParamIndex;
use crate::dialect::Dialect;
use crate::source::Span;

/// The author's text and the changes to it, in the order of the text; they do not overlap, but those that stand inside an
/// omitted [`Replacement::Condition`] fall away with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SqlText {
    /// The statement's bytes.
    pub text: String,
    /// Where the text stands in the source.
    pub span: Span,
    /// Sorted by start, outer before inner.
    pub edits: Vec<Edit>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// The bytes that it is about, in the source.
    pub span: Span,
    /// What becomes of them.
    pub replacement: Replacement,
}

/// What becomes of some bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Replacement {
    /// Another text (an expanded star).
    Text(String),
    /// A parameter's placeholder.
    Param(ParamIndex),
    /// A list parameter: the whole `IN (sqlc.slice(x))`, with the text before the list.
    Slice(ParamIndex),
    /// A condition that is left out, with its AND or WHERE, when this parameter is absent.
    Condition(ParamIndex),
}

/// The final text for one driver, and which parameter each of its placeholders `1..` binds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rendered {
    /// SQL with the driver's placeholders.
    pub sql: String,
    /// Placeholder n binds `binds[n - 1]`.
    pub binds: Vec<ParamIndex>,
}

impl SqlText {
    /// The text with `dialect`'s placeholders, without the conditions of the `absent` parameters.
    pub fn render(&self, dialect: Dialect, absent: &[ParamIndex]) -> Rendered {
        let mut out = Rendered {
            sql: String::new(),
            binds: Vec::new(),
        };
        let mut at = self.span.start;
        for edit in &self.edits {
            if edit.span.start < at {
                continue; // inside an omitted condition
            }
            let omitted = match &edit.replacement {
                Replacement::Condition(param) => {
                    if !absent.contains(param) {
                        continue;
                    }
                    true
                }
                _ => false,
            };
            out.sql.push_str(self.slice(at, edit.span.start));
            at = edit.span.end;
            if omitted {
                continue;
            }
            match &edit.replacement {
                Replacement::Text(text) => out.sql.push_str(text),
                Replacement::Param(param) => {
                    let number = out.bind(*param);
                    out.sql.push_str(&dialect.placeholder(number));
                }
                Replacement::Slice(param) => {
                    let number = out.bind(*param);
                    out.sql.push_str(&dialect.in_list(number));
                }
                Replacement::Condition(_) => {}
            }
        }
        out.sql.push_str(self.slice(at, self.span.end));
        out
    }

    fn slice(&self, start: usize, end: usize) -> &str {
        &self.text[start - self.span.start..end - self.span.start]
    }
}

impl Rendered {
    fn bind(&mut self, param: ParamIndex) -> usize {
        if let Some(at) = self.binds.iter().position(|bound| *bound == param) {
            return at + 1;
        }
        self.binds.push(param);
        self.binds.len()
    }
}
